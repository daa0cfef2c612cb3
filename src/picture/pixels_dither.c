/* SPDX-License-Identifier: MIT */
#include "picture/pixels.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LEVELS = 16, STEP = 255 / (LEVELS - 1) };

/* The nearest level to a sample and the errors handed on to it. */
static uint8_t
nearest(int value)
{
	int level = (value + STEP / 2) / STEP;

	if (value < 0)
		return 0;
	return (uint8_t)((level < LEVELS ? level : LEVELS - 1) * STEP);
}

/*
 * One row, step by step to the right or the left. here and below hold errors
 * in sixteenths, with room for one at each end; below starts as zeros.
 */
static void
dither_row(uint8_t *row, unsigned width, bool right, const int *here,
    int *below)
{
	int carried = 0, by = right ? 1 : -1;
	ptrdiff_t x = right ? 0 : (ptrdiff_t)width - 1;

	for (unsigned i = 0; i < width; i++, x += by) {
		int sum = here[x + 1] + carried;
		int value = row[x] + (sum >= 0 ? sum + 8 : sum - 8) / 16;
		int error;

		row[x] = nearest(value);
		error = value - row[x];
		carried = 7 * error;
		below[x + 1 - by] += 3 * error;
		below[x + 1] += 5 * error;
		below[x + 1 + by] += error;
	}
}

void
pixels_dither(struct pixels *p)
{
	unsigned width = p->width_px;
	size_t room = (size_t)width + 2;
	int *errors = mem_zalloc(mem_mul(2 * room, sizeof(*errors)));

	for (unsigned y = 0; y < p->height_px; y++) {
		int *here = errors + y % 2 * room;
		int *below = errors + (y + 1) % 2 * room;

		memset(below, 0, room * sizeof(*below));
		dither_row(p->planes[0].data + (size_t)y * width, width,
		    y % 2 == 0, here, below);
	}
	free(errors);
}
