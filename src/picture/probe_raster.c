/* SPDX-License-Identifier: MIT */
/*
 * Headers of the formats whose decoder is not trusted to check them. Each
 * also tells how long a whole file is, where that can be known.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "picture/probe.h"

enum {
	GIF_SCREEN_BYTES = 13, GIF_FRAME_BYTES = 10, GIF_FRAME = 0x2c,
	GIF_EXTENSION = 0x21, TGA_LEFTWARD = 0x10, MIRRORED = 2
};

/* Behind the sub-blocks at that place (GIF89a, 15); 0: they are cut. */
static size_t
skip_blocks(struct str bytes, size_t at)
{
	while (at < bytes.len) {
		unsigned len = (unsigned char)bytes.p[at++];

		if (!len)
			return at;
		at += len;
	}
	return 0;
}

static size_t
colours_bytes(char flags)
{
	return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* The first frame's descriptor; 0 if there is none. */
static size_t
find_frame(struct str bytes)
{
	size_t at = GIF_SCREEN_BYTES + colours_bytes(bytes.p[10]);

	while (at && at < bytes.len) {
		if (bytes.p[at] == GIF_FRAME)
			return bytes.len - at > GIF_FRAME_BYTES ? at : 0;
		if (bytes.p[at] != GIF_EXTENSION)
			return 0;
		at = skip_blocks(bytes, at + 2);
	}
	return 0;
}

int
probe_gif(struct str bytes, struct probe *out, struct err *err)
{
	size_t at, right, bottom;

	at = bytes.len > GIF_SCREEN_BYTES ? find_frame(bytes) : 0;
	if (!at)
		return err_set(err, ERR_FORMAT, "a GIF without a frame");
	out->width_px = le16(bytes.p + 6);
	out->height_px = le16(bytes.p + 8);
	/* A screen too small grows, as in browsers. */
	right = le16(bytes.p + at + 1) + le16(bytes.p + at + 5);
	bottom = le16(bytes.p + at + 3) + le16(bytes.p + at + 7);
	if (out->width_px < right)
		out->width_px = (unsigned)right;
	if (out->height_px < bottom)
		out->height_px = (unsigned)bottom;
	at += GIF_FRAME_BYTES + colours_bytes(bytes.p[at + 9]);
	/* The first byte there is the size of codes. */
	out->whole_bytes = skip_blocks(bytes, at + 1);
	if (!out->whole_bytes)
		out->whole_bytes = bytes.len + 1;
	return 0;
}

int
probe_tga(struct str bytes, struct probe *out, struct err *err)
{
	const unsigned char *u = (const unsigned char *)bytes.p;

	(void)err;
	out->width_px = le16(bytes.p + 12);
	out->height_px = le16(bytes.p + 14);
	/* Its decoder knows what goes up, not what goes to the left. */
	if (u[17] & TGA_LEFTWARD)
		out->orientation = MIRRORED;
	if (u[2] < 8)
		out->whole_bytes = 18u + u[0] +
		    (u[1] ? (u[7] + 7u) / 8 * le16(bytes.p + 5) : 0) +
		    (u[16] + 7u) / 8 * (uint64_t)out->width_px *
		    out->height_px;
	return 0;
}

/* The rows' lengths stand before them; 0 if they are cut. */
static uint64_t
psd_packed_bytes(struct str bytes, size_t at, uint64_t rows)
{
	uint64_t sum = 2 * rows;

	for (; rows; rows--, at += 2) {
		if (bytes.len - at < 2)
			return 0;
		sum += be16(bytes.p + at);
	}
	return sum;
}

size_t
psd_image_data(struct str bytes)
{
	uint64_t at = 26;

	for (unsigned i = 0; i < 3; i++) {
		if (at + 4 > bytes.len)
			return 0;
		at += 4 + (uint64_t)be32(bytes.p + at);
	}
	return at + 2 > bytes.len ? 0 : (size_t)at;
}

int
probe_psd(struct str bytes, struct probe *out, struct err *err)
{
	unsigned channels, depth, packing;
	uint64_t data;
	size_t at;

	if (bytes.len < 26)
		return err_set(err, ERR_FORMAT, "a PSD without a header");
	out->height_px = be32(bytes.p + 14);
	out->width_px = be32(bytes.p + 18);
	channels = be16(bytes.p + 12);
	depth = be16(bytes.p + 22);
	if (be16(bytes.p + 24) != 3 || (depth != 8 && depth != 16))
		return err_set(err, ERR_UNSUPPORTED, "a Photoshop document "
		    "of colours that are not supported");
	if (probe_check_size(out->width_px, out->height_px, err))
		return -1;
	at = psd_image_data(bytes);
	if (!at)
		return err_set(err, ERR_FORMAT, "a PSD without any pixels");
	packing = be16(bytes.p + at);
	/* Its decoder would take halves of samples for whole ones. */
	if (packing && depth == 16)
		return err_set(err, ERR_UNSUPPORTED, "a Photoshop document "
		    "of 16 bits in run lengths, which is not supported");
	data = (uint64_t)out->width_px * out->height_px * channels * depth /
	    8;
	if (packing)
		data = psd_packed_bytes(bytes, at + 2,
		    (uint64_t)out->height_px * channels);
	out->whole_bytes = data ? at + 2 + data : bytes.len + 1;
	return 0;
}
