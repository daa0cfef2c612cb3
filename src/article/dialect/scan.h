/* SPDX-License-Identifier: MIT */
/* Small steps over text, as all readers of Markdown here take them. */
#ifndef CHAPBOOK_SCAN_H
#define CHAPBOOK_SCAN_H

#include "base/str.h"

/* The offset after the line that holds s.p[at], its "\n" with it. */
size_t line_end(struct str s, size_t at);
/*
 * Where the bracket stands in s, or STR_NONE; by its last byte, which text
 * that only opens brackets does not have.
 */
size_t find_close(struct str s, struct str bracket);
/* How many of the sign s starts with. */
size_t run_length(struct str s, char sign);
/* Whether any of the signs is in s. */
bool has_any(struct str s, const char *signs);
/* The offset after the letters, digits and signs at s.p[at]. */
size_t word_end(struct str s, size_t at, const char *signs);

static inline bool
is_blank(int c)
{
	return c == ' ' || c == '\t';
}

#endif
