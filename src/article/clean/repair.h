/* SPDX-License-Identifier: MIT */
/*
 * What can only be mended when all of an element is there: ruby, definition
 * lists, figures, tables (content models of HTML 4.4, 4.5 and 4.9).
 */
#ifndef CHAPBOOK_REPAIR_H
#define CHAPBOOK_REPAIR_H

#include "article/clean/part.h"

/*
 * All that is beneath root, inner elements first. text is what the parts'
 * text slices are of.
 */
void repair_tree(struct pool *pool, struct part *root, struct str text);

/*
 * In mark_language.c: leaves in a script that root_lang is not written in say
 * their language.
 */
void repair_mark_languages(struct pool *pool, struct part *root,
    struct str text, struct str root_lang);

/* In repair_terms.c: the list may be gone afterwards, or be several. */
void repair_definitions(struct pool *pool, struct part *list,
    struct str text);
/* In repair_table.c: the table may be gone afterwards. */
void repair_table(struct pool *pool, struct part *table);
/* Rows of one group, spans that fit; -1: too wide or too ragged to be one. */
int repair_grid(struct pool *pool, struct part *table);

/* A picture and a short text behind it, and nothing else. */
bool repair_is_captioned(const struct part *container);
/* Makes the last leaf of figure its caption. */
void repair_make_caption(struct pool *pool, struct part *figure);

#endif
