/* SPDX-License-Identifier: MIT */
/* Editions: names, order and groups of what was selected. */
#include "edition/edition.h"
#include "library_make.h"

/* The groups and titles of an edition: "[May] a b [] c". */
static void
shape(const struct edition *ed, struct buf *out)
{
	for (size_t i = 0; i < ed->article_count; i++) {
		const struct edition_article *a = &ed->articles[i];
		const struct edition_group *g = &ed->groups[a->group];

		if (g->first == i)
			buf_addf(out, "%s[%.*s]", i ? " " : "",
			    STR_ARG(g->title));
		buf_addf(out, " %.*s", STR_ARG(a->article->meta.title));
	}
}

/* Of the first count articles, oldest first: "title/name". */
static void
check_title(size_t count, struct str title, struct str name, const char *want)
{
	const struct edition_options options = { .title = title,
		.name = name };
	const struct selection dated = { .sort = SORT_DATE, .limit = count };
	struct library *lib = library_of_few();
	struct article_list list = { .count = 0 };
	struct pool *pool = pool_new();
	struct buf got = BUF_INIT;
	struct err err = ERR_INIT;
	struct edition *ed;

	if (count)
		CHECK(!library_select(lib, &dated, pool, &list, &err));
	ed = edition_new(&list, &options);
	buf_addf(&got, "%.*s/%.*s", STR_ARG(ed->title), STR_ARG(ed->name));
	CHECK_STR(buf_str(&got), want);
	buf_release(&got);
	edition_free(ed);
	pool_free(pool);
	library_close(lib);
}

static void
test_titles(void)
{
	const struct str none = { NULL, 0 };

	check_title(0, STR(" a\n\tb "), STR("name"), "a b/a b");
	check_title(0, STR("a\x01\x7f\xc2\x85z"), none, "az/az");
	check_title(0, STR("\xff<"), none, "\ufffd</\ufffd<");
	check_title(0, STR("\x01"), STR("name"), "/");
	check_title(0, none, STR("a\x1b[31m"), "a[31m/a[31m");
	check_title(0, none, STR("\x01\x02"), "/");
	check_title(0, none, none, "/");
	check_title(1, none, STR("name"), "delta/delta");
	check_title(1, STR("title"), STR("name"), "title/title");
	check_title(2, STR("title"), STR("name"), "title/title");
	check_title(2, none, STR(" na\nme"),
	    "na me, 2021-01-02 \u2013 2023-07-01/na me");
	check_title(2, none, none, "2021-01-02 \u2013 2023-07-01/");
}

static void
test_identifiers(void)
{
	static const char *const valid[] = { "x", "urn:isbn:1",
		"https://example.org/?a&b", "\u4e00",
		"urn:uuid:0a8a5141-116f-8323-ABFA-0e8c834bd72f" };
	static const char *const wrong[] = { "", " ", "a b", "a\n", "\x01",
		"a\u3000b", "\xff", "\xc2\x85", "\uffff", "urn:uuid:",
		"urn:uuid:0a8a5141-116f-8323-abfa-0e8c834bd72",
		"URN:UUID:0a8a5141-116f-8323-abfa-0e8c834bd72g",
		"urn:uuid:0a8a5141x116f-8323-abfa-0e8c834bd72f" };

	for (size_t i = 0; i < sizeof(valid) / sizeof(*valid); i++)
		CHECK(identifier_valid(str_of(valid[i])));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		CHECK(!identifier_valid(str_of(wrong[i])));
}

static void
check_groups(const struct selection *sel, enum group_by by, const char *want)
{
	const struct edition_options options = { .group_by = by,
		.newest_first = sel->sort == SORT_DATE_DESCENDING };
	struct library *lib = library_of_few();
	struct pool *pool = pool_new();
	struct article_list list;
	struct err err = ERR_INIT;
	struct buf got = BUF_INIT;
	struct edition *ed;

	CHECK(!library_select(lib, sel, pool, &list, &err));
	ed = edition_new(&list, &options);
	shape(ed, &got);
	CHECK_STR(buf_str(&got), want);
	buf_release(&got);
	edition_free(ed);
	pool_free(pool);
	library_close(lib);
}

static void
test_groups(void)
{
	const struct selection all = { .sort = SORT_DATE };

	check_groups(&all, GROUP_NONE, "[] delta beta Alpha Eps Gamma");
	check_groups(&all, GROUP_DAY, "[2021-01-02] delta [2023-07-01] beta "
	    "[2023-07-19] Alpha Eps [] Gamma");
	check_groups(&all, GROUP_WEEK, "[2020-W53] delta [2023-W26] beta "
	    "[2023-W29] Alpha Eps [] Gamma");
	check_groups(&all, GROUP_MONTH,
	    "[2021-01] delta [2023-07] beta Alpha Eps [] Gamma");
	check_groups(&all, GROUP_SECTION,
	    "[world] beta Alpha [local] Eps Gamma [] delta");
	check_groups(&all, GROUP_SOURCE,
	    "[example.org] delta beta Alpha Eps Gamma");
}

/* Whatever the articles are sorted by, dates are in order. */
static void
test_order_of_groups(void)
{
	const struct selection newest = { .sort = SORT_DATE_DESCENDING };
	const struct selection title = { .sort = SORT_TITLE };

	check_groups(&newest, GROUP_MONTH,
	    "[2023-07] Alpha Eps beta [2021-01] delta [] Gamma");
	check_groups(&newest, GROUP_DAY, "[2023-07-19] Alpha Eps [2023-07-01] "
	    "beta [2021-01-02] delta [] Gamma");
	check_groups(&title, GROUP_DAY, "[2021-01-02] delta [2023-07-01] beta "
	    "[2023-07-19] Alpha Eps [] Gamma");
	check_groups(&title, GROUP_MONTH,
	    "[2021-01] delta [2023-07] Alpha beta Eps [] Gamma");
	check_groups(&title, GROUP_SECTION,
	    "[world] Alpha beta [local] Eps Gamma [] delta");
	check_groups(&title, GROUP_TAG,
	    "[Energy] Alpha Eps [Climate] beta [sport] Gamma [] delta");
}

int
main(void)
{
	RUN(test_titles);
	RUN(test_identifiers);
	RUN(test_groups);
	RUN(test_order_of_groups);
	return test_end();
}
