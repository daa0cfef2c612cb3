/* SPDX-License-Identifier: MIT */
#include "picture/png_indices.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* PNG 3rd edition, table 9.1. */
enum { FILTER_SUB = 1, FILTER_UP, FILTER_AVERAGE, FILTER_PAETH };

/* The first pass from that one on that has pixels; none is left otherwise. */
static void
start_pass(struct png_indices *p, unsigned pass)
{
	unsigned height_px = 0;

	p->rows = 0;
	for (; !p->rows && png_pass_size(&p->header, pass, &p->width_px,
	    &height_px); pass++)
		p->rows = p->width_px ? height_px : 0;
	p->pass = pass;
	p->row_bytes = 1 + ((size_t)p->width_px * p->header.depth + 7) / 8;
	memset(p->above, 0, p->row_bytes);
}

void
png_indices_init(struct png_indices *p, const struct png_header *header)
{
	size_t room = (size_t)header->width_px + 1;

	*p = (struct png_indices){ .header = *header,
		.row = mem_zalloc(room), .above = mem_zalloc(room) };
	start_pass(p, 0);
}

void
png_indices_release(struct png_indices *p)
{
	free(p->row);
	free(p->above);
	p->row = p->above = NULL;
}

static uint8_t
paeth(int left, int up, int corner)
{
	int guess = left + up - corner;
	int by_left = abs(guess - left), by_up = abs(guess - up);
	int by_corner = abs(guess - corner);

	if (by_left <= by_up && by_left <= by_corner)
		return (uint8_t)left;
	return (uint8_t)(by_up <= by_corner ? up : corner);
}

static void
unfilter(uint8_t *row, const uint8_t *above, size_t len)
{
	for (size_t i = 1; i < len; i++) {
		unsigned left = i > 1 ? row[i - 1] : 0, up = above[i];

		switch (row[0]) {
		case FILTER_SUB:
			row[i] = (uint8_t)(row[i] + left);
			break;
		case FILTER_UP:
			row[i] = (uint8_t)(row[i] + up);
			break;
		case FILTER_AVERAGE:
			row[i] = (uint8_t)(row[i] + (left + up) / 2);
			break;
		case FILTER_PAETH:
			row[i] = (uint8_t)(row[i] + paeth((int)left, (int)up,
			    i > 1 ? above[i - 1] : 0));
			break;
		}
	}
}

static void
take_row(struct png_indices *p)
{
	unsigned depth = p->header.depth, mask = (1u << depth) - 1;
	uint8_t *row = p->row;

	unfilter(row, p->above, p->row_bytes);
	for (size_t x = 0; x < p->width_px; x++)
		p->used[row[1 + x * depth / 8] >> (8 - depth - x * depth % 8) &
		    mask] = true;
	p->row = p->above;
	p->above = row;
	p->have = 0;
	if (!--p->rows)
		start_pass(p, p->pass);
}

void
png_indices_take(struct png_indices *p, const uint8_t *bytes, size_t len)
{
	while (len && p->rows) {
		size_t part = p->row_bytes - p->have;

		if (part > len)
			part = len;
		memcpy(p->row + p->have, bytes, part);
		p->have += part;
		bytes += part;
		len -= part;
		if (p->have == p->row_bytes)
			take_row(p);
	}
}
