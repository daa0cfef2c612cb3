/* SPDX-License-Identifier: MIT */
#include "base/punycode.h"

#include <string.h>

/* RFC 3492, section 5. */
enum {
	BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700,
	INITIAL_BIAS = 72, INITIAL_N = 0x80
};

static uint32_t
adapt(uint32_t delta, size_t count, bool first)
{
	uint32_t k = 0;

	delta /= first ? DAMP : 2;
	delta += delta / (uint32_t)count;
	for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
		delta /= BASE - T_MIN;
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t
threshold(uint32_t k, uint32_t bias)
{
	if (k <= bias + T_MIN)
		return T_MIN;
	return k >= bias + T_MAX ? T_MAX : k - bias;
}

static char
digit_of(uint32_t value)
{
	return (char)(value < 26 ? 'a' + value : '0' + (value - 26));
}

static void
put_delta(uint32_t delta, uint32_t bias, struct buf *out)
{
	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = threshold(k, bias);

		if (delta < t)
			break;
		buf_addc(out, digit_of(t + (delta - t) % (BASE - t)));
		delta = (delta - t) / (BASE - t);
	}
	buf_addc(out, digit_of(delta));
}

static uint32_t
smallest_from(const uint32_t *points, size_t count, uint32_t n)
{
	uint32_t found = UINT32_MAX;

	for (size_t i = 0; i < count; i++)
		if (points[i] >= n && points[i] < found)
			found = points[i];
	return found;
}

int
punycode_encode(const uint32_t *points, size_t count, struct buf *out)
{
	uint32_t n = INITIAL_N, delta = 0, bias = INITIAL_BIAS;
	size_t basic = 0, done;

	if (count > PUNYCODE_LABEL_MAX)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (points[i] < 0x80) {
			buf_addc(out, (char)points[i]);
			basic++;
		}
	if (basic)
		buf_addc(out, '-');
	/* 63 code points below 0x110000 cannot overflow delta. */
	for (done = basic; done < count; delta++, n++) {
		uint32_t next = smallest_from(points, count, n);

		delta += (next - n) * (uint32_t)(done + 1);
		n = next;
		for (size_t i = 0; i < count; i++) {
			if (points[i] < n)
				delta++;
			if (points[i] != n)
				continue;
			put_delta(delta, bias, out);
			bias = adapt(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
	}
	return 0;
}

static int
value_of(char c)
{
	if (ascii_digit((unsigned char)c))
		return c - '0' + 26;
	if (ascii_alpha((unsigned char)c))
		return ascii_lower((unsigned char)c) - 'a';
	return -1;
}

/* A number of variable length at ascii.p[*at], added to *i. */
static int
take_delta(struct str ascii, size_t *at, uint32_t bias, uint32_t *i)
{
	uint32_t weight = 1;

	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = threshold(k, bias), step;
		int digit = *at < ascii.len ? value_of(ascii.p[(*at)++]) : -1;

		if (digit < 0
		    || __builtin_mul_overflow((uint32_t)digit, weight, &step)
		    || __builtin_add_overflow(*i, step, i))
			return -1;
		if ((uint32_t)digit < t)
			return 0;
		if (__builtin_mul_overflow(weight, BASE - t, &weight))
			return -1;
	}
}

int
punycode_decode(struct str ascii, uint32_t *points, size_t *count)
{
	size_t hyphen = str_rchr(ascii, '-'), at = 0, done = 0;
	uint32_t n = INITIAL_N, i = 0, bias = INITIAL_BIAS;

	if (ascii.len > PUNYCODE_LABEL_MAX)
		return -1;
	if (hyphen != STR_NONE) {
		for (; done < hyphen; done++)
			points[done] = (unsigned char)ascii.p[done];
		at = hyphen + 1;
	}
	while (at < ascii.len) {
		uint32_t before = i;

		if (take_delta(ascii, &at, bias, &i))
			return -1;
		bias = adapt(i - before, done + 1, before == 0);
		n += i / (uint32_t)(done + 1);
		i %= (uint32_t)(done + 1);
		if (n < INITIAL_N || n > 0x10ffff || done == PUNYCODE_LABEL_MAX)
			return -1;
		memmove(points + i + 1, points + i,
		    (done - i) * sizeof(*points));
		points[i++] = n;
		done++;
	}
	*count = done;
	return 0;
}
