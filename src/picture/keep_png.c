/* SPDX-License-Identifier: MIT */
#include "picture/keep.h"

#include <string.h>

#include <zlib.h>

#include "base/limits.h"
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

/* Of all passes of Adam7 (8.1), or of the one. */
static uint64_t
inflated_bytes(const struct png_header *h)
{
	static const unsigned char passes[7][4] = {
		{ 0, 8, 0, 8 }, { 4, 8, 0, 8 }, { 0, 4, 4, 8 },
		{ 2, 4, 0, 4 }, { 0, 2, 2, 4 }, { 1, 2, 0, 2 },
		{ 0, 1, 1, 2 }
	};
	uint64_t bytes = 0;

	if (!h->interlaced)
		return pass_bytes(h, h->width_px, h->height_px);
	for (unsigned i = 0; i < 7; i++)
		bytes += pass_bytes(h, steps(h->width_px, passes[i][0],
		    passes[i][1]), steps(h->height_px, passes[i][2],
		    passes[i][3]));
	return bytes;
}

/* The pixels as they are inflated, chunk after chunk. */
struct png_pixels {
	z_stream z;
	uint64_t left;		/* of the bytes that must come */
	int status;
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
		if (p->status == Z_BUF_ERROR && !p->z.avail_in) {
			p->status = Z_OK;
			return true;
		}
	}
	return p->status == Z_STREAM_END && !p->z.avail_in;
}

/* The chunks up to the pixels; *c is then the first of these. */
static bool
copy_head(struct str *rest, const struct picture_options *options,
    struct png_header *header, struct png_chunk *c, struct buf *out)
{
	if (!png_take_chunk(rest, c) || !str_eq(c->type, STR("IHDR")) ||
	    !png_read_header(c->data, header) ||
	    !png_is_plain(header, options))
		return false;
	buf_addstr(out, c->whole);
	while (png_take_chunk(rest, c) && !str_eq(c->type, STR("IDAT"))) {
		bool palette = str_eq(c->type, STR("PLTE"));

		if ((palette && header->type == PNG_PALETTE) ||
		    png_is_transparency(c, header, options))
			buf_addstr(out, c->whole);
		else if (!palette && c->type.p[0] >= 'A' &&
		    c->type.p[0] <= 'Z')
			return false;
	}
	return str_eq(c->type, STR("IDAT"));
}

static bool
copy_pixels(struct str *rest, const struct png_header *header,
    struct png_chunk *c, struct buf *out)
{
	struct png_pixels p = { .left = inflated_bytes(header) };
	bool good = inflateInit(&p.z) == Z_OK;

	while (good && str_eq(c->type, STR("IDAT"))) {
		buf_addstr(out, c->whole);
		good = inflate_chunk(&p, c->data) && png_take_chunk(rest, c);
	}
	inflateEnd(&p.z);
	return good && p.status == Z_STREAM_END && !p.left;
}

bool
keep_png(struct str bytes, const struct picture_options *options,
    struct buf *out)
{
	struct str rest = str_sub(bytes, sizeof(png_signature), bytes.len);
	size_t start = out->len;
	struct png_header header;
	struct png_chunk c;

	buf_addstr(out, str_sub(bytes, 0, sizeof(png_signature)));
	if (!copy_head(&rest, options, &header, &c, out) ||
	    !copy_pixels(&rest, &header, &c, out))
		goto fail;
	while (!str_eq(c.type, STR("IEND")))
		if (!png_take_chunk(&rest, &c))
			goto fail;
	if (c.data.len)
		goto fail;
	buf_addstr(out, c.whole);
	return true;
fail:
	buf_truncate(out, start);
	return false;
}
