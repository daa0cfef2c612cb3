/* SPDX-License-Identifier: MIT */
/* Dates in whole strings, in running text and in paths. */
#include "base/date_scan.h"

#include <string.h>

#include "tables/words.h"

static bool
is_weekday(struct str word)
{
	return words_start(&WORDS_WEEKDAYS, word).len > 0;
}

/* A time of day, perhaps with a zone, or nothing. */
static bool
is_clock(struct str s)
{
	size_t digits = 0;

	if (!s.len)
		return true;
	if (s.p[0] != 'T' && s.p[0] != 't' && s.p[0] != ' ' && s.p[0] != ','
	    && s.p[0] != '(' && !ascii_digit((unsigned char)s.p[0])
	    && (unsigned char)s.p[0] < 0x80)
		return false;
	for (size_t i = 0; i < s.len; i++)
		digits += (size_t)ascii_digit((unsigned char)s.p[i]);
	return s.len <= DATE_CLOCK_BYTES && (digits
		|| s.len <= DATE_ZONE_BYTES);
}

bool
date_parse(struct str s, struct date *out)
{
	struct date found;
	size_t at = 0, comma;

	s = str_trim(s);
	comma = str_chr(str_sub(s, 0, 12), ',');
	if (is_weekday(str_sub(s, 0, comma))) {
		if (comma == STR_NONE)
			comma = str_chr(str_sub(s, 0, 12), ' ');
		if (comma == STR_NONE)
			return false;
		s = str_trim(str_sub(s, comma + 1, s.len));
	}
	if (!date_scan(s, &at, true, &found))
		return false;
	at += at < s.len && s.p[at] == '.';
	if (!is_clock(str_sub(s, at, s.len)))
		return false;
	*out = found;
	return true;
}

/* Whether a date may begin at s.p[at], which is not inside a word. */
static bool
may_begin(struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.p[at], before;

	if (!at)
		return true;
	before = (unsigned char)s.p[at - 1];
	if (ascii_digit(c))
		return !ascii_digit(before) && before != '.' && before != '-'
			&& before != '/' && !ascii_alpha(before);
	if (ascii_alpha(c))
		return !ascii_alpha(before) && !ascii_digit(before);
	return (c & 0xc0) == 0xc0;
}

/* Letters that the name of a month begins with. */
static bool
may_be_month(unsigned char c)
{
	return c && strchr("jfmasondeg", ascii_lower(c));
}

static bool
find_first(struct str s, bool short_years, struct date *out, size_t *from,
    size_t *to)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];
		size_t end = i;

		if ((c < 0x80 && !ascii_digit(c) && !may_be_month(c))
		    || !may_begin(s, i) || (!date_scan(s, &end, false, out)
		    && !(short_years && date_scan_cjk(s, &end, true, out))))
			continue;
		*from = i;
		*to = end;
		return true;
	}
	return false;
}

/* In brackets like those of a news agency's dateline. */
static bool
find_bracketed(struct str s, struct date *out, size_t *from, size_t *to)
{
	const struct str open = STR("\u3010"), close = STR("\u3011");
	size_t i = 0, start, len;

	while ((start = str_find(str_sub(s, i, s.len), open)) != STR_NONE) {
		i += start + open.len;
		len = str_find(str_sub(s, i, i + DATE_BRACKET_BYTES), close);
		if (len == STR_NONE)
			continue;
		if (find_first(str_sub(s, i, i + len), true, out, from, to)) {
			*from += i;
			*to += i;
			return true;
		}
	}
	return false;
}

bool
date_find(struct str s, size_t max_bytes, struct date *out, size_t *from,
    size_t *to)
{
	size_t start, end;

	s = str_sub(s, 0, max_bytes);
	if (!find_bracketed(s, out, &start, &end)
	    && !find_first(s, false, out, &start, &end))
		return false;
	if (from)
		*from = start;
	if (to)
		*to = end;
	return true;
}

static bool
all_digits(struct str s, size_t least, size_t most, long *value)
{
	unsigned long n;

	if (s.len < least || s.len > most || !str_number(s, 99999999, &n))
		return false;
	*value = (long)n;
	return true;
}

