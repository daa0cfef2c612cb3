/* SPDX-License-Identifier: MIT */
/*
 * Rows of interleaved 8-bit samples on their way from a decoder to the
 * scaler; what is clear gets a ground.
 */
#ifndef CHAPBOOK_PICTURE_INTAKE_H
#define CHAPBOOK_PICTURE_INTAKE_H

#include "picture/decode.h"
#include "picture/scale.h"

struct intake_shape {
	unsigned width_px, height_px;	/* of the picture */
	unsigned columns, rows;		/* of samples; may be fewer */
	unsigned channels;	/* gray, gray and alpha, RGB, RGBA: 1 to 4 */
	size_t decoder_bytes;	/* what the decoder needs beside it */
};

struct intake {
	struct scaler scaler;
	struct decoded *out;
	unsigned columns, channels;
	uint8_t *row;
	bool lettering;		/* small enough to be some */
	uint8_t ground, darkest, least_alpha, most_alpha;
};

/* ERR_LIMIT if it may need too much memory. */
int intake_check(const struct decoding *d, const struct intake_shape *shape,
    const struct decoded *out, struct err *err);
/* Checks that too. Release it in any case. */
int intake_init(struct intake *in, const struct decoding *d,
    const struct intake_shape *shape, struct decoded *out, struct err *err);
void intake_release(struct intake *in);
void intake_row(struct intake *in, const uint8_t *row);
/* What did not come is white. */
void intake_finish(struct intake *in);

/* All rows, of a decoder that holds them; stride in bytes. */
int intake_frame(const struct decoding *d, const struct intake_shape *shape,
    const uint8_t *first, size_t stride, struct decoded *out,
    struct err *err);

#endif
