/* SPDX-License-Identifier: MIT */
/* Small books as files, and what is in them. */
#ifndef CHAPBOOK_BOOK_FIXTURE_H
#define CHAPBOOK_BOOK_FIXTURE_H

#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "article/shared.h"
#include "book/book.h"
#include "check/check.h"
#include "test.h"

#define ARTICLES 6
/* A JPEG's first bytes are enough here: nothing in a book decodes it. */
#define PICTURE "\xff\xd8\xff\xe0 a picture"

struct options {
	size_t groups;		/* 1 or 3 */
	bool backwards;		/* articles are added in reverse order */
	bool plain, cover, rtl, unnamed;
	bool years;		/* two of them, which months tell */
	const char *series_index;
	size_t homeless;	/* so many articles have no address */
	size_t lost;		/* index + 1 of an article never added */
	const char *css;
};

struct made {
	struct book_result result;
	struct buf bytes;
	struct err err;
	int status;
};

static struct templates *templates;
static struct err fx_err;
static void *prepared;		/* of page_job */
static char folder[40], book_path[64];

static inline void
fill_article(struct article *a, size_t i, struct pool *pool)
{
	static const char *const langs[] = { "en", "zh-Hans", "und" };
	struct buf b = BUF_INIT;

	buf_addf(&b, "Article & <%zu>", i);
	a->meta.title = (struct str){ pool_strndup(pool, b.data, b.len),
		b.len };
	buf_clear(&b);
	buf_addf(&b, "https://host%zu.example.org/a?x=%zu&y=1", i % 2, i);
	a->meta.url = (struct str){ pool_strndup(pool, b.data, b.len),
		b.len };
	a->meta.lang = str_of(langs[i % 3]);
	a->meta.date = (struct date){ 2023, 7, (signed char)(10 + i) };
	buf_release(&b);
}

static inline void
fill_edition(struct edition *ed, const struct options *o, struct pool *pool)
{
	static struct str tags[] = { { "Climate", 7 }, { "climate", 7 },
		{ "水", 3 } };
	struct article *articles = pool_alloc(pool,
	    ARTICLES * sizeof(*articles));
	size_t each = ARTICLES / o->groups;

	*ed = (struct edition){ .pool = pool, .title = STR("News & <more>"),
		.name = o->unnamed ? STR("") : STR("News & <more>"),
		.language = o->rtl ? STR("ar") : STR("en"),
		.dir = o->rtl ? STR("rtl") : STR("ltr"),
		.identifier = STR("urn:uuid:2a7c1b5e-93d4-5f11-8f0a-"
		    "1c2d3e4f5a6b"),
		.series = STR("News"), .series_index =
			str_of(o->series_index), .first = { 2023, 7, 10 },
		.last = { 2023, 7, 15 }, .plain = o->plain,
		.article_count = ARTICLES, .group_count = o->groups };
	ed->articles = pool_alloc(pool, ARTICLES * sizeof(*ed->articles));
	ed->groups = pool_alloc(pool, o->groups * sizeof(*ed->groups));
	for (size_t i = 0; i < ARTICLES; i++) {
		fill_article(&articles[i], i, pool);
		articles[i].meta.tags = (struct str_list){ tags, i % 4 };
		ed->articles[i].article = &articles[i];
		ed->articles[i].group = i / each;
		if (i < o->homeless)
			articles[i].meta.url = STR("");
		if (o->years && i < each)
			articles[i].meta.date.year = ed->first.year = 2022;
		snprintf(ed->articles[i].page, sizeof(ed->articles[i].page),
		    "a%05u", (unsigned)i + 1);
	}
	for (size_t g = 0; g < o->groups; g++) {
		ed->groups[g] = (struct edition_group){ .first = g * each,
			.count = each, .tells_year = o->years && g,
			.title = g ? STR("2023-07") : STR("A & B") };
		snprintf(ed->groups[g].page, sizeof(ed->groups[g].page),
		    "s%05u", (unsigned)g + 1);
	}
}

static inline void
add_article(struct book *book, const struct edition *ed, size_t i,
    struct str picture, struct err *err)
{
	struct record rec = article_record(ed->articles[i].article);
	struct image image = { .kind = TARGET_NONE, .alt = STR("a thing") };
	struct link link = { .kind = TARGET_NONE };
	struct str href = STR("a00003.xhtml");
	struct page_picture filled = { picture, 3, 2, { NULL, 0 } };
	struct page_request req = { .book_language = ed->language,
		.page = str_of(ed->articles[i].page), .rec = &rec,
		.hrefs = &href, .pictures = &filled };
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct pool *pool = pool_new();
	struct page_reply reply;

	rec.body = STR("<p>\1L0\2A link\1l\2</p><figure>\1P0\2</figure>");
	rec.links = &link;
	rec.images = &image;
	rec.link_count = rec.image_count = 1;
	page_request_encode(&req, &in);
	CHECK(page_job.run(prepared, buf_str(&in), &out, err) == 0
	    && page_reply_decode(buf_str(&out), pool, &reply, err) == 0
	    && book_add_article(book, i, &reply, err) == 0);
	buf_release(&in);
	buf_release(&out);
	pool_free(pool);
}

static inline void
fill_book(struct book *book, const struct edition *ed,
    const struct options *o, struct err *err)
{
	struct picture picture = { PICTURE_JPEG, 3, 2, STR(PICTURE),
		{ NULL, 0 } };
	struct str file = STR(""), again = STR("");

	CHECK(book_add_picture(book, &picture, &file, err) == 0
	    && book_add_picture(book, &picture, &again, err) == 0);
	CHECK(str_eq(file, again) && str_starts(file, STR("../i/"))
	    && str_ends(file, STR(".jpg")));
	for (size_t k = 0; k < ARTICLES; k++) {
		size_t i = o->backwards ? ARTICLES - 1 - k : k;

		if (i + 1 != o->lost)
			add_article(book, ed, i, file, err);
	}
	picture.bytes = STR(PICTURE " for the cover");
	if (o->cover)
		CHECK(book_set_cover(book, &picture, err) == 0);
	if (o->css)
		book_set_css(book, str_of(o->css));
	book_count_alt(book, ARTICLES, ARTICLES);
}

