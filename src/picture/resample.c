/* SPDX-License-Identifier: MIT */
/*
 * First the columns, which need no data to be moved; then the rows, eight of
 * them at a time and turned by the way, so that this pass too works on lanes
 * that lie beside each other.
 *
 * Samples are added up as they are stored, not in linear light. That would
 * need RGB: the whole way took 2.0 times as long as libjpeg's decoding and
 * encoding alone (16 baseline photographs to 1072 px) before any conversion,
 * in YCbCr it takes 1.2 times. The gain is small: ImageMagick's Lanczos in
 * the two spaces differs by SSIM .9986 of luma (25 pictures), as little as
 * ours from its own in the same space, .9978, the worst .9962. And linear
 * light makes thin dark lines on white fainter.
 */
#include "picture/resample.h"

#include <stdlib.h>

#include "base/mem.h"
#include "picture/lanes.h"

struct resample {
	struct axis across, down;
	struct weights columns, rows;
	uint8_t *ring;		/* the rows that are still needed */
	size_t ring_rows, row_bytes;
	const uint8_t **window;	/* rows.taps of them, for one output row */
	int16_t *pairs;		/* LANES half-done rows, by pairs of columns */
	unsigned received;	/* input rows */
	unsigned done;		/* half-done rows so far */
};

static size_t
ring_row_bytes(const struct axis *across, size_t row_bytes)
{
	size_t need = across->inputs > row_bytes ? across->inputs : row_bytes;

	return mem_add(need, STRIP - 1) & ~(size_t)(STRIP - 1);
}

size_t
resample_bytes(const struct axis *across, const struct axis *down,
    unsigned slots, size_t row_bytes)
{
	size_t width = ring_row_bytes(across, row_bytes);
	size_t columns = mem_mul(weights_taps(across), across->outputs);
	size_t rows = mem_mul(weights_taps(down), down->outputs);
	size_t ring = mem_mul(mem_add(weights_taps(down), slots), width);

	return mem_add(mem_add(ring, mem_mul(width, LANES * sizeof(int16_t))),
	    mem_mul(mem_add(columns, rows), 2 * sizeof(int16_t)));
}

struct resample *
resample_new(const struct axis *across, const struct axis *down,
    unsigned slots, size_t row_bytes)
{
	struct resample *r = mem_zalloc(sizeof(*r));

	r->across = *across;
	r->down = *down;
	weights_init(&r->columns, across);
	weights_init(&r->rows, down);
	r->row_bytes = ring_row_bytes(across, row_bytes);
	r->ring_rows = mem_add(r->rows.taps, slots);
	r->ring = mem_zalloc(mem_mul(r->ring_rows, r->row_bytes));
	r->window = mem_alloc(mem_mul(r->rows.taps, sizeof(*r->window)));
	r->pairs = mem_zalloc(mem_mul(r->row_bytes, LANES * sizeof(int16_t)));
	return r;
}

void
resample_free(struct resample *r)
{
	if (!r)
		return;
	weights_release(&r->columns);
	weights_release(&r->rows);
	free(r->ring);
	free(r->window);
	free(r->pairs);
	free(r);
}

size_t
resample_columns(const struct resample *r)
{
	return r->across.inputs;
}

static uint8_t *
ring_row(const struct resample *r, size_t row)
{
	return r->ring + row % r->ring_rows * r->row_bytes;
}

uint8_t *
resample_slot(struct resample *r, unsigned i)
{
	return ring_row(r, (size_t)r->received + i);
}

/* Output row y from the ring, into one lane of the pairs. */
static void
pass_down(struct resample *r, unsigned y, unsigned lane)
{
	const int16_t *w = r->rows.tap + (size_t)y * r->rows.taps;
	int16_t strip[STRIP], *to = r->pairs + 2 * lane;
	unsigned last = r->down.inputs - 1;

	for (unsigned k = 0; k < r->rows.taps; k++) {
		unsigned row = r->rows.start[y] + k;

		/* Beyond the last row the weight is 0. */
		r->window[k] = ring_row(r, row < last ? row : last);
	}
	for (size_t x = 0; x < r->across.inputs; x += STRIP) {
		lanes_down(r->window, w, r->rows.taps, x, strip);
		for (unsigned i = 0; i < STRIP; i += 2, to += 2 * LANES)
			memcpy(to, strip + i, 2 * sizeof(*to));
	}
}

/* The first lanes of the pairs, which are the output's rows from y on. */
static void
pass_across(struct resample *r, unsigned y, unsigned lanes, struct plane *out)
{
	uint8_t column[LANES];
	uint8_t *to = out->data + (size_t)y * out->width_px;

	for (unsigned x = 0; x < r->across.outputs; x++) {
		lanes_across(r->pairs + (size_t)r->columns.start[x] * LANES,
		    r->columns.tap + (size_t)x * r->columns.taps,
		    r->columns.taps, column);
		for (unsigned i = 0; i < lanes; i++)
			to[i * (size_t)out->width_px + x] = column[i];
	}
}

/* The first input row after which output row y can be made. */
static unsigned
rows_needed(const struct resample *r, unsigned y)
{
	unsigned need = r->rows.start[y] + r->rows.taps;

	return need < r->down.inputs ? need : r->down.inputs;
}

static void
make_rows(struct resample *r, struct plane *out)
{
	while (r->done < r->down.outputs &&
	    r->received >= rows_needed(r, r->done)) {
		unsigned lane = r->done % LANES;

		pass_down(r, r->done, lane);
		r->done++;
		if (lane == LANES - 1 || r->done == r->down.outputs)
			pass_across(r, r->done - 1 - lane, lane + 1, out);
	}
}

void
resample_push(struct resample *r, unsigned rows, struct plane *out)
{
	for (; rows && r->received < r->down.inputs; rows--) {
		r->received++;
		make_rows(r, out);
	}
}

void
resample_finish(struct resample *r, uint8_t fill, struct plane *out)
{
	while (r->received < r->down.inputs) {
		memset(resample_slot(r, 0), fill, r->row_bytes);
		resample_push(r, 1, out);
	}
}
