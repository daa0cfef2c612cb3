/* SPDX-License-Identifier: MIT */
#include "book_fixture.h"

#include "base/limits.h"

#define MANY 1500

static void
test_whole(void)
{
	struct made made = make(&(struct options){ .groups = 3 });

	CHECK_NUM(made.status, 0);
	CHECK_NUM(made.result.bytes, made.bytes.len);
	CHECK(str_starts(str_sub(buf_str(&made.bytes), 30, 60),
	    STR("mimetypeapplication/epub+zip")));
	check_book();
	check_has("e/package.opf", "<dc:title>News &amp; &lt;more&gt;<");
	check_has("e/package.opf", "<meta property=\"dcterms:modified\">"
	    "2023-07-15T00:00:00Z</meta>");
	check_has("e/package.opf", "<dc:language>en</dc:language>\n"
	    "<dc:language>zh-Hans</dc:language>\n<dc:date>");
	check_has("e/package.opf", ">alternativeText<");
	check_has("e/package.opf", "properties=\"nav\"/>");
	check_has("e/toc.ncx", "content=\"urn:uuid:2a7c1b5e-93d4-5f11-8f0a-"
	    "1c2d3e4f5a6b\"");
	check_has("e/nav.xhtml", "<a href=\"s00002.xhtml\">July 2023</a>");
	check_has("e/nav.xhtml", "<a epub:type=\"bodymatter\" "
	    "href=\"s00001.xhtml\">");
	check_has("e/notes.xhtml", "<bdi>x &lt; y</bdi><br/><span class="
	    "\"detail\"><bdi>cause &amp; effect</bdi></span></li>\n"
	    "<li><bdi>z</bdi><br/><span class=\"detail\"><bdi>many</bdi> "
	    "<span>(and 1,234 more)</span></span></li>");
	check_has("e/title.xhtml", "host0.example.org <span class=\"count\">"
	    "· 3</span>");
	drop(&made);
}

static void
test_one_group(void)
{
	struct made made = make(&(struct options){ .groups = 1 });
	zip_t *z;

	CHECK_NUM(made.status, 0);
	check_book();
	check_has("e/nav.xhtml", "<a epub:type=\"bodymatter\" "
	    "href=\"t/a00001.xhtml\">");
	z = zip_open(book_path, ZIP_RDONLY, NULL);
	CHECK(z && zip_name_locate(z, "e/s00001.xhtml", 0) < 0);
	if (z)
		zip_discard(z);
	drop(&made);
}

static void
test_order_of_adding(void)
{
	struct made a = make(&(struct options){ .groups = 3 });
	struct made b = make(&(struct options){ .groups = 3,
	    .backwards = true });
	struct made c = make(&(struct options){ .groups = 1 });

	CHECK(a.bytes.len && str_eq(buf_str(&a.bytes), buf_str(&b.bytes)));
	CHECK(!hash_cmp(&a.result.content, &b.result.content));
	CHECK(hash_cmp(&a.result.content, &c.result.content) != 0);
	drop(&a);
	drop(&b);
	drop(&c);
}

/* The period has a line of its own, unless it is all there is to say. */
static void
test_names(void)
{
	struct made made = make(&(struct options){ .groups = 1 });

	check_has("e/cover.xhtml", "<p class=\"name\">News &amp; &lt;more&gt;"
	    "</p>\n<hr/>\n<p class=\"period\">10–15 July 2023</p>");
	check_has("e/title.xhtml", "<h1>News &amp; &lt;more&gt;</h1>\n"
	    "<p class=\"period\">10–15 July 2023</p>");
	drop(&made);
	made = make(&(struct options){ .groups = 1, .unnamed = true });
	check_has("e/cover.xhtml", "<p class=\"name\">10–15 July 2023</p>\n"
	    "<p class=\"count\">");
	check_has("e/title.xhtml", "<h1>10–15 July 2023</h1>\n"
	    "<p class=\"count\">");
	check_has("e/title.xhtml", "<title>News &amp; &lt;more&gt;</title>");
	drop(&made);
}

