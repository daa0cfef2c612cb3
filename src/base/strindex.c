/* SPDX-License-Identifier: MIT */
#include "base/strindex.h"

#include <stdlib.h>

#include "base/mem.h"

void
strindex_release(struct strindex *index)
{
	free(index->entries);
	*index = (struct strindex)STRINDEX_INIT;
}

void
strindex_reserve(struct strindex *index, size_t count)
{
	index->cap = mem_add(index->count, count);
	index->entries = mem_resize(index->entries,
	    mem_mul(index->cap, sizeof(*index->entries)));
}

void
strindex_add(struct strindex *index, struct str key, size_t value)
{
	index->entries = mem_grow(index->entries, &index->cap,
	    index->count + 1, sizeof(*index->entries));
	index->entries[index->count] = (struct strindex_entry){ key, value,
		index->count };
	index->count++;
}

static int
compare(const void *a, const void *b)
{
	const struct strindex_entry *x = a, *y = b;
	int c = str_cmp(x->key, y->key);

	return c ? c : (x->order > y->order) - (x->order < y->order);
}

void
strindex_sort(struct strindex *index)
{
	size_t kept = 0;

	if (!index->count)
		return;
	qsort(index->entries, index->count, sizeof(*index->entries), compare);
	for (size_t i = 1; i < index->count; i++)
		if (!str_eq(index->entries[kept].key, index->entries[i].key))
			index->entries[++kept] = index->entries[i];
	index->count = kept + 1;
}

bool
strindex_find(const struct strindex *index, struct str key, size_t *value)
{
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int c = str_cmp(index->entries[middle].key, key);

		if (c == 0) {
			*value = index->entries[middle].value;
			return true;
		}
		if (c < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}
