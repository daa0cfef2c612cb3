/* SPDX-License-Identifier: MIT */
/*
 * HTML blocks: HTML that starts at the margin of a Markdown document.
 * CommonMark ends one at the first blank line, and takes what is indented
 * behind that for code; here it runs to the line that closes its element.
 */
#ifndef CHAPBOOK_HTML_BLOCK_H
#define CHAPBOOK_HTML_BLOCK_H

#include "base/buf.h"

struct html_block {
	struct str name;	/* of the element that ends it; empty: none */
	size_t depth;		/* open elements of that name */
	bool is_comment, is_raw, is_paragraph;
};

enum html_block_end {
	HTML_BLOCK_OPEN,	/* it never ends */
	HTML_BLOCK_CLOSED,
	HTML_BLOCK_MARKDOWN	/* Markdown again, the element still open */
};

/*
 * Whether the line at s.p[at] (behind its blanks) starts a block.
 * interrupts: the line before is a paragraph's.
 */
bool html_block_starts(struct str s, size_t at, bool interrupts,
    struct html_block *block);
/* A line, behind its blanks, from which on an open block goes on. */
bool html_block_goes_on(struct str line, bool indented);
/*
 * Follows the block from s.p[*at], the start of a line, and moves *at to the
 * line behind it. *work is how many bytes may still be searched in vain.
 */
enum html_block_end html_block_follow(struct str s, size_t *at,
    struct html_block *block, size_t *work);
/* Copies HTML without the indentation of its lines. */
void html_block_copy(struct str source, struct buf *html);

/* Whether HTML has the element, so far as it matters here. */
bool is_element(struct str name);

#endif
