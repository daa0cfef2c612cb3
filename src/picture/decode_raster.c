/* SPDX-License-Identifier: MIT */
/*
 * GIF, of which the first frame is shown, TGA and PSD by stb_image. The
 * release that distributions have is old and has known holes: so only these
 * formats are compiled, sizes are known beforehand, a GIF's further frames
 * are not even passed on, and memory comes zeroed.
 */
#include "picture/decode.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "picture/intake.h"

#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_GIF
#define STBI_ONLY_TGA
#define STBI_ONLY_PSD
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_SIMD
#define STBI_NO_THREAD_LOCALS
#define STBI_MAX_DIMENSIONS LIMIT_PICTURE_SIDE_PX
#define STBI_MALLOC(bytes) mem_zalloc(bytes)
#define STBI_REALLOC(p, bytes) mem_resize(p, bytes)
#define STBI_FREE(p) free(p)
#define STBI_ASSERT(x) ((void)(x))
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

enum { GIF_WIDTH = 6, GIF_BACKGROUND = 11, PSD_CHANNELS = 12 };

/* Bytes for a pixel that the decoder takes, at most. */
static size_t
pixel_bytes(enum picture_format format)
{
	/* A GIF's picture, the one before it, and what was drawn. */
	if (format == PICTURE_GIF)
		return 9;
	/* 16 bits in four channels, then 8 bits. */
	return format == PICTURE_PSD ? 12 : 4;
}

static void
put_le16(char *to, unsigned value)
{
	to[0] = (char)(value & 0xff);
	to[1] = (char)(value >> 8);
}

/*
 * Only the first frame; its screen as large as probe_gif() has it; and no
 * background colour, which would fill what is clear.
 */
static struct str
cut_gif(const struct decoding *d, struct buf *copy)
{
	buf_addstr(copy, str_sub(d->bytes, 0,
	    (size_t)d->probe->whole_bytes));
	put_le16(copy->data + GIF_WIDTH, d->probe->width_px);
	put_le16(copy->data + GIF_WIDTH + 2, d->probe->height_px);
	copy->data[GIF_BACKGROUND] = 0;
	return buf_str(copy);
}

/*
 * Only red, green and blue. Further channels are no opacity, or one that is
 * laid on white already; stb_image undoes that, beyond black in places.
 */
static struct str
cut_psd(const struct decoding *d, struct buf *copy)
{
	size_t at = psd_image_data(d->bytes) + 2;
	size_t rows = (size_t)2 * d->probe->height_px;
	unsigned channels = be16(d->bytes.p + PSD_CHANNELS);

	if (channels <= 3)
		return d->bytes;
	buf_addstr(copy, str_sub(d->bytes, 0, at));
	copy->data[PSD_CHANNELS] = 0;
	copy->data[PSD_CHANNELS + 1] = 3;
	/* Packed rows have their lengths before them. */
	if (be16(d->bytes.p + at - 2)) {
		buf_addstr(copy, str_sub(d->bytes, at, at + 3 * rows));
		at += channels * rows;
	}
	buf_addstr(copy, str_sub(d->bytes, at, d->bytes.len));
	return buf_str(copy);
}

/* Some programs write four samples and mean three. */
static void
fill_unused_alpha(stbi_uc *data, size_t pixels)
{
	for (size_t i = 0; i < pixels; i++)
		if (data[4 * i + 3])
			return;
	for (size_t i = 0; i < pixels; i++)
		data[4 * i + 3] = 255;
}

int
decode_raster(const struct decoding *d, struct decoded *out, struct err *err)
{
	static const char *const names[PICTURE_FORMATS] = {
		[PICTURE_GIF] = "GIF", [PICTURE_TGA] = "TGA",
		[PICTURE_PSD] = "PSD",
	};
	const struct probe *p = d->probe;
	struct intake_shape shape = { p->width_px, p->height_px, p->width_px,
		p->height_px, 4, 0 };
	struct str bytes = d->bytes;
	struct buf copy = BUF_INIT;
	stbi_uc *data = NULL;
	int width, height, channels, rc = -1;

	shape.decoder_bytes = mem_add(bytes.len, mem_mul(pixel_bytes(
	    p->format), mem_mul(p->width_px, p->height_px)));
	if (intake_check(d, &shape, out, err))
		return -1;
	if (p->format == PICTURE_GIF)
		bytes = cut_gif(d, &copy);
	else if (p->format == PICTURE_PSD)
		bytes = cut_psd(d, &copy);
	data = stbi_load_from_memory((const stbi_uc *)bytes.p, (int)bytes.len,
	    &width, &height, &channels, 0);
	if (!data) {
		err_set(err, ERR_FORMAT, "%s: %s", names[p->format],
		    stbi_failure_reason());
		goto out;
	}
	if (width != (int)p->width_px || height != (int)p->height_px ||
	    channels < 1 || channels > 4) {
		err_set(err, ERR_FORMAT, "a %s with two headers",
		    names[p->format]);
		goto out;
	}
	shape.channels = (unsigned)channels;
	if (p->format == PICTURE_TGA && channels == 4)
		fill_unused_alpha(data, mem_mul(p->width_px, p->height_px));
	if (p->whole_bytes > d->bytes.len)
		out->note = "truncated";
	rc = intake_frame(d, &shape, data, mem_mul(p->width_px,
	    shape.channels), out, err);
out:
	free(data);
	buf_release(&copy);
	return rc;
}
