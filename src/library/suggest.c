/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/text.h"
#include "library/store.h"

/* A name of so many code points may differ in one of them. */
#define POINTS_PER_EDIT 3
#define EDITS_MAX 3

struct points {
	uint32_t *items;
	size_t count, cap;
};

static void
points_of(struct str s, struct points *p)
{
	size_t at = 0;
	uint32_t c;

	p->count = 0;
	while ((c = text_next(s, &at)) != UINT32_MAX) {
		p->items = mem_grow(p->items, &p->cap, p->count + 1,
		    sizeof(*p->items));
		p->items[p->count++] = c;
	}
}

static size_t
distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

struct suggestion {
	struct str name;	/* as shown */
	size_t cost, longer;	/* then how much longer or shorter it is */
};

struct suggesting {
	struct str key;			/* what nothing matched, folded */
	struct points asked, other;
	struct suggestion *items;
	size_t count, cap;
};

/* SIZE_MAX: not close. 0: the same. */
static size_t
cost_of(struct suggesting *s, struct str key)
{
	size_t longest, max, cost;

	if (str_eq(s->key, key))
		return 0;
	points_of(key, &s->other);
	if (!s->other.count || !s->asked.count)
		return SIZE_MAX;
	if (str_find(key, s->key) != STR_NONE
	    || str_find(s->key, key) != STR_NONE)
		return 1;
	longest = s->asked.count > s->other.count ? s->asked.count
	                                          : s->other.count;
	max = longest / POINTS_PER_EDIT;
	if (max > EDITS_MAX)
		max = EDITS_MAX;
	if (distance(s->asked.count, s->other.count) > max)
		return SIZE_MAX;
	cost = text_edits(s->asked.items, s->asked.count, s->other.items,
	    s->other.count);
	return cost <= max ? cost : SIZE_MAX;
}

static void
consider(struct suggesting *s, struct str name, struct str key)
{
	size_t cost = cost_of(s, key);

	if (cost == SIZE_MAX)
		return;
	s->items = mem_grow(s->items, &s->cap, s->count + 1,
	    sizeof(*s->items));
	s->items[s->count++] = (struct suggestion){ name, cost,
		distance(s->key.len, key.len) };
}

static int
by_cost(const void *x, const void *y)
{
	const struct suggestion *a = x, *b = y;

	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	if (a->longer != b->longer)
		return a->longer < b->longer ? -1 : 1;
	return str_cmp(a->name, b->name);
}

/* Of the fields that terms are of. */
static bool
kind_of(enum library_field field, enum term_kind *kind)
{
	switch (field) {
	case FIELD_TAG:
		*kind = TERM_TAG;
		return true;
	case FIELD_SECTION:
		*kind = TERM_SECTION;
		return true;
	case FIELD_AUTHOR:
		*kind = TERM_AUTHOR;
		return true;
	default:
		return false;
	}
}

bool
library_knows(struct library *lib, enum library_field field, struct str name)
{
	struct buf key = BUF_INIT;
	enum term_kind kind;
	bool known = false;

	if (!kind_of(field, &kind))
		return false;
	text_fold(name, &key);
	for (size_t i = 0; i < vocabulary_count(lib->words) && !known; i++) {
		const struct term *term = vocabulary_at(lib->words, i);

		known = term->kind == kind && term_is(term, buf_str(&key));
	}
	buf_release(&key);
	return known;
}

static void
consider_terms(struct suggesting *s, struct library *lib, enum term_kind kind)
{
	vocabulary_group(lib->words);
	for (size_t i = 0; i < vocabulary_count(lib->words); i++) {
		const struct term *term = vocabulary_at(lib->words, i);

		if (term->kind == kind && term->first == i)
			consider(s, term->title, term->key);
	}
}

static int
consider_counts(struct suggesting *s, struct library *lib,
    enum library_field field, struct pool *pool, struct err *err)
{
	const struct selection all = { .undated = true };
	struct buf key = BUF_INIT;
	struct name_counts counts;

	if (library_counts(lib, &all, field, pool, &counts, err))
		return -1;
	for (size_t i = 0; i < counts.count; i++) {
		buf_clear(&key);
		text_fold(counts.items[i].name, &key);
		consider(s, counts.items[i].name, buf_str(&key));
	}
	buf_release(&key);
	return 0;
}

static void
take(struct suggesting *s, size_t max, struct pool *pool,
    struct str_list *out)
{
	if (s->count)
		qsort(s->items, s->count, sizeof(*s->items), by_cost);
	out->count = s->count < max ? s->count : max;
	out->items = pool_alloc(pool, mem_mul(out->count,
	    sizeof(*out->items)));
	for (size_t i = 0; i < out->count; i++)
		out->items[i] = pool_str(pool, s->items[i].name);
}

int
library_suggest(struct library *lib, enum library_field field,
    struct str name, size_t max, struct pool *pool, struct str_list *out,
    struct err *err)
{
	struct buf key = BUF_INIT;
	struct suggesting s = { .items = NULL };
	enum term_kind kind;
	int status = 0;

	text_fold(name, &key);
	s.key = buf_str(&key);
	points_of(s.key, &s.asked);
	if (kind_of(field, &kind))
		consider_terms(&s, lib, kind);
	else
		status = consider_counts(&s, lib, field, pool, err);
	if (!status)
		take(&s, max, pool, out);
	free(s.asked.items);
	free(s.other.items);
	free(s.items);
	buf_release(&key);
	return status;
}
