/* SPDX-License-Identifier: MIT */
/*
 * What the numbers of a picture mean, and how they become sRGB, by lcms2.
 * Everything works on 8 bits and in one order, so that the same file gives
 * the same bytes. A profile that is broken, or for other kinds of colour, is
 * no reason to refuse a picture.
 */
#ifndef CHAPBOOK_PICTURE_COLOUR_H
#define CHAPBOOK_PICTURE_COLOUR_H

#include "base/buf.h"
#include "picture/picture.h"
#include "picture/pixels.h"

enum colour_kind {
	COLOUR_SRGB,		/* or not known */
	COLOUR_PROFILE,		/* icc */
	COLOUR_PRIMARIES,	/* the numbers below */
	COLOUR_BROKEN		/* a profile was there, and cannot be read */
};

enum colour_curve { CURVE_GAMMA, CURVE_SRGB, CURVE_BT709 };

struct colour {
	enum colour_kind kind;
	struct buf icc;
	/* CIE x and y of white, red, green and blue, times 100000. */
	uint32_t chromaticity[8];
	enum colour_curve curve;
	uint32_t gamma;		/* exponent of decoding, times 100000 */
};

#define COLOUR_INIT { .icc = BUF_INIT }
#define COLOUR_ICC_BYTES ((size_t)4 << 20)	/* the largest that is read */

/* What a JPEG, PNG or WebP file says; others say nothing. */
void colour_read(struct str bytes, enum picture_format format,
    struct colour *out);
void colour_release(struct colour *c);
/*
 * From code points of ITU-T H.273, as in PNG's cICP and in HEIF: kind
 * becomes COLOUR_BROKEN for what is not known here, such as HDR.
 */
void colour_coded(struct colour *c, unsigned primaries, unsigned transfer);

enum colour_result { COLOUR_KEPT, COLOUR_CHANGED, COLOUR_REFUSED };

/*
 * Upright pixels become sRGB; PIXELS_YCC becomes PIXELS_RGB, unless nothing
 * has to be changed.
 */
enum colour_result colour_apply(const struct colour *c, struct pixels *p);

/* From CMYK, by the profile of a printer. */
struct inks;

/* inverted: 255 is no ink. NULL without a usable profile of four inks. */
struct inks *inks_new(const struct colour *c, bool inverted);
void inks_free(struct inks *inks);	/* NULL is allowed */
/* Four samples each become three. */
void inks_row(const struct inks *inks, const uint8_t *from, uint8_t *to,
    size_t columns);

#endif
