/* SPDX-License-Identifier: MIT */
#include "picture/keep.h"

#include <string.h>

#include <zlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "picture/png_indices.h"
#include "picture/probe.h"

bool
png_take_chunk(struct str *rest, struct png_chunk *out)
{
	uint32_t len;

	if (rest->len < 12)
		return false;
	len = be32(rest->p);
	if (len > rest->len - 12)
		return false;
	out->type = str_sub(*rest, 4, 8);
	out->data = str_sub(*rest, 8, 8 + (size_t)len);
	out->whole = str_sub(*rest, 0, 12 + (size_t)len);
	if (crc32_z(0, (const Bytef *)out->type.p, (size_t)len + 4) !=
	    be32(rest->p + 8 + len))
		return false;
	*rest = str_sub(*rest, 12 + (size_t)len, rest->len);
	return true;
}

static bool
depth_fits(unsigned depth, unsigned type)
{
	switch (type) {
	case PNG_GRAY:
		return depth == 1 || depth == 2 || depth == 4 || depth == 8 ||
		    depth == 16;
	case PNG_PALETTE:
		return depth == 1 || depth == 2 || depth == 4 || depth == 8;
	case PNG_RGB:
	case PNG_GRAY_ALPHA:
	case PNG_RGB_ALPHA:
		return depth == 8 || depth == 16;
	default:
		return false;
	}
}

bool
png_read_header(struct str data, struct png_header *out)
{
	if (data.len != 13)
		return false;
	*out = (struct png_header){ be32(data.p), be32(data.p + 4),
		(unsigned char)data.p[8], (unsigned char)data.p[9],
		data.p[12] == 1 };
	return !data.p[10] && !data.p[11] && (unsigned char)data.p[12] <= 1 &&
	    depth_fits(out->depth, out->type);
}

bool
png_is_plain(const struct png_header *header,
    const struct picture_options *options)
{
	if (options->gray && header->type != PNG_GRAY &&
	    header->type != PNG_GRAY_ALPHA)
		return false;
	if (options->gray && options->dither && header->depth > 4)
		return false;
	return options->keep_originals || header->depth <= 8;
}

bool
png_is_transparency(const struct png_chunk *chunk,
    const struct png_header *header, const struct picture_options *options)
{
	size_t len = chunk->data.len;

	if (!options->keep_originals || !str_eq(chunk->type, STR("tRNS")))
		return false;
	return header->type == PNG_GRAY ? len == 2 : header->type == PNG_RGB ?
	    len == 6 : header->type == PNG_PALETTE && len && len <= 256;
}

/* Bytes of the rows, each behind its filter's number; 0 without pixels. */
static uint64_t
pass_bytes(const struct png_header *h, unsigned width, unsigned height)
{
	static const unsigned channels[] = { [PNG_GRAY] = 1, [PNG_RGB] = 3,
		[PNG_PALETTE] = 1, [PNG_GRAY_ALPHA] = 2, [PNG_RGB_ALPHA] = 4 };
	uint64_t bits = (uint64_t)width * channels[h->type] * h->depth;

	return width ? ((bits + 7) / 8 + 1) * height : 0;
}

static unsigned
steps(unsigned side, unsigned first, unsigned by)
{
	return side > first ? (side - first + by - 1) / by : 0;
}

bool
png_pass_size(const struct png_header *h, unsigned pass, unsigned *width_px,
    unsigned *height_px)
{
	static const unsigned char passes[][4] = {
		{ 0, 8, 0, 8 }, { 4, 8, 0, 8 }, { 0, 4, 4, 8 },
		{ 2, 4, 0, 4 }, { 0, 2, 2, 4 }, { 1, 2, 0, 2 },
		{ 0, 1, 1, 2 }
	};
	const unsigned char *p;

	if (pass >= (h->interlaced ? ARRAY_COUNT(passes) : 1))
		return false;
	p = passes[pass];
	*width_px = h->interlaced ? steps(h->width_px, p[0], p[1]) :
	    h->width_px;
	*height_px = h->interlaced ? steps(h->height_px, p[2], p[3]) :
	    h->height_px;
	return true;
}

static uint64_t
inflated_bytes(const struct png_header *h)
{
	unsigned width_px, height_px;
	uint64_t bytes = 0;

	for (unsigned i = 0; png_pass_size(h, i, &width_px, &height_px); i++)
		bytes += pass_bytes(h, width_px, height_px);
	return bytes;
}

/* The pixels as they are inflated, chunk after chunk. */
struct png_pixels {
	z_stream z;
	uint64_t left;		/* of the bytes that must come */
	int status;
	struct png_indices *indices;	/* of a palette; else NULL */
};

