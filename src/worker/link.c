/* SPDX-License-Identifier: MIT */
#include "worker/link.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "worker/serve.h"

/* Behind this much input in flight, a worker is busy enough with two. */
#define DEEP_BYTES ((size_t)64 << 10)
#define ALONE_BYTES ((size_t)4 << 20)
#define BATCH_BYTES ((size_t)32 << 20)
#define READ_BYTES ((size_t)64 << 10)
/* What one worker may send before the others get their turn. */
#define TURN_BYTES ((size_t)4 << 20)
#define KEEP_BYTES ((size_t)1 << 20)

struct link *
link_new(uint32_t id, int fd)
{
	struct link *link = mem_zalloc(sizeof(*link));

	link->id = id;
	link->fd = fd;
	link->deadline_ms = LINK_NEVER;
	buf_init(&link->in);
	return link;
}

void
link_free(struct link *link)
{
	for (size_t i = 0; i < link->flying; i++)
		task_free(link->flight[i]);
	link_close(link);
	buf_release(&link->in);
	free(link);
}

void
link_close(struct link *link)
{
	if (link->fd >= 0)
		close(link->fd);
	link->fd = -1;
}

bool
link_alive(const struct link *link)
{
	return link->fd >= 0 && !link->killed && !link->reaped;
}

bool
link_takes(const struct link *link)
{
	size_t depth = LINK_DEPTH;

	if (!link->ready || link->retired || !link_alive(link))
		return false;
	if (link->solo || link->flying_bytes >= ALONE_BYTES)
		depth = 1;
	else if (link->flying_bytes >= DEEP_BYTES)
		depth = 2;
	return link->flying < depth;
}

void
link_give(struct link *link, struct task *take_task)
{
	link->flight[link->flying++] = take_task;
	link->flying_bytes += take_task->in.len;
	link->given++;
	link->given_bytes += take_task->in.len;
	if (link->given >= SERVE_BATCH_JOBS || link->given_bytes >= BATCH_BYTES)
		link->retired = true;
}

struct task *
link_shift(struct link *link)
{
	struct task *task = link->flight[0];

	link->flying--;
	link->flying_bytes -= task->in.len;
	memmove(link->flight, link->flight + 1,
	    link->flying * sizeof(link->flight[0]));
	if (link->sent)
		link->sent--;
	else
		link->sent_bytes = 0;
	return task;
}

bool
link_unsent(const struct link *link)
{
	return link->fd >= 0 && link->sent < link->flying;
}

/* One job's frame and input, from sent_bytes on. */
static ssize_t
send_some(const struct link *link)
{
	const struct task *task = link->flight[link->sent];
	struct frame frame = {
		(uint32_t)task->job, (uint32_t)task->in.len
	};
	const size_t head = link->sent_bytes < sizeof(frame)
	    ? link->sent_bytes : sizeof(frame);
	const size_t body = link->sent_bytes - head;
	struct iovec iov[2] = {
		{ (char *)&frame + head, sizeof(frame) - head },
		{ task->in.data + body, task->in.len - body },
	};
	struct msghdr msg = { .msg_iov = iov, .msg_iovlen = 2 };

	return sendmsg(link->fd, &msg, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void
link_send(struct link *link)
{
	ssize_t n;

	while (link_unsent(link)) {
		n = send_some(link);
		if (n < 0 && errno == EINTR)
			continue;
		/* An error other than EAGAIN shows when we read. */
		if (n < 0)
			return;
		link->sent_bytes += (size_t)n;
		if (link->sent_bytes < sizeof(struct frame)
		    + link->flight[link->sent]->in.len)
			continue;
		link->sent++;
		link->sent_bytes = 0;
	}
	/* It ends by itself when it has answered. */
	if (link->retired && link->fd >= 0)
		shutdown(link->fd, SHUT_WR);
}

static void
drop_used(struct link *link)
{
	struct buf *in = &link->in;
	const size_t rest = in->len - link->in_used;

	if (rest)
		memmove(in->data, in->data + link->in_used, rest);
	buf_truncate(in, rest);
	link->in_used = 0;
	if (!rest && in->cap > KEEP_BYTES)
		buf_release(in);
}

void
link_read(struct link *link)
{
	struct buf *in = &link->in;
	size_t total = 0;
	ssize_t n;

	drop_used(link);
	while (link->fd >= 0 && total < TURN_BYTES) {
		buf_reserve(in, READ_BYTES);
		n = recv(link->fd, in->data + in->len, in->cap - in->len - 1,
		    MSG_DONTWAIT);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0) {
			link_close(link);
			return;
		}
		in->len += (size_t)n;
		in->data[in->len] = '\0';
		total += (size_t)n;
		if (in->len < in->cap - 1)
			return;
	}
}

static bool
peek_frame(const struct link *link, struct frame *frame)
{
	if (link->in.len - link->in_used < sizeof(*frame))
		return false;
	memcpy(frame, link->in.data + link->in_used, sizeof(*frame));
	return true;
}

int
link_hello(struct link *link, uint32_t *layers)
{
	struct frame frame;

	if (!peek_frame(link, &frame))
		return 0;
	link->in_used += sizeof(frame);
	*layers = frame.length;
	return frame.word == SERVE_HELLO ? 1 : -1;
}

int
link_reply(struct link *link, enum err_kind *kind, struct str *body)
{
	struct frame frame;
	size_t most = LIMIT_REPLY_BYTES;

	/* Nothing was asked, or not wholly: then nothing can be answered. */
	if (!link->sent)
		return link->in.len == link->in_used ? 0 : -1;
	if (!peek_frame(link, &frame))
		return 0;
	if (frame.word == SERVE_UNPREPARED && !frame.length
	    && !link->prepared) {
		link->in_used += sizeof(frame);
		return 2;
	}
	if (frame.word != ERR_NONE)
		most = ERR_MESSAGE_BYTES - 1;
	if (frame.word > ERR_EMPTY || frame.length > most)
		return -1;
	if (link->in.len - link->in_used - sizeof(frame) < frame.length)
		return 0;
	*kind = (enum err_kind)frame.word;
	body->p = link->in.data + link->in_used + sizeof(frame);
	body->len = frame.length;
	link->in_used += sizeof(frame) + frame.length;
	return 1;
}
