/* SPDX-License-Identifier: MIT */
/* Dates in digits and in words. */
#include "base/date_scan.h"

#include <string.h>

#include "tables/words.h"

static int
byte_at(struct str s, size_t at)
{
	return at < s.len ? (unsigned char)s.p[at] : -1;
}

/* The digit at s.p[*at], passed over; -1 if there is none. */
static int
scan_digit(struct str s, size_t *at)
{
	int c = byte_at(s, *at), next = byte_at(s, *at + 1);
	int last = byte_at(s, *at + 2);

	if (ascii_digit(c)) {
		(*at)++;
		return c - '0';
	}
	/* U+FF10..U+FF19 */
	if (c == 0xef && next == 0xbc && last >= 0x90 && last <= 0x99) {
		*at += 3;
		return last - 0x90;
	}
	/* Arabic digits, U+0660..U+0669 and U+06F0..U+06F9 */
	if ((c == 0xd9 && next >= 0xa0 && next <= 0xa9)
	    || (c == 0xdb && next >= 0xb0 && next <= 0xb9)) {
		*at += 2;
		return next & 0x0f;
	}
	return -1;
}

long
date_scan_number(struct str s, size_t *at, int least, int most)
{
	size_t i = *at;
	long value = 0;
	int count = 0, digit;

	while ((digit = scan_digit(s, &i)) >= 0) {
		if (++count > most)
			return -1;
		value = value * 10 + digit;
	}
	if (count < least)
		return -1;
	*at = i;
	return value;
}

/* At most a few; two words far apart are no date. */
static void
skip_between(struct str s, size_t *at, const char *set)
{
	for (int i = 0; i < 3 && *at < s.len && s.p[*at]
	    && strchr(set, s.p[*at]); i++)
		(*at)++;
}

static bool
skip_word(struct str s, size_t *at, struct str word)
{
	struct str rest = str_sub(s, *at, s.len);
	int after = byte_at(rest, word.len);

	if (!str_istarts(rest, word) || ascii_alpha(after) || after >= 0x80)
		return false;
	*at += word.len;
	return true;
}

/* "th", "er", "." behind a day's number. */
static void
skip_ordinal(struct str s, size_t *at)
{
	struct str ordinal = words_start(&WORDS_ORDINALS, str_sub(s, *at,
	    s.len));

	if (!(ordinal.len && skip_word(s, at, ordinal))
	    && byte_at(s, *at) == '.')
		(*at)++;
}

/* "10:00:00 +0800 " between day and year, as ctime() writes it. */
static void
skip_clock(struct str s, size_t *at)
{
	size_t i = *at;

	if (date_scan_number(s, &i, 1, 2) < 0 || byte_at(s, i) != ':')
		return;
	while (ascii_digit(byte_at(s, i)) || byte_at(s, i) == ':')
		i++;
	if (byte_at(s, i) == ' ')
		i++;
	*at = i;
	if (byte_at(s, i) == '+' || ascii_alpha(byte_at(s, i))) {
		while (byte_at(s, i) == '+' || ascii_alpha(byte_at(s, i))
		    || (i > *at && s.p[*at] == '+'
		    && ascii_digit(byte_at(s, i))))
			i++;
		if (byte_at(s, i) == ' ')
			*at = i + 1;
	}
}

static long
scan_year(struct str s, size_t *at, bool machine)
{
	long year = date_scan_number(s, at, 4, 4);

	if (year >= 0 || !machine)
		return year;
	year = date_scan_number(s, at, 2, 2);
	if (year < 0)
		return -1;
	return year < DATE_SHORT_YEAR ? year + 2000 : year + 1900;
}

/* The month and its second name: "July", "يوليو/تموز", "tháng 7". */
static int
scan_month(struct str s, size_t *at)
{
	size_t i = *at, second;
	int month;
	long number;

	if (skip_word(s, &i, STR("tháng"))) {
		skip_between(s, &i, " ");
		number = date_scan_number(s, &i, 1, 2);
		month = number > 12 ? 0 : (int)number;
		skip_between(s, &i, " ,");
		if (skip_word(s, &i, STR("năm")))
			skip_between(s, &i, " ");
	} else {
		month = date_scan_month(s, &i);
	}
	if (month <= 0)
		return 0;
	if (byte_at(s, i) == '/' && byte_at(s, i + 1) >= 0x80) {
		second = i + 1;
		if (date_scan_month(s, &second))
			i = second;
	}
	*at = i;
	return month;
}

