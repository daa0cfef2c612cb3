/* SPDX-License-Identifier: MIT */
/*
 * Lists of names (tags, authors, sections) as they are gathered: white space
 * collapsed, each one once, in order, within the limits. And strings that
 * outlive the page.
 */
#ifndef CHAPBOOK_NAMES_H
#define CHAPBOOK_NAMES_H

#include "article/record/record.h"

struct names {
	struct pool *pool;
	struct str_list list;
	size_t capacity;
};

/* Copies name. What is empty, too long, or one too many is left out. */
void names_add(struct names *names, struct str name);
/* Each part between the separators: "a, b". */
void names_add_parts(struct names *names, struct str text, char sep);
/* Without a leading '#'; numbers and bare punctuation are no tags. */
void names_add_tag(struct names *names, struct str tag);

/* The same but for case, spaces and punctuation. */
bool names_alike(struct str a, struct str b);
/* So is what name has, or begins with if that is long enough to tell. */
bool names_is_slug(struct str slug, struct str name);

/* White space collapsed, no controls, cut at max_bytes; copied into pool. */
struct str pool_text(struct pool *pool, struct str s, size_t max_bytes);

#endif
