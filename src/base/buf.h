/* SPDX-License-Identifier: MIT */
/*
 * A growing run of bytes that it owns. data is always NUL-terminated, also
 * when empty and before the first use, so that it is a valid C string.
 *
 *	struct buf b = BUF_INIT;
 *	buf_adds(&b, "text");
 *	buf_release(&b);
 */
#ifndef CHAPBOOK_BUF_H
#define CHAPBOOK_BUF_H

#include "base/str.h"

struct buf {
	char *data;
	size_t len, cap;	/* cap 0: data is not ours to free */
};

extern char buf_empty[1];
#define BUF_INIT { buf_empty, 0, 0 }

void buf_init(struct buf *b);
void buf_release(struct buf *b);	/* back to empty, memory freed */
/* The same, and nothing of its bytes is left in memory. */
void buf_wipe(struct buf *b);
void buf_clear(struct buf *b);		/* back to empty, memory kept */
char *buf_detach(struct buf *b);	/* caller frees; b is empty again */

/* Room for bytes more; what data points at may move. */
void buf_reserve(struct buf *b, size_t bytes);
void buf_add(struct buf *b, const void *p, size_t len);
void buf_adds(struct buf *b, const char *s);
void buf_addstr(struct buf *b, struct str s);
void buf_addf(struct buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void buf_truncate(struct buf *b, size_t len);

static inline void
buf_addc(struct buf *b, char c)
{
	if (b->len + 1 >= b->cap)
		buf_reserve(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

static inline struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->data, b->len };
}

#endif
