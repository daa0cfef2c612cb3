/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/clock.h"

static void
test_bounds(void)
{
	struct clock c = { .ms = 0 };
	int64_t before;

	/* However long the machine has been running. */
	clock_turn(&c, 0, 10);
	CHECK(c.ms >= 0 && c.ms <= 10);
	before = c.ms;
	/* What was waited counts, also where no time passed. */
	c.turned_ms = clock_ms();
	clock_turn(&c, 500, INT64_MAX);
	CHECK(c.ms >= before + 500);
	before = c.ms;
	/* An hour in which nobody listened does not. */
	c.turned_ms -= 3600000;
	clock_turn(&c, 0, 1000);
	CHECK_NUM(c.ms, before + 1000);
	/* A clock that goes back does not take us along. */
	before = c.ms;
	c.turned_ms += 3600000;
	clock_turn(&c, 0, 1000);
	CHECK_NUM(c.ms, before);
}

int
main(void)
{
	RUN(test_bounds);
	return test_end();
}
