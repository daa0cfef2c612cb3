/* SPDX-License-Identifier: MIT */
/*
 * Pages of lists (templates/list.xhtml): headings and items are added in
 * order; when a page is full the next one is begun.
 *
 *	list_begin(&list, book, "tags", "index", heading);
 *	list_heading(&list, tag);
 *	item = list_item(&list, href, text);
 *	status = list_end(&list, err);
 */
#ifndef CHAPBOOK_LIST_H
#define CHAPBOOK_LIST_H

#include "base/template.h"
#include "book/binder.h"

struct list {
	struct book *book;
	struct str page;		/* "tags"; its file name without ending */
	struct str heading, note, class;
	bool labelled;			/* the heading is one of our labels */
	struct pool *pool;
	struct values *v, *group;
	struct str group_heading;
	size_t bytes, part;		/* of the page that is open */
	bool failed;
	struct err err;
};

/* page, class and heading are borrowed until list_end(). */
void list_begin(struct list *list, struct book *book, struct str page,
    struct str class, struct str heading);
void list_heading(struct list *list, struct str heading);
/* href may be empty: no link. */
struct values *list_item(struct list *list, struct str href, struct str text);
/* An article: its title and link. */
struct values *list_article(struct list *list, size_t index);
/* The same with its date, written as book_date_label() says. */
void list_dated_article(struct list *list, size_t index, enum label date);
/* A second line; href may be empty. */
void list_detail(struct list *list, struct values *item, struct str href,
    struct str text);
int list_end(struct list *list, struct err *err);

#endif
