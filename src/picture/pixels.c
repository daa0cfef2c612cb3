/* SPDX-License-Identifier: MIT */
#include "picture/pixels.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

unsigned
pixels_planes(enum pixels_kind kind)
{
	return kind == PIXELS_GRAY ? 1 : 3;
}

void
pixels_init(struct pixels *p, enum pixels_kind kind, unsigned width_px,
    unsigned height_px)
{
	*p = (struct pixels){ kind, width_px, height_px, { { 0 } } };
	for (unsigned i = 0; i < pixels_planes(kind); i++) {
		bool colour = kind == PIXELS_YCC && i > 0;
		struct plane *plane = &p->planes[i];
		size_t size;

		plane->width_px = pixels_share(width_px, colour ? 2 : 1);
		plane->height_px = pixels_share(height_px, colour ? 2 : 1);
		size = mem_mul(plane->width_px, plane->height_px);
		plane->data = mem_alloc(size);
		memset(plane->data, colour ? 128 : 255, size);
	}
}

void
pixels_release(struct pixels *p)
{
	for (unsigned i = 0; i < 3; i++)
		free(p->planes[i].data);
	*p = (struct pixels){ 0 };
}

void
pixels_copy(struct pixels *to, const struct pixels *from)
{
	pixels_init(to, from->kind, from->width_px, from->height_px);
	for (unsigned i = 0; i < pixels_planes(from->kind); i++)
		memcpy(to->planes[i].data, from->planes[i].data,
		    (size_t)from->planes[i].width_px *
		    from->planes[i].height_px);
}

bool
orientation_swaps(unsigned orientation)
{
	return orientation >= 5;
}

bool
orientation_mirrors_x(unsigned orientation)
{
	return orientation == 2 || orientation == 3 || orientation == 7 ||
	    orientation == 8;
}

bool
orientation_mirrors_y(unsigned orientation)
{
	return orientation == 3 || orientation == 4 || orientation == 6 ||
	    orientation == 7;
}

static void
mirror_rows(struct plane *p)
{
	for (unsigned y = 0; y < p->height_px; y++) {
		uint8_t *row = p->data + (size_t)y * p->width_px;

		for (unsigned a = 0, b = p->width_px - 1; a < b; a++, b--) {
			uint8_t sample = row[a];

			row[a] = row[b];
			row[b] = sample;
		}
	}
}

static void
mirror_columns(struct plane *p)
{
	uint8_t *spare = mem_alloc(p->width_px);
	size_t width = p->width_px;

	for (unsigned a = 0, b = p->height_px - 1; a < b; a++, b--) {
		uint8_t *above = p->data + a * width;
		uint8_t *below = p->data + b * width;

		memcpy(spare, above, width);
		memcpy(above, below, width);
		memcpy(below, spare, width);
	}
	free(spare);
}

/* Rows become columns. In squares, so that both stay in the cache. */
static void
transpose(struct plane *p)
{
	enum { SIDE = 16 };
	unsigned width = p->width_px, height = p->height_px;
	uint8_t *turned = mem_alloc(mem_mul(width, height));

	for (unsigned top = 0; top < height; top += SIDE)
		for (unsigned x = 0; x < width; x++)
			for (unsigned y = top; y < height && y < top + SIDE;
			    y++)
				turned[(size_t)x * height + y] =
				    p->data[(size_t)y * width + x];
	free(p->data);
	*p = (struct plane){ turned, height, width };
}

void
pixels_turn(struct pixels *p, unsigned orientation)
{
	bool swap = orientation_swaps(orientation);

	for (unsigned i = 0; i < pixels_planes(p->kind); i++) {
		if (orientation_mirrors_x(orientation))
			mirror_rows(&p->planes[i]);
		if (orientation_mirrors_y(orientation))
			mirror_columns(&p->planes[i]);
		if (swap)
			transpose(&p->planes[i]);
	}
	if (swap)
		*p = (struct pixels){ p->kind, p->height_px, p->width_px,
			{ p->planes[0], p->planes[1], p->planes[2] } };
}

static size_t
plane_bytes(const struct plane *p)
{
	return (size_t)p->width_px * p->height_px;
}

static bool
is_all(const struct plane *p, uint8_t value)
{
	size_t n = plane_bytes(p);

	return p->data[0] == value && !memcmp(p->data, p->data + 1, n - 1);
}

static bool
is_neutral(const struct pixels *p)
{
	const struct plane *planes = p->planes;

	if (p->kind == PIXELS_YCC)
		return is_all(&planes[1], 128) && is_all(&planes[2], 128);
	return !memcmp(planes[0].data, planes[1].data,
	    plane_bytes(&planes[0])) &&
	    !memcmp(planes[0].data, planes[2].data, plane_bytes(&planes[0]));
}

void
pixels_drop_neutral(struct pixels *p)
{
	if (p->kind == PIXELS_GRAY || !is_neutral(p))
		return;
	p->kind = PIXELS_GRAY;
	for (unsigned i = 1; i < 3; i++) {
		free(p->planes[i].data);
		p->planes[i] = (struct plane){ 0 };
	}
}

static uint8_t
level(int value)
{
	return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

void
pixels_ycc_row(const struct pixels *p, size_t y, uint8_t *row)
{
	const uint8_t *luma = p->planes[0].data + y * p->planes[0].width_px;
	size_t half = y / 2 * p->planes[1].width_px;

	for (size_t x = 0; x < p->width_px; x++, row += 3) {
		int l = luma[x];
		int cb = p->planes[1].data[half + x / 2] - 128;
		int cr = p->planes[2].data[half + x / 2] - 128;

		row[0] = level(l + ((91881 * cr + 32768) >> 16));
		row[1] = level(l + ((32768 - 22554 * cb - 46802 * cr) >> 16));
		row[2] = level(l + ((116130 * cb + 32768) >> 16));
	}
}