/* The year is where nothing else tells it. */
static void
test_dates(void)
{
	struct made made = make(&(struct options){ .groups = 3,
	    .years = true });

	check_has("e/nav.xhtml", "<span class=\"date\"> · 10 July 2022</span>");
	check_has("e/s00001.xhtml", "</a><span class=\"date\"> · "
	    "<bdi>10 July 2022</bdi></span></li>");
	check_has("e/nav.xhtml", "<span class=\"date\"> · 12 July</span>");
	check_has("e/s00002.xhtml", "</a><span class=\"date\"> · "
	    "<bdi>12 July</bdi></span></li>");
	check_has("e/tags.xhtml", "<bdi>13 July 2023</bdi>");
	drop(&made);
	made = make(&(struct options){ .groups = 3 });
	check_has("e/s00001.xhtml", "<bdi>10 July</bdi>");
	check_has("e/tags.xhtml", "<bdi>13 July</bdi>");
	drop(&made);
}

/* Articles without an address, and groups of them, have no source. */
static void
test_sources(void)
{
	struct made made = make(&(struct options){ .groups = 3,
	    .homeless = 2 });
	struct buf b = file_of_book("e/sources.xhtml");
	zip_t *z;

	CHECK(!has(&b, "A &amp; B") && !has(&b, "t/a00002.xhtml"));
	CHECK(has(&b, "</p>\n<h2>July 2023</h2>\n<ul>\n"
	    "<li><a href=\"t/a00003.xhtml\""));
	buf_release(&b);
	check_has("e/nav.xhtml", "<a href=\"sources.xhtml\">Sources</a>");
	drop(&made);
	made = make(&(struct options){ .groups = 3, .homeless = ARTICLES });
	CHECK_NUM(made.status, 0);
	check_book();
	z = zip_open(book_path, ZIP_RDONLY, NULL);
	CHECK(z && zip_name_locate(z, "e/sources.xhtml", 0) < 0);
	if (z)
		zip_discard(z);
	b = file_of_book("e/nav.xhtml");
	CHECK(!has(&b, "Sources"));
	buf_release(&b);
	drop(&made);
}

/* Tags that differ in case only are one entry; no article is twice in it. */
static void
test_tags(void)
{
	struct made made = make(&(struct options){ .groups = 1 });
	struct buf b = file_of_book("e/tags.xhtml");

	CHECK(has(&b, "<h2>Climate</h2>") && !has(&b, "<h2>climate</h2>"));
	CHECK(has(&b, "<h2>水</h2>\n<ul>\n<li><a href=\"t/a00004.xhtml\">"
	    "<bdi>Article &amp; &lt;3&gt;</bdi></a>"));
	buf_release(&b);
	drop(&made);
}

static void
test_lost_article(void)
{
	struct made made = make(&(struct options){ .groups = 3, .lost = 3 });

	CHECK_NUM(made.status, 0);
	check_book();
	check_has("e/t/a00003.xhtml", "could not be set");
	check_has("e/t/a00003.xhtml", "href=\"a00004.xhtml\">Next</a>");
	drop(&made);
}

static void
test_plain(void)
{
	struct made made = make(&(struct options){ .groups = 3,
	    .plain = true });
	zip_t *z = zip_open(book_path, ZIP_RDONLY, NULL);
	zip_int64_t count = z ? zip_get_num_entries(z, 0) : 0;

	CHECK(count > 0);
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
		struct buf b = BUF_INIT;

		CHECK(read_file(z, name, &b));
		CHECK(str_ifind(buf_str(&b), STR("chapbook")) == STR_NONE);
		buf_release(&b);
	}
	if (z)
		zip_discard(z);
	drop(&made);
}

static void
test_cover_and_series(void)
{
	struct made made = make(&(struct options){ .groups = 1,
	    .cover = true, .series_index = "2023.29" });
	struct buf opf;

	CHECK_NUM(made.status, 0);
	check_book();
	check_has("e/package.opf", "<item id=\"cover\" href=\"i/");
	check_has("e/package.opf", "properties=\"cover-image\"/>");
	check_has("e/package.opf", "<meta name=\"cover\" content=\"cover\"/>");
	check_has("e/package.opf",
	    "property=\"group-position\">2023.29</meta>");
	check_has("e/package.opf", "<meta name=\"calibre:series_index\" "
	    "content=\"2023.29\"/>");
	drop(&made);
	made = make(&(struct options){ .groups = 1,
	    .series_index = "2023-W29" });
	opf = file_of_book("e/package.opf");
	CHECK(!has(&opf, "group-position") && !has(&opf, "name=\"cover"));
	buf_release(&opf);
	drop(&made);
}

