/* SPDX-License-Identifier: MIT */
/*
 * Fills the slots of a body (article/record/body.h): links and pictures become
 * elements, or their text where there is nothing to point to. A link that
 * would have no text of its own is left out: a reader could not name it.
 */
#ifndef CHAPBOOK_FILL_H
#define CHAPBOOK_FILL_H

#include "article/record/body.h"
#include "base/limits.h"
#include "book/page.h"
#include "book/strings.h"

/*
 * Ids of the body, by their number: "a12" is 12. When a body is cut into
 * parts, which part each id is in.
 */
#define ANCHOR_MAX LIMIT_SLOTS
#define ANCHOR_ABSENT 0xffff

/* How a reference to an id is written while the parts are not known yet: */
/* \1 A, five digits, padded with \2 to the length its href can have. */
#define ANCHOR_SLOT_BYTES 40

struct fill {
	const struct page_request *req;
	const struct strings *strings;
	struct str label_lang;	/* attributes for a label, or empty */
	uint16_t *anchors;	/* of ANCHOR_MAX + 1; NULL: no id, no link */
	bool in_parts;		/* references to ids are written as slots */
	/* The link that is open: */
	bool in_link, named;
	size_t link_from, link_to;	/* its start tag in out */
};

/* "a12" gives 12, anything else 0. */
size_t anchor_number(struct str id);
/* Notes which ids the body has; from pool. NULL where no link asks. */
uint16_t *anchors_find(const struct record *rec, struct pool *pool);
/* The value of the id attribute of a tag; or empty. */
struct str tag_id(struct str tag);

/* Appends one piece that body_next() gave; all but markup and BODY_BROKEN. */
void fill_piece(struct fill *fill, enum body_piece kind, struct str piece,
    size_t number, struct buf *out);

/* Appends a whole body with its slots filled. */
int fill_body(struct fill *fill, struct str body, struct buf *out,
    struct err *err);

/* Appends picture number index, as in a slot. */
void fill_picture(struct fill *fill, size_t index, struct buf *out);
/* True if the body has a slot for picture number index. */
bool fill_has_picture(struct str body, size_t index);

/* ' lang="zh" xml:lang="zh" dir="ltr"', for a tag; dir may be empty. */
void fill_lang(struct str lang, struct str dir, struct buf *out);

#endif
