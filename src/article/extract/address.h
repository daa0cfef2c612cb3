/* SPDX-License-Identifier: MIT */
/* Where a page comes from: its URL, and what references in it are meant by. */
#ifndef CHAPBOOK_EXTRACT_ADDRESS_H
#define CHAPBOOK_EXTRACT_ADDRESS_H

#include "article/extract/reading.h"

/* surround_read() for the page, as leniently as its kind allows. */
struct surround address_surround(const struct reading *r,
    xmlNode *container);

/* What the page's URL is, as far as it can be told before it is read. */
struct str address_early(const struct reading *r, xmlDoc *page);

/* Sets rec->url, if there is one, and r->url_from. */
void address_set(struct reading *r, struct record *rec);

/*
 * The base that relative references resolve against: only for pages that
 * were fetched, or say it themselves; those of a tree lie in the tree.
 */
struct str address_base(const struct reading *r);

#endif
