/* SPDX-License-Identifier: MIT */
#include "book/sink.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

#define SINK_BYTES ((size_t)256 << 10)

void
sink_init(struct sink *sink, int fd)
{
	*sink = (struct sink){ .fd = fd, .data = BUF_INIT };
}

void
sink_release(struct sink *sink)
{
	buf_release(&sink->data);
}

uint64_t
sink_bytes(const struct sink *sink)
{
	return sink->flushed + sink->data.len;
}

static int
write_at(struct sink *sink, struct str bytes, uint64_t offset)
{
	while (bytes.len) {
		ssize_t n = pwrite(sink->fd, bytes.p, bytes.len,
		    (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(&sink->err, "cannot write");
		bytes = str_sub(bytes, (size_t)n, bytes.len);
		offset += (uint64_t)n;
	}
	return 0;
}

static int
flush(struct sink *sink)
{
	if (write_at(sink, buf_str(&sink->data), sink->flushed))
		return -1;
	sink->flushed += sink->data.len;
	buf_clear(&sink->data);
	return 0;
}

/* The part of bytes that lies before what is in memory. Returns the rest. */
static int
write_back(struct sink *sink, struct str *bytes)
{
	uint64_t before = sink->flushed - sink->at;
	size_t n = before < bytes->len ? (size_t)before : bytes->len;

	if (write_at(sink, str_sub(*bytes, 0, n), sink->at))
		return -1;
	sink->at += n;
	*bytes = str_sub(*bytes, n, bytes->len);
	return 0;
}

int
sink_write(struct sink *sink, struct str bytes)
{
	size_t from, over;

	if (sink->err.kind)
		return -1;
	if (sink->at > sink_bytes(sink))
		return err_set(&sink->err, ERR_ARGUMENT,
		    "cannot write behind the end");
	if (sink->at < sink->flushed && write_back(sink, &bytes))
		return -1;
	if (!bytes.len)
		return 0;
	from = (size_t)(sink->at - sink->flushed);
	over = sink->data.len - from;
	if (over > bytes.len)
		over = bytes.len;
	if (over)
		memcpy(sink->data.data + from, bytes.p, over);
	buf_addstr(&sink->data, str_sub(bytes, over, bytes.len));
	sink->at += bytes.len;
	return sink->data.len < SINK_BYTES ? 0 : flush(sink);
}

int
sink_finish(struct sink *sink)
{
	if (sink->err.kind || flush(sink))
		return -1;
	if (ftruncate(sink->fd, (off_t)sink->flushed))
		return err_errno(&sink->err, "cannot cut");
	return 0;
}
