/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "growth.h"
#include "library_make.h"

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
		CHECK_NUM(count_of(lib), 2);
		describe_all(lib, &got);
		CHECK_STR(buf_str(&got), merged_want);
		buf_release(&got);
		library_close(lib);
	}
}

/* As many articles as keys say, whatever the order they come in. */
static void
check_count(const struct sample *samples, size_t count, size_t want)
{
	for (size_t turn = 0; turn < count; turn++) {
		struct library *lib = open_library();

		for (size_t i = 0; i < count; i++) {
			size_t at = (i + turn) % count;

			add(lib, &samples[turn & 1 ? count - 1 - at : at],
			    turn & 1 ? count - 1 - at : at);
		}
		CHECK_NUM(count_of(lib), want);
		library_close(lib);
	}
}

#define SAMPLE(title, url, date, body) \
	{ title, url, date, "", "", "x", "en", body }
#define CHECK_COUNT(want, ...) do { \
	const struct sample s_[] = { __VA_ARGS__ }; \
	check_count(s_, sizeof(s_) / sizeof(s_[0]), (want)); \
} while (0)

static void
test_content(void)
{
	/* Title, date and text: markup does not matter, all else does. */
	CHECK_COUNT(1, SAMPLE("A", "", NULL, "<p>the same</p>"),
	    SAMPLE("A", "mailto:x@example.org", NULL,
	    "<p>the <b>same</b></p>"));
	CHECK_COUNT(3, SAMPLE("Issue 1", "", "2024-01-01", "<p>out now</p>"),
	    SAMPLE("Issue 2", "", "2024-01-01", "<p>out now</p>"),
	    SAMPLE("Issue 1", "", "2024-02-01", "<p>out now</p>"));
	CHECK_COUNT(2, SAMPLE("A", "", "2024-01-01", "<p>out now</p>"),
	    SAMPLE("A", "", NULL, "<p>out now</p>"));
	/* Parts do not run together. */
	CHECK_COUNT(2, SAMPLE("A", "", NULL, "<p>bc</p>"),
	    SAMPLE("Ab", "", NULL, "<p>c</p>"));
	/* Another URL of the same text is a second finding. */
	CHECK_COUNT(1, SAMPLE("A", "http://example.org/1", NULL, "<p>x</p>"),
	    SAMPLE("A", "http://example.net/1", NULL, "<p>x</p>"),
	    SAMPLE("A", "", NULL, "<p>x</p>"));
	CHECK_COUNT(2, SAMPLE("A", "http://example.org/1", NULL, "<p>x</p>"),
	    SAMPLE("A", "http://example.org/2", NULL, "<p>y</p>"));
	/* The URL goes before: what a later finding says joins nothing. */
	CHECK_COUNT(2, SAMPLE("A", "http://example.org/1", NULL, "<p>x</p>"),
	    SAMPLE("B", "http://example.org/2", NULL, "<p>y</p>"),
	    SAMPLE("B", "http://example.org/1", NULL, "<p>y</p>"));
	/* Without text all of a record counts, and that is in two places. */
	CHECK_COUNT(2, SAMPLE("C", "", NULL, "\1P0\2"),
	    SAMPLE("D", "", NULL, "\1P0\2"));
}

static void
add_picture(struct library *lib, const char *ref, size_t chars,
    uint64_t order)
{
	struct image image = { .kind = TARGET_PATH, .ref = str_of(ref) };
	struct record rec = { .kind = RECORD_ARTICLE,
		.title = STR("Photo of the day"), .images = &image,
		.image_count = 1, .body = STR("<p>A photo.</p>\1P0\2"),
		.text_chars = chars };
	struct origin origin = { .source = str_of(ref), .root = tree,
		.order = order };
	struct err err = ERR_INIT;

	CHECK(!library_add(lib, &rec, &origin, &err));
}

static void
test_content_of_captions(void)
{
	struct library *lib = open_library();

	add_picture(lib, "2023/ferry.jpg", 8, 1);
	add_picture(lib, "2024/heron.jpg", 8, 2);
	add_picture(lib, "copies/ferry.jpg", 8, 3);
	CHECK_NUM(count_of(lib), 2);
	library_close(lib);
	/* A text of some length is the article, whatever illustrates it. */
	lib = open_library();
	add_picture(lib, "2023/ferry.jpg", 200, 1);
	add_picture(lib, "2024/heron.jpg", 200, 2);
	CHECK_NUM(count_of(lib), 1);
	library_close(lib);
}

