/* SPDX-License-Identifier: MIT */
/*
 * Weights of the Lanczos filter with three lobes, in integers: the same on
 * every machine, and exact sums, so that an even area keeps its value.
 */
#ifndef CHAPBOOK_PICTURE_FILTER_H
#define CHAPBOOK_PICTURE_FILTER_H

#include <stdint.h>

#define WEIGHT_BITS 14	/* the weights of one sample add up to 1 << 14 */

/*
 * How samples along one axis map to others. Output x lies, in units of
 * samples, at ((2x + 1 - shift) / 2) * (from / to). shift 1 moves the grid by
 * half a sample: the colour of 4:2:0 with an odd side, when the picture is
 * mirrored afterwards.
 */
struct axis {
	unsigned inputs, outputs;
	uint64_t from, to;	/* at most 2^22 each */
	unsigned shift;
};

struct weights {
	unsigned taps;		/* of each output; even */
	uint32_t *start;	/* first input of each output; even */
	int16_t *tap;		/* outputs * taps */
};

/*
 * start[i] + taps may go one past an odd number of inputs; that weight is 0.
 * start never falls from one output to the next.
 */
void weights_init(struct weights *w, const struct axis *axis);
void weights_release(struct weights *w);
/* What weights_init() will choose. */
unsigned weights_taps(const struct axis *axis);

#endif
