/* SPDX-License-Identifier: MIT */
/* Every date that is found anywhere is a day, and survives its own format. */
#include <stdint.h>
#include <stdlib.h>

#include "base/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
check(struct date d)
{
	struct buf text = BUF_INIT;
	struct date again;
	struct date_range range;
	int year, week;

	require(date_valid(d));
	require(date_cmp(date_from_days(date_days(d)), d) == 0);
	date_format(d, &text);
	require(date_parse(buf_str(&text), &again) && !date_cmp(d, again));
	date_iso_week(d, &year, &week);
	buf_clear(&text);
	buf_addf(&text, "%d-W%02d", year, week);
	if (date_week_parse(buf_str(&text), &range))
		require(date_cmp(range.first, d) <= 0
		    && date_cmp(range.last, d) >= 0
		    && date_days(range.last) - date_days(range.first) == 6);
	buf_release(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct date today = { 2024, 2, 29 }, d;
	struct date_range range;
	size_t at;

	if (date_parse(s, &d))
		check(d);
	if (date_from_path(s, &d))
		check(d);
	if (date_find(s, 2000, &d, &at, NULL)) {
		require(at < size && at < 2000);
		check(d);
	}
	if (date_range_parse(s, today, &range) || date_week_parse(s, &range)
	    || date_month_parse(s, &range)) {
		require(date_cmp(range.first, range.last) <= 0);
		check(range.first);
		check(range.last);
	}
	return 0;
}
