/* SPDX-License-Identifier: MIT */
#include "worker/wire.h"

#include "base/mem.h"

static void
put(struct buf *out, uint64_t value, size_t bytes)
{
	buf_reserve(out, bytes);
	for (size_t i = 0; i < bytes; i++)
		out->data[out->len++] = (char)(value >> (8 * i) & 0xff);
	out->data[out->len] = '\0';
}

void
wire_put_u32(struct buf *out, uint32_t value)
{
	put(out, value, sizeof(value));
}

void
wire_put_u64(struct buf *out, uint64_t value)
{
	put(out, value, sizeof(value));
}

void
wire_put_str(struct buf *out, struct str s)
{
	/* Overflows, and so ends the process, if the length does not fit. */
	(void)mem_add(s.len, SIZE_MAX - UINT32_MAX);
	buf_reserve(out, mem_add(s.len, sizeof(uint32_t)));
	wire_put_u32(out, (uint32_t)s.len);
	buf_addstr(out, s);
}

struct wire
wire_of(struct str s)
{
	return (struct wire){ s, false };
}

/* The next bytes; once there are too few, nothing more can be read. */
static struct str
take(struct wire *w, size_t bytes)
{
	struct str s;

	if (w->bad || bytes > w->rest.len) {
		w->bad = true;
		w->rest = (struct str){ NULL, 0 };
		return w->rest;
	}
	s = (struct str){ w->rest.p, bytes };
	w->rest = str_sub(w->rest, bytes, w->rest.len);
	return s;
}

static uint64_t
get(struct wire *w, size_t bytes)
{
	struct str s = take(w, bytes);
	uint64_t value = 0;

	for (size_t i = s.len; i > 0; i--)
		value = value << 8 | (unsigned char)s.p[i - 1];
	return value;
}

uint32_t
wire_u32(struct wire *w)
{
	return (uint32_t)get(w, sizeof(uint32_t));
}

uint64_t
wire_u64(struct wire *w)
{
	return get(w, sizeof(uint64_t));
}

struct str
wire_str(struct wire *w)
{
	return take(w, wire_u32(w));
}

uint32_t
wire_count(struct wire *w, size_t min_bytes)
{
	uint32_t count = wire_u32(w);

	if (min_bytes && count > w->rest.len / min_bytes) {
		(void)take(w, SIZE_MAX);
		return 0;
	}
	return count;
}

bool
wire_end(const struct wire *w)
{
	return !w->bad && w->rest.len == 0;
}
