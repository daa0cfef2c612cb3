/* SPDX-License-Identifier: MIT */
#include "library/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "library/lists.h"

/* A piece of the pool, where it can be that of another string. */
static struct str
keep(const struct candidates *list, struct str s, struct str other)
{
	if (!s.len)
		return STR("");
	return str_eq(s, other) ? other : pool_str(list->pool, s);
}

int
candidates_add(struct candidates *list, sqlite3_stmt *row, struct err *err)
{
	static const struct article none;
	const struct article *last = list->count
	    ? &list->items[list->count - 1]->article : &none;
	struct selected *c = pool_alloc(list->pool, sizeof(*c));
	struct article *a = &c->article;
	struct article_meta *meta = &a->meta;
	int source = sqlite3_column_int(row, COLUMN_DATE_SOURCE);

	list->items = mem_grow(list->items, &list->cap, list->count + 1,
	    sizeof(struct selected *));
	list->items[list->count++] = c;
	c->section_rank = SIZE_MAX;
	a->id = sqlite3_column_int64(row, COLUMN_ID);
	a->order = (uint64_t)sqlite3_column_int64(row, COLUMN_ORD);
	a->body_bytes = (size_t)sqlite3_column_int64(row, COLUMN_BODY_BYTES);
	meta->title = pool_str(list->pool, column_str(row, COLUMN_TITLE));
	if (sqlite3_column_type(row, COLUMN_DATE) != SQLITE_NULL)
		meta->date = date_from_days((long)sqlite3_column_int64(row,
		    COLUMN_DATE));
	if (source > DATE_NONE && source <= DATE_RULE)
		meta->date_source = (enum date_source)source;
	meta->url = pool_str(list->pool, column_str(row, COLUMN_URL));
	a->identity = keep(list, column_str(row, COLUMN_IDENTITY), meta->url);
	/* What is mostly the same in one source. */
	a->root = keep(list, column_str(row, COLUMN_ROOT), last->root);
	meta->lang = keep(list, column_str(row, COLUMN_LANG), last->meta.lang);
	meta->dir = keep(list, column_str(row, COLUMN_DIR), last->meta.dir);
	meta->site = keep(list, column_str(row, COLUMN_SITE), last->meta.site);
	meta->description = keep(list, column_str(row, COLUMN_DESCRIPTION),
	    last->meta.description);
	meta->text_chars = (size_t)sqlite3_column_int64(row,
	    COLUMN_TEXT_CHARS);
	meta->lead_image = (size_t)sqlite3_column_int64(row,
	    COLUMN_LEAD_IMAGE);
	return list_decode(column_str(row, COLUMN_NOTES), list->pool,
	    &meta->notes, err);
}

/* The terms or sources of one article, as they are read. */
struct gathered {
	struct sighting {
		uint64_t order;
		int64_t position;
		size_t term;
		struct str source;
	} *items;
	size_t count, cap;
};

static struct sighting *
gathered_add(struct gathered *g)
{
	g->items = mem_grow(g->items, &g->cap, g->count + 1,
	    sizeof(*g->items));
	return &g->items[g->count++];
}

static int
by_sight(const void *x, const void *y)
{
	const struct sighting *a = x, *b = y;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

static bool
list_has(const struct str_list *list, struct str s)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].p == s.p)
			return true;
	return false;
}

/* Of all articles that have the term the same piece of memory. */
static struct str
title_of(struct candidates *list, size_t term)
{
	struct vocabulary *words = list->lib->words;

	if (!list->titles)
		list->titles = mem_zalloc(mem_mul(vocabulary_count(words),
		    sizeof(*list->titles)));
	if (!list->titles[term].p)
		list->titles[term] = pool_str(list->pool,
		    vocabulary_at(words, term)->title);
	return list->titles[term];
}

