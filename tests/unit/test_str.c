/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include "test.h"

static const struct str none = { NULL, 0 };

static void
test_compare(void)
{
	CHECK(str_eq(none, STR("")));
	CHECK(str_eq(str_of(NULL), none));
	CHECK(!str_eq(STR("a"), STR("b")));
	CHECK(str_ieq(STR("HtTp"), STR("hTtP")));
	CHECK(!str_ieq(STR("a"), STR("ab")));
	CHECK(str_cmp(STR("a"), STR("ab")) < 0);
	CHECK(str_cmp(STR("b"), STR("ab")) > 0);
	CHECK(str_cmp(STR("a\0b"), STR("a\0b")) == 0);
	CHECK(str_cmp(STR("a\xff"), STR("az")) > 0);
	CHECK(str_cmp(none, none) == 0);
}

static void
test_ends(void)
{
	CHECK(str_starts(STR("article"), STR("art")));
	CHECK(!str_starts(STR("art"), STR("article")));
	CHECK(str_istarts(STR("ARTicle"), STR("arT")));
	CHECK(str_ends(STR("page.html"), STR(".html")));
	CHECK(!str_ends(STR("page.HTML"), STR(".html")));
	CHECK(str_iends(STR("page.HTML"), STR(".html")));
	CHECK(str_starts(none, none));
	CHECK(str_ends(STR("x"), none));
}

static void
test_sub(void)
{
	CHECK_STR(str_sub(STR("hello"), 1, 3), "el");
	CHECK_STR(str_sub(STR("hello"), 3, 99), "lo");
	CHECK_STR(str_sub(STR("hello"), 9, 12), "");
	CHECK_STR(str_sub(STR("hello"), 4, 2), "");
	CHECK_STR(str_sub(none, 0, STR_NONE), "");
}

static void
test_find(void)
{
	CHECK_NUM(str_find(STR("banana"), STR("nan")), 2);
	CHECK(str_find(STR("banana"), STR("nab")) == STR_NONE);
	CHECK_NUM(str_find(STR("x"), none), 0);
	CHECK(str_find(none, STR("x")) == STR_NONE);
	CHECK_NUM(str_ifind(STR("a <META b"), STR("<meta")), 2);
	CHECK(str_ifind(STR("<met"), STR("<meta")) == STR_NONE);
	CHECK_NUM(str_chr(STR("a/b/c"), '/'), 1);
	CHECK_NUM(str_rchr(STR("a/b/c"), '/'), 3);
	CHECK(str_chr(none, '/') == STR_NONE);
	CHECK(str_rchr(STR("abc"), '/') == STR_NONE);
}

static void
test_trim(void)
{
	CHECK_STR(str_trim(STR(" \t\r\na b\v\f ")), "a b");
	CHECK_STR(str_trim(STR(" \n ")), "");
	CHECK_STR(str_trim(none), "");
}

static void
test_next(void)
{
	struct str rest = STR("a,,b,"), field;

	CHECK(str_next(&rest, ',', &field));
	CHECK_STR(field, "a");
	CHECK(str_next(&rest, ',', &field));
	CHECK_STR(field, "");
	CHECK(str_next(&rest, ',', &field));
	CHECK_STR(field, "b");
	CHECK(str_next(&rest, ',', &field));
	CHECK_STR(field, "");
	CHECK(!str_next(&rest, ',', &field));
	CHECK(!str_next(&rest, ',', &field));
}

static void
test_number(void)
{
	unsigned long n = 7;

	CHECK(str_number(STR("0"), 10, &n));
	CHECK_NUM(n, 0);
	CHECK(str_number(STR("65535"), 65535, &n));
	CHECK_NUM(n, 65535);
	CHECK(!str_number(STR("65536"), 65535, &n));
	CHECK(!str_number(STR("655350"), 65535, &n));
	CHECK(!str_number(STR("9"), 5, &n));
	CHECK(!str_number(STR(""), 10, &n));
	CHECK(!str_number(STR("-1"), 10, &n));
	CHECK(!str_number(STR("1 "), 10, &n));
	CHECK(!str_number(STR("0x1"), 10, &n));
	CHECK(!str_number(STR("99999999999999999999999"), (unsigned long)-1,
	    &n));
	CHECK(str_number(STR("18446744073709551615"), (unsigned long)-1, &n));
	CHECK(n == (unsigned long)-1);
	CHECK(!str_number(STR("18446744073709551616"), (unsigned long)-1,
	    &n));
}

int
main(void)
{
	RUN(test_compare);
	RUN(test_ends);
	RUN(test_sub);
	RUN(test_find);
	RUN(test_trim);
	RUN(test_next);
	RUN(test_number);
	return test_end();
}
