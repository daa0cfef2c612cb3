/* SPDX-License-Identifier: MIT */
/*
 * Characters as the text of a body sees them: what is white space, what is
 * left out, what needs care.
 */
#ifndef CHAPBOOK_GLYPH_H
#define CHAPBOOK_GLYPH_H

#include <stdint.h>

#include "base/str.h"

enum {
	GLYPH_WHITE = 1 << 0,
	GLYPH_NEWLINE = 1 << 1,	/* with GLYPH_WHITE: a line break in it */
	GLYPH_NBSP = 1 << 2,	/* the same: one U+00A0 or U+202F */
	GLYPH_WIDE = 1 << 3,	/* the same: one U+3000 */
	GLYPH_ESCAPE = 1 << 4,	/* one of & < > */
	GLYPH_DROP = 1 << 5,	/* invisible, or not allowed in XML */
	GLYPH_MARK = 1 << 6	/* text that may not be in NFC */
};

/*
 * Takes the longest run of one kind from s at *at and says which; 0 is plain
 * text. Unless white space collapses a line break is a run of its own, and
 * only ASCII space is white.
 */
unsigned glyph_run(struct str s, size_t *at, bool collapses);

/* Bytes of combining characters that s starts with. */
size_t glyph_marks(struct str s);

/* The last character of s, which is not empty. */
uint32_t glyph_before(struct str s);

/*
 * Whether a line break of the source between the two is no space: between
 * characters of scripts that set none, and beside their punctuation. Marks
 * that these share with others (quotes, dashes) follow what is beside them;
 * two of them join if quotes is true.
 */
bool glyph_joins(uint32_t before, uint32_t after, bool quotes);

size_t glyph_count(struct str s);	/* code points of valid UTF-8 */

#endif
