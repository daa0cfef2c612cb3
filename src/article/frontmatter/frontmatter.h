/* SPDX-License-Identifier: MIT */
/*
 * Front matter: YAML between "---" lines (Jekyll, Hugo), TOML between "+++"
 * (Hugo, Zola), a JSON object, or "Key: value" lines up to a blank one
 * (Pelican), at the very start of a document. Values come
 * out as lists of strings whatever their type; nested keys joined by a dot
 * ("taxonomies.tags"); keys in lower case. What is null has no values, and
 * what an alias of YAML stands for is not looked up.
 */
#ifndef CHAPBOOK_FRONTMATTER_H
#define CHAPBOOK_FRONTMATTER_H

#include "article/record/record.h"

struct front_field {
	struct str key;
	struct str_list values;		/* a scalar is one value */
};

struct front_matter {
	struct front_field *fields;
	size_t count;
	size_t body_offset;	/* where the document goes on */
	bool plain;		/* lines without markers: lists have commas */
};

/*
 * Broken front matter is no error: the fields read so far stand, and broken
 * is set; the document goes on behind the closing line.
 */
void front_matter_parse(struct str text, struct pool *pool,
    struct front_matter *out, bool *broken);
/*
 * The values of key, or an empty list. It is written without '-' and '_',
 * wherever these stand in the document's.
 */
struct str_list front_matter_get(const struct front_matter *fm,
    struct str key);

#endif
