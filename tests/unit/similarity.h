/* SPDX-License-Identifier: MIT */
/* How similar two pictures look. */
#ifndef CHAPBOOK_TEST_SIMILARITY_H
#define CHAPBOOK_TEST_SIMILARITY_H

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum { SIMILARITY_WINDOW = 11 };	/* the least side of a map */

struct map {
	unsigned width, height;
	double *at;
};

static inline struct map
map_new(unsigned width, unsigned height)
{
	return (struct map){ width, height,
		mem_zalloc((size_t)width * height * sizeof(double)) };
}

/* Weighted by a Gaussian window, sigma 1.5, where it fits. */
static inline struct map
blur(const struct map *in)
{
	struct map half = map_new(in->width - SIMILARITY_WINDOW + 1,
	    in->height);
	struct map out = map_new(half.width,
	    in->height - SIMILARITY_WINDOW + 1);
	double w[SIMILARITY_WINDOW], sum = 0;

	for (int i = 0; i < SIMILARITY_WINDOW; i++)
		sum += w[i] = exp(-(i - 5) * (i - 5) / 4.5);
	for (size_t y = 0; y < half.height; y++)
		for (size_t x = 0; x < half.width; x++)
			for (size_t i = 0; i < SIMILARITY_WINDOW; i++)
				half.at[y * half.width + x] += w[i] / sum *
				    in->at[y * in->width + x + i];
	for (size_t y = 0; y < out.height; y++)
		for (size_t x = 0; x < out.width; x++)
			for (size_t i = 0; i < SIMILARITY_WINDOW; i++)
				out.at[y * out.width + x] += w[i] / sum *
				    half.at[(y + i) * half.width + x];
	free(half.at);
	return out;
}

static inline struct map
blur_product(const struct map *a, const struct map *b)
{
	struct map product = map_new(a->width, a->height), out;

	for (size_t i = 0; i < (size_t)a->width * a->height; i++)
		product.at[i] = a->at[i] * b->at[i];
	out = blur(&product);
	free(product.at);
	return out;
}

/* Mean structural similarity (Wang, Bovik, Sheikh, Simoncelli 2004). */
static inline double
similarity(const struct map *a, const struct map *b)
{
	const double c1 = 0.01 * 255 * 0.01 * 255, c2 = 9 * c1;
	struct map m[5] = { blur(a), blur(b), blur_product(a, a),
		blur_product(b, b), blur_product(a, b) };
	size_t count = (size_t)m[0].width * m[0].height;
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		double x = m[0].at[i], y = m[1].at[i];
		double xx = m[2].at[i] - x * x, yy = m[3].at[i] - y * y;
		double xy = m[4].at[i] - x * y;

		sum += (2 * x * y + c1) * (2 * xy + c2) /
		    ((x * x + y * y + c1) * (xx + yy + c2));
	}
	for (unsigned i = 0; i < 5; i++)
		free(m[i].at);
	return sum / (double)count;
}

#endif
