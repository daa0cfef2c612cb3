/* SPDX-License-Identifier: MIT */
/* Between the files that make references into targets. */
#ifndef CHAPBOOK_TARGET_PARTS_H
#define CHAPBOOK_TARGET_PARTS_H

#include "article/clean/target.h"
#include "base/limits.h"

/* What an attribute that scripts read holds; assets/tables/pictures.txt. */
enum lazy_kind { LAZY_SOURCE, LAZY_NAMED, LAZY_SET, LAZY_FULL };

/*
 * Makes ref absolute in t->url, or a path in the tree of the document, where
 * relative references are of that tree. TARGET_NONE if it is neither.
 */
enum target_kind target_resolve(struct targets *t, struct str ref);
/* By its ending; without query. */
/* Tidy text of one line, in the pool. */
struct str target_line(struct targets *t, struct str s, size_t max);

/*
 * The places where one picture may be had, as they are found: no place
 * twice, no placeholder that is known as one.
 */
struct places {
	struct targets *t;
	struct candidate items[LIMIT_CANDIDATES];
	size_t count;
	bool rooted;		/* one of them is */
	bool placeholder;	/* was left out */
};

/*
 * Adds what ref may mean. like gives origin, size and whether it is spare.
 */
void places_add(struct places *places, struct str ref,
    const struct candidate *like);
void places_add_set(struct places *places, struct str srcset,
    const struct candidate *like);
/* As it is; its reference is in the pool. */
void places_put(struct places *places, const struct candidate *c);
/* All that an image element, and what is around it, tells. */
void places_find(struct places *places, const xmlNode *img);
/* Makes them those of image. */
void places_keep(const struct places *places, struct image *image);
/* A picture that says that there is none, or none yet. */
bool places_is_spacer(struct str ref);
bool places_is_placeholder(struct str ref);
/* The name of a picture file without ending and size. */
struct str places_stem(struct str ref);

#endif
