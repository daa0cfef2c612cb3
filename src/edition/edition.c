/* SPDX-License-Identifier: MIT */
#include "edition/edition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/language/lang.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"

static struct str
first_of(const struct str_list *list)
{
	return list->count ? list->items[0] : (struct str){ NULL, 0 };
}

/* What an article is grouped by; empty: with the others that have none. */
static void
group_key(const struct article *a, enum group_by by, struct buf *key)
{
	int year, week;

	buf_clear(key);
	switch (by) {
	case GROUP_NONE:
		break;
	case GROUP_DAY:
		date_format(a->meta.date, key);
		break;
	case GROUP_MONTH:
		date_format(a->meta.date, key);
		buf_truncate(key, sizeof("2023-07") - 1);
		break;
	case GROUP_WEEK:
		if (!date_valid(a->meta.date))
			break;
		date_iso_week(a->meta.date, &year, &week);
		buf_addf(key, "%04d-W%02d", year, week);
		break;
	case GROUP_SECTION:
		buf_addstr(key, first_of(&a->sections));
		break;
	case GROUP_TAG:
		buf_addstr(key, first_of(&a->meta.tags));
		break;
	case GROUP_SOURCE:
		buf_addstr(key, url_site(a->meta.url));
		break;
	}
}

struct keyed {
	const struct article *article;
	struct str key;
	size_t position;	/* in the selection */
	size_t rank;		/* of its group */
};

static int
compare_keys(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int c = str_cmp(x->key, y->key);

	if (c)
		return c;
	return (x->position > y->position) - (x->position < y->position);
}

static int
compare_ranks(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->position > y->position) - (x->position < y->position);
}

static bool
groups_dates(enum group_by by)
{
	return by == GROUP_DAY || by == GROUP_WEEK || by == GROUP_MONTH;
}

/* The least of a group's articles: departments are in order of the sources. */
static size_t
first_place(const struct keyed *items, size_t count, enum group_by by)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < count; i++) {
		size_t at = by == GROUP_SECTION || by == GROUP_SOURCE
		    ? (size_t)items[i].article->order : items[i].position;

		if (at < first)
			first = at;
	}
	return first;
}

/*
 * Groups follow each other as their first articles do, but days, weeks and
 * months as they are, however the articles in them are sorted.
 */
static void
rank_groups(struct keyed *items, size_t count,
    const struct edition_options *options)
{
	const enum group_by by = options->group_by;

	qsort(items, count, sizeof(*items), compare_keys);
	for (size_t i = 0, end; i < count; i = end) {
		size_t rank;

		end = i + 1;
		while (end < count && str_eq(items[i].key, items[end].key))
			end++;
		if (!items[i].key.len)
			rank = SIZE_MAX;	/* without a group: last */
		else if (!groups_dates(by))
			rank = first_place(&items[i], end - i, by);
		else
			rank = options->newest_first ? count - i : i;
		for (size_t k = i; k < end; k++)
			items[k].rank = rank;
	}
	qsort(items, count, sizeof(*items), compare_ranks);
}

static void
make_groups(struct edition *ed, const struct keyed *items, size_t count,
    enum group_by by)
{
	struct edition_group *group = NULL;
	size_t groups = 1;

	for (size_t i = 1; i < count; i++)
		groups += !str_eq(items[i].key, items[i - 1].key);
	ed->groups = pool_alloc(ed->pool,
	    mem_mul(groups, sizeof(*ed->groups)));
	ed->articles = pool_alloc(ed->pool,
	    mem_mul(count + 1, sizeof(*ed->articles)));
	for (size_t i = 0; i < count; i++) {
		struct edition_article *a = &ed->articles[i];

		if (!i || !str_eq(items[i].key, items[i - 1].key)) {
			group = &ed->groups[ed->group_count++];
			group->title = items[i].key;
			group->first = i;
			group->tells_year = groups_dates(by)
			    && group->title.len;
			snprintf(group->page, sizeof(group->page), "s%05u",
			    (unsigned)ed->group_count % 100000000u);
		}
		group->count++;
		a->article = items[i].article;
		a->group = ed->group_count - 1;
		a->parts = 1;
		snprintf(a->page, sizeof(a->page), "a%05u",
		    (unsigned)(i + 1) % 100000000u);
	}
	ed->article_count = count;
	if (!ed->group_count)
		ed->group_count = 1;
}

static void
group_articles(struct edition *ed, const struct article_list *list,
    const struct edition_options *options)
{
	struct keyed *items = mem_alloc(mem_mul(list->count, sizeof(*items)));
	struct buf key = BUF_INIT;
	struct str last = STR("");

	for (size_t i = 0; i < list->count; i++) {
		group_key(list->items[i], options->group_by, &key);
		if (!str_eq(buf_str(&key), last))
			last = pool_str(ed->pool, buf_str(&key));
		items[i] = (struct keyed){ list->items[i], last, i, 0 };
	}
	rank_groups(items, list->count, options);
	make_groups(ed, items, list->count, options->group_by);
	buf_release(&key);
	free(items);
}