/* False when there is more or less, or anything behind their end. */
static bool
inflate_chunk(struct png_pixels *p, struct str data)
{
	Bytef room[16384];

	p->z.next_in = (z_const Bytef *)(uintptr_t)data.p;
	p->z.avail_in = (uInt)data.len;
	while (p->status == Z_OK) {
		uInt got;

		p->z.next_out = room;
		p->z.avail_out = sizeof(room);
		p->status = inflate(&p->z, Z_NO_FLUSH);
		got = (uInt)sizeof(room) - p->z.avail_out;
		if (got > p->left)
			return false;
		p->left -= got;
		if (p->indices)
			png_indices_take(p->indices, room, got);
		if (p->status == Z_BUF_ERROR && !p->z.avail_in) {
			p->status = Z_OK;
			return true;
		}
	}
	return p->status == Z_STREAM_END && !p->z.avail_in;
}

/* What is copied of a file, and where its palette and its opacity are. */
struct png_copy {
	struct str rest;
	struct png_header header;
	struct png_chunk chunk;		/* the one at hand */
	struct buf *out;
	size_t palette_at, opacity_at;	/* 0: there is none */
};

/* A second one of its kind is none of our business. */
static bool
copy_once(struct png_copy *copy, size_t *at)
{
	if (*at)
		return false;
	*at = copy->out->len;
	buf_addstr(copy->out, copy->chunk.whole);
	return true;
}

/* The chunks up to the pixels, the first of which is then at hand. */
static bool
copy_head(struct png_copy *copy, const struct picture_options *options)
{
	struct png_chunk *c = &copy->chunk;

	if (!png_take_chunk(&copy->rest, c) || !str_eq(c->type, STR("IHDR")) ||
	    !png_read_header(c->data, &copy->header) ||
	    !png_is_plain(&copy->header, options))
		return false;
	buf_addstr(copy->out, c->whole);
	while (png_take_chunk(&copy->rest, c) &&
	    !str_eq(c->type, STR("IDAT"))) {
		if (png_is_transparency(c, &copy->header, options)) {
			if (!copy_once(copy, &copy->opacity_at))
				return false;
		} else if (!str_eq(c->type, STR("PLTE"))) {
			if (c->type.p[0] >= 'A' && c->type.p[0] <= 'Z')
				return false;
		} else if (copy->header.type == PNG_PALETTE) {
			if (copy->opacity_at || c->data.len > 768 ||
			    !copy_once(copy, &copy->palette_at))
				return false;
		}
	}
	return str_eq(c->type, STR("IDAT"));
}

/* In a chunk of the copy, entries of so many bytes that no pixel uses. */
static void
blank_unused(const struct png_copy *copy, size_t at, size_t entry, char blank,
    const bool used[256])
{
	char *chunk = copy->out->data + at;
	size_t len = be32(chunk);
	uint32_t sum;

	for (size_t i = 0; i < len / entry; i++)
		if (!used[i])
			memset(chunk + 8 + i * entry, blank, entry);
	sum = (uint32_t)crc32_z(0, (const Bytef *)chunk + 4, len + 4);
	for (unsigned i = 0; i < 4; i++)
		chunk[8 + len + i] = (char)(sum >> (24 - 8 * i) & 0xff);
}

static bool
copy_pixels(struct png_copy *copy)
{
	struct png_pixels p = { .left = inflated_bytes(&copy->header) };
	struct png_indices indices = { .row = NULL };
	struct png_chunk *c = &copy->chunk;
	bool good = inflateInit(&p.z) == Z_OK;

	if (copy->header.type == PNG_PALETTE) {
		png_indices_init(&indices, &copy->header);
		p.indices = &indices;
	}
	while (good && str_eq(c->type, STR("IDAT"))) {
		buf_addstr(copy->out, c->whole);
		good = inflate_chunk(&p, c->data) &&
		    png_take_chunk(&copy->rest, c);
	}
	inflateEnd(&p.z);
	good = good && p.status == Z_STREAM_END && !p.left;
	if (good && p.indices && copy->palette_at)
		blank_unused(copy, copy->palette_at, 3, 0, indices.used);
	if (good && p.indices && copy->opacity_at)
		blank_unused(copy, copy->opacity_at, 1, (char)255,
		    indices.used);
	png_indices_release(&indices);
	return good;
}

bool
keep_png(struct str bytes, const struct picture_options *options,
    struct buf *out)
{
	struct png_copy copy = { .rest = str_sub(bytes,
	    sizeof(png_signature), bytes.len), .out = out };
	size_t start = out->len;

	buf_addstr(out, str_sub(bytes, 0, sizeof(png_signature)));
	if (!copy_head(&copy, options) || !copy_pixels(&copy))
		goto fail;
	while (!str_eq(copy.chunk.type, STR("IEND")))
		if (!png_take_chunk(&copy.rest, &copy.chunk))
			goto fail;
	if (copy.chunk.data.len)
		goto fail;
	buf_addstr(out, copy.chunk.whole);
	return true;
fail:
	buf_truncate(out, start);
	return false;
}
