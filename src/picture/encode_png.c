/* SPDX-License-Identifier: MIT */
#include "picture/encode.h"

#include <stdlib.h>

#include <zlib.h>

#include "base/mem.h"
#include "picture/guard.h"

enum { LEVEL = 6, MEMORY_LEVEL = 8, WINDOW_BITS = 15 };

struct png_writer {
	struct guard guard;
	png_structp png;
	png_infop info;
	struct buf *out;
	const struct pixels *pixels;
	const struct palette *palette;
	int type, depth;
	uint8_t *row;
};

static void
write_bytes(png_structp png, png_bytep from, size_t len)
{
	struct png_writer *w = png_get_io_ptr(png);

	buf_add(w->out, from, len);
}

static void
flush_nothing(png_structp png)
{
	(void)png;
}

/* The fewest bits that show all these levels of gray exactly. */
static int
gray_depth(const struct palette *palette)
{
	for (int depth = 1; depth < 8; depth *= 2) {
		unsigned step = 255u / ((1u << depth) - 1), i = 0;

		while (i < palette->count &&
		    (palette->colours[i] & 0xff) % step == 0)
			i++;
		if (i == palette->count)
			return depth;
	}
	return 8;
}

static int
palette_depth(unsigned count)
{
	int depth = 1;

	while (depth < 8 && count > 1u << depth)
		depth *= 2;
	return depth;
}

static void
choose_type(struct png_writer *w)
{
	unsigned count = w->palette->count;

	w->depth = 8;
	if (w->pixels->kind == PIXELS_GRAY) {
		w->type = PNG_COLOR_TYPE_GRAY;
		w->depth = gray_depth(w->palette);
	} else if (count <= PALETTE_COLOURS) {
		w->type = PNG_COLOR_TYPE_PALETTE;
		w->depth = palette_depth(count);
	} else {
		w->type = PNG_COLOR_TYPE_RGB;
	}
}

static void
write_palette(struct png_writer *w)
{
	png_color colours[PALETTE_COLOURS];

	for (unsigned i = 0; i < w->palette->count; i++) {
		uint32_t c = w->palette->colours[i];

		colours[i] = (png_color){ (png_byte)(c >> 16),
			(png_byte)(c >> 8), (png_byte)c };
	}
	png_set_PLTE(w->png, w->info, colours, (int)w->palette->count);
}

static void
fill_row(struct png_writer *w, unsigned y)
{
	const struct pixels *p = w->pixels;
	size_t width = p->width_px, from = y * width;
	unsigned step = 255u / ((1u << w->depth) - 1);
	uint32_t colour = pixels_colour(p, from);
	unsigned index = 0;

	if (w->type == PNG_COLOR_TYPE_PALETTE)
		index = palette_index(w->palette, colour);
	for (size_t x = 0; x < width; x++) {
		uint32_t before = colour;

		colour = pixels_colour(p, from + x);
		if (w->type == PNG_COLOR_TYPE_RGB) {
			w->row[3 * x] = (uint8_t)(colour >> 16);
			w->row[3 * x + 1] = (uint8_t)(colour >> 8);
			w->row[3 * x + 2] = (uint8_t)colour;
			continue;
		}
		if (w->type == PNG_COLOR_TYPE_PALETTE && colour != before)
			index = palette_index(w->palette, colour);
		if (w->type == PNG_COLOR_TYPE_GRAY)
			index = (colour & 0xff) / step;
		w->row[x] = (uint8_t)index;
	}
}

/* All that zlib can be told is told, so that no default can change. */
static void
set_compression(struct png_writer *w)
{
	bool filtered = w->depth == 8 && w->type != PNG_COLOR_TYPE_PALETTE;

	png_set_compression_level(w->png, LEVEL);
	png_set_compression_mem_level(w->png, MEMORY_LEVEL);
	png_set_compression_window_bits(w->png, WINDOW_BITS);
	png_set_compression_strategy(w->png, filtered ? Z_FILTERED :
	    Z_DEFAULT_STRATEGY);
	png_set_filter(w->png, PNG_FILTER_TYPE_BASE, filtered ?
	    PNG_ALL_FILTERS : PNG_FILTER_NONE);
}

static int
write_picture(void *arg)
{
	struct png_writer *w = arg;
	unsigned height = w->pixels->height_px;

	w->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w->guard,
	    guard_png_error, guard_png_warning);
	if (!w->png)
		return err_set(&w->guard.err, ERR_LIBRARY, "libpng refused");
	w->info = png_create_info_struct(w->png);
	png_set_write_fn(w->png, w, write_bytes, flush_nothing);
	png_set_user_limits(w->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	choose_type(w);
	png_set_IHDR(w->png, w->info, w->pixels->width_px, height, w->depth,
	    w->type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	    PNG_FILTER_TYPE_DEFAULT);
	if (w->type == PNG_COLOR_TYPE_PALETTE)
		write_palette(w);
	set_compression(w);
	png_write_info(w->png, w->info);
	png_set_packing(w->png);
	w->row = mem_alloc(mem_mul(w->pixels->width_px, 3));
	for (unsigned y = 0; y < height; y++) {
		fill_row(w, y);
		png_write_row(w->png, w->row);
	}
	png_write_end(w->png, NULL);
	return 0;
}

int
encode_png(const struct pixels *p, const struct palette *palette,
    struct buf *out, struct err *err)
{
	struct png_writer *w = mem_zalloc(sizeof(*w));
	size_t start = out->len;
	int rc;

	w->out = out;
	w->pixels = p;
	w->palette = palette;
	rc = guard_run(&w->guard, write_picture, w);
	if (rc) {
		buf_truncate(out, start);
		*err = w->guard.err;
	}
	png_destroy_write_struct(&w->png, &w->info);
	free(w->row);
	free(w);
	return rc;
}
