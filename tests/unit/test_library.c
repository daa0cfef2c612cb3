/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "library/library.h"
#include "test.h"

/* An article as a test writes it; lists are separated by commas. */
struct sample {
	const char *title, *url, *date, *tags, *authors, *section, *lang;
	const char *body;
};

static const struct str tree = { "tree", 4 };

static struct str_list
split(const char *text, struct pool *pool)
{
	struct str_list list = { pool_alloc(pool, 20 * sizeof(struct str)),
		0 };
	struct str rest = str_of(text), part;

	while (str_next(&rest, ',', &part))
		list.items[list.count++] = part;
	return list;
}

static void
add(struct library *lib, const struct sample *s, uint64_t order)
{
	struct pool *pool = pool_new();
	struct err err = ERR_INIT;
	struct origin origin = { .root = tree, .order = order };
	struct record rec = { .kind = RECORD_ARTICLE };
	char source[32];

	snprintf(source, sizeof(source), "pages/%llu.md",
	    (unsigned long long)order);
	origin.source = str_of(source);
	origin.section = str_of(s->section);
	rec.title = str_of(s->title);
	rec.url = str_of(s->url);
	if (s->date)
		CHECK(date_parse(str_of(s->date), &rec.date));
	rec.tags = split(s->tags, pool);
	rec.authors = split(s->authors, pool);
	rec.lang = str_of(s->lang ? s->lang : "en");
	rec.dir = STR("ltr");
	rec.body = str_of(s->body ? s->body : "<p>text</p>");
	CHECK(!library_add(lib, &rec, &origin, &err));
	CHECK_STR(str_of(err.message), "");
	pool_free(pool);
}

static struct library *
open_library(void)
{
	struct err err = ERR_INIT;
	struct library *lib = library_open("", &err);

	CHECK_STR(str_of(err.message), "");
	return lib;
}

static void
put_list(struct buf *out, const char *label, const struct str_list *list)
{
	buf_addf(out, " %s=", label);
	for (size_t i = 0; i < list->count; i++)
		buf_addf(out, "%s%.*s", i ? "," : "",
		    STR_ARG(list->items[i]));
}

/* Titles of what is selected: "a b c", then "+2" for two undated. */
static void
titles(struct library *lib, const struct selection *sel, struct buf *out)
{
	struct pool *pool = pool_new();
	struct article_list list = { 0 };
	struct err err = ERR_INIT;

	buf_clear(out);
	CHECK(!library_select(lib, sel, pool, &list, &err));
	CHECK_STR(str_of(err.message), "");
	for (size_t i = 0; i < list.count; i++)
		buf_addf(out, "%s%.*s", i ? " " : "",
		    STR_ARG(list.items[i].meta.title));
	if (list.undated)
		buf_addf(out, " +%zu", list.undated);
	pool_free(pool);
}

#define CHECK_TITLES(lib, want, ...) do { \
	struct selection sel_ = { __VA_ARGS__ }; \
	struct buf got_ = BUF_INIT; \
	titles((lib), &sel_, &got_); \
	CHECK_STR(buf_str(&got_), (want)); \
	buf_release(&got_); \
} while (0)

#define LIST(...) { (struct str[]){ __VA_ARGS__ }, \
	sizeof((struct str[]){ __VA_ARGS__ }) / sizeof(struct str) }

static const struct sample few[] = {
	{ "Alpha", "http://example.org/1", "2023-07-19", "Energy,Climate",
	  "Ann", "world", "en", "<p>Wind and <em>sun</em>.</p>" },
	{ "beta", "http://example.org/2", "2023-07-01", "climate", "Bob,Ann",
	  "world", "en-GB", NULL },
	{ "Gamma", "http://example.org/3", NULL, "sport", "", "local",
	  "zh-Hans", "<p>\xe6\xb0\x94\xe5\x80\x99</p>" },
	{ "delta", "http://example.org/4", "2021-01-02", "", "", "", "zh-Hant",
	  "<p>RIVER &amp; sea</p>" },
	{ "Eps", "http://example.org/5", "2023-07-19", "energy", "", "local",
	  "und", NULL },
};

static struct library *
library_of_few(void)
{
	struct library *lib = open_library();

	for (size_t i = 0; i < sizeof(few) / sizeof(few[0]); i++)
		add(lib, &few[i], i);
	return lib;
}

