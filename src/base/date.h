/* SPDX-License-Identifier: MIT */
/*
 * Calendar dates of the proleptic Gregorian calendar. A date is a plain
 * value; the one with year 0 is "no date". No time zones: a source's date is
 * the day that the source wrote. Nothing here reads the clock.
 */
#ifndef CHAPBOOK_DATE_H
#define CHAPBOOK_DATE_H

#include "base/buf.h"

struct date {
	short year;		/* 1900..2199, or 0 for no date */
	signed char month, day;	/* 1..12, 1..31 */
};

struct date_range {
	struct date first, last;	/* both inclusive */
};

bool date_valid(struct date d);
int date_cmp(struct date a, struct date b);
/* Days since 1970-01-01, and back. */
long date_days(struct date d);
struct date date_from_days(long days);

/*
 * A date as machines write it: ISO 8601 (2023-07-19, 2023-07-19T10:00:00+08:00,
 * 20230719, 2023/07/19, 2023-07-19 10:00), RFC 822 (Wed, 19 Jul 2023 ...),
 * "July 19, 2023", "19 July 2023", 2023年7月19日. The whole string (trimmed)
 * must be a date, a time of day behind it is skipped. false if it is none.
 */
bool date_parse(struct str s, struct date *out);

/*
 * The date of a running text: 2023年07月19日, 二零二零年十二月十一日,
 * 二〇二一年一月二十八日, 19 July 2023, July 19, 2023, 2023-07-19. The first
 * one in a dateline's brackets 【】, or else the first one, of the first
 * max_bytes of s. *from and *to, if not NULL, become where it starts and
 * ends.
 */
bool date_find(struct str s, size_t max_bytes, struct date *out, size_t *from,
    size_t *to);

/*
 * From a URL or path: /2023/07/19/, /2023/7/19/, /2023/jul/19/, /23/7/19/,
 * /20230719/, 2023-07-19-name. Two-digit years only as three numeric segments
 * in a row, and mean 2000 and later.
 */
bool date_from_path(struct str path, struct date *out);

/*
 * What a user types for --since, --until: 2023-07-19, 2023-07, 2023, "today",
 * "7d", "4w" (so many days or weeks before today). The range is the whole
 * month or year where the day is left out.
 */
bool date_range_parse(struct str s, struct date today, struct date_range *out);
/* "2023-W29" (ISO 8601, Monday to Sunday) and "2023-07". */
bool date_week_parse(struct str s, struct date_range *out);
bool date_month_parse(struct str s, struct date_range *out);
/* ISO week year and number of a date. */
void date_iso_week(struct date d, int *year, int *week);

/* "2023-07-19"; empty for no date. */
void date_format(struct date d, struct buf *out);

#endif
