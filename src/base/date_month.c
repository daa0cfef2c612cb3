/* SPDX-License-Identifier: MIT */
/* The months in the languages of the world, as far as newspapers go. */
#include "base/date_scan.h"
#include "tables/words.h"

static bool
is_letter(struct str s, size_t at)
{
	return at < s.len && (ascii_alpha((unsigned char)s.p[at])
		|| (unsigned char)s.p[at] >= 0x80);
}

int
date_scan_month(struct str s, size_t *at)
{
	struct str here = str_sub(s, *at, s.len);
	size_t found = words_find_start(&WORDS_MONTHS, here), end;

	if (found == WORDS_NONE)
		return 0;
	end = words_key(&WORDS_MONTHS, found).len;
	if (is_letter(here, end))
		return 0;
	*at += end + (end < here.len && here.p[end] == '.');
	return words_number(&WORDS_MONTHS, WORDS_MONTHS_MONTH, found);
}