/* "19 July 2023", "19th of July, 2023", "19. Juli 2023", "19-Jul-23" */
static bool
scan_day_first(struct str s, size_t *at, bool machine, struct date *out)
{
	size_t i = *at;
	long day = date_scan_number(s, &i, 1, 2), year;
	int month;

	if (day < 0)
		return false;
	skip_ordinal(s, &i);
	skip_between(s, &i, " -");
	if (skip_word(s, &i, STR("of")) || skip_word(s, &i, STR("de")))
		skip_between(s, &i, " ");
	month = scan_month(s, &i);
	if (!month)
		return false;
	skip_between(s, &i, " ,-");
	if (skip_word(s, &i, STR("de")) || skip_word(s, &i, STR("del")))
		skip_between(s, &i, " ");
	year = scan_year(s, &i, machine);
	/* The Buddhist era, in Thai. */
	if (year > DATE_YEAR_MAX)
		year -= 543;
	if (!date_make(year, month, day, out))
		return false;
	*at = i;
	return true;
}

/* "2023. július 19." */
static bool
scan_year_first(struct str s, size_t *at, struct date *out)
{
	size_t i = *at;
	long year = date_scan_number(s, &i, 4, 4), day;
	int month;

	if (year < 0)
		return false;
	skip_between(s, &i, ". ");
	month = date_scan_month(s, &i);
	if (!month)
		return false;
	skip_between(s, &i, " ");
	day = date_scan_number(s, &i, 1, 2);
	if (!date_make(year, month, day, out))
		return false;
	*at = i;
	return true;
}

/* "July 19, 2023", "Jul. 4th, 2021", "Jul 19 10:00:00 2023" */
static bool
scan_month_first(struct str s, size_t *at, struct date *out)
{
	size_t i = *at;
	int month = date_scan_month(s, &i);
	long day, year;

	if (!month)
		return false;
	skip_between(s, &i, " ");
	day = date_scan_number(s, &i, 1, 2);
	if (day < 0)
		return false;
	skip_ordinal(s, &i);
	skip_between(s, &i, " ,");
	skip_clock(s, &i);
	year = date_scan_number(s, &i, 4, 4);
	if (!date_make(year, month, day, out))
		return false;
	*at = i;
	return true;
}

/* The separator of two numbers, and what belongs to it: ". " in Korean. */
static int
scan_separator(struct str s, size_t *at)
{
	int c = byte_at(s, *at);

	if (c != '-' && c != '/' && c != '.')
		return -1;
	(*at)++;
	if (c == '.' && byte_at(s, *at) == ' ')
		(*at)++;
	return c;
}

/*
 * 2023-07-19, 2023/7/19, 2023.7.19; 19.7.2023; 19/7/2023 and 7/19/2023 where
 * only one reading is a date.
 */
static bool
scan_numeric(struct str s, size_t *at, struct date *out)
{
	size_t i = *at;
	long a = date_scan_number(s, &i, 1, 4), b, c;
	int first = scan_separator(s, &i), second;
	size_t after;
	bool found;

	if (a < 0 || first < 0)
		return false;
	b = date_scan_number(s, &i, 1, 2);
	second = scan_separator(s, &i);
	if (b < 0 || first != second)
		return false;
	if (a > 31) {
		c = date_scan_number(s, &i, 1, 2);
		found = date_make(a, b, c, out);
	} else {
		c = date_scan_number(s, &i, 4, 4);
		if (first == '.' || a > 12)
			found = date_make(c, b, a, out);
		else
			found = (b > 12 || a == b) && date_make(c, a, b, out);
	}
	/* A fourth number: a version, an address, a part of a code. */
	after = i;
	if (!found || (scan_separator(s, &after) >= 0
	    && ascii_digit(byte_at(s, after))))
		return false;
	*at = i;
	return true;
}

static bool
scan_eight(struct str s, size_t *at, struct date *out)
{
	size_t i = *at;
	long n = date_scan_number(s, &i, 8, 8);

	if (n < 0 || !date_make(n / 10000, n / 100 % 100, n % 100, out))
		return false;
	*at = i;
	return true;
}

bool
date_scan(struct str s, size_t *at, bool machine, struct date *out)
{
	int c = byte_at(s, *at);

	if (c < 0)
		return false;
	if (ascii_digit(c))
		return scan_numeric(s, at, out)
			|| date_scan_cjk(s, at, machine, out)
			|| scan_day_first(s, at, machine, out)
			|| scan_year_first(s, at, out)
			|| (machine && scan_eight(s, at, out));
	if (ascii_alpha(c))
		return scan_month_first(s, at, out);
	return c >= 0x80 && (date_scan_cjk(s, at, machine, out)
		|| scan_numeric(s, at, out)
		|| scan_day_first(s, at, machine, out));
}
