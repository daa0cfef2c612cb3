/* SPDX-License-Identifier: MIT */
/*
 * A small harness. A test is a function without arguments that CHECKs; the
 * program's last line, "N passed, N failed, N skipped", counts tests.
 *
 *	static void
 *	test_trim(void)
 *	{
 *		CHECK_STR(str_trim(STR(" a ")), "a");
 *	}
 *	int
 *	main(void)
 *	{
 *		RUN(test_trim);
 *		return test_end();
 *	}
 */
#ifndef CHAPBOOK_TEST_H
#define CHAPBOOK_TEST_H

#include <stdio.h>
#include <string.h>

#include "base/str.h"

static unsigned test_passed, test_failed, test_skipped;
static unsigned test_faults;	/* of the test that runs */
static const char *test_skip_reason;

static inline void
test_fail(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, what);
	test_faults++;
}

static inline void
test_check_str(const char *file, int line, struct str got, const char *want)
{
	if (str_eq(got, str_of(want)))
		return;
	fprintf(stderr, "%s:%d: got \"%.*s\"\n%*s want \"%s\"\n", file, line,
	    STR_ARG(got), (int)strlen(file) + 2, "", want);
	test_faults++;
}

static inline void
test_check_num(const char *file, int line, long long got, long long want)
{
	if (got == want)
		return;
	fprintf(stderr, "%s:%d: got %lld, want %lld\n", file, line, got, want);
	test_faults++;
}

static inline void
test_run(const char *name, void (*test)(void))
{
	test_faults = 0;
	test_skip_reason = NULL;
	test();
	if (test_faults) {
		test_failed++;
		fprintf(stderr, "FAILED %s\n", name);
	} else if (test_skip_reason) {
		test_skipped++;
		printf("skipped %s: %s\n", name, test_skip_reason);
	} else {
		test_passed++;
	}
}

static inline int
test_end(void)
{
	printf("%u passed, %u failed, %u skipped\n", test_passed, test_failed,
	    test_skipped);
	return test_failed ? 1 : 0;
}

#define CHECK(cond) \
	((cond) ? (void)0 : test_fail(__FILE__, __LINE__, #cond))
/* CHECK_STR(struct str got, const char *want) */
#define CHECK_STR(got, want) test_check_str(__FILE__, __LINE__, (got), (want))
#define CHECK_NUM(got, want) \
	test_check_num(__FILE__, __LINE__, (long long)(got), (long long)(want))
#define RUN(test) test_run(#test, test)
#define SKIP(reason) do { test_skip_reason = (reason); return; } while (0)

#endif
