/* SPDX-License-Identifier: MIT */
/*
 * Unicode text: UTF-8 in, UTF-8 out. Comparison folds with utf8proc (NFC and
 * full case folding). Functions with a buffer append to it.
 */
#ifndef CHAPBOOK_TEXT_H
#define CHAPBOOK_TEXT_H

#include <stdint.h>

#include "base/buf.h"

/*
 * Whether a character of U+1000..U+CFFF or U+E000..U+EFFF begins at s.p[at],
 * with at <= s.len: by far the most that are not ASCII, and simple to check.
 */
static inline bool
text_is_common(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;

	return s.len - at >= 3 && p[0] > 0xe0 && p[0] < 0xef && p[0] != 0xed
		&& ((p[1] ^ 0x80) | (p[2] ^ 0x80)) < 0x40;
}

uint32_t text_next_rare(struct str s, size_t *at);

/*
 * Reads one code point at s.p[*at] and moves *at behind it. Malformed bytes
 * give U+FFFD and move by the maximal subpart (Unicode 15, 3.9). At the end
 * returns UINT32_MAX.
 */
static inline uint32_t
text_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;

	if (*at >= s.len)
		return UINT32_MAX;
	if (*p < 0x80) {
		(*at)++;
		return *p;
	}
	if (!text_is_common(s, *at))
		return text_next_rare(s, at);
	*at += 3;
	return (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
}

void text_put(struct buf *out, uint32_t code_point);
bool text_is_utf8(struct str s);

/* A character XML 1.0 allows (section 2.2), and no non-character. */
bool text_is_xml_char(uint32_t c);
/*
 * s with everything that XML does not allow, C1 controls, the BOM and
 * malformed bytes replaced: controls by nothing, malformed bytes by U+FFFD.
 */
void text_sanitise(struct str s, struct buf *out);

/* Han, kana, Hangul, Bopomofo, and CJK punctuation and full-width forms. */
bool text_is_cjk(uint32_t c);
/* The same without Hangul, which sets words apart by spaces. */
bool text_is_cjk_unspaced(uint32_t c);
bool text_is_space(uint32_t c);	/* ASCII white space, U+00A0, U+3000, Zs */
bool text_is_hidden(uint32_t c);	/* bidi controls, and other invisible ones */
bool text_is_blank(struct str s);	/* nothing but such, or empty */

/* White space runs (ASCII, NBSP) become one space; trimmed. */
void text_collapse(struct str s, struct buf *out);
/*
 * NFC and full case folding, any white space collapsed and trimmed: the key
 * for comparing.
 */
void text_fold(struct str s, struct buf *out);
/* NFC only. */
void text_nfc(struct str s, struct buf *out);
/* Whether other code points could spell the same: e with acute accent. */
bool text_has_forms(struct str s);
/*
 * Cuts at a whole character with its marks; adds an ellipsis if it cut, which
 * counts: never more than bytes.
 */
void text_shorten(struct str s, size_t bytes, struct buf *out);
/* Columns that s takes on a terminal (wide characters take two). */
size_t text_columns(struct str s);
size_t text_count(struct str s);	/* code points */

/*
 * For terminals and logs: controls, DEL, C1, bidi controls and malformed
 * bytes become visible escapes (\x1b, \u202e). Of more than 200 characters
 * those in the middle go.
 */
void text_escape(struct str s, struct buf *out);

/* XML: & < > " become entities. What XML does not allow is left out. */
void text_xml(struct str s, struct buf *out);

/* How many code points must be put in, taken out or replaced to make b of a. */
size_t text_edits(const uint32_t *a, size_t a_count, const uint32_t *b,
    size_t b_count);

#endif