/* The language most articles are written in; English if that is unknown. */
static struct str
main_language(const struct article_list *list)
{
	struct str *langs = mem_alloc(mem_mul(list->count, sizeof(*langs)));
	struct str best = STR("en");
	size_t n = 0, most = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i]->meta.lang.len
		    && !str_eq(list->items[i]->meta.lang, STR("und")))
			langs[n++] = list->items[i]->meta.lang;
	qsort(langs, n, sizeof(*langs), str_compare);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && str_eq(langs[i], langs[end]); end++)
			;
		if (end - i > most) {
			most = end - i;
			best = langs[i];
		}
	}
	free(langs);
	return best;
}

static void
find_period(struct edition *ed, const struct article_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct date d = list->items[i]->meta.date;

		if (!date_valid(d))
			continue;
		if (!date_valid(ed->first) || date_cmp(d, ed->first) < 0)
			ed->first = d;
		if (!date_valid(ed->last) || date_cmp(d, ed->last) > 0)
			ed->last = d;
	}
}

/* What anybody may have typed or called a folder, as one line of text. */
static struct str
one_line(struct pool *pool, struct str s)
{
	struct buf clean = BUF_INIT, line = BUF_INIT;
	struct str kept;

	text_sanitise(s, &clean);
	text_collapse(buf_str(&clean), &line);
	kept = pool_str(pool, buf_str(&line));
	buf_release(&clean);
	buf_release(&line);
	return kept;
}

/* "Name, 2023-07-01 – 2023-07-31" */
static struct str
with_period(const struct edition *ed, struct str name)
{
	struct buf title = BUF_INIT;
	struct str kept;

	buf_addstr(&title, name);
	if (date_valid(ed->first)) {
		if (title.len)
			buf_adds(&title, ", ");
		date_format(ed->first, &title);
		if (date_cmp(ed->first, ed->last) != 0) {
			buf_adds(&title, " – ");
			date_format(ed->last, &title);
		}
	}
	kept = pool_str(ed->pool, buf_str(&title));
	buf_release(&title);
	return kept;
}

static void
name_edition(struct edition *ed, const struct article_list *list,
    const struct edition_options *options)
{
	bool made = !options->title.len && list->count != 1;

	if (made)
		ed->name = one_line(ed->pool, options->name);
	else if (options->title.len)
		ed->name = one_line(ed->pool, options->title);
	else
		ed->name = pool_str(ed->pool, list->items[0]->meta.title);
	ed->title = made ? with_period(ed, ed->name) : ed->name;
}

static void
hash_str(struct hasher *h, struct str s)
{
	hasher_add(h, s);
	hasher_add(h, STR("\0"));
}

/*
 * Named by what the edition holds, so that the same content has the same
 * identifier wherever it is made.
 */
static struct str
make_identifier(const struct edition *ed, const struct article_list *list)
{
	struct hasher *h = hasher_new();
	struct buf uuid = BUF_INIT;
	struct hash digest;
	struct str kept;

	hash_str(h, ed->title);
	hash_str(h, ed->language);
	for (size_t i = 0; i < list->count; i++) {
		hash_str(h, list->items[i]->identity);
		hash_str(h, list->items[i]->meta.title);
	}
	digest = hasher_end(h);
	hash_uuid(&digest, &uuid);
	kept = pool_str(ed->pool, buf_str(&uuid));
	buf_release(&uuid);
	return kept;
}

static bool
is_uuid(struct str s)
{
	if (s.len != 36)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		int c = ascii_lower((unsigned char)s.p[i]);

		if (i == 8 || i == 13 || i == 18 || i == 23 ? c != '-'
		    : !ascii_digit(c) && (c < 'a' || c > 'f'))
			return false;
	}
	return true;
}

bool
identifier_valid(struct str s)
{
	const struct str uuid = STR("urn:uuid:");
	size_t at = 0;

	if (!s.len || s.len > LIMIT_TITLE_BYTES || !text_is_utf8(s))
		return false;
	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (!text_is_xml_char(c) || text_is_space(c)
		    || (c >= 0x7f && c <= 0x9f))
			return false;
	}
	return !str_istarts(s, uuid) || is_uuid(str_sub(s, uuid.len, s.len));
}

struct edition *
edition_new(const struct article_list *list,
    const struct edition_options *options)
{
	struct edition *ed = mem_zalloc(sizeof(*ed));

	ed->pool = pool_new();
	ed->language = pool_str(ed->pool, options->language.len
	    ? options->language : main_language(list));
	ed->dir = str_of(lang_dir(ed->language));
	ed->plain = options->plain;
	ed->series = pool_str(ed->pool, options->series);
	ed->series_index = pool_str(ed->pool, options->series_index);
	find_period(ed, list);
	group_articles(ed, list, options);
	name_edition(ed, list, options);
	ed->identifier = options->identifier.len
	    ? pool_str(ed->pool, options->identifier)
	    : make_identifier(ed, list);
	return ed;
}

void
edition_free(struct edition *ed)
{
	if (!ed)
		return;
	pool_free(ed->pool);
	free(ed->faults);
	free(ed);
}

void
edition_add_fault(struct edition *ed, const struct edition_fault *fault)
{
	ed->faults = mem_grow(ed->faults, &ed->fault_cap, ed->fault_count + 1,
	    sizeof(*ed->faults));
	ed->faults[ed->fault_count++] = (struct edition_fault){
		pool_str(ed->pool, fault->subject),
		pool_str(ed->pool, fault->cause), fault->more };
}
