/* SPDX-License-Identifier: MIT */
/*
 * Upright pixels to the smallest of files that show them: no metadata, no
 * thumbnail, nothing after the end. All append to out.
 */
#ifndef CHAPBOOK_PICTURE_ENCODE_H
#define CHAPBOOK_PICTURE_ENCODE_H

#include "base/buf.h"
#include "base/err.h"
#include "picture/picture.h"
#include "picture/pixels.h"

/*
 * As JPEG or PNG, as the pixels suggest: see encode.c. Within the options'
 * budget, unless the picture is tiny already; to that end it may become
 * smaller. was_jpeg: the pixels come from a JPEG.
 */
int encode_picture(struct pixels *p, const struct picture_options *options,
    bool was_jpeg, struct buf *out, enum picture_format *format,
    struct err *err);

/*
 * JFIF, baseline, 4:2:0, or 4:4:4 of PIXELS_RGB from PICTURE_FULL_COLOUR on.
 * Small ones have Huffman tables of their own.
 */
int encode_jpeg(const struct pixels *p, unsigned quality, struct buf *out,
    struct err *err);

#define PALETTE_COLOURS 256

struct palette {
	uint32_t colours[PALETTE_COLOURS];	/* 0xrrggbb, as they appear */
	unsigned count;		/* PALETTE_COLOURS + 1: there are more */
	/* Open addressing: 1 + the index, 0 where nothing is. */
	uint16_t slots[4 * PALETTE_COLOURS];
};

/* GRAY or RGB only. */
uint32_t pixels_colour(const struct pixels *p, size_t i);
void palette_init(struct palette *palette, const struct pixels *p);
unsigned palette_index(const struct palette *palette, uint32_t colour);

/*
 * With the fewest bits that hold every pixel: gray of 1, 2, 4 or 8, a palette
 * of at most 256 colours, else RGB. Not for PIXELS_YCC.
 */
int encode_png(const struct pixels *p, const struct palette *palette,
    struct buf *out, struct err *err);

#endif
