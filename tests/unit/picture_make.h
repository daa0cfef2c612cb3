/* SPDX-License-Identifier: MIT */
/* Pictures for the tests of src/picture, and what became of them. */
#ifndef CHAPBOOK_TEST_PICTURE_MAKE_H
#define CHAPBOOK_TEST_PICTURE_MAKE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

#include "base/mem.h"
#include "picture/picture.h"
#include "test.h"

/* Interleaved samples, 1 to 4 channels of depth / 8 bytes, big-endian. */
struct image {
	unsigned width, height, channels;
	uint8_t *data;
};

static inline struct image
image_new(unsigned width, unsigned height, unsigned channels)
{
	return (struct image){ width, height, channels,
		mem_zalloc((size_t)width * height * channels) };
}

static inline uint8_t *
image_at(const struct image *m, unsigned x, unsigned y)
{
	return m->data + ((size_t)y * m->width + x) * m->channels;
}

static inline void
image_free(struct image *m)
{
	free(m->data);
	m->data = NULL;
}

/* Slopes, that survive JPEG and reducing well; each corner is different. */
static inline struct image
image_slopes(unsigned width, unsigned height, unsigned channels)
{
	struct image m = image_new(width, height, channels);

	for (unsigned y = 0; y < height; y++)
		for (unsigned x = 0; x < width; x++) {
			uint8_t *p = image_at(&m, x, y);
			unsigned v[4] = { 40 + 160 * x / width,
				40 + 160 * y / height,
				200 - 160 * x / width, 255 };

			if (channels < 3) {
				v[0] = (v[0] + 2 * v[1]) / 3;
				v[1] = 255;
			}
			for (unsigned i = 0; i < channels; i++)
				p[i] = (uint8_t)v[i];
		}
	return m;
}

static inline uint32_t
test_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static inline struct image
image_noise(unsigned width, unsigned height, unsigned channels)
{
	struct image m = image_new(width, height, channels);
	uint32_t state = 1;

	for (size_t i = 0; i < (size_t)width * height * channels; i++)
		m.data[i] = (uint8_t)test_random(&state);
	return m;
}

struct jpeg_recipe {
	J_COLOR_SPACE from, to;
	int h, v;		/* sampling of the first component */
	bool progressive, adobe;
};

static inline void
make_jpeg(const struct image *m, const struct jpeg_recipe *how,
    struct buf *out)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL;
	unsigned long len = 0;

	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &bytes, &len);
	c.image_width = m->width;
	c.image_height = m->height;
	c.input_components = (int)m->channels;
	c.in_color_space = how->from;
	jpeg_set_defaults(&c);
	jpeg_set_colorspace(&c, how->to);
	jpeg_set_quality(&c, 100, TRUE);
	c.comp_info[0].h_samp_factor = how->h;
	c.comp_info[0].v_samp_factor = how->v;
	c.write_Adobe_marker = how->adobe;
	if (how->progressive)
		jpeg_simple_progression(&c);
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < m->height) {
		JSAMPROW row = image_at(m, 0, c.next_scanline);

		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	buf_add(out, bytes, len);
	free(bytes);
}

static const struct jpeg_recipe jpeg_photo = {
	JCS_RGB, JCS_YCbCr, 2, 2, false, false
};
static const struct jpeg_recipe jpeg_gray = {
	JCS_GRAYSCALE, JCS_GRAYSCALE, 1, 1, false, false
};

struct png_recipe {
	int type, depth;
	bool interlaced;
	const png_color *palette;
	int colours;
	const png_byte *palette_alpha;
	int alphas;
	const png_color_16 *clear;
};

static inline void
png_to_buf(png_structp png, png_bytep p, size_t len)
{
	buf_add(png_get_io_ptr(png), p, len);
}

/* Rows of m as they are: for 16 bits, m has twice the channels. */
static inline void
make_png(const struct image *m, const struct png_recipe *how,
    struct buf *out)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
	    NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_bytep *rows = mem_alloc(m->height * sizeof(*rows));

	png_set_write_fn(png, out, png_to_buf, NULL);
	png_set_IHDR(png, info, m->width, m->height, how->depth, how->type,
	    how->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
	    PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	if (how->palette)
		png_set_PLTE(png, info, how->palette, how->colours);
	if (how->palette_alpha || how->clear)
		png_set_tRNS(png, info, how->palette_alpha, how->alphas,
		    how->clear);
	png_write_info(png, info);
	if (how->depth < 8)
		png_set_packing(png);
	for (unsigned y = 0; y < m->height; y++)
		rows[y] = image_at(m, 0, y);
	png_write_image(png, rows);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	free(rows);
}

static const struct png_recipe png_rgb = { PNG_COLOR_TYPE_RGB, 8, false,
	NULL, 0, NULL, 0, NULL };
