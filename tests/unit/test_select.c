/* SPDX-License-Identifier: MIT */
#include "library_make.h"

static void
test_sorting(void)
{
	struct library *lib = library_of_few();

	CHECK_NUM(count_of(lib), 5);
	CHECK_TITLES(lib, "delta beta Alpha Eps Gamma", .sort = SORT_DATE);
	CHECK_TITLES(lib, "Alpha Eps beta delta Gamma",
	    .sort = SORT_DATE_DESCENDING);
	CHECK_TITLES(lib, "Alpha beta delta Eps Gamma", .sort = SORT_TITLE);
	CHECK_TITLES(lib, "beta Alpha Eps Gamma delta",
	    .sort = SORT_SECTION);
	CHECK_TITLES(lib, "Alpha beta Gamma delta Eps", .sort = SORT_INPUT);
	CHECK_TITLES(lib, "delta beta", .limit = 2);
	CHECK_TITLES(lib, "delta beta Alpha Eps Gamma", .limit = 9);
	library_close(lib);
}

static void
test_names(void)
{
	struct library *lib = library_of_few();

	CHECK_TITLES(lib, "beta Alpha", .tags = LIST(STR("CLIMATE")));
	CHECK_TITLES(lib, "Alpha Eps Gamma",
	    .tags = LIST(STR("energy"), STR("sport")));
	CHECK_TITLES(lib, "Alpha", .all_tags = true,
	    .tags = LIST(STR("energy"), STR("climate")));
	CHECK_TITLES(lib, "", .all_tags = true,
	    .tags = LIST(STR("energy"), STR("nothing")));
	CHECK_TITLES(lib, "", .tags = LIST(STR("nothing")));
	CHECK_TITLES(lib, "delta Eps Gamma",
	    .not_tags = LIST(STR("climate")));
	CHECK_TITLES(lib, "delta beta Alpha Eps Gamma",
	    .not_tags = LIST(STR("nothing")));
	CHECK_TITLES(lib, "Eps Gamma", .sections = LIST(STR("LOCAL")));
	CHECK_TITLES(lib, "delta beta Alpha",
	    .not_sections = LIST(STR("local")));
	CHECK_TITLES(lib, "beta", .authors = LIST(STR("bob")));
	CHECK_TITLES(lib, "", .authors = LIST(STR("energy")));
	CHECK_TITLES(lib, "Alpha", .sections = LIST(STR("world")),
	    .tags = LIST(STR("energy")));
	library_close(lib);
}

static void
test_langs(void)
{
	struct library *lib = library_of_few();

	CHECK_TITLES(lib, "delta Gamma", .langs = LIST(STR("zh")));
	CHECK_TITLES(lib, "Gamma", .langs = LIST(STR("ZH-hans")));
	CHECK_TITLES(lib, "beta Alpha", .langs = LIST(STR("en")));
	CHECK_TITLES(lib, "beta Eps", .langs = LIST(STR("en-GB"),
	    STR("und")));
	CHECK_TITLES(lib, "", .langs = LIST(STR("z")));
	CHECK_TITLES(lib, "", .langs = LIST(STR("%")));
	library_close(lib);
}

static void
test_dates(void)
{
	struct library *lib = library_of_few();
	const struct date july = { 2023, 7, 1 }, mid = { 2023, 7, 18 };

	CHECK_TITLES(lib, "beta Alpha Eps +1", .since = july);
	CHECK_TITLES(lib, "delta beta +1", .until = mid);
	CHECK_TITLES(lib, "beta +1", .since = july, .until = mid);
	CHECK_TITLES(lib, "beta Gamma", .since = july, .until = mid,
	    .undated = true);
	/* Counted only if they match everything else. */
	CHECK_TITLES(lib, "beta", .since = july, .until = mid,
	    .langs = LIST(STR("en")));
	CHECK_TITLES(lib, " +1", .since = july, .match = STR("gamma"));
	CHECK_TITLES(lib, "Gamma", .match = STR("gamma"));
	library_close(lib);
}

