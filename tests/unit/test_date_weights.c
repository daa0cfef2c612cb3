/* SPDX-License-Identifier: MIT */
/* Dates on either side of each constant of base/weights.h. */
#include "base/date.h"
#include "sides.h"

static void
parse(struct str in, struct buf *out)
{
	struct date date;

	if (date_parse(in, &date))
		date_format(date, out);
}

static void
find(struct str in, struct buf *out)
{
	struct date date;

	if (date_find(in, in.len, &date, NULL, NULL))
		date_format(date, out);
}

static void
of_path(struct str in, struct buf *out)
{
	struct date date;

	if (date_from_path(in, &date))
		date_format(date, out);
}

static const struct sides whole[] = {
	{ "DATE_YEAR_MIN", "‹n›-03-04", 1899, 1900, "is ", "is ‹n›-03-04" },
	{ "DATE_YEAR_MAX", "‹n›-03-04", 2199, 2200, "is ‹n›-03-04", "is " },
	{ "DATE_YEAR_MIN", "4 มีนาคม ‹n›", 2442, 2443, "is ",
		"is 1900-03-04" },
	{ "DATE_SHORT_YEAR", "Thu, 4 Mar ‹n› 10:00:00", 49, 50,
		"is 20‹n›-03-04", "is 19‹n›-03-04" },
	{ "DATE_CLOCK_BYTES", "2021-03-04 1‹bytes›", 62, 63, "is 2021-03-04",
		"is " },
	{ "DATE_ZONE_BYTES", "2021-03-04 (‹bytes›", 14, 15, "is 2021-03-04",
		"is " },
};

static const struct sides texts[] = {
	{ "DATE_SHORT_YEAR", "本报讯【‹n›年3月4日】", 49, 50, "is 20‹n›-03-04",
		"is 19‹n›-03-04" },
	{ "DATE_BRACKET_BYTES", "【‹bytes› 21年3月4日】", 183, 184,
		"is 2021-03-04", "is " },
};

static const struct sides paths[] = {
	{ "DATE_NAME_YEAR_MIN", "a/‹n›-03-04-bridge.md", 1989, 1990, "is ",
		"is ‹n›-03-04" },
	{ "DATE_NAME_YEAR_MAX", "a/‹n›-03-04-bridge.md", 2099, 2100,
		"is ‹n›-03-04", "is " },
};

static void
test_whole(void)
{
	CHECK_SIDES(whole, parse);
}

static void
test_texts(void)
{
	CHECK_SIDES(texts, find);
}

static void
test_paths(void)
{
	CHECK_SIDES(paths, of_path);
}

int
main(void)
{
	RUN(test_whole);
	RUN(test_texts);
	RUN(test_paths);
	return test_end();
}
