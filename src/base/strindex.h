/* SPDX-License-Identifier: MIT */
/*
 * Finds numbers by strings: fill, sort once, look up. Sorted rather than
 * hashed, so that no input can make it slow. Keys are borrowed.
 */
#ifndef CHAPBOOK_STRINDEX_H
#define CHAPBOOK_STRINDEX_H

#include "base/str.h"

struct strindex_entry {
	struct str key;
	size_t value, order;
};

struct strindex {
	struct strindex_entry *entries;
	size_t count, cap;
};

#define STRINDEX_INIT { NULL, 0, 0 }

void strindex_release(struct strindex *index);
/* Room for so many more, and no more than that. */
void strindex_reserve(struct strindex *index, size_t count);
void strindex_add(struct strindex *index, struct str key, size_t value);
/* Of entries with the same key only the one added first stays. */
void strindex_sort(struct strindex *index);
bool strindex_find(const struct strindex *index, struct str key,
    size_t *value);

#endif
