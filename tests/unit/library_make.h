/* SPDX-License-Identifier: MIT */
/* Libraries for tests: articles written shortly, and what is in them shown. */
#ifndef CHAPBOOK_LIBRARY_MAKE_H
#define CHAPBOOK_LIBRARY_MAKE_H

#include <stdio.h>

#include "base/mem.h"
#include "library/library.h"
#include "test.h"

/* An article as a test writes it; lists are separated by commas. */
struct sample {
	const char *title, *url, *date, *tags, *authors, *section, *lang;
	const char *body;
};

static const struct str tree = { "tree", 4 };

static inline struct str_list
split(const char *text, struct pool *pool)
{
	struct str_list list = { pool_alloc(pool, 20 * sizeof(struct str)),
		0 };
	struct str rest = str_of(text), part;

	while (str_next(&rest, ',', &part))
		list.items[list.count++] = part;
	return list;
}

static inline void
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

static inline struct library *
open_library(void)
{
	struct err err = ERR_INIT;
	struct library *lib = library_open("", &err);

	CHECK_STR(str_of(err.message), "");
	return lib;
}

static inline size_t
count_of(struct library *lib)
{
	struct err err = ERR_INIT;
	size_t count = SIZE_MAX;

	CHECK(!library_count(lib, &count, &err));
	return count;
}

static inline void
put_list(struct buf *out, const char *label, const struct str_list *list)
{
	buf_addf(out, " %s=", label);
	for (size_t i = 0; i < list->count; i++)
		buf_addf(out, "%s%.*s", i ? "," : "",
		    STR_ARG(list->items[i]));
}

/* Titles of what is selected: "a b c", then "+2" for two undated. */
static inline void
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
		    STR_ARG(list.items[i]->meta.title));
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

static inline struct library *
library_of_few(void)
{
	struct library *lib = open_library();

	for (size_t i = 0; i < sizeof(few) / sizeof(few[0]); i++)
		add(lib, &few[i], i);
	return lib;
}

/* Everything that select tells of an article, in one line. */
static inline void
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

static inline void
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
		struct record rec = article_record(list.items[i]);

		describe(list.items[i], out);
		CHECK(!library_body(lib, list.items[i]->id, pool, &rec, &err));
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

#endif
