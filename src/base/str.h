/* SPDX-License-Identifier: MIT */
/*
 * A borrowed slice of bytes: not owned, not NUL-terminated, any bytes. An
 * empty slice may have p == NULL. Functions that compare without case fold
 * ASCII only; base/text.h folds Unicode.
 */
#ifndef CHAPBOOK_STR_H
#define CHAPBOOK_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t len;
};

/* STR("literal"); its length is known when compiled. */
#define STR(lit) ((struct str){ "" lit "", sizeof(lit) - 1 })
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).len, (s).p ? (s).p : ""

struct str str_of(const char *s);	/* NULL gives the empty slice */
struct str str_sub(struct str s, size_t from, size_t to);	/* clamped */

bool str_eq(struct str a, struct str b);
bool str_ieq(struct str a, struct str b);
int str_cmp(struct str a, struct str b);	/* by bytes, shorter first */
int str_compare(const void *a, const void *b);	/* the same for qsort() */
bool str_starts(struct str s, struct str prefix);
bool str_istarts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_iends(struct str s, struct str suffix);

#define STR_NONE ((size_t)-1)
size_t str_find(struct str s, struct str what);	/* offset or STR_NONE */
size_t str_ifind(struct str s, struct str what);
size_t str_chr(struct str s, char c);
size_t str_rchr(struct str s, char c);

bool str_is_ascii(struct str s);
/* Without leading and trailing ASCII white space. */
struct str str_trim(struct str s);

/*
 * Takes the next field off *rest, up to sep or the end. False when *rest
 * was used up before; "a,," has the fields "a", "" and "".
 *
 *	struct str rest = s, field;
 *	while (str_next(&rest, ',', &field))
 *		...
 */
bool str_next(struct str *rest, char sep, struct str *field);

/* A decimal number without sign; false if s is anything else or too large. */
bool str_number(struct str s, unsigned long max, unsigned long *value);

static inline bool
ascii_space(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
ascii_digit(int c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ascii_alpha(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline int
ascii_lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

/* Unlike strchr(), which finds its own end, false for 0. */
static inline bool
ascii_in(int c, const char *set)
{
	return c && strchr(set, c);
}

#endif
