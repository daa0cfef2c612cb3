/* SPDX-License-Identifier: MIT */
/* The index by tag. Tags that differ only in case or form are one. */
#include <stdlib.h>

#include "base/text.h"
#include "book/list.h"

struct mention {
	struct str tag, key;	/* key: text_fold() of tag */
	size_t article;
};

static int
compare_articles(const struct mention *x, const struct mention *y)
{
	return (x->article > y->article) - (x->article < y->article);
}

static int
compare_tags(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	int c = str_cmp(x->tag, y->tag);

	return c ? c : compare_articles(x, y);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	int c = str_cmp(x->key, y->key);

	if (!c)
		c = compare_articles(x, y);
	return c ? c : str_cmp(x->tag, y->tag);
}

static struct mention *
collect(const struct edition *ed, struct pool *pool, size_t *count)
{
	struct mention *all;
	size_t n = 0;

	for (size_t i = 0; i < ed->article_count; i++)
		n += ed->articles[i].article->meta.tags.count;
	all = pool_alloc(pool, mem_mul(n, sizeof(*all)));
	n = 0;
	for (size_t i = 0; i < ed->article_count; i++) {
		const struct str_list *tags =
		    &ed->articles[i].article->meta.tags;

		for (size_t k = 0; k < tags->count; k++)
			all[n++] = (struct mention){ tags->items[k],
				{ NULL, 0 }, i };
	}
	*count = n;
	return all;
}

/* Sorted by tag first, so that each is folded once. */
static void
sort_mentions(struct mention *all, size_t count, struct pool *pool)
{
	struct buf key = BUF_INIT;

	qsort(all, count, sizeof(*all), compare_tags);
	for (size_t i = 0; i < count; i++) {
		if (i && str_eq(all[i].tag, all[i - 1].tag)) {
			all[i].key = all[i - 1].key;
			continue;
		}
		buf_clear(&key);
		text_fold(all[i].tag, &key);
		all[i].key = pool_str(pool, buf_str(&key));
	}
	qsort(all, count, sizeof(*all), compare_keys);
	buf_release(&key);
}

int
book_put_tags(struct book *book, struct err *err)
{
	const enum label date = book_date_label(book, NULL);
	struct pool *pool = pool_new();
	struct mention *all;
	struct list list;
	size_t count;
	int status;

	all = collect(book->ed, pool, &count);
	sort_mentions(all, count, pool);
	list_begin(&list, book, STR(BOOK_TAGS), STR("index"),
	    strings_get(book->strings, LABEL_INDEX));
	for (size_t i = 0; i < count; i++) {
		bool same = i && str_eq(all[i].key, all[i - 1].key);

		if (same && all[i].article == all[i - 1].article)
			continue;
		if (!same)
			list_heading(&list, all[i].tag);
		list_dated_article(&list, all[i].article, date);
	}
	status = list_end(&list, err);
	pool_free(pool);
	return status;
}
