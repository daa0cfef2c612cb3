/* SPDX-License-Identifier: MIT */
/* Dates in Chinese, Japanese and Korean text. */
#include "base/date_scan.h"
#include "base/text.h"
#include "tables/words.h"

/* Numerals stand here by their value from 0 to 9. */
static int
numeral_value(uint32_t c)
{
	static const uint32_t numerals[] = {
		0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db,
		0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d
	};

	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xff10 && c <= 0xff19)
		return (int)(c - 0xff10);
	/* Zero has many shapes: characters, circles, the Latin letter. */
	if (c == 0x96f6 || c == 0x25cb || c == 0x25ef || c == 'O'
	    || c == 0xff2f || c == 0x3c7 || c == 0x39f)
		return 0;
	for (int i = 0; i < 10; i++)
		if (c == numerals[i])
			return i;
	return -1;
}

/* 10, 20, 30 for the characters that mean that, otherwise 0. */
static int
tens_value(uint32_t c)
{
	switch (c) {
	case 0x5341: return 10;		/* shi */
	case 0x5eff:			/* nian */
	case 0x5344: return 20;
	case 0x5345: return 30;		/* sa */
	default: return 0;
	}
}

static uint32_t
peek(struct str s, size_t at)
{
	return text_next(s, &at);
}

static void
skip_spaces(struct str s, size_t *at)
{
	while (text_is_space(peek(s, *at)))
		text_next(s, at);
}

static bool
skip_one_of(struct str s, size_t *at, uint32_t a, uint32_t b, uint32_t c)
{
	uint32_t got = peek(s, *at);

	if (got != a && got != b && got != c)
		return false;
	text_next(s, at);
	return true;
}

/*
 * A month or day: digits (19), numerals by place (一九), by tens (十九, 二十,
 * 三十一, 廿三) or the first month's own name. -1 if there is none.
 */
static long
scan_small(struct str s, size_t *at)
{
	long value = 0;
	int count = 0, tens = 0;

	if (peek(s, *at) == 0x5143) {	/* yuan: the first */
		text_next(s, at);
		return 1;
	}
	for (; count < 4; count++) {
		uint32_t c = peek(s, *at);
		int digit = numeral_value(c);
		int ten = tens_value(c);

		if (digit >= 0 && tens && value % 10)
			return -1;
		if (digit >= 0)
			value = tens ? value + digit : value * 10 + digit;
		else if (ten && !tens++)
			value = value ? value * ten : ten;
		else
			break;
		text_next(s, at);
	}
	return count ? value : -1;
}

/* 1949, 一九四九; of two digits those before 50 are of this century. */
static long
scan_year(struct str s, size_t *at, bool short_years)
{
	size_t i = *at;
	long year = 0;
	int digits = 0, digit;

	while (digits < 4 && (digit = numeral_value(peek(s, i))) >= 0) {
		year = year * 10 + digit;
		digits++;
		text_next(s, &i);
	}
	if (digits != 4 && !(digits == 2 && short_years))
		return -1;
	*at = i;
	return digits == 4 ? year
		: year + (year < DATE_SHORT_YEAR ? 2000 : 1900);
}

/* Up to three digits, by place (一一二) or with names (一百一十二). */
static long
scan_count(struct str s, size_t *at)
{
	size_t i = *at;
	long hundreds = 0, rest;

	if (numeral_value(peek(s, i)) >= 0) {
		hundreds = numeral_value(text_next(s, &i));
		if (peek(s, i) == 0x767e) {	/* bai: hundred */
			text_next(s, &i);
			skip_one_of(s, &i, 0x96f6, 0x3007, 0x25cb);
			rest = scan_small(s, &i);
			*at = i;
			return hundreds * 100 + (rest < 0 ? 0 : rest);
		}
	}
	return scan_small(s, at);
}

/* The year before the first one of an era. */
static long
scan_era(struct str s, size_t *at)
{
	size_t era = words_find_start(&WORDS_ERAS, str_sub(s, *at, s.len));

	if (era == WORDS_NONE)
		return -1;
	*at += words_key(&WORDS_ERAS, era).len;
	return words_number(&WORDS_ERAS, WORDS_ERAS_BEFORE, era);
}

bool
date_scan_cjk(struct str s, size_t *at, bool short_years, struct date *out)
{
	size_t i = *at;
	long year = scan_era(s, &i), month, day;

	if (year >= 0) {
		skip_spaces(s, &i);
		day = scan_count(s, &i);
		year = day < 1 ? -1 : year + day;
	} else {
		year = scan_year(s, &i, short_years);
	}
	if (year < 0)
		return false;
	skip_spaces(s, &i);
	/* The third of each is Korean; Chinese also writes hao for the day. */
	if (!skip_one_of(s, &i, 0x5e74, 0x5e74, 0xb144))
		return false;
	skip_spaces(s, &i);
	month = scan_small(s, &i);
	skip_spaces(s, &i);
	if (!skip_one_of(s, &i, 0x6708, 0x6708, 0xc6d4))
		return false;
	skip_spaces(s, &i);
	day = scan_small(s, &i);
	skip_spaces(s, &i);
	if (!skip_one_of(s, &i, 0x65e5, 0x53f7, 0xc77c)
	    && !skip_one_of(s, &i, 0x865f, 0x865f, 0x865f))
		return false;
	if (!date_make(year, month, day, out))
		return false;
	*at = i;
	return true;
}
