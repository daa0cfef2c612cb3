/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <string.h>

struct str
str_of(const char *s)
{
	return (struct str){ s, s ? strlen(s) : 0 };
}

struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct str){ s.p ? s.p + from : NULL, to - from };
}

bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.p, b.p, a.len));
}

bool
str_ieq(struct str a, struct str b)
{
	return a.len == b.len && str_istarts(a, b);
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.len > b.len) - (a.len < b.len);
}

int
str_compare(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len
		&& str_eq(str_sub(s, 0, prefix.len), prefix);
}

bool
str_istarts(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (ascii_lower((unsigned char)s.p[i])
		    != ascii_lower((unsigned char)prefix.p[i]))
			return false;
	return true;
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len
		&& str_eq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

bool
str_iends(struct str s, struct str suffix)
{
	return s.len >= suffix.len
		&& str_ieq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

size_t
str_find(struct str s, struct str what)
{
	const char *hit;

	if (!what.len)
		return 0;
	if (s.len < what.len)
		return STR_NONE;
	hit = memmem(s.p, s.len, what.p, what.len);
	return hit ? (size_t)(hit - s.p) : STR_NONE;
}

size_t
str_ifind(struct str s, struct str what)
{
	for (size_t i = 0; i + what.len <= s.len; i++)
		if (str_istarts(str_sub(s, i, s.len), what))
			return i;
	return STR_NONE;
}

size_t
str_chr(struct str s, char c)
{
	const char *hit = s.len ? memchr(s.p, c, s.len) : NULL;

	return hit ? (size_t)(hit - s.p) : STR_NONE;
}

size_t
str_rchr(struct str s, char c)
{
	const char *hit = s.len ? memrchr(s.p, c, s.len) : NULL;

	return hit ? (size_t)(hit - s.p) : STR_NONE;
}

bool
str_is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

struct str
str_trim(struct str s)
{
	while (s.len && ascii_space((unsigned char)s.p[s.len - 1]))
		s.len--;
	while (s.len && ascii_space((unsigned char)s.p[0])) {
		s.p++;
		s.len--;
	}
	return s;
}

bool
str_next(struct str *rest, char sep, struct str *field)
{
	size_t at;

	if (!rest->p)
		return false;
	at = str_chr(*rest, sep);
	if (at == STR_NONE) {
		*field = *rest;
		*rest = (struct str){ NULL, 0 };
	} else {
		*field = str_sub(*rest, 0, at);
		*rest = str_sub(*rest, at + 1, rest->len);
	}
	return true;
}

bool
str_number(struct str s, unsigned long max, unsigned long *value)
{
	unsigned long n = 0;

	if (!s.len)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned long digit = (unsigned long)(s.p[i] - '0');

		if (!ascii_digit((unsigned char)s.p[i])
		    || n > (max - (digit <= max ? digit : max)) / 10)
			return false;
		n = n * 10 + digit;
	}
	if (n > max)
		return false;
	*value = n;
	return true;
}
