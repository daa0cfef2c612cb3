/* SPDX-License-Identifier: MIT */
/* What frontmatter*.c share. Nobody else includes this. */
#ifndef CHAPBOOK_FRONTMATTER_PARTS_H
#define CHAPBOOK_FRONTMATTER_PARTS_H

#include "article/frontmatter/frontmatter.h"

struct draft_field {
	struct str key;
	struct str *values;
	size_t count, cap;
};

/* Fields while they are read. */
struct front_draft {
	struct pool *pool;
	struct draft_field *fields;
	size_t count, cap;
	size_t value_count;
	bool broken;
};

/* Adds a value to the field of that key; both are copied, value trimmed. */
void front_add(struct front_draft *draft, struct str key, struct str value);
/* Makes the field of that key, maybe without a value. */
void front_declare(struct front_draft *draft, struct str key);
bool front_has(const struct front_draft *draft, struct str key);

/* Sets *path to its first base bytes, a dot and key. */
void front_path(struct buf *path, size_t base, struct str key);

/* The lines between the markers; false if they are no mapping. */
bool front_read_yaml(struct str s, struct front_draft *draft);
void front_read_toml(struct str s, struct front_draft *draft);
/* Lines of "key: value" at the start of s; returns their length, or 0. */
size_t front_read_plain(struct str s, struct front_draft *draft);
/* The plain "key" of a line "key: value", or an empty one. */
struct str front_line_key(struct str line, struct str *value);
/* An object at the start of s; returns its length, or 0. */
size_t front_read_json(struct str s, struct front_draft *draft);

#endif
