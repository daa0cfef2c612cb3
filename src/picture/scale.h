/* SPDX-License-Identifier: MIT */
/*
 * From a decoder's rows to a picture that fits, before it is turned upright.
 */
#ifndef CHAPBOOK_PICTURE_SCALE_H
#define CHAPBOOK_PICTURE_SCALE_H

#include "base/err.h"
#include "picture/picture.h"
#include "picture/resample.h"

/*
 * The size within the options' box, before turning. Of the two sides the one
 * that must shrink more gets its limit exactly; the other keeps the ratio,
 * rounded to the nearest pixel, halves up, at least 1. Never enlarged.
 *
 * A strip, that is an upright picture of several pages that would become a
 * line of a quarter of the page's width or less, keeps its width as far as it
 * then has at most STRIP_PAGES_MAX (weights.h) times the pixels of the box:
 * readers show pictures that are too high part by part, or enlarge them.
 */
void scale_fit(unsigned width_px, unsigned height_px,
    const struct picture_options *options, unsigned orientation,
    unsigned *out_width_px, unsigned *out_height_px);

/* Whether an upright picture is as small as scale_fit() makes it. */
bool scale_fits(unsigned width_px, unsigned height_px,
    const struct picture_options *options);

/* How each plane of the result comes from rows of samples. */
struct scale_plan {
	enum pixels_kind kind;
	unsigned width_px, height_px;	/* of the result, before turning */
	struct axis across[3], down[3];
	unsigned slots[3];		/* as for resample_new() */
	size_t row_bytes[3];
};

/*
 * For rows of whole pixels, that is PIXELS_GRAY or PIXELS_RGB: columns x rows
 * samples, of which the picture covers a share of
 * cover_width_px / cover_of x cover_height_px / cover_of samples.
 */
struct scale_input {
	unsigned columns, rows;
	unsigned cover_width_px, cover_height_px, cover_of;
};

void scale_plan_rows(struct scale_plan *plan, const struct scale_input *in);
/*
 * ERR_LIMIT if the plan, and decoder_bytes beside it, may need more memory
 * than a worker has. Encoding, which comes after, is counted too.
 */
int scale_check_memory(const struct scale_plan *plan, size_t decoder_bytes,
    struct err *err);

struct scaler {
	struct pixels *out;
	struct resample *planes[3];
};

/* out is made here; whoever calls releases both. */
void scaler_init(struct scaler *s, const struct scale_plan *plan,
    struct pixels *out);
void scaler_release(struct scaler *s);
/*
 * The next row, with 1 channel, or 3 that follow each other; these become
 * gray if that is the kind of the plan.
 */
void scaler_row(struct scaler *s, const uint8_t *row, unsigned channels);
/* What did not come is white. */
void scaler_finish(struct scaler *s);

/* Makes upright pixels smaller. */
void scale_pixels(struct pixels *p, unsigned width_px, unsigned height_px);

#endif
