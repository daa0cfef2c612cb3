/* SPDX-License-Identifier: MIT */
#include "picture/intake.h"

#include <stdlib.h>

#include "base/mem.h"
#include "picture/weights.h"

enum { WHITE = 255 };

static void
make_plan(const struct decoding *d, const struct intake_shape *shape,
    unsigned orientation, struct scale_plan *plan)
{
	*plan = (struct scale_plan){ .kind = PIXELS_RGB };
	if (shape->channels <= 2 || d->options->gray)
		plan->kind = PIXELS_GRAY;
	scale_fit(shape->width_px, shape->height_px, d->options, orientation,
	    &plan->width_px, &plan->height_px);
	scale_plan_rows(plan, &(struct scale_input){ shape->columns,
	    shape->rows, shape->columns, shape->rows, 1 });
}

int
intake_check(const struct decoding *d, const struct intake_shape *shape,
    const struct decoded *out, struct err *err)
{
	struct scale_plan plan;

	make_plan(d, shape, out->orientation, &plan);
	return scale_check_memory(&plan, shape->decoder_bytes, err);
}

int
intake_init(struct intake *in, const struct decoding *d,
    const struct intake_shape *shape, struct decoded *out, struct err *err)
{
	struct scale_plan plan;

	*in = (struct intake){ .out = out, .columns = shape->columns,
		.channels = shape->channels, .ground = d->ground,
		.lettering = (size_t)shape->columns * shape->rows
		    <= CLEAR_PIXELS, .darkest = WHITE, .least_alpha = 255 };
	if (intake_check(d, shape, out, err))
		return -1;
	make_plan(d, shape, out->orientation, &plan);
	in->row = mem_alloc(mem_mul(shape->columns, 3));
	scaler_init(&in->scaler, &plan, &out->pixels);
	return 0;
}

void
intake_release(struct intake *in)
{
	scaler_release(&in->scaler);
	free(in->row);
	in->row = NULL;
}

static uint8_t
lay(unsigned sample, unsigned alpha, unsigned ground)
{
	return (uint8_t)((sample * alpha + ground * (255 - alpha) + 127) /
	    255);
}

/* The last of the channels is alpha. */
static void
lay_row(struct intake *in, const uint8_t *from)
{
	unsigned colours = in->channels - 1;
	uint8_t *to = in->row;

	for (size_t x = 0; x < in->columns; x++, from += in->channels) {
		uint8_t alpha = from[colours];

		for (unsigned i = 0; i < colours; i++, to++) {
			*to = lay(from[i], alpha, in->ground);
			if (*to < in->darkest)
				in->darkest = *to;
		}
		if (alpha < in->least_alpha)
			in->least_alpha = alpha;
		if (alpha > in->most_alpha)
			in->most_alpha = alpha;
	}
}

void
intake_row(struct intake *in, const uint8_t *row)
{
	if (in->channels % 2) {
		scaler_row(&in->scaler, row, in->channels);
		return;
	}
	lay_row(in, row);
	scaler_row(&in->scaler, in->row, in->channels - 1);
}

void
intake_finish(struct intake *in)
{
	scaler_finish(&in->scaler);
	if (in->least_alpha < 255)
		in->out->as_stored = false;
	in->out->vanishes = in->lettering && in->darkest >= CLEAR_FAINT &&
	    in->least_alpha < CLEAR_HALF && in->most_alpha >= CLEAR_HALF;
}

int
intake_frame(const struct decoding *d, const struct intake_shape *shape,
    const uint8_t *first, size_t stride, struct decoded *out,
    struct err *err)
{
	struct intake in;
	int rc = intake_init(&in, d, shape, out, err);

	for (size_t y = 0; !rc && y < shape->rows; y++)
		intake_row(&in, first + y * stride);
	if (!rc)
		intake_finish(&in);
	intake_release(&in);
	return rc;
}
