/* SPDX-License-Identifier: MIT */
/* Books on either side of each constant of book/weights.h. */
#include "book_fixture.h"

/* So many articles have their sources on one page. */
#define LISTED 625

/* So many articles, each of another site, author and language. */
static void
fill_many(struct edition *ed, size_t n, struct pool *pool)
{
	static struct str langs[] = {
		STR("ar"), STR("bg"), STR("ca"), STR("cs"), STR("da"),
		STR("de"), STR("el"), STR("es"), STR("et"), STR("eu"),
		STR("fa"), STR("fi"), STR("fr"), STR("he"), STR("hi"),
		STR("hr"), STR("hu"), STR("id"), STR("is"), STR("it"),
		STR("ja"), STR("ko"), STR("lt"), STR("lv"), STR("nl"),
		STR("pl"), STR("pt"), STR("ro"), STR("ru"), STR("sk"),
		STR("sl"), STR("sv")
	};
	struct article *articles = pool_alloc(pool, n * sizeof(*articles));
	struct str *authors = pool_alloc(pool, n * sizeof(*authors));
	struct buf b = BUF_INIT;

	fill_edition(ed, &(struct options){ .groups = 1 }, pool);
	ed->articles = pool_alloc(pool, n * sizeof(*ed->articles));
	ed->article_count = ed->groups[0].count = n;
	for (size_t i = 0; i < n; i++) {
		struct article_meta *meta = &articles[i].meta;

		fill_article(&articles[i], i % 6, pool);
		buf_clear(&b);
		buf_addf(&b, "https://host%02zu.example/a", i + 1);
		meta->url = pool_str(pool, buf_str(&b));
		buf_clear(&b);
		buf_addf(&b, "Author %02zu", i + 1);
		authors[i] = pool_str(pool, buf_str(&b));
		meta->authors = (struct str_list){ &authors[i], 1 };
		meta->lang = langs[i % 32];
		ed->articles[i] = (struct edition_article){
			.article = &articles[i] };
		snprintf(ed->articles[i].page, sizeof(ed->articles[i].page),
		    "a%05u", (unsigned)i + 1);
	}
	buf_release(&b);
}

/* A book of them, closed at book_path. */
static void
make_many(const struct edition *ed, size_t n)
{
	struct err err = ERR_INIT;
	struct book *book = book_new(ed, templates, SPOOL_DISK, &err);
	struct output *out = output_open(book_path, &err);
	struct book_result result;
	struct picture picture = { PICTURE_JPEG, 3, 2, STR(PICTURE),
		{ NULL, 0 } };
	struct str file;

	CHECK(book && out);
	CHECK(book_add_picture(book, &picture, &file, &err) == 0);
	for (size_t i = 0; i < n; i++)
		add_article(book, ed, i, file, &err);
	CHECK(book_complete(book, &err) == 0
	    && book_finish(book, out, &result, &err) == 0
	    && output_commit(out, &err) == 0);
	output_free(out);
	book_free(book);
}

/* Whether a book of n articles has that in the file. */
static bool
many_have(size_t n, const char *name, const char *what)
{
	struct pool *pool = pool_new();
	struct edition ed;
	struct buf b;
	bool found;

	fill_many(&ed, n, pool);
	make_many(&ed, n);
	b = file_of_book(name);
	found = has(&b, what);
	buf_release(&b);
	unlink(book_path);
	pool_free(pool);
	return found;
}

static void
test_counts(void)
{
	/* CREATORS_MAX */
	CHECK(many_have(3, "e/package.opf", ">Author 03</dc:creator>"));
	CHECK(!many_have(4, "e/package.opf", "</dc:creator>"));
	/* LANGUAGES_MAX, with the book's own */
	CHECK(many_have(29, "e/package.opf", "<dc:language>ru</"));
	CHECK(!many_have(30, "e/package.opf", "<dc:language>sk</"));
	/* HOSTS_NAMED */
	CHECK(many_have(5, "e/package.opf", "host05.example"));
	CHECK(!many_have(6, "e/package.opf", "host06.example"));
	/* HOSTS_SHOWN */
	CHECK(many_have(12, "e/title.xhtml", "host12.example"));
	CHECK(!many_have(13, "e/title.xhtml", "host13.example"));
}

static void
test_lists(void)
{
	/* NAV_BRIEF_ARTICLES */
	CHECK(many_have(2000, "e/nav.xhtml", "class=\"date\""));
	CHECK(!many_have(2001, "e/nav.xhtml", "class=\"date\""));
	/* LIST_PAGE_BYTES, LIST_ITEM_BYTES */
	CHECK(!many_have(LISTED, "e/sources.xhtml", "sources-2.xhtml"));
	CHECK(many_have(LISTED + 1, "e/sources.xhtml", "sources-2.xhtml"));
}

/* Whether a book of one article shows all of an address of n bytes there. */
static bool
shows_address(size_t n, const char *name)
{
	struct pool *pool = pool_new();
	struct edition ed;
	struct buf url = BUF_INIT, page;
	bool shown;

	fill_many(&ed, 1, pool);
	buf_adds(&url, "https://host01.example/");
	while (url.len < n)
		buf_addc(&url, 'e');
	((struct article *)ed.articles[0].article)->meta.url
		= pool_str(pool, buf_str(&url));
	make_many(&ed, 1);
	page = file_of_book(name);
	shown = has(&page, "eee</");
	buf_release(&page);
	buf_release(&url);
	unlink(book_path);
	pool_free(pool);
	return shown;
}

static void
test_addresses(void)
{
	/* LIST_URL_BYTES */
	CHECK(shows_address(160, "e/sources.xhtml"));
	CHECK(!shows_address(161, "e/sources.xhtml"));
	/* ARTICLE_URL_BYTES */
	CHECK(shows_address(120, "e/t/a00001.xhtml"));
	CHECK(!shows_address(121, "e/t/a00001.xhtml"));
}

/* What the cover of a book says of a picture of that size. */
static void
check_cover(unsigned width_px, unsigned height_px, const char *shape)
{
	struct pool *pool = pool_new();
	struct err err = ERR_INIT;
	struct picture picture = { PICTURE_JPEG, width_px, height_px,
		STR(PICTURE), { NULL, 0 } };
	struct page_picture chosen = { { NULL, 0 }, width_px, height_px,
		{ NULL, 0 } };
	struct book_result result;
	struct edition ed;
	struct output *out;
	struct book *book;

	fill_many(&ed, 1, pool);
	book = book_new(&ed, templates, SPOOL_DISK, &err);
	out = output_open(book_path, &err);
	CHECK(book_add_picture(book, &picture, &chosen.file, &err) == 0);
	add_article(book, &ed, 0, chosen.file, &err);
	book_choose_cover(book, &chosen);
	CHECK(book_complete(book, &err) == 0
	    && book_finish(book, out, &result, &err) == 0
	    && output_commit(out, &err) == 0);
	check_has("e/cover.xhtml", shape);
	output_free(out);
	book_free(book);
	unlink(book_path);
	pool_free(pool);
}

static void
test_covers(void)
{
	/* COVER_LONG_SIDE, COVER_SHORT_SIDE */
	check_cover(500, 400, "wide");
	check_cover(499, 400, "square");
	check_cover(400, 500, "square");
	check_cover(399, 500, "tall");
}

int
main(void)
{
	if (begin())
		return 1;
	RUN(test_counts);
	RUN(test_lists);
	RUN(test_addresses);
	RUN(test_covers);
	return end();
}