/* The place is the same: pages/7.md of tree. */
static void
test_place(void)
{
	static const struct {
		struct sample first, second;
		size_t want;
	} cases[] = {
		{ SAMPLE("A", "", "2024-01-01", "<p>x</p>"),
		  SAMPLE("A", "", "2024-01-01", "<p>x, mended</p>"), 1 },
		{ SAMPLE("A", "", "2024-01-01", "<p>x</p>"),
		  SAMPLE("B", "", "2024-01-01", "<p>y</p>"), 1 },
		{ SAMPLE("A", "", "2024-01-01", "<p>x</p>"),
		  SAMPLE("A", "", NULL, "<p>y</p>"), 1 },
		{ SAMPLE("A", "", NULL, "<p>x</p>"),
		  SAMPLE("A", "http://example.org/1", NULL, "<p>y</p>"), 1 },
		{ SAMPLE("A", "http://example.org/1", NULL, "<p>x</p>"),
		  SAMPLE("A", "", NULL, "<p>y</p>"), 1 },
		/* A page that is rewritten every week. */
		{ SAMPLE("Week 1", "", "2024-01-01", "<p>x</p>"),
		  SAMPLE("Week 2", "", "2024-01-08", "<p>y</p>"), 2 },
		{ SAMPLE("A", "http://example.org/1", NULL, "<p>x</p>"),
		  SAMPLE("A", "http://example.org/2", NULL, "<p>y</p>"), 2 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct selection all = { .sort = SORT_INPUT };
		struct library *lib = open_library();
		struct buf got = BUF_INIT;

		add(lib, &cases[i].first, 7);
		add(lib, &cases[i].second, 7);
		CHECK_NUM(count_of(lib), cases[i].want);
		/* What is kept of one place is what it said last. */
		titles(lib, &all, &got);
		if (cases[i].want == 1)
			CHECK_STR(buf_str(&got), cases[i].second.title);
		buf_release(&got);
		library_close(lib);
	}
}

static void
put_again(void *arg, const struct found_again *again)
{
	buf_addf(arg, "%.*s: %.*s %s %.*s\n", STR_ARG(again->title),
	    STR_ARG(again->source), again->same_content ? "=" : "~",
	    STR_ARG(again->first_source));
}

static void
test_found_again(void)
{
	static const struct sample samples[] = {
		SAMPLE("A", "http://example.org/a", NULL, "<p>x</p>"),
		SAMPLE("B", "", NULL, "<p>y</p>"),
		SAMPLE("A2", "http://example.org/a", NULL, "<p>z</p>"),
		SAMPLE("B", "", NULL, "<p>y</p>"),
		SAMPLE("A", "http://example.net/", NULL, "<p>x</p>"),
	};
	const struct selection without = { .exclude = LIST(
	    STR("http://EXAMPLE.net")) };
	struct library *lib = open_library();
	const struct selection all = { .sort = SORT_INPUT };
	struct pool *pool = pool_new();
	struct article_list list;
	struct buf got = BUF_INIT;
	struct err err = ERR_INIT;

	for (size_t i = 5; i-- > 0;)
		add(lib, &samples[i], i);
	CHECK(!library_each_again(lib, put_again, &got, &err));
	CHECK_STR(buf_str(&got), "A: pages/2.md ~ pages/0.md\n"
	    "A: pages/4.md = pages/0.md\nB: pages/3.md = pages/1.md\n");
	CHECK(!library_select(lib, &all, pool, &list, &err));
	CHECK_NUM(list.count, 2);
	CHECK_STR(list.items[0]->identity, "http://example.org/a");
	CHECK(str_starts(list.items[1]->identity, STR("sha256:")));
	CHECK_NUM(list.items[1]->identity.len, 7 + 64);
	CHECK_NUM(list.items[0]->sources.count, 3);
	/* Any URL of an article names it. */
	titles(lib, &without, &got);
	CHECK_STR(buf_str(&got), "B");
	buf_release(&got);
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
	struct record read, *got = &read;

	CHECK(!library_add(lib, &rec, &origin, &err));
	CHECK(!library_select(lib, &all, pool, &list, &err));
	CHECK_NUM(list.count, 1);
	read = article_record(list.items[0]);
	CHECK_STR(list.items[0]->root, "tree");
	CHECK_STR(got->dir, "rtl");
	CHECK_STR(got->site, "S");
	CHECK_STR(got->description, "D");
	CHECK_NUM(got->date_source, DATE_URL);
	CHECK_NUM(got->lead_image, 1);
	CHECK_NUM(got->text_chars, 1);
	CHECK_NUM(got->notes.count, 1);
	CHECK_NUM(got->body.len, 0);
	CHECK(!library_body(lib, list.items[0]->id, pool, got, &err));
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
	CHECK_NUM(count_of(lib), 2);
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

/* A library of many articles. */
static void
add_many(const void *arg, size_t n)
{
	struct library *lib = open_library();
	struct buf body = BUF_INIT, url = BUF_INIT, got = BUF_INIT;
	const struct selection all = { .sort = SORT_TITLE, .limit = 2 };
	struct sample s = { "", "", "2020-01-01", "a,b,c", "d", "e", "en",
		NULL };

	(void)arg;
	for (int i = 0; i < 1000; i++)
		buf_adds(&body, "<p>fourteen bytes</p>");
	s.body = body.data;
	for (uint64_t i = 0; i < n; i++) {
		buf_clear(&url);
		buf_addf(&url, "http://example.org/%llu",
		    (unsigned long long)i);
		s.url = s.title = url.data;
		add(lib, &s, n - i);
	}
	CHECK_NUM(count_of(lib), n);
	titles(lib, &all, &got);
	CHECK_STR(buf_str(&got), n > 1
	    ? "http://example.org/0 http://example.org/1"
	    : "http://example.org/0");
	buf_release(&body);
	buf_release(&url);
	buf_release(&got);
	library_close(lib);
}

static const struct growth growths[] = {
	{ "articles", add_many, NULL, 100 },
};

static void
test_many(void)
{
	add_many(NULL, 3000);
	CHECK_GROWTH(growths);
}

int
main(int argc, char **argv)
{
	GROWTH_MAIN(argc, argv, growths);
	RUN(test_merge_in_any_order);
	RUN(test_content);
	RUN(test_content_of_captions);
	RUN(test_place);
	RUN(test_found_again);
	RUN(test_body_slots);
	RUN(test_section_titles);
	RUN(test_persistent);
	RUN(test_not_a_library);
	RUN(test_hostile_strings);
	RUN(test_many);
	return test_end();
}
