/* SPDX-License-Identifier: MIT */
/* What the files date*.c share. */
#ifndef CHAPBOOK_DATE_SCAN_H
#define CHAPBOOK_DATE_SCAN_H

#include "base/date.h"
#include "base/weights.h"

/* False, and *out as it was, if there is no such day. */
bool date_make(long year, long month, long day, struct date *out);

/*
 * A date written at s.p[*at], in any of the shapes of date.h; *at moves
 * behind it. machine is for text that machines wrote: eight digits in a row
 * and years of two digits count as well.
 */
bool date_scan(struct str s, size_t *at, bool machine, struct date *out);

/*
 * A number of least to most digits, ASCII, full-width or Arabic, that no further
 * digit follows; *at moves behind it. -1 if there is none.
 */
long date_scan_number(struct str s, size_t *at, int least, int most);

/*
 * 2023年7月19日 at s.p[*at], the numbers in digits or Chinese numerals, with
 * the Japanese and Korean ways of writing it; also by the years of the
 * Republic of China and of Japanese eras. With short_years also 23年7月19日.
 */
bool date_scan_cjk(struct str s, size_t *at, bool short_years,
    struct date *out);

/* 1..12 for the name or abbreviation of a month at s.p[*at], or 0. */
int date_scan_month(struct str s, size_t *at);

#endif