static inline struct made
make(const struct options *o)
{
	struct made made = { .bytes = BUF_INIT, .status = -1 };
	struct edition_fault faults[] = {
		{ STR("x < y"), STR("cause & effect"), 0 },
		{ STR("z"), STR("many"), 1234 },
	};
	struct pool *pool = pool_new();
	struct output *out = NULL;
	struct edition ed;
	struct book *book;

	fill_edition(&ed, o, pool);
	ed.faults = faults;
	ed.fault_count = 2;
	book = book_new(&ed, templates, SPOOL_DISK, &made.err);
	if (book)
		out = output_open(book_path, &made.err);
	if (out) {
		fill_book(book, &ed, o, &made.err);
		made.status = book_complete(book, &made.err);
		if (!made.status)
			made.status = book_finish(book, out, &made.result,
			    &made.err);
		if (!made.status)
			made.status = output_commit(out, &made.err);
	}
	if (!made.status)
		CHECK(file_read(book_path, (size_t)1 << 24, &made.bytes,
		    &made.err) == 0);
	output_free(out);
	book_free(book);
	pool_free(pool);
	return made;
}

static inline void
drop(struct made *made)
{
	buf_release(&made->bytes);
	unlink(book_path);
}

/* A file of the book just made, appended to out; false: there is none. */
static inline bool
read_file(zip_t *z, const char *name, struct buf *out)
{
	zip_file_t *f = zip_fopen(z, name, 0);
	char chunk[4096];
	zip_int64_t n;

	if (!f)
		return false;
	while ((n = zip_fread(f, chunk, sizeof(chunk))) > 0)
		buf_add(out, chunk, (size_t)n);
	zip_fclose(f);
	return n == 0;
}

static inline struct buf
file_of_book(const char *name)
{
	zip_t *z = zip_open(book_path, ZIP_RDONLY, NULL);
	struct buf b = BUF_INIT;

	CHECK(z && read_file(z, name, &b));
	if (z)
		zip_discard(z);
	return b;
}

static inline bool
has(const struct buf *b, const char *what)
{
	return str_find(buf_str(b), str_of(what)) != STR_NONE;
}

static inline void
check_has(const char *name, const char *what)
{
	struct buf b = file_of_book(name);

	if (!has(&b, what)) {
		fprintf(stderr, "%s lacks %s\n", name, what);
		test_faults++;
	}
	buf_release(&b);
}

/* href from a page in folder: the file it names must be in the book. */
static inline void
check_target(zip_t *z, const char *page, struct str href)
{
	struct str up = STR("../");
	struct buf name = BUF_INIT;

	if (!href.len || str_starts(href, STR("http")) || str_starts(href, STR("#")))
		return;
	buf_adds(&name, "e/");
	if (str_starts(href, up))
		href = str_sub(href, up.len, href.len);
	else if (str_starts(str_of(page), STR("e/t/")))
		buf_adds(&name, "t/");
	buf_addstr(&name, str_sub(href, 0, str_chr(href, '#')));
	if (zip_name_locate(z, name.data, 0) < 0) {
		fprintf(stderr, "%s: no %s\n", page, name.data);
		test_faults++;
	}
	buf_release(&name);
}

static inline void
check_attribute(zip_t *z, const char *page, struct str text, const char *name)
{
	struct str mark = str_of(name);
	size_t at;

	while ((at = str_find(text, mark)) != STR_NONE) {
		text = str_sub(text, at + mark.len, text.len);
		check_target(z, page, str_sub(text, 0, str_chr(text, '"')));
	}
}

/* Every page passes check_page() and points only to what is there. */
static inline void
check_book(void)
{
	zip_t *z = zip_open(book_path, ZIP_RDONLY, NULL);
	struct err err = ERR_INIT;
	zip_int64_t count;

	CHECK(z != NULL);
	if (!z)
		return;
	count = zip_get_num_entries(z, 0);
	CHECK_STR(str_of(zip_get_name(z, 0, 0)), "mimetype");
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(z, (zip_uint64_t)i, 0);
		struct buf b = BUF_INIT;
		bool xhtml = str_ends(str_of(name), STR(".xhtml"));

		CHECK(read_file(z, name, &b));
		if (xhtml && check_page(buf_str(&b), &err))
			test_fail(name, 0, err.message);
		if (xhtml || str_ends(str_of(name), STR(".opf"))
		    || str_ends(str_of(name), STR(".ncx"))) {
			check_attribute(z, name, buf_str(&b), "href=\"");
			check_attribute(z, name, buf_str(&b), "src=\"");
		}
		buf_release(&b);
	}
	zip_discard(z);
}

static inline int
begin(void)
{
	templates = templates_load(NULL, &fx_err);
	if (!templates) {
		fprintf(stderr, "%s\n", fx_err.message);
		return -1;
	}
	prepared = page_job.prepare(
	    &(struct job_shared){ .templates = templates });
	snprintf(folder, sizeof(folder), "%s/chapbook-XXXXXX", P_tmpdir);
	if (!mkdtemp(folder))
		return -1;
	snprintf(book_path, sizeof(book_path), "%s/test.epub", folder);
	return 0;
}

static inline int
end(void)
{
	rmdir(folder);
	templates_free(templates);
	return test_end();
}

#endif
