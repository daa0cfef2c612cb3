/* SPDX-License-Identifier: MIT */
/* When drawings take too much time together. */
#include "picture/patience.h"
#include "test.h"

static void
test_quick(void)
{
	struct patience p = { 0 };
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < 100000; i++)
		patience_note(&p, false, i % 2000);
	CHECK_NUM(patience_check(&p, &err), 0);
}

static void
test_slow(void)
{
	struct patience p = { 0 };
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < 99; i++)
		patience_note(&p, false, 8060);
	CHECK_NUM(patience_check(&p, &err), 0);
	patience_note(&p, false, 8060);
	CHECK_NUM(patience_check(&p, &err), -1);
	CHECK_NUM(err.kind, ERR_LIMIT);
	CHECK_STR(str_of(err.message), "not drawn: the SVG drawings before it "
	    "took too much time");
}

static void
test_ended(void)
{
	struct patience p = { 0 };
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < 7; i++)
		patience_note(&p, true, 20000);
	CHECK_NUM(patience_check(&p, &err), 0);
	patience_note(&p, true, 0);
	CHECK_NUM(patience_check(&p, &err), -1);
	CHECK_STR(str_of(err.message), "not drawn: 8 SVG drawings had to be "
	    "ended before it");
}

int
main(void)
{
	RUN(test_quick);
	RUN(test_slow);
	RUN(test_ended);
	return test_end();
}
