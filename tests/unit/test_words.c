/* SPDX-License-Identifier: MIT */
#include "base/words.h"
#include "tables/words.h"
#include "test.h"

/* As base/tables.awk writes it of: ab, abc, abd, b, CD. */
static const char text[] = "ababcabdbcd";
static const uint16_t at[] = { 0, 2, 5, 8, 9, 11 };
static const uint16_t shorter[] = { 0, 1, 1, 0, 0 };
static const int ranks[] = { 5, -1, 0, 7, 9 };
static const uint16_t marks_at[] = { 0, 1, 1, 3, 4, 5 };
static const struct words_column columns[] = {
	{ ranks, NULL, NULL }, { NULL, "1334x", marks_at }
};
static const struct words nocase = {
	text, at, shorter, columns, 5, true, { 0, 0, 0, 14, 0, 0, 0, 0 }
};
static const struct words exact = {
	text, at, shorter, columns, 5, false, { 0, 0, 0, 14, 0, 0, 0, 0 }
};

static void
test_find(void)
{
	CHECK_NUM(words_find(&nocase, STR("ABC")), 1);
	CHECK_NUM(words_find(&nocase, STR("cd")), 4);
	CHECK(words_find(&nocase, STR("abcd")) == WORDS_NONE);
	CHECK(words_find(&nocase, STR("a")) == WORDS_NONE);
	CHECK(words_find(&nocase, STR("")) == WORDS_NONE);
	CHECK(words_find(&nocase, STR("\xc3\xa9")) == WORDS_NONE);
	CHECK(words_has(&exact, STR("abd")));
	CHECK(!words_has(&exact, STR("Abd")));
}

static void
test_start(void)
{
	CHECK_STR(words_start(&nocase, STR("ABDomen")), "ABD");
	/* "abca" comes after "abc", "abz" after "abd", which it is not. */
	CHECK_STR(words_start(&nocase, STR("abca")), "abc");
	CHECK_STR(words_start(&nocase, STR("abz")), "ab");
	CHECK_STR(words_start(&nocase, STR("ab")), "ab");
	CHECK_STR(words_start(&nocase, STR("a")), "");
	CHECK_STR(words_start(&nocase, STR("")), "");
	CHECK_STR(words_start(&nocase, STR("bc")), "b");
	CHECK_STR(words_start(&nocase, STR("c")), "");
	CHECK_STR(words_start(&exact, STR("Abc")), "");
	CHECK_NUM(words_find_start(&exact, STR("cde")), 4);
}

static void
test_ends(void)
{
	CHECK_STR(words_end(&nocase, STR("xABC")), "ABC");
	CHECK_STR(words_end(&nocase, STR("ab")), "ab");
	CHECK_STR(words_end(&nocase, STR("x")), "");
	CHECK_STR(words_end(&exact, STR("xABC")), "");
}

static void
test_within(void)
{
	CHECK(words_within(&nocase, STR("xxCDxx")));
	CHECK(words_within(&nocase, STR("xxb")));
	CHECK(!words_within(&nocase, STR("xxax")));
	CHECK(!words_within(&nocase, STR("")));
	CHECK(!words_within(&exact, STR("xxCDxx")));
}

static void
test_columns(void)
{
	CHECK_NUM(words_number(&nocase, 0, words_find(&nocase, STR("b"))), 7);
	CHECK_NUM(words_number(&nocase, 0, 1), -1);
	CHECK_STR(words_text(&nocase, 1, 2), "33");
	CHECK_STR(words_text(&nocase, 1, 1), "");
	CHECK_STR(words_key(&nocase, 2), "abd");
}

/* Every key of a table is found, also where one starts with another. */
static void
test_languages(void)
{
	CHECK(WORDS_RELATED.count > 100);
	for (size_t i = 0; i < WORDS_RELATED.count; i++) {
		CHECK_NUM(words_find(&WORDS_RELATED, words_key(
		    &WORDS_RELATED, i)), i);
		CHECK(words_start(&WORDS_RELATED, words_key(&WORDS_RELATED,
		    i)).len == words_key(&WORDS_RELATED, i).len);
	}
	CHECK_STR(words_start(&WORDS_RELATED, STR("VERWANDTE ARTIKEL: Tee")),
	    "VERWANDTE ARTIKEL");
}

int
main(void)
{
	RUN(test_find);
	RUN(test_start);
	RUN(test_ends);
	RUN(test_within);
	RUN(test_columns);
	RUN(test_languages);
	return test_end();
}
