/* SPDX-License-Identifier: MIT */
#include "picture/filter.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

enum { LOBES = 3, STEPS = 64 };

/* sinc(x) * sinc(x / 3) for x = 0, 1/64, ... 3; in 1/65536. */
static const int32_t lanczos[LOBES * STEPS + 1] = {
	65536, 65507, 65419, 65273, 65069, 64808, 64489, 64114, 63682, 63196,
	62655, 62061, 61415, 60717, 59970, 59174, 58331, 57443, 56510, 55535,
	54519, 53464, 52372, 51244, 50083, 48891, 47670, 46421, 45147, 43849,
	42531, 41195, 39841, 38473, 37093, 35704, 34306, 32903, 31496, 30088,
	28682, 27278, 25879, 24488, 23106, 21734, 20376, 19033, 17707, 16399,
	15112, 13846, 12604, 11387, 10196, 9033, 7899, 6796, 5723, 4683,
	3677, 2704, 1767, 865, 0, -828, -1619, -2372, -3088, -3764,
	-4403, -5003, -5565, -6088, -6574, -7021, -7432, -7805, -8142, -8442,
	-8708, -8939, -9135, -9299, -9430, -9530, -9600, -9640, -9651, -9635,
	-9593, -9526, -9435, -9321, -9185, -9029, -8854, -8660, -8450, -8225,
	-7986, -7733, -7469, -7194, -6910, -6618, -6319, -6014, -5705, -5392,
	-5077, -4760, -4443, -4126, -3811, -3499, -3190, -2885, -2585, -2291,
	-2003, -1723, -1450, -1185, -929, -682, -444, -217, 0, 206,
	402, 586, 760, 922, 1072, 1211, 1339, 1456, 1561, 1656,
	1739, 1812, 1874, 1926, 1967, 2000, 2023, 2037, 2042, 2039,
	2029, 2011, 1986, 1955, 1918, 1875, 1827, 1774, 1718, 1657,
	1594, 1527, 1459, 1388, 1316, 1243, 1169, 1096, 1022, 949,
	877, 806, 737, 670, 605, 542, 482, 425, 371, 320,
	273, 229, 189, 153, 120, 92, 67, 46, 29, 16,
	7, 2, 0,
};

/* At the distance n / d from the middle, between the table's steps. */
static int64_t
lanczos_at(int64_t n, int64_t d)
{
	int64_t step = n * STEPS / d, rest = n * STEPS % d;

	if (step >= LOBES * STEPS)
		return 0;
	return lanczos[step] + (lanczos[step + 1] - lanczos[step]) * rest / d;
}

static int64_t
floor_div(int64_t n, int64_t d)
{
	return n >= 0 ? n / d : -((d - 1 - n) / d);
}

/* Without any change of scale the filter is 1 at its middle, else 0. */
static bool
is_identity(const struct axis *a)
{
	return a->from == a->to && !a->shift;
}

/* To enlarge, the filter keeps its width; to reduce, it widens. */
static int64_t
unit(const struct axis *a)
{
	return 2 * (int64_t)(a->from > a->to ? a->from : a->to);
}

unsigned
weights_taps(const struct axis *a)
{
	uint64_t all = ((uint64_t)a->inputs + 1) & ~(uint64_t)1;
	uint64_t taps;

	if (is_identity(a))
		return 2;
	/* All within the lobes, one more to start even, made even. */
	taps = (uint64_t)LOBES * (uint64_t)unit(a) / a->to + 2;
	taps = (taps + 1) & ~(uint64_t)1;
	return (unsigned)(taps < all ? taps : all);
}

/* Rounds the running sum, so that the weights add up to the whole. */
static void
normalise(const int64_t *raw, unsigned count, int16_t *tap)
{
	int64_t total = 0, sum = 0, done = 0;

	for (unsigned i = 0; i < count; i++)
		total += raw[i];
	for (unsigned i = 0; i < count; i++) {
		int64_t upto;

		sum += raw[i];
		upto = floor_div(sum * (2 << WEIGHT_BITS) + total,
		    2 * total);
		tap[i] = (int16_t)(upto - done);
		done = upto;
	}
}

/* Of output x; raw has room for all taps. */
static void
weigh(struct weights *w, const struct axis *a, unsigned x, int64_t *raw)
{
	int64_t to = (int64_t)a->to, d = unit(a);
	int64_t middle = (2 * (int64_t)x + 1 - a->shift) * (int64_t)a->from;
	int64_t first, last, start, all = (a->inputs + 1) & ~1u;

	/* Input k lies at (2k + 1) * to, on the scale of middle. */
	if (is_identity(a)) {
		first = last = x;
	} else {
		first = floor_div(middle - LOBES * d - to, 2 * to) + 1;
		last = floor_div(middle + LOBES * d - to, 2 * to);
	}
	if (first < 0)
		first = 0;
	if (last >= a->inputs)
		last = a->inputs - 1;
	/* A grid that ends beyond the samples shows the last one. */
	if (first > last)
		first = last;
	start = first & ~(int64_t)1;
	if (start > all - w->taps)
		start = all - w->taps;
	for (int64_t i = 0; i < w->taps; i++) {
		int64_t k = start + i;

		raw[i] = k < first || k > last ? 0 : first == last ? 1 :
		    lanczos_at(llabs((2 * k + 1) * to - middle), d);
	}
	w->start[x] = (uint32_t)start;
	normalise(raw, w->taps, w->tap + (size_t)x * w->taps);
}

void
weights_init(struct weights *w, const struct axis *axis)
{
	int64_t *raw;

	w->taps = weights_taps(axis);
	w->start = mem_alloc(mem_mul(axis->outputs, sizeof(*w->start)));
	w->tap = mem_alloc(mem_mul(mem_mul(axis->outputs, w->taps),
	    sizeof(*w->tap)));
	raw = mem_alloc(mem_mul(w->taps, sizeof(*raw)));
	for (unsigned x = 0; x < axis->outputs; x++)
		weigh(w, axis, x, raw);
	free(raw);
}

void
weights_release(struct weights *w)
{
	free(w->start);
	free(w->tap);
	*w = (struct weights){ 0 };
}