static const struct png_recipe png_gray = { PNG_COLOR_TYPE_GRAY, 8, false,
	NULL, 0, NULL, 0, NULL };

/* A file of each kind, small: 0 baseline, 1 progressive, 2, 3, 4 PNG. */
enum { KINDS = 5 };

static inline void
put_kind(unsigned kind, struct buf *out)
{
	struct image m = image_slopes(70, 50, kind == 4 ? 4 : 3);
	struct jpeg_recipe how = jpeg_photo;

	how.progressive = kind == 1;
	if (kind < 2)
		make_jpeg(&m, &how, out);
	else
		make_png(&m, &(struct png_recipe){ .depth = 8,
		    .type = kind == 4 ? PNG_COLOR_TYPE_RGB_ALPHA :
		    PNG_COLOR_TYPE_RGB, .interlaced = kind == 3 }, out);
	image_free(&m);
}

static inline void
put_be32(char *p, uint32_t v)
{
	for (unsigned i = 0; i < 4; i++)
		p[i] = (char)(v >> (24 - 8 * i));
}

static inline void
put_chunk(struct buf *out, const char *type, struct str data)
{
	char word[4];
	size_t at;

	put_be32(word, (uint32_t)data.len);
	buf_add(out, word, 4);
	at = out->len;
	buf_adds(out, type);
	buf_addstr(out, data);
	put_be32(word, (uint32_t)crc32_z(0, (Bytef *)out->data + at,
	    out->len - at));
	buf_add(out, word, 4);
}

/* A result, and what it looks like as RGB. */
struct result {
	int rc;
	struct err err;
	struct buf reply;
	struct picture picture;
	struct image image;
};

static inline struct image
read_jpeg(struct str bytes)
{
	struct jpeg_decompress_struct d;
	struct jpeg_error_mgr errors;
	struct image m;

	d.err = jpeg_std_error(&errors);
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, (const unsigned char *)bytes.p,
	    (unsigned long)bytes.len);
	jpeg_read_header(&d, TRUE);
	d.out_color_space = JCS_RGB;
	/* Its SIMD form makes valgrind report libjpeg's own buffers. */
	d.do_fancy_upsampling = FALSE;
	jpeg_start_decompress(&d);
	m = image_new(d.output_width, d.output_height, 3);
	while (d.output_scanline < d.output_height) {
		JSAMPROW row = image_at(&m, 0, d.output_scanline);

		jpeg_read_scanlines(&d, &row, 1);
	}
	CHECK_NUM(errors.num_warnings, 0);
	jpeg_destroy_decompress(&d);
	return m;
}

static inline struct image
read_png(struct str bytes)
{
	png_image png = { .version = PNG_IMAGE_VERSION };
	struct image m;

	CHECK(png_image_begin_read_from_memory(&png, bytes.p, bytes.len));
	png.format = PNG_FORMAT_RGB;
	m = image_new(png.width, png.height, 3);
	CHECK(png_image_finish_read(&png, NULL, m.data, 0, NULL));
	png_image_free(&png);
	return m;
}

/* The job as a worker runs it, and its reply as the parent reads it. */
static inline struct result
convert_as(struct str bytes, const struct picture_options *options,
    bool is_data_uri)
{
	struct result r = { .err = ERR_INIT, .reply = BUF_INIT };
	struct buf request = BUF_INIT;

	picture_request(options, bytes, is_data_uri, &request);
	r.rc = picture_job.run(NULL, buf_str(&request), &r.reply, &r.err);
	buf_release(&request);
	if (r.rc)
		return r;
	r.rc = picture_reply(buf_str(&r.reply), options, &r.picture, &r.err);
	CHECK_NUM(r.rc, 0);
	if (r.rc)
		return r;
	r.image = r.picture.format == PICTURE_PNG ?
	    read_png(r.picture.bytes) : read_jpeg(r.picture.bytes);
	CHECK_NUM(r.image.width, r.picture.width_px);
	CHECK_NUM(r.image.height, r.picture.height_px);
	return r;
}

static inline struct result
convert(struct str bytes)
{
	struct picture_options options = picture_defaults;

	/* The best that still has colour in half the samples. */
	options.quality = PICTURE_FULL_COLOUR - 1;
	return convert_as(bytes, &options, false);
}

static inline void
result_free(struct result *r)
{
	buf_release(&r->reply);
	image_free(&r->image);
}

static inline int
image_distance(const struct image *m, unsigned x, unsigned y,
    const uint8_t want[3])
{
	int most = 0;

	for (unsigned i = 0; i < 3; i++) {
		int d = abs(image_at(m, x, y)[i] - want[i]);

		most = d > most ? d : most;
	}
	return most;
}

#endif
