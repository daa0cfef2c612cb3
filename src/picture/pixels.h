/* SPDX-License-Identifier: MIT */
/*
 * A decoded picture in planes of 8-bit samples, one after the other row by
 * row without padding. Photographs stay in the YCbCr of their JPEG, with half
 * as many samples of colour each way, from decoder to encoder: that saves
 * two conversions, and half of the work of scaling.
 */
#ifndef CHAPBOOK_PICTURE_PIXELS_H
#define CHAPBOOK_PICTURE_PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pixels_kind {
	PIXELS_GRAY,	/* one plane */
	PIXELS_RGB,	/* three planes of equal size */
	PIXELS_YCC	/* JFIF YCbCr, 4:2:0: planes 1, 2 half as wide, high */
};

struct plane {
	uint8_t *data;
	unsigned width_px, height_px;
};

struct pixels {
	enum pixels_kind kind;
	unsigned width_px, height_px;
	struct plane planes[3];
};

/* White; whoever calls releases it. */
void pixels_init(struct pixels *p, enum pixels_kind kind, unsigned width_px,
    unsigned height_px);
void pixels_release(struct pixels *p);
unsigned pixels_planes(enum pixels_kind kind);	/* how many */

/* Samples of a side of that many pixels, each for by of them. */
static inline unsigned
pixels_share(unsigned side_px, unsigned by)
{
	return (side_px + by - 1) / by;
}

/* Orientations that exchange width and height, or that mirror a stored axis. */
bool orientation_swaps(unsigned orientation);
bool orientation_mirrors_x(unsigned orientation);
bool orientation_mirrors_y(unsigned orientation);
/*
 * Upright from EXIF orientation 1..8. The colour of PIXELS_YCC must already
 * be sampled for it: see struct axis in picture/filter.h, shift.
 */
void pixels_turn(struct pixels *p, unsigned orientation);

/* Row y of upright PIXELS_YCC as red, green and blue, one after the other. */
void pixels_ycc_row(const struct pixels *p, size_t y, uint8_t *row);

/* Becomes PIXELS_GRAY, without loss, if no pixel has a colour. */
void pixels_drop_neutral(struct pixels *p);

/*
 * PIXELS_GRAY in 16 levels, 0, 17, ... 255, the errors spread (Floyd and
 * Steinberg, each row in the other direction). What has these levels stays.
 */
void pixels_dither(struct pixels *p);
void pixels_copy(struct pixels *to, const struct pixels *from);

/* ITU-R BT.601, as JFIF has it. */
static inline uint8_t
pixels_luma(unsigned red, unsigned green, unsigned blue)
{
	return (uint8_t)((19595 * red + 38470 * green + 7471 * blue + 32768) >>
	    16);
}

#endif
