/* SPDX-License-Identifier: MIT */
/*
 * The body of an article: a well-formed XHTML fragment of allow-listed
 * elements and attributes that satisfies the content models of EPUB content
 * documents wherever it is put as flow content. Where a link or a picture
 * goes stands a slot, so that binding fills them in without parsing again:
 *
 *	\1 L number \2	start of link number (record.links)
 *	\1 l \2		end of the innermost link
 *	\1 P number \2	picture number (record.images)
 *
 * Controls cannot occur in XML text, so slots cannot be forged. Headings
 * start at h2 (h1 is the page's title) and skip no level. ids are "a1", "a2",
 * ... and only there where a link of the same body goes to them. Links do
 * not nest.
 */
#ifndef CHAPBOOK_BODY_H
#define CHAPBOOK_BODY_H

#include "article/record/record.h"

enum body_piece {
	BODY_END, BODY_MARKUP, BODY_TEXT, BODY_LINK_START, BODY_LINK_END,
	BODY_PICTURE, BODY_BROKEN
};

/*
 * Takes the next piece off *rest: markup is one tag, text runs up to the
 * next tag or slot (entities still in it), slots give their *number.
 */
enum body_piece body_next(struct str *rest, struct str *piece, size_t *number);

/*
 * The parent's check of what a worker sent: well-formed, only known elements
 * and attributes (no style, no script, no src, no href), slots in range and
 * balanced, ids unique and of our own making. Linear, no recursion.
 */
int body_check(struct str body, size_t links, size_t images, struct err *err);

/* Plain text: blocks apart by blank lines, entities decoded, alt left out. */
void body_text(struct str body, struct buf *out);

#endif
