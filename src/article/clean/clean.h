/* SPDX-License-Identifier: MIT */
/*
 * Clean XHTML by allow-list, with the content models repaired
 * (reference: HTML Living Standard 4, EPUB 3.3 section 6.1): whatever tree
 * comes in, the body that goes out passes body_check() and every EPUB
 * checker, with all its visible text. Shows libxml2.
 */
#ifndef CHAPBOOK_CLEAN_H
#define CHAPBOOK_CLEAN_H

#include "article/extract/extract.h"

/*
 * Makes body, text_chars, links, images and lead_image of rec from the nodes
 * of ex. doc tells the path for references inside the tree; rec->lang is
 * known.
 */
int clean_body(const struct extraction *ex, const struct document *doc,
    struct pool *pool, struct record *rec, struct err *err);

#endif
