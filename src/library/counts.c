/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/text.h"
#include "library/store.h"

static int
by_count(const void *x, const void *y)
{
	const struct name_count *a = x, *b = y;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return str_cmp(a->name, b->name);
}

/* All names that occur, as often as they do. */
struct occurrences {
	struct str *items;
	size_t count, cap;
};

static void
add(struct occurrences *o, struct str name)
{
	o->items = mem_grow(o->items, &o->cap, o->count + 1,
	    sizeof(*o->items));
	o->items[o->count++] = name;
}

static void
add_all(struct occurrences *o, const struct str_list *names)
{
	for (size_t i = 0; i < names->count; i++)
		add(o, names->items[i]);
}

static void
add_month(struct occurrences *o, struct date date, struct pool *pool)
{
	struct buf text = BUF_INIT;

	if (!date_valid(date))
		return;
	date_format(date, &text);
	add(o, pool_str(pool, str_sub(buf_str(&text), 0, 7)));
	buf_release(&text);
}

static void
add_article(struct occurrences *o, const struct article *a,
    enum library_field field, struct pool *pool)
{
	switch (field) {
	case FIELD_TAG:
		add_all(o, &a->meta.tags);
		break;
	case FIELD_SECTION:
		add_all(o, &a->sections);
		break;
	case FIELD_AUTHOR:
		add_all(o, &a->meta.authors);
		break;
	case FIELD_LANG:
		add(o, a->meta.lang);
		break;
	case FIELD_DATE:
		add_month(o, a->meta.date, pool);
		break;
	}
}

/* Names come with one spelling for each group: equal bytes are enough. */
static void
count_up(struct occurrences *o, struct pool *pool, struct name_counts *out)
{
	if (o->count)
		qsort(o->items, o->count, sizeof(*o->items), str_compare);
	out->items = pool_alloc(pool, mem_mul(o->count,
	    sizeof(*out->items)));
	out->count = 0;
	for (size_t i = 0; i < o->count; i++) {
		struct name_count *last = &out->items[out->count];

		if (i && str_eq(o->items[i - 1], o->items[i])) {
			last[-1].count++;
			continue;
		}
		last->name = pool_str(pool, o->items[i]);
		last->count = 1;
		out->count++;
	}
}

int
library_counts(struct library *lib, const struct selection *sel,
    enum library_field field, struct pool *pool, struct name_counts *out,
    struct err *err)
{
	struct pool *scratch = pool_new();
	struct occurrences o = { 0 };
	struct article_list list;
	int status = -1;

	if (library_select(lib, sel, scratch, &list, err))
		goto out;
	for (size_t i = 0; i < list.count; i++)
		add_article(&o, list.items[i], field, scratch);
	count_up(&o, pool, out);
	if (field != FIELD_DATE && out->count)
		qsort(out->items, out->count, sizeof(*out->items), by_count);
	status = 0;
out:
	free(o.items);
	pool_free(scratch);
	return status;
}