static void
test_right_to_left(void)
{
	struct made made = make(&(struct options){ .groups = 3,
	    .rtl = true });

	CHECK_NUM(made.status, 0);
	check_book();
	check_has("e/package.opf", "page-progression-direction=\"rtl\"");
	check_has("e/nav.xhtml", "xml:lang=\"ar\" dir=\"rtl\">");
	check_has("e/notes.xhtml", "<bdi lang=\"en\" xml:lang=\"en\">many"
	    "</bdi> <span>(وغيرها: 1,234)</span>");
	drop(&made);
}

static void
test_css(void)
{
	static const char *const bad[] = {
		"p { background: URL(http://example.org/x) }",
		"@import 'x';", "p { direction: rtl }", "p { u\\72l(x) }"
	};
	struct made made = make(&(struct options){ .groups = 1,
	    .css = "p { margin: 0 }" });

	CHECK_NUM(made.status, 0);
	check_has("e/book.css", "p { margin: 0 }");
	drop(&made);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		made = make(&(struct options){ .groups = 1, .css = bad[i] });
		CHECK_NUM(made.status, -1);
		CHECK_NUM(made.err.kind, ERR_ARGUMENT);
		CHECK(access(book_path, F_OK) != 0);
		drop(&made);
	}
}

/* Lists of many articles are cut into pages; only nav.xhtml is one file. */
static void
test_many(void)
{
	struct options o = { .groups = 1 };
	struct edition ed;
	struct pool *pool = pool_new();
	struct article *articles = pool_alloc(pool,
	    MANY * sizeof(*articles));
	struct book_result result;
	struct book *book;
	struct output *out;
	zip_t *z;

	fill_edition(&ed, &o, pool);
	ed.articles = pool_alloc(pool, MANY * sizeof(*ed.articles));
	ed.article_count = ed.groups[0].count = MANY;
	for (size_t i = 0; i < MANY; i++) {
		fill_article(&articles[i], i % 20, pool);
		ed.articles[i].article = &articles[i];
		snprintf(ed.articles[i].page, sizeof(ed.articles[i].page),
		    "a%05u", (unsigned)i + 1);
	}
	book = book_new(&ed, templates, SPOOL_DISK, &fx_err);
	out = output_open(book_path, &fx_err);
	CHECK(book_complete(book, &fx_err) == 0);
	CHECK(book_finish(book, out, &result, &fx_err) == 0
	    && output_commit(out, &fx_err) == 0);
	check_book();
	z = zip_open(book_path, ZIP_RDONLY, NULL);
	CHECK(z && zip_name_locate(z, "e/sources-2.xhtml", 0) > 0);
	check_has("e/sources-2.xhtml",
	    "<a href=\"sources.xhtml\">Previous</a>");
	for (zip_int64_t i = 0; z && i < zip_get_num_entries(z, 0); i++) {
		zip_stat_t st;

		zip_stat_index(z, (zip_uint64_t)i, 0, &st);
		CHECK(!str_ends(str_of(st.name), STR(".xhtml"))
		    || str_eq(str_of(st.name), STR("e/nav.xhtml"))
		    || st.size <= LIMIT_PAGE_BYTES);
	}
	if (z)
		zip_discard(z);
	output_free(out);
	book_free(book);
	pool_free(pool);
	unlink(book_path);
}

int
main(void)
{
	if (begin())
		return 1;
	RUN(test_whole);
	RUN(test_one_group);
	RUN(test_order_of_adding);
	RUN(test_names);
	RUN(test_dates);
	RUN(test_sources);
	RUN(test_tags);
	RUN(test_lost_article);
	RUN(test_plain);
	RUN(test_cover_and_series);
	RUN(test_right_to_left);
	RUN(test_css);
	RUN(test_many);
	return end();
}