/* Neighbours in the library often have the same names: then the same list. */
static void
keep_terms(struct candidates *list, const struct str_list *made,
    const struct str_list *last, struct str_list *out)
{
	const size_t bytes = made->count * sizeof(*made->items);

	if (last && last->count == made->count
	    && memcmp(last->items, made->items, bytes) == 0) {
		*out = *last;
		return;
	}
	out->items = pool_alloc(list->pool, bytes);
	out->count = made->count;
	memcpy(out->items, made->items, bytes);
}

/* Each group once, in order of first sight. */
static void
fill_terms(struct candidates *list, struct selected *c, struct gathered *g)
{
	const struct article *last = list->filled ? &list->filled->article
	    : NULL;
	struct str *room = mem_alloc(mem_mul(g->count, 3 * sizeof(*room)));
	struct str_list made[3];

	for (size_t k = 0; k < 3; k++)
		made[k] = (struct str_list){ room + k * g->count, 0 };
	if (g->count)
		qsort(g->items, g->count, sizeof(*g->items), by_sight);
	for (size_t i = 0; i < g->count; i++) {
		const struct term *term = vocabulary_at(list->lib->words,
		    g->items[i].term);
		struct str title = title_of(list, term->first);
		struct str_list *to = &made[term->kind];

		/* Titles of one group are the same piece of memory. */
		if (list_has(to, title))
			continue;
		to->items[to->count++] = title;
		if (term->kind == TERM_SECTION && to->count == 1)
			c->section_rank = term->rank;
	}
	keep_terms(list, &made[TERM_TAG], last ? &last->meta.tags : NULL,
	    &c->article.meta.tags);
	keep_terms(list, &made[TERM_AUTHOR], last ? &last->meta.authors
	    : NULL, &c->article.meta.authors);
	keep_terms(list, &made[TERM_SECTION], last ? &last->sections : NULL,
	    &c->article.sections);
	list->filled = c;
	free(room);
}

static void
fill_sources(struct candidates *list, struct selected *c,
    struct gathered *g)
{
	struct str_list *sources = &c->article.sources;

	sources->items = pool_alloc(list->pool, mem_mul(g->count,
	    sizeof(*sources->items)));
	for (size_t i = 0; i < g->count; i++)
		sources->items[sources->count++] = g->items[i].source;
}

static int
read_term(struct candidates *list, sqlite3_stmt *stmt, struct sighting *s,
    struct err *err)
{
	s->order = (uint64_t)sqlite3_column_int64(stmt, 1);
	s->position = sqlite3_column_int64(stmt, 2);
	s->term = (size_t)sqlite3_column_int64(stmt, 3);
	if (s->term < vocabulary_count(list->lib->words))
		return 0;
	return err_set(err, ERR_FORMAT, "library: its names are damaged");
}

static int
read_source(struct candidates *list, sqlite3_stmt *stmt, struct sighting *s,
    struct err *err)
{
	(void)err;
	s->source = pool_str(list->pool, column_str(stmt, 1));
	return 0;
}

/* A table with rows for articles: article, then what read() knows. */
struct detail {
	const char *sql;
	int (*read)(struct candidates *list, sqlite3_stmt *stmt,
	    struct sighting *s, struct err *err);
	void (*fill)(struct candidates *list, struct selected *c,
	    struct gathered *g);
};

/* One pass over the table beside the list: both are by id. */
static int
read_detail(struct candidates *list, const struct detail *detail,
    struct gathered *g, sqlite3_stmt *stmt, struct err *err)
{
	size_t at = 0;
	int row;

	sqlite3_bind_int64(stmt, 1, list->items[0]->article.id);
	sqlite3_bind_int64(stmt, 2, list->items[list->count - 1]->article.id);
	while ((row = statement_step(stmt, err)) > 0) {
		int64_t id = sqlite3_column_int64(stmt, 0);

		while (list->items[at]->article.id < id) {
			detail->fill(list, list->items[at++], g);
			g->count = 0;
		}
		if (list->items[at]->article.id == id
		    && detail->read(list, stmt, gathered_add(g), err))
			return -1;
	}
	detail->fill(list, list->items[at], g);
	return row;
}

