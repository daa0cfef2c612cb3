/* SPDX-License-Identifier: MIT */
/* Normalisation and case folding, by utf8proc. */
#include "base/text.h"

#include <stdlib.h>
#include <utf8proc.h>

/* Marks in a row before a joiner is put in: Unicode Annex 15, section 13. */
#define MARKS_IN_A_ROW 30
#define COMBINING_GRAPHEME_JOINER 0x34fu

/*
 * Characters that neither composition nor case folding changes, and that do
 * not compose with one of their kind: the bulk of Chinese, Japanese and
 * Korean text.
 */
static bool
is_settled(uint32_t c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3001 && c <= 0x3029)
		|| (c >= 0x3030 && c <= 0x3098) || (c >= 0x309b && c <= 0x30ff)
		|| (c >= 0x3400 && c <= 0x4dbf) || (c >= 0xac00 && c <= 0xd7a3)
		|| (c >= 0x2010 && c <= 0x2027) || (c >= 0xff01 && c <= 0xff20);
}

static bool
is_settled_text(struct str s, uint32_t first_composing)
{
	size_t at = 0;
	uint32_t c;

	while ((c = text_next(s, &at)) != UINT32_MAX)
		if (c >= first_composing && !is_settled(c))
			return false;
	return text_is_utf8(s);
}

/*
 * utf8proc refuses malformed text, and sorts runs of combining marks in
 * quadratic time: both are mended first.
 */
static void
make_safe(struct str s, struct buf *out)
{
	size_t at = 0, marks = 0;
	uint32_t c;

	while ((c = text_next(s, &at)) != UINT32_MAX) {
		bool mark = c >= 0x300 && utf8proc_get_property(
		    (utf8proc_int32_t)c)->combining_class;

		marks = mark ? marks + 1 : 0;
		if (marks > MARKS_IN_A_ROW) {
			text_put(out, COMBINING_GRAPHEME_JOINER);
			marks = 1;
		}
		text_put(out, c);
	}
}

static void
map(struct str s, unsigned options, struct buf *out)
{
	struct buf safe = BUF_INIT;
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n;

	make_safe(s, &safe);
	n = utf8proc_map((const utf8proc_uint8_t *)safe.data,
	    (utf8proc_ssize_t)safe.len, &mapped,
	    (utf8proc_option_t)(UTF8PROC_STABLE | options));
	if (n >= 0)
		buf_add(out, mapped, (size_t)n);
	else
		buf_addstr(out, buf_str(&safe));
	free(mapped);
	buf_release(&safe);
}

/* Any white space to single spaces, ASCII letters to lower case. */
static void
fold_plain(struct str s, struct buf *out)
{
	size_t from = out->len, at = 0;
	bool gap = false;

	buf_reserve(out, s.len);
	while (at < s.len) {
		size_t start = at;
		uint32_t c = text_next(s, &at);

		if (text_is_space(c)) {
			gap = out->len > from;
			continue;
		}
		if (gap)
			buf_addc(out, ' ');
		gap = false;
		if (c < 0x80)
			buf_addc(out, (char)ascii_lower((int)c));
		else
			buf_addstr(out, str_sub(s, start, at));
	}
}

void
text_fold(struct str s, struct buf *out)
{
	size_t from = out->len;
	struct buf plain = BUF_INIT;

	fold_plain(s, out);
	s = str_sub(buf_str(out), from, out->len);
	if (is_settled_text(s, 0x80))
		return;
	buf_addstr(&plain, s);
	buf_truncate(out, from);
	map(buf_str(&plain), UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD, out);
	buf_release(&plain);
}

void
text_nfc(struct str s, struct buf *out)
{
	if (is_settled_text(s, 0x300))
		buf_addstr(out, s);
	else
		map(s, UTF8PROC_COMPOSE, out);
}

bool
text_has_forms(struct str s)
{
	utf8proc_int32_t parts[4];
	int class = 0;

	for (size_t i = 0; i < s.len;) {
		uint32_t c = text_next(s, &i);

		if (c < 0x80)
			continue;
		/* Marks, jamo, and what is made of them. */
		if (utf8proc_category((utf8proc_int32_t)c)
		    == UTF8PROC_CATEGORY_MN
		    || (c >= 0x1100 && c <= 0x11ff)
		    || utf8proc_decompose_char((utf8proc_int32_t)c, parts, 4,
		    UTF8PROC_DECOMPOSE, &class) != 1
		    || parts[0] != (utf8proc_int32_t)c)
			return true;
	}
	return false;
}
