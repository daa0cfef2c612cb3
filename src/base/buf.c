/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

char buf_empty[1];

void
buf_init(struct buf *b)
{
	*b = (struct buf)BUF_INIT;
}

void
buf_release(struct buf *b)
{
	if (b->cap)
		free(b->data);
	buf_init(b);
}

void
buf_wipe(struct buf *b)
{
	if (b->cap)
		explicit_bzero(b->data, b->cap);
	buf_release(b);
}

void
buf_clear(struct buf *b)
{
	buf_truncate(b, 0);
}

char *
buf_detach(struct buf *b)
{
	char *p = b->cap ? b->data : mem_strdup("");

	buf_init(b);
	return p;
}

void
buf_reserve(struct buf *b, size_t bytes)
{
	size_t cap = b->cap;
	char *p;

	if (bytes < b->cap - b->len)
		return;
	p = mem_grow(b->cap ? b->data : NULL, &cap,
	    mem_add(mem_add(b->len, bytes), 1), 1);
	if (!b->cap)
		p[0] = '\0';
	b->data = p;
	b->cap = cap;
}

void
buf_add(struct buf *b, const void *p, size_t len)
{
	if (!len)
		return;
	if (len >= b->cap - b->len)
		buf_reserve(b, len);
	memcpy(b->data + b->len, p, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addstr(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.len);
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	buf_reserve(b, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

void
buf_truncate(struct buf *b, size_t len)
{
	if (len > b->len || !b->cap)
		return;
	b->len = len;
	b->data[len] = '\0';
}
