/* SPDX-License-Identifier: MIT */
#include "article/dialect/scan.h"

#include <string.h>

size_t
line_end(struct str s, size_t at)
{
	const char *end = at < s.len ? memchr(s.p + at, '\n', s.len - at) :
	    NULL;

	return end ? (size_t)(end - s.p) + 1 : s.len;
}

size_t
find_close(struct str s, struct str bracket)
{
	char last = bracket.p[bracket.len - 1];
	size_t at = 0, hit;

	while ((hit = str_chr(str_sub(s, at, s.len), last)) != STR_NONE) {
		at += hit + 1;
		if (str_ends(str_sub(s, 0, at), bracket))
			return at - bracket.len;
	}
	return STR_NONE;
}

size_t
run_length(struct str s, char sign)
{
	size_t n = 0;

	while (n < s.len && s.p[n] == sign)
		n++;
	return n;
}

bool
has_any(struct str s, const char *signs)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] && strchr(signs, s.p[i]))
			return true;
	return false;
}

size_t
word_end(struct str s, size_t at, const char *signs)
{
	while (at < s.len && s.p[at] && (ascii_alpha((unsigned char)s.p[at])
	    || ascii_digit((unsigned char)s.p[at])
	    || strchr(signs, s.p[at])))
		at++;
	return at;
}
