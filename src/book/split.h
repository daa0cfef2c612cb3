/* SPDX-License-Identifier: MIT */
/*
 * Cuts a long body into parts that are well-formed each on its own. A cut
 * falls between top-level blocks where it can; inside one that is too large
 * by itself it falls between rows, items or paragraphs, or as a last resort
 * in the running text of a paragraph or a pre; elements that are open there
 * are closed and opened again. Never inside inline elements or links, never
 * behind a heading.
 */
#ifndef CHAPBOOK_SPLIT_H
#define CHAPBOOK_SPLIT_H

#include "book/fill.h"

struct split_parts {
	struct str *items;	/* XHTML, from pool */
	size_t count;
};

/*
 * head is put before the body (the lead picture). A part is at most
 * budget_bytes where the content allows it. fill->in_parts must be set;
 * on return references to ids name the files of the parts they are in.
 */
int split_body(struct fill *fill, struct str head, struct str body,
    size_t budget_bytes, struct pool *pool, struct split_parts *parts,
    struct err *err);

#endif
