/* SPDX-License-Identifier: MIT */
/*
 * The inner loops of resampling. Samples are weighted in pairs, which is
 * what SSE2 multiplies and adds in one step; the plain form gives the same
 * numbers. In between, samples have 6 bits behind the point: 14 bits of
 * weights need 32-bit sums, and rounding between the passes costs nothing
 * that 8 bits would show.
 */
#ifndef CHAPBOOK_PICTURE_LANES_H
#define CHAPBOOK_PICTURE_LANES_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) && !defined(CHAPBOOK_PLAIN_LANES)
#include <emmintrin.h>
#define LANES_SSE2 1
#else
#define LANES_SSE2 0
#endif

#include "picture/filter.h"

enum {
	STRIP = 16,		/* columns of one step of the vertical pass */
	LANES = 8,		/* rows of one step of the horizontal pass */
	FRACTION_BITS = 6,
	DOWN_SHIFT = WEIGHT_BITS - FRACTION_BITS,
	ACROSS_SHIFT = WEIGHT_BITS + FRACTION_BITS
};

#if LANES_SSE2

static inline __m128i
lanes_pair(const int16_t *w)
{
	int32_t both;

	memcpy(&both, w, sizeof(both));
	return _mm_set1_epi32(both);
}

/* Columns x.. of the taps' rows, weighted and added up. */
static inline void
lanes_down(const uint8_t *const *rows, const int16_t *w, unsigned taps,
    size_t x, int16_t *out)
{
	const __m128i zero = _mm_setzero_si128();
	const __m128i half = _mm_set1_epi32(1 << (DOWN_SHIFT - 1));
	__m128i s0 = half, s1 = half, s2 = half, s3 = half;

	for (unsigned k = 0; k < taps; k += 2) {
		const __m128i a = _mm_loadu_si128(
		    (const __m128i *)(const void *)(rows[k] + x));
		const __m128i b = _mm_loadu_si128(
		    (const __m128i *)(const void *)(rows[k + 1] + x));
		const __m128i low = _mm_unpacklo_epi8(a, b);
		const __m128i high = _mm_unpackhi_epi8(a, b);
		const __m128i pair = lanes_pair(w + k);

		s0 = _mm_add_epi32(s0, _mm_madd_epi16(
		    _mm_unpacklo_epi8(low, zero), pair));
		s1 = _mm_add_epi32(s1, _mm_madd_epi16(
		    _mm_unpackhi_epi8(low, zero), pair));
		s2 = _mm_add_epi32(s2, _mm_madd_epi16(
		    _mm_unpacklo_epi8(high, zero), pair));
		s3 = _mm_add_epi32(s3, _mm_madd_epi16(
		    _mm_unpackhi_epi8(high, zero), pair));
	}
	s0 = _mm_packs_epi32(_mm_srai_epi32(s0, DOWN_SHIFT),
	    _mm_srai_epi32(s1, DOWN_SHIFT));
	s2 = _mm_packs_epi32(_mm_srai_epi32(s2, DOWN_SHIFT),
	    _mm_srai_epi32(s3, DOWN_SHIFT));
	_mm_storeu_si128((__m128i *)(void *)out, s0);
	_mm_storeu_si128((__m128i *)(void *)(out + STRIP / 2), s2);
}

/* pairs: for each pair of columns, that pair of each lane. */
static inline void
lanes_across(const int16_t *pairs, const int16_t *w, unsigned taps,
    uint8_t *out)
{
	__m128i s0 = _mm_set1_epi32(1 << (ACROSS_SHIFT - 1)), s1 = s0;

	for (unsigned k = 0; k < taps; k += 2) {
		const __m128i *p =
		    (const __m128i *)(const void *)(pairs + k * LANES);
		const __m128i pair = lanes_pair(w + k);

		s0 = _mm_add_epi32(s0,
		    _mm_madd_epi16(_mm_loadu_si128(p), pair));
		s1 = _mm_add_epi32(s1,
		    _mm_madd_epi16(_mm_loadu_si128(p + 1), pair));
	}
	s0 = _mm_packs_epi32(_mm_srai_epi32(s0, ACROSS_SHIFT),
	    _mm_srai_epi32(s1, ACROSS_SHIFT));
	_mm_storel_epi64((__m128i *)(void *)out, _mm_packus_epi16(s0, s0));
}

/* The means of 2 x 2 samples each: STRIP of them. */
static inline void
lanes_halve(const uint8_t *a, const uint8_t *b, uint8_t *out)
{
	const __m128i even = _mm_set1_epi16(0xff), two = _mm_set1_epi16(2);
	__m128i sum[2];

	for (unsigned i = 0; i < 2; i++) {
		const __m128i p = _mm_loadu_si128(
		    (const __m128i *)(const void *)(a + i * STRIP));
		const __m128i q = _mm_loadu_si128(
		    (const __m128i *)(const void *)(b + i * STRIP));
		const __m128i left = _mm_add_epi16(_mm_and_si128(p, even),
		    _mm_and_si128(q, even));
		const __m128i right = _mm_add_epi16(_mm_srli_epi16(p, 8),
		    _mm_srli_epi16(q, 8));

		sum[i] = _mm_srli_epi16(_mm_add_epi16(_mm_add_epi16(left,
		    right), two), 2);
	}
	_mm_storeu_si128((__m128i *)(void *)out,
	    _mm_packus_epi16(sum[0], sum[1]));
}

#else

static inline int32_t
lanes_clamp(int32_t value, int32_t low, int32_t high)
{
	return value < low ? low : value > high ? high : value;
}

static inline void
lanes_down(const uint8_t *const *rows, const int16_t *w, unsigned taps,
    size_t x, int16_t *out)
{
	int32_t sum[STRIP];

	for (unsigned i = 0; i < STRIP; i++)
		sum[i] = 1 << (DOWN_SHIFT - 1);
	for (unsigned k = 0; k < taps; k++)
		for (unsigned i = 0; i < STRIP; i++)
			sum[i] += rows[k][x + i] * w[k];
	for (unsigned i = 0; i < STRIP; i++)
		out[i] = (int16_t)lanes_clamp(sum[i] >> DOWN_SHIFT, INT16_MIN,
		    INT16_MAX);
}

static inline void
lanes_across(const int16_t *pairs, const int16_t *w, unsigned taps,
    uint8_t *out)
{
	int32_t sum[LANES];

	for (unsigned i = 0; i < LANES; i++)
		sum[i] = 1 << (ACROSS_SHIFT - 1);
	for (unsigned k = 0; k < taps; k += 2, pairs += 2 * LANES)
		for (unsigned i = 0; i < LANES; i++)
			sum[i] += pairs[2 * i] * w[k] +
			    pairs[2 * i + 1] * w[k + 1];
	for (unsigned i = 0; i < LANES; i++)
		out[i] = (uint8_t)lanes_clamp(sum[i] >> ACROSS_SHIFT, 0, 255);
}

static inline void
lanes_halve(const uint8_t *a, const uint8_t *b, uint8_t *out)
{
	for (unsigned i = 0; i < STRIP; i++)
		out[i] = (uint8_t)((a[2 * i] + a[2 * i + 1] + b[2 * i] +
		    b[2 * i + 1] + 2) / 4);
}

#endif

#endif
