/* SPDX-License-Identifier: MIT */
#include "source/stream.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "source/unpack.h"
#include "worker/serve.h"

/* A helper that works sends something in this time. */
#define SILENCE_MS 600000
#define TURN_MS 200
#define READ_BYTES ((size_t)256 << 10)

struct stream {
	const struct packed_options *options;
	int fd;
	struct buf in;
	size_t used;		/* of in */
};

static int
wait_for_bytes(const struct stream *s, struct err *err)
{
	const struct packed_options *o = s->options;
	/* poll(2) passes over what is negative. */
	struct pollfd fds[2] = { { s->fd, POLLIN, 0 },
		{ o->stop_fd ? o->stop_fd : -1, POLLIN, 0 } };
	const int turn_ms = o->stop_fd || !o->stopped ? SILENCE_MS : TURN_MS;
	int n;

	for (int waited = 0; waited < SILENCE_MS;
	    waited += n == 0 ? turn_ms : 0) {
		n = poll(fds, 2, turn_ms);
		if (n < 0 && errno != EINTR)
			return err_errno(err, "cannot wait for a process");
		if (o->stopped && (!o->stop_fd || fds[1].revents)
		    && o->stopped(o->stopped_arg))
			return err_set(err, ERR_SYSTEM, "interrupted");
		if (n > 0 && fds[0].revents)
			return 0;
	}
	return err_set(err, ERR_LIMIT, "stuck");
}

/* 1 with more in s->in, 0 at the end of the stream. */
static int
read_more(struct stream *s, struct err *err)
{
	ssize_t n;

	memmove(s->in.data, s->in.data + s->used, s->in.len - s->used);
	buf_truncate(&s->in, s->in.len - s->used);
	s->used = 0;
	if (wait_for_bytes(s, err) != 0)
		return -1;
	buf_reserve(&s->in, READ_BYTES);
	n = read(s->fd, s->in.data + s->in.len, READ_BYTES);
	if (n < 0 && errno == EINTR)
		return 1;
	if (n < 0)
		return err_errno(err, "cannot read from a process");
	s->in.len += (size_t)n;
	s->in.data[s->in.len] = '\0';
	return n > 0;
}

/* 1 with the next frame, 0 if it is not yet all there. */
static int
next_frame(struct stream *s, uint32_t *word, struct str *body,
    struct err *err)
{
	struct str rest = str_sub(buf_str(&s->in), s->used, s->in.len);
	struct frame frame;

	if (rest.len < sizeof(frame))
		return 0;
	memcpy(&frame, rest.p, sizeof(frame));
	if (frame.length > UNPACK_BODY_BYTES)
		return err_set(err, ERR_FORMAT, "malformed stream");
	if (rest.len - sizeof(frame) < frame.length)
		return 0;
	*word = frame.word;
	*body = str_sub(rest, sizeof(frame), sizeof(frame) + frame.length);
	s->used += sizeof(frame) + frame.length;
	return 1;
}

static int
take_frames(struct stream *s, struct entries *entries, struct err *err)
{
	struct str body = { NULL, 0 };
	uint32_t word = UNPACK_DONE;
	int r;

	for (;;) {
		r = next_frame(s, &word, &body, err);
		if (r > 0) {
			r = entries_take(entries, word, body, err);
			if (r != 0)
				return r;
		} else if (r < 0 || (r = read_more(s, err)) <= 0) {
			return r;
		}
	}
}

int
stream_take(int fd, const struct packed_options *options,
    struct entries *entries, struct err *err)
{
	struct stream s = { .options = options, .fd = fd, .in = BUF_INIT };
	int r = take_frames(&s, entries, err);

	buf_release(&s.in);
	return r;
}
