/* SPDX-License-Identifier: MIT */
#include "picture/encode.h"

#define SLOTS (sizeof(((struct palette *)0)->slots) / sizeof(uint16_t))
#define NO_COLOUR UINT32_MAX

uint32_t
pixels_colour(const struct pixels *p, size_t i)
{
	if (p->kind == PIXELS_GRAY)
		return p->planes[0].data[i] * 0x010101u;
	return (uint32_t)p->planes[0].data[i] << 16 |
	    (uint32_t)p->planes[1].data[i] << 8 | p->planes[2].data[i];
}

/* The slot of the colour, or the free one where it belongs. */
static size_t
find_slot(const struct palette *palette, uint32_t colour)
{
	size_t slot = (colour * 2654435761u >> 16) % SLOTS;

	while (palette->slots[slot] &&
	    palette->colours[palette->slots[slot] - 1] != colour)
		slot = (slot + 1) % SLOTS;
	return slot;
}

void
palette_init(struct palette *palette, const struct pixels *p)
{
	size_t count = (size_t)p->width_px * p->height_px;
	uint32_t before = NO_COLOUR;

	*palette = (struct palette){ .count = 0 };
	for (size_t i = 0; i < count; i++) {
		uint32_t colour = pixels_colour(p, i);
		size_t slot;

		if (colour == before)
			continue;
		before = colour;
		slot = find_slot(palette, colour);
		if (palette->slots[slot])
			continue;
		if (palette->count++ == PALETTE_COLOURS)
			return;
		palette->colours[palette->count - 1] = colour;
		palette->slots[slot] = (uint16_t)palette->count;
	}
}

unsigned
palette_index(const struct palette *palette, uint32_t colour)
{
	return palette->slots[find_slot(palette, colour)] - 1u;
}
