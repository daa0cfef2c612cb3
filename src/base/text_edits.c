/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <stdlib.h>

#include "base/mem.h"

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t least_of_two = a < b ? a : b;

	return least_of_two < c ? least_of_two : c;
}

/* A row of the usual table after the other (Wagner and Fischer). */
size_t
text_edits(const uint32_t *a, size_t a_count, const uint32_t *b,
    size_t b_count)
{
	size_t width = mem_add(b_count, 1), result;
	size_t *rows = mem_alloc(mem_mul(2 * sizeof(*rows), width));
	size_t *above = rows, *row = rows + width;

	for (size_t j = 0; j < width; j++)
		above[j] = j;
	for (size_t i = 1; i <= a_count; i++) {
		size_t *done = row;

		row[0] = i;
		for (size_t j = 1; j < width; j++)
			row[j] = least(above[j] + 1, row[j - 1] + 1,
			    above[j - 1] + (a[i - 1] != b[j - 1]));
		row = above;
		above = done;
	}
	result = above[b_count];
	free(rows);
	return result;
}
