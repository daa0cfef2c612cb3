/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include "base/date_scan.h"

#define ERA_DAYS 146097L	/* 400 years */
#define EPOCH_DAYS 719468L	/* from 0000-03-01 to 1970-01-01 */

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const signed char days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
date_make(long year, long month, long day, struct date *out)
{
	if (year < DATE_YEAR_MIN || year > DATE_YEAR_MAX || month < 1
	    || month > 12 || day < 1
	    || day > month_days((int)year, (int)month))
		return false;
	*out = (struct date){ (short)year, (signed char)month,
		(signed char)day };
	return true;
}

bool
date_valid(struct date d)
{
	return date_make(d.year, d.month, d.day, &d);
}

int
date_cmp(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/* Both count in years that begin in March, so that leap days come last. */
long
date_days(struct date d)
{
	long year = d.year - (d.month <= 2), month = (d.month + 9) % 12;
	long of_year = (153 * month + 2) / 5 + d.day - 1;

	return year * 365 + year / 4 - year / 100 + year / 400 + of_year
		- EPOCH_DAYS;
}

/* Without limits on the year; days are not before the year 0. */
static long
year_of(long days, long *month, long *day_of_month)
{
	long era = (days + EPOCH_DAYS) / ERA_DAYS;
	long day = (days + EPOCH_DAYS) % ERA_DAYS;
	long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	long from_march;

	day -= 365 * year + year / 4 - year / 100;
	from_march = (5 * day + 2) / 153;
	*day_of_month = day - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	return year + era * 400 + (*month <= 2);
}

struct date
date_from_days(long days)
{
	struct date d = { 0, 0, 0 };
	long year, month, day;

	if (days < -EPOCH_DAYS || days > ERA_DAYS * 10)
		return d;
	year = year_of(days, &month, &day);
	date_make(year, month, day, &d);
	return d;
}

/* 0 for Monday; 1970-01-01 was a Thursday. */
static long
weekday(long days)
{
	return ((days + 3) % 7 + 7) % 7;
}

void
date_iso_week(struct date d, int *year, int *week)
{
	long days = date_days(d), month, day;
	/* The week belongs to the year of its Thursday. */
	long thursday = days - weekday(days) + 3;
	struct date new_year = { 0, 1, 1 };

	new_year.year = (short)year_of(thursday, &month, &day);
	*year = new_year.year;
	*week = (int)((thursday - date_days(new_year)) / 7 + 1);
}

void
date_format(struct date d, struct buf *out)
{
	if (d.year)
		buf_addf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}

bool
date_month_parse(struct str s, struct date_range *out)
{
	unsigned long year, month;
	struct date first;

	s = str_trim(s);
	if (s.len < 6 || s.len > 7 || s.p[4] != '-'
	    || !str_number(str_sub(s, 0, 4), 9999, &year)
	    || !str_number(str_sub(s, 5, s.len), 12, &month)
	    || !date_make((long)year, (long)month, 1, &first))
		return false;
	out->first = out->last = first;
	out->last.day = (signed char)month_days(first.year, first.month);
	return true;
}

bool
date_week_parse(struct str s, struct date_range *out)
{
	unsigned long year, week;
	struct date fourth, first, last;
	int iso_year, iso_week;
	long monday;

	s = str_trim(s);
	if (s.len < 7 || s.len > 8 || s.p[4] != '-'
	    || ascii_lower((unsigned char)s.p[5]) != 'w'
	    || !str_number(str_sub(s, 0, 4), 9999, &year)
	    || !str_number(str_sub(s, 6, s.len), 53, &week)
	    || !week || !date_make((long)year, 1, 4, &fourth))
		return false;
	/* Week 1 has the fourth of January. */
	monday = date_days(fourth) - weekday(date_days(fourth))
		+ 7 * ((long)week - 1);
	first = date_from_days(monday);
	last = date_from_days(monday + 6);
	if (!first.year || !last.year)
		return false;
	date_iso_week(first, &iso_year, &iso_week);
	if (iso_year != (int)year)
		return false;
	*out = (struct date_range){ first, last };
	return true;
}

/* "7d", "4w" */
static bool
parse_ago(struct str s, struct date today, struct date *out)
{
	unsigned long count;
	int unit = s.len ? ascii_lower((unsigned char)s.p[s.len - 1]) : 0;

	if ((unit != 'd' && unit != 'w')
	    || !str_number(str_sub(s, 0, s.len - 1), 100000, &count))
		return false;
	*out = date_from_days(date_days(today)
	    - (long)count * (unit == 'w' ? 7 : 1));
	return out->year != 0;
}

bool
date_range_parse(struct str s, struct date today, struct date_range *out)
{
	unsigned long year;
	struct date d;

	s = str_trim(s);
	if (str_ieq(s, STR("today"))) {
		*out = (struct date_range){ today, today };
		return true;
	}
	if (s.len == 4 && str_number(s, 9999, &year)
	    && date_make((long)year, 1, 1, &d)) {
		*out = (struct date_range){ d, { d.year, 12, 31 } };
		return true;
	}
	if (date_month_parse(s, out))
		return true;
	if (!parse_ago(s, today, &d) && !date_parse(s, &d))
		return false;
	*out = (struct date_range){ d, d };
	return true;
}
