/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "cli/meter.h"

static void
check_line(int line, struct meter *m, struct progress p, int64_t ms,
    size_t columns, const char *want)
{
	struct buf out = BUF_INIT;
	const bool drawn = meter_line(m, &p, ms, columns, &out);

	if (drawn != (want != NULL))
		test_fail(__FILE__, line, "drawn or not");
	test_check_str(__FILE__, line, buf_str(&out), want ? want : "");
	buf_release(&out);
}

#define CHECK_LINE(m, stage, done, total, bytes, ms, columns, want) \
	check_line(__LINE__, m, (struct progress){ stage, done, total, \
	    bytes }, ms, columns, want)

static void
test_counts(void)
{
	struct meter m = { .out = NULL };

	CHECK_LINE(&m, "reading", 1, 120, 0, 1000, 80, "reading 1/120");
	CHECK_LINE(&m, "reading", 5, 0, 0, 1100, 80, "reading 5");
}

/* Ten a second, whatever is reported, also when a stage begins or ends. */
static void
test_not_too_often(void)
{
	struct meter m = { .out = NULL };

	CHECK_LINE(&m, "reading", 1, 9, 0, 5000, 80, "reading 1/9");
	CHECK_LINE(&m, "reading", 2, 9, 0, 5001, 80, NULL);
	CHECK_LINE(&m, "reading", 9, 9, 0, 5099, 80, NULL);
	CHECK_LINE(&m, "pictures", 0, 7, 0, 5099, 80, NULL);
	CHECK_LINE(&m, "pictures", 0, 7, 0, 5100, 80, "pictures 0/7");
	CHECK_LINE(&m, "pictures", 1, 7, 0, 5199, 80, NULL);
	CHECK_LINE(&m, "pictures", 1, 7, 0, 5200, 80, "pictures 1/7");
}

static void
test_rate(void)
{
	struct meter m = { .out = NULL };

	CHECK_LINE(&m, "pictures", 0, 120, 0, 1000, 80, "pictures 0/120");
	/* Too early to tell. */
	CHECK_LINE(&m, "pictures", 1, 120, 400000, 1200, 80,
	    "pictures 1/120  400 KB  0 KB/s");
	CHECK_LINE(&m, "pictures", 3, 120, 1500000, 2000, 80,
	    "pictures 3/120  1.5 MB  1.5 MB/s");
	CHECK_LINE(&m, "pictures", 9, 120, 8000000, 5000, 80,
	    "pictures 9/120  8.0 MB  2.0 MB/s");
	/* Stuck: the rate sinks, and is 0 after some seconds. */
	CHECK_LINE(&m, "pictures", 9, 120, 8000000, 8000, 80,
	    "pictures 9/120  8.0 MB  1.1 MB/s");
	CHECK_LINE(&m, "pictures", 9, 120, 8000000, 11000, 80,
	    "pictures 9/120  8.0 MB  0 KB/s");
	/* A stage begins anew. */
	CHECK_LINE(&m, "binding", 1, 3, 0, 12000, 80, "binding 1/3");
	CHECK_LINE(&m, "pictures", 1, 2, 500000, 13000, 80,
	    "pictures 1/2  500 KB  0 KB/s");
}

static void
test_hostile_numbers(void)
{
	struct meter m = { .out = NULL };

	CHECK_LINE(&m, "pictures", SIZE_MAX, SIZE_MAX, UINT64_MAX, 0, 20,
	    "pictures 18446744073");
	CHECK_LINE(&m, "pictures", 1, 1, 1, 900, 80,
	    "pictures 1/1  0 KB  0 KB/s");
}

static void
test_narrow(void)
{
	struct meter m = { .out = NULL };
	const struct progress p = { "pictures", 37, 120, 12400000 };
	struct buf out = BUF_INIT;

	for (size_t columns = 0; columns < 40; columns++) {
		CHECK(meter_line(&m, &p, (int64_t)columns * 1000, columns,
		    &out));
		CHECK(out.len <= columns);
		CHECK(str_starts(STR("pictures 37/120"), buf_str(&out))
		    || str_starts(buf_str(&out), STR("pictures 37/120")));
	}
	buf_release(&out);
}

int
main(void)
{
	RUN(test_counts);
	RUN(test_not_too_often);
	RUN(test_rate);
	RUN(test_hostile_numbers);
	RUN(test_narrow);
	return test_end();
}