static void
test_match_and_exclude(void)
{
	struct library *lib = library_of_few();

	CHECK_TITLES(lib, "Alpha", .match = STR("alPHA"));
	CHECK_TITLES(lib, "Alpha", .match = STR("wind  AND sun."));
	CHECK_TITLES(lib, "delta", .match = STR("river & sea"));
	CHECK_TITLES(lib, "Gamma", .match = STR("\xe6\xb0\x94\xe5\x80\x99"));
	CHECK_TITLES(lib, "", .match = STR("<em>"));
	CHECK_TITLES(lib, "delta Eps Gamma", .exclude = LIST(
	    STR("http://EXAMPLE.org/1"),
	    STR("http://example.org:80/2?utm_source=x#y"),
	    STR("not a url")));
	library_close(lib);
}

static void
check_suggest(struct library *lib, enum library_field field,
    const char *name, const char *want)
{
	struct pool *pool = pool_new();
	struct str_list list;
	struct err err = ERR_INIT;
	struct buf got = BUF_INIT;

	CHECK(!library_suggest(lib, field, str_of(name), 3, pool, &list,
	    &err));
	for (size_t i = 0; i < list.count; i++)
		buf_addf(&got, "%s%.*s", i ? "," : "",
		    STR_ARG(list.items[i]));
	CHECK_STR(buf_str(&got), want);
	buf_release(&got);
	pool_free(pool);
}

static void
test_suggest(void)
{
	const struct sample s = { "S", "http://example.org/9", "2022-02-02",
		"\xe6\xb0\x94\xe5\x80\x99\xe9\x97\xae\xe9\xa2\x98,energies",
		"", "", "en", NULL };
	struct library *lib = library_of_few();

	add(lib, &s, 100);
	check_suggest(lib, FIELD_TAG, "climte", "Climate");
	check_suggest(lib, FIELD_TAG, "CLIMATE", "Climate");
	check_suggest(lib, FIELD_TAG, "climate change", "Climate");
	check_suggest(lib, FIELD_TAG, "ener", "Energy,energies");
	check_suggest(lib, FIELD_TAG, "\xe6\xb0\x94\xe5\x80\x99",
	    "\xe6\xb0\x94\xe5\x80\x99\xe9\x97\xae\xe9\xa2\x98");
	check_suggest(lib, FIELD_TAG, "xyz", "");
	check_suggest(lib, FIELD_TAG, "", "");
	check_suggest(lib, FIELD_SECTION, "wrold", "");
	check_suggest(lib, FIELD_SECTION, "worl", "world");
	check_suggest(lib, FIELD_LANG, "zh", "zh-Hans,zh-Hant");
	check_suggest(lib, FIELD_DATE, "2023", "2023-07");
	library_close(lib);
}

/* By any name that a selection could find it by. */
static void
test_knows(void)
{
	struct library *lib = library_of_few();
	struct err err = ERR_INIT;

	CHECK(!library_name_section(lib, tree, STR("local"), STR("Town"),
	    &err));
	CHECK(library_knows(lib, FIELD_TAG, STR("CLIMATE")));
	CHECK(!library_knows(lib, FIELD_TAG, STR("climat")));
	CHECK(!library_knows(lib, FIELD_TAG, STR("world")));
	CHECK(library_knows(lib, FIELD_SECTION, STR("World")));
	CHECK(library_knows(lib, FIELD_SECTION, STR("local")));
	CHECK(library_knows(lib, FIELD_SECTION, STR("town")));
	CHECK(library_knows(lib, FIELD_AUTHOR, STR("ann")));
	CHECK(!library_knows(lib, FIELD_AUTHOR, STR("")));
	library_close(lib);
}

int
main(void)
{
	RUN(test_sorting);
	RUN(test_names);
	RUN(test_langs);
	RUN(test_dates);
	RUN(test_match_and_exclude);
	RUN(test_suggest);
	RUN(test_knows);
	return test_end();
}