static void
test_sorting(void)
{
	struct library *lib = library_of_few();

	CHECK_NUM(library_count(lib), 5);
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

/* Everything that select tells of an article, in one line. */
static void
describe(const struct article *a, struct buf *out)
{
	buf_addf(out, "%.*s", STR_ARG(a->meta.title));
	put_list(out, "tags", &a->meta.tags);
	put_list(out, "authors", &a->meta.authors);
	put_list(out, "sections", &a->sections);
	put_list(out, "sources", &a->sources);
	buf_addf(out, " %llu %zu ", (unsigned long long)a->order,
	    a->body_bytes);
	date_format(a->meta.date, out);
	buf_addc(out, '\n');
}

static void
describe_all(struct library *lib, struct buf *out)
{
	static const enum library_field fields[] = { FIELD_TAG,
		FIELD_SECTION, FIELD_LANG, FIELD_DATE };
	const struct selection all = { .sort = SORT_SECTION };
	struct pool *pool = pool_new();
	struct article_list list;
	struct name_counts counts;
	struct err err = ERR_INIT;

	CHECK(!library_select(lib, &all, pool, &list, &err));
	for (size_t i = 0; i < list.count; i++) {
		struct record rec = list.items[i].meta;

		describe(&list.items[i], out);
		CHECK(!library_body(lib, list.items[i].id, pool, &rec, &err));
		buf_addf(out, "%.*s\n", STR_ARG(rec.body));
	}
	for (size_t f = 0; f < 4; f++) {
		CHECK(!library_counts(lib, &all, fields[f], pool, &counts,
		    &err));
		for (size_t i = 0; i < counts.count; i++)
			buf_addf(out, "%.*s:%zu ",
			    STR_ARG(counts.items[i].name),
			    counts.items[i].count);
		buf_addc(out, '\n');
	}
	pool_free(pool);
}

/* The same article three times, and another one. */
static const struct sample merged[] = {
	{ "First", "http://example.org/a?utm_source=x", "2020-01-01",
	  "Energy,wind", "Ann", "one", "en", "<p>first</p>" },
	{ "Second", "http://EXAMPLE.org/a#top", "2020-02-02",
	  "WIND,energy,new", "ann,Bob", "two", "de", "<p>second one</p>" },
	{ "Other", "", NULL, "energy", "Cy", "two", "en", "<p>other</p>" },
	{ "Third", "http://example.org/a", NULL, "ENERGY", "", "one", "fr",
	  "<p>third one, longer</p>" },
};

static const char merged_want[] =
	"First tags=Energy,wind,new authors=Ann,Bob sections=one,two"
	" sources=pages/0.md,pages/1.md,pages/3.md 0 12 2020-01-01\n"
	"<p>first</p>\n"
	"Other tags=Energy authors=Cy sections=two sources=pages/2.md 2 12 \n"
	"<p>other</p>\n"
	"Energy:2 new:1 wind:1 \n"
	"two:2 one:1 \n"
	"en:2 \n"
	"2020-01:1 \n";

static void
test_merge_in_any_order(void)
{
	for (int n = 0; n < 256; n++) {
		const int order[] = { n & 3, n >> 2 & 3, n >> 4 & 3, n >> 6 };
		struct buf got = BUF_INIT;
		struct library *lib;
		unsigned seen = 0;

		for (int i = 0; i < 4; i++)
			seen |= 1u << order[i];
		if (seen != 15)
			continue;
		lib = open_library();
		for (int i = 0; i < 4; i++)
			add(lib, &merged[order[i]], (uint64_t)order[i]);
		CHECK_NUM(library_count(lib), 2);
		describe_all(lib, &got);
		CHECK_STR(buf_str(&got), merged_want);
		buf_release(&got);
		library_close(lib);
	}
}

static void
test_identity_without_url(void)
{
	const struct sample a = { "A", "", NULL, "", "", "x", "en",
		"<p>the same</p>" };
	const struct sample b = { "B", "mailto:x@example.org", NULL, "", "",
		"y", "en", "<p>the <b>same</b></p>" };
	const struct sample c = { "C", "", NULL, "", "", "y", "en",
		"\1P0\2" };
	const struct sample d = { "D", "", NULL, "", "", "y", "en",
		"\1P0\2" };
	const struct selection all = { .sort = SORT_INPUT };
	struct library *lib = open_library();
	struct pool *pool = pool_new();
	struct article_list list;
	struct err err = ERR_INIT;

	add(lib, &a, 1);
	add(lib, &b, 2);
	add(lib, &c, 3);
	add(lib, &d, 4);
	CHECK(!library_select(lib, &all, pool, &list, &err));
	CHECK_NUM(list.count, 3);
	CHECK(str_starts(list.items[0].identity, STR("sha256:")));
	CHECK_NUM(list.items[0].identity.len, 7 + 64);
	CHECK_NUM(list.items[0].sources.count, 2);
	pool_free(pool);
	library_close(lib);
}

static void
test_body_slots(void)
{
	struct link links[] = {
		{ TARGET_URL, STR("http://example.org/"), STR("") },
		{ TARGET_PATH, STR("a/b.md"), STR("text") },
	};
	struct image images[] = { { .kind = TARGET_PATH, .ref = STR("a.png"),
		.alt = STR("A"), .has_alt = true, .width_px = 7 },
		{ .kind = TARGET_NONE, .in_link = true, .height_px = 9 } };
	struct str notes[] = { STR("nesting deeper than 200") };
	struct record rec = { .kind = RECORD_ARTICLE, .title = STR("T"),
		.body = STR("<p>x</p>"), .links = links, .link_count = 2,
		.images = images, .image_count = 2, .lead_image = 1,
		.text_chars = 1, .notes = { notes, 1 }, .dir = STR("rtl"),
		.site = STR("S"), .description = STR("D"),
		.date = { 1999, 12, 31 }, .date_source = DATE_URL };
	const struct origin origin = { .source = STR("s"), .root = tree };
	const struct selection all = { .sort = SORT_INPUT };
	struct library *lib = open_library();
	struct pool *pool = pool_new();
	struct article_list list;
	struct err err = ERR_INIT;
	struct record *got;

	CHECK(!library_add(lib, &rec, &origin, &err));
	CHECK(!library_select(lib, &all, pool, &list, &err));
	CHECK_NUM(list.count, 1);
	got = &list.items[0].meta;
	CHECK_STR(list.items[0].root, "tree");
	CHECK_STR(got->dir, "rtl");
	CHECK_STR(got->site, "S");
	CHECK_STR(got->description, "D");
	CHECK_NUM(got->date_source, DATE_URL);
	CHECK_NUM(got->lead_image, 1);
	CHECK_NUM(got->text_chars, 1);
	CHECK_NUM(got->notes.count, 1);
	CHECK_NUM(got->body.len, 0);
	CHECK(!library_body(lib, list.items[0].id, pool, got, &err));
	CHECK_STR(got->body, "<p>x</p>");
	CHECK_NUM(got->link_count, 2);
	CHECK_NUM(got->links[1].kind, TARGET_PATH);
	CHECK_STR(got->links[1].ref, "a/b.md");
	CHECK_STR(got->links[1].text, "text");
	CHECK_NUM(got->image_count, 2);
	CHECK_STR(got->images[0].alt, "A");
	CHECK(got->images[0].has_alt && !got->images[0].in_link);
	CHECK(!got->images[1].has_alt && got->images[1].in_link);
	CHECK_NUM(got->images[0].width_px, 7);
	CHECK_NUM(got->images[1].height_px, 9);
	CHECK(library_body(lib, 99, pool, got, &err));
	CHECK_NUM(err.kind, ERR_ARGUMENT);
	pool_free(pool);
	library_close(lib);
}

static void
test_section_titles(void)
{
	struct library *lib = library_of_few();
	struct err err = ERR_INIT;
	struct buf got = BUF_INIT;

	CHECK(!library_name_section(lib, tree, STR("world"), STR("The World"),
	    &err));
	CHECK(!library_name_section(lib, tree, STR("gone"), STR("x"), &err));
	CHECK(!library_name_section(lib, STR("else"), STR("local"), STR("x"),
	    &err));
	CHECK_TITLES(lib, "beta Alpha", .sections = LIST(STR("the world")));
	CHECK_TITLES(lib, "beta Alpha", .sections = LIST(STR("world")));
	CHECK_TITLES(lib, "Eps Gamma", .sections = LIST(STR("local")));
	/* Two folders of one title are one section. */
	CHECK(!library_name_section(lib, tree, STR("local"),
	    STR("THE world"), &err));
	CHECK_TITLES(lib, "beta Alpha Eps Gamma",
	    .sections = LIST(STR("the world")));
	describe_all(lib, &got);
	CHECK(strstr(got.data, "\nThe World:4 \n") != NULL);
	buf_release(&got);
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

static void
test_persistent(void)
{
	char path[] = "/tmp/test_library.XXXXXX";
	struct err err = ERR_INIT;
	struct buf first = BUF_INIT, second = BUF_INIT;
	struct library *lib, *other;
	int fd = mkstemp(path);

	CHECK(fd >= 0);
	close(fd);
	lib = library_open(path, &err);
	CHECK(lib != NULL);
	for (size_t i = 0; lib && i < 4; i++)
		add(lib, &merged[i], i);
	CHECK(!library_name_section(lib, tree, STR("one"), STR("Eins"),
	    &err));
	describe_all(lib, &first);
	CHECK(!library_commit(lib, &err));
	other = library_open(path, &err);
	CHECK(!other);
	CHECK_NUM(err.kind, ERR_BUSY);
	add(lib, &few[0], 50);
	library_close(lib);
	lib = library_open(path, &err);
	CHECK(lib != NULL);
	CHECK_NUM(library_count(lib), 2);
	describe_all(lib, &second);
	CHECK_STR(buf_str(&second), first.data);
	library_close(lib);
	unlink(path);
	buf_release(&first);
	buf_release(&second);
}

static void
check_refused(const char *bytes, size_t len, enum err_kind kind)
{
	char path[] = "/tmp/test_library.XXXXXX";
	struct err err = ERR_INIT;
	int fd = mkstemp(path);

	CHECK(write(fd, bytes, len) == (ssize_t)len);
	close(fd);
	CHECK(!library_open(path, &err));
	CHECK_NUM(err.kind, kind);
	unlink(path);
}

static void
test_not_a_library(void)
{
	struct err err = ERR_INIT;
	char junk[5000];

	memset(junk, 'x', sizeof(junk));
	check_refused(junk, sizeof(junk), ERR_FORMAT);
	CHECK(!library_open("/nonexistent/library", &err));
	CHECK_NUM(err.kind, ERR_SYSTEM);
}

static void
test_hostile_strings(void)
{
	const struct sample s = { "'); DROP TABLE article; --",
		"http://example.org/'", "2020-01-01", "a'b,%,_,?1,\"", "", "'",
		"en'", "<p>'</p>" };
	struct library *lib = open_library();
	struct record none = { .kind = RECORD_ARTICLE };
	const struct origin far = { .order = UINT64_MAX };
	struct err err = ERR_INIT;

	add(lib, &s, 1);
	CHECK_TITLES(lib, s.title, .tags = LIST(STR("a'b")));
	CHECK_TITLES(lib, s.title, .tags = LIST(STR("?1")));
	CHECK_TITLES(lib, "", .tags = LIST(STR("') OR 1 --")));
	CHECK_TITLES(lib, "", .langs = LIST(STR("' OR 1 --")));
	CHECK_TITLES(lib, s.title, .langs = LIST(STR("EN'")));
	CHECK(library_add(lib, &none, &far, &err));
	CHECK_NUM(err.kind, ERR_ARGUMENT);
	library_close(lib);
}

/* Time grows with the number of articles, not with its square. */
static void
test_many(void)
{
	enum { MANY = 3000 };
	struct library *lib = open_library();
	struct buf body = BUF_INIT, url = BUF_INIT, got = BUF_INIT;
	const struct selection all = { .sort = SORT_TITLE, .limit = 2 };
	struct sample s = { "Same", "", "2020-01-01", "a,b,c", "d", "e", "en",
		NULL };
	clock_t start = clock();

	for (int i = 0; i < 1000; i++)
		buf_adds(&body, "<p>fourteen bytes</p>");
	s.body = body.data;
	for (uint64_t i = 0; i < MANY; i++) {
		buf_clear(&url);
		buf_addf(&url, "http://example.org/%llu",
		    (unsigned long long)i);
		s.url = url.data;
		add(lib, &s, MANY - i);
	}
	CHECK_NUM(library_count(lib), MANY);
	titles(lib, &all, &got);
	CHECK_STR(buf_str(&got), "Same Same");
	CHECK(clock() - start < 10 * CLOCKS_PER_SEC);
	buf_release(&body);
	buf_release(&url);
	buf_release(&got);
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
	RUN(test_merge_in_any_order);
	RUN(test_identity_without_url);
	RUN(test_body_slots);
	RUN(test_section_titles);
	RUN(test_suggest);
	RUN(test_persistent);
	RUN(test_not_a_library);
	RUN(test_hostile_strings);
	RUN(test_many);
	return test_end();
}