static bool
is_word_byte(struct str s, size_t i)
{
	return i < s.len && (ascii_digit((unsigned char)s.p[i])
		|| ascii_alpha((unsigned char)s.p[i]));
}

/* 2023-07-19, 2023_07_19 or 20230719 set apart inside a segment. */
static bool
date_in_segment(struct str s, struct date *out)
{
	for (size_t i = 0; i + 8 <= s.len; i++) {
		/* "t20230719_1" is how many a content manager names pages. */
		bool apart = !i || !is_word_byte(s, i - 1)
		    || (i == 1 && s.p[0] == 't');
		char c = i + 4 < s.len ? s.p[i + 4] : '\0';
		long year, month, day;

		if (!apart || !all_digits(str_sub(s, i, i + 4), 4, 4, &year)
		    || year < DATE_NAME_YEAR_MIN
		    || year > DATE_NAME_YEAR_MAX)
			continue;
		if (all_digits(str_sub(s, i, i + 8), 8, 8, &day)
		    && !is_word_byte(s, i + 8)
		    && date_make(year, day / 100 % 100, day % 100, out))
			return true;
		if ((c == '-' || c == '_') && i + 10 <= s.len
		    && s.p[i + 7] == c && !is_word_byte(s, i + 10)
		    && all_digits(str_sub(s, i + 5, i + 7), 2, 2, &month)
		    && all_digits(str_sub(s, i + 8, i + 10), 2, 2, &day)
		    && date_make(year, month, day, out))
			return true;
	}
	return false;
}

/* 07, 7 or "jul" */
static bool
month_of(struct str s, long *month)
{
	size_t at = 0;

	if (all_digits(s, 1, 2, month))
		return true;
	*month = date_scan_month(s, &at);
	return *month > 0 && at == s.len;
}

/*
 * Three segments 2023/07/19 or 2023/jul/19, or two: 2023/0719, 2023-07/19, 202307/19. The
 * last ones are empty where the path ends before.
 */
static bool
date_in_segments(const struct str seg[3], struct date *out)
{
	long year, month, day;

	if (all_digits(seg[0], 4, 4, &year)) {
		if (month_of(seg[1], &month)
		    && all_digits(seg[2], 1, 2, &day))
			return date_make(year, month, day, out);
		return all_digits(seg[1], 4, 4, &day)
			&& date_make(year, day / 100, day % 100, out);
	}
	if (!all_digits(seg[1], 2, 2, &day))
		return false;
	if (seg[0].len == 7 && seg[0].p[4] == '-'
	    && all_digits(str_sub(seg[0], 0, 4), 4, 4, &year)
	    && all_digits(str_sub(seg[0], 5, 7), 2, 2, &month))
		return date_make(year, month, day, out);
	return all_digits(seg[0], 6, 6, &year)
		&& date_make(year / 100, year % 100, day, out);
}

static bool
short_date_in_segments(const struct str seg[3], struct date *out)
{
	long year, month, day;

	return all_digits(seg[0], 2, 2, &year)
		&& all_digits(seg[1], 1, 2, &month)
		&& all_digits(seg[2], 1, 2, &day)
		&& date_make(2000 + year, month, day, out);
}

static bool
date_in_path(struct str path, bool two_digits, struct date *out)
{
	struct str seg[3] = { { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
	bool more = true;

	for (int i = 0; i < 2; i++)
		more = more && str_next(&path, '/', &seg[i]);
	while (seg[0].p) {
		if (!more || !str_next(&path, '/', &seg[2])) {
			more = false;
			seg[2] = (struct str){ NULL, 0 };
		}
		if (two_digits ? short_date_in_segments(seg, out)
		    : date_in_segments(seg, out)
		    || date_in_segment(seg[0], out))
			return true;
		seg[0] = seg[1];
		seg[1] = seg[2];
	}
	return false;
}

bool
date_from_path(struct str path, struct date *out)
{
	size_t host = str_find(str_sub(path, 0, 12), STR("://"));

	if (host != STR_NONE) {
		path = str_sub(path, host + 3, path.len);
		path = str_sub(path, str_chr(path, '/'), path.len);
	}
	path = str_sub(path, 0, str_chr(path, '?'));
	path = str_sub(path, 0, str_chr(path, '#'));
	return date_in_path(path, false, out) || date_in_path(path, true, out);
}