int
candidates_complete(struct candidates *list, struct err *err)
{
	static const struct detail details[] = {
		{ "SELECT article, ord, pos, name FROM article_name"
		  " WHERE article BETWEEN ?1 AND ?2 ORDER BY article",
		  read_term, fill_terms },
		{ "SELECT article, source FROM source WHERE article"
		  " BETWEEN ?1 AND ?2 ORDER BY article, ord, source",
		  read_source, fill_sources },
	};
	int status = 0;

	vocabulary_group(list->lib->words);
	if (!list->count)
		return 0;
	for (size_t i = 0; i < 2 && !status; i++) {
		sqlite3_stmt *stmt = database_prepare(list->lib->db,
		    details[i].sql, err);
		struct gathered g = { 0 };

		status = stmt ? read_detail(list, &details[i], &g, stmt, err)
		              : -1;
		sqlite3_finalize(stmt);
		free(g.items);
	}
	return status;
}

static const struct selected *
item(const void *entry)
{
	return *(const struct selected *const *)entry;
}

static int
by_number(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* Undated ones last, whichever way. */
static int
compare_dates(const struct selected *a, const struct selected *b,
    bool descending)
{
	bool has_a = date_valid(a->article.meta.date);
	bool has_b = date_valid(b->article.meta.date);
	int c;

	if (!has_a || !has_b)
		return has_b - has_a;
	c = date_cmp(a->article.meta.date, b->article.meta.date);
	return descending ? -c : c;
}

static int
by_input(const void *x, const void *y)
{
	const struct selected *a = item(x), *b = item(y);
	int c = by_number(a->article.order, b->article.order);

	return c ? c : str_cmp(a->article.identity, b->article.identity);
}

static int
by_date(const void *x, const void *y)
{
	int c = compare_dates(item(x), item(y), false);

	return c ? c : by_input(x, y);
}

static int
by_date_descending(const void *x, const void *y)
{
	int c = compare_dates(item(x), item(y), true);

	return c ? c : by_input(x, y);
}

static int
by_title(const void *x, const void *y)
{
	const struct selected *a = item(x), *b = item(y);
	int c = str_cmp(a->title_key, b->title_key);

	return c ? c : by_date(x, y);
}

static int
by_section(const void *x, const void *y)
{
	const struct selected *a = item(x), *b = item(y);
	int c = by_number(a->section_rank, b->section_rank);

	return c ? c : by_date(x, y);
}

static void
fold_titles(struct candidates *list)
{
	struct buf key = BUF_INIT;

	for (size_t i = 0; i < list->count; i++) {
		buf_clear(&key);
		text_fold(list->items[i]->article.meta.title, &key);
		list->items[i]->title_key = pool_str(list->pool, buf_str(&key));
	}
	buf_release(&key);
}

void
candidates_sort(struct candidates *list, enum selection_sort sort)
{
	static int (*const orders[])(const void *, const void *) = {
		[SORT_DATE] = by_date,
		[SORT_DATE_DESCENDING] = by_date_descending,
		[SORT_TITLE] = by_title,
		[SORT_SECTION] = by_section,
		[SORT_INPUT] = by_input,
	};

	if (sort == SORT_TITLE)
		fold_titles(list);
	if (list->count)
		qsort(list->items, list->count, sizeof(struct selected *),
		    orders[sort]);
}

void
candidates_take(const struct candidates *list, size_t limit,
    struct article_list *out)
{
	size_t n = list->count;

	if (limit && limit < n)
		n = limit;
	*out = (struct article_list){ .count = n, .undated = list->undated };
	out->items = pool_alloc(list->pool, mem_mul(n,
	    sizeof(struct article *)));
	for (size_t i = 0; i < n; i++)
		out->items[i] = &list->items[i]->article;
}
