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

static void
check_title(struct str title, struct str name, const char *want)
{
	const struct edition_options options = { .title = title,
		.name = name };
	const struct article_list none = { .count = 0 };
	struct edition *ed = edition_new(&none, &options);

	CHECK_STR(ed->title, want);
	edition_free(ed);
}

static void
test_titles(void)
{
	const struct str nothing = { NULL, 0 };

	check_title(STR(" a\n\tb "), STR("name"), "a b");
	check_title(STR("a\x01\x7f\xc2\x85z"), nothing, "az");
	check_title(STR("\xff<"), nothing, "\ufffd<");
	check_title(STR("\x01"), STR("name"), "");
	check_title(nothing, STR("a\x1b[31m"), "a[31m");
	check_title(nothing, STR("\x01\x02"), "");
	check_title(nothing, nothing, "");
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
