/* SPDX-License-Identifier: MIT */
#include "picture/encode.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "picture/encode_sink.h"
#include "picture/guard.h"
#include "picture/weights.h"

enum { MCU_ROWS = 2 * DCTSIZE };

struct jpeg_writer {
	struct guard guard;
	struct jpeg_compress_struct cinfo;
	struct jpeg_sink sink;
	struct buf *out;
	const struct pixels *pixels;
	unsigned quality;
	uint8_t *rows;
};

static void
set_up(struct jpeg_writer *w)
{
	static const J_COLOR_SPACE spaces[] = {
		[PIXELS_GRAY] = JCS_GRAYSCALE, [PIXELS_RGB] = JCS_RGB,
		[PIXELS_YCC] = JCS_YCbCr,
	};
	struct jpeg_compress_struct *c = &w->cinfo;

	c->image_width = w->pixels->width_px;
	c->image_height = w->pixels->height_px;
	c->input_components = (int)pixels_planes(w->pixels->kind);
	c->in_color_space = spaces[w->pixels->kind];
	/* Three components become YCbCr 4:2:0. */
	jpeg_set_defaults(c);
	if (w->pixels->kind == PIXELS_RGB && w->quality >= PICTURE_FULL_COLOUR)
		c->comp_info[0].h_samp_factor =
		    c->comp_info[0].v_samp_factor = 1;
	jpeg_set_quality(c, (int)w->quality, TRUE);
	c->optimize_coding = (size_t)c->image_width * c->image_height <=
	    JPEG_SMALL_PIXELS;
	c->raw_data_in = w->pixels->kind == PIXELS_YCC;
}

static void
write_rows(struct jpeg_writer *w)
{
	const struct pixels *p = w->pixels;
	size_t width = p->width_px;

	w->rows = mem_alloc(mem_mul(width, 3));
	for (size_t y = 0; y < p->height_px; y++) {
		JSAMPROW row = p->planes[0].data + y * width;

		if (p->kind == PIXELS_RGB) {
			row = w->rows;
			for (size_t x = 0; x < width; x++)
				for (unsigned i = 0; i < 3; i++)
					row[3 * x + i] = p->planes[i]
					    .data[y * width + x];
		}
		jpeg_write_scanlines(&w->cinfo, &row, 1);
	}
}

/* A row of a plane, its last sample repeated as far as blocks reach. */
static void
pad_row(const struct plane *plane, unsigned y, uint8_t *to, size_t bytes)
{
	size_t width = plane->width_px;
	const uint8_t *from;

	if (y >= plane->height_px)
		y = plane->height_px - 1;
	from = plane->data + y * width;
	memcpy(to, from, width);
	memset(to + width, from[width - 1], bytes - width);
}

static void
write_components(struct jpeg_writer *w)
{
	const struct pixels *p = w->pixels;
	size_t stride = ((size_t)p->width_px + MCU_ROWS) &
	    ~(size_t)(MCU_ROWS - 1);
	JSAMPROW rows[3][MCU_ROWS];
	JSAMPARRAY planes[3] = { rows[0], rows[1], rows[2] };

	w->rows = mem_alloc(mem_mul(stride, 3 * MCU_ROWS));
	for (unsigned i = 0; i < 3; i++)
		for (unsigned y = 0; y < MCU_ROWS; y++)
			rows[i][y] = w->rows + (i * MCU_ROWS + y) * stride;
	for (unsigned top = 0; top < p->height_px; top += MCU_ROWS) {
		for (unsigned i = 0; i < 3; i++) {
			unsigned by = i ? 2 : 1;

			for (unsigned y = 0; y < MCU_ROWS / by; y++)
				pad_row(&p->planes[i], top / by + y,
				    rows[i][y], stride);
		}
		jpeg_write_raw_data(&w->cinfo, planes, MCU_ROWS);
	}
}

static int
write_picture(void *arg)
{
	struct jpeg_writer *w = arg;

	jpeg_create_compress(&w->cinfo);
	jpeg_sink_init(&w->sink, w->out, &w->cinfo);
	set_up(w);
	jpeg_start_compress(&w->cinfo, TRUE);
	if (w->pixels->kind == PIXELS_YCC)
		write_components(w);
	else
		write_rows(w);
	jpeg_finish_compress(&w->cinfo);
	return 0;
}

int
encode_jpeg(const struct pixels *p, unsigned quality, struct buf *out,
    struct err *err)
{
	struct jpeg_writer *w = mem_zalloc(sizeof(*w));
	size_t start = out->len;
	int rc;

	w->out = out;
	w->pixels = p;
	w->quality = quality;
	w->cinfo.err = guard_jpeg(&w->guard);
	w->cinfo.client_data = &w->guard;
	rc = guard_run(&w->guard, write_picture, w);
	if (rc) {
		buf_truncate(out, start);
		*err = w->guard.err;
	}
	jpeg_destroy_compress(&w->cinfo);
	free(w->rows);
	free(w);
	return rc;
}
