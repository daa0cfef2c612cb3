/* SPDX-License-Identifier: MIT */
#include "book/list.h"

#include "book/weights.h"

static void
open_page(struct list *list)
{
	list->v = book_values(list->book, list->pool);
	values_list(list->v, "lists");
	list->group = NULL;
	list->bytes = 0;
}

void
list_begin(struct list *list, struct book *book, struct str page,
    struct str class, struct str heading)
{
	*list = (struct list){ .book = book, .page = page, .class = class,
		.heading = heading, .labelled = true, .pool = pool_new() };
	open_page(list);
}

static void
set_steps(struct list *list, bool more)
{
	struct buf href = BUF_INIT;

	values_flag(list->v, "steps", more || list->part);
	if (list->part)
		page_file_name(list->page, list->part - 1, &href);
	values_text(list->v, "previous", buf_str(&href));
	buf_clear(&href);
	if (more)
		page_file_name(list->page, list->part + 1, &href);
	values_text(list->v, "next", buf_str(&href));
	book_label(list->book, list->v, "pages_label", LABEL_PAGES);
	book_label(list->book, list->v, "previous_label", LABEL_PREVIOUS);
	book_label(list->book, list->v, "next_label", LABEL_NEXT);
	buf_release(&href);
}

static void
set_title(struct list *list)
{
	const struct strings *strings = list->book->strings;
	struct buf title = BUF_INIT, number = BUF_INIT;

	strings_number(strings, list->part + 1, &number);
	if (list->part)
		strings_fill(strings, LABEL_PART_TITLE,
		    (const struct strings_value[]){
			{ "title", list->heading },
			{ "n", buf_str(&number) },
		    }, 2, &title);
	else
		buf_addstr(&title, list->heading);
	values_text(list->v, "page_title", buf_str(&title));
	values_text(list->v, "heading", buf_str(&title));
	buf_release(&title);
	buf_release(&number);
}

static void
close_page(struct list *list, bool more)
{
	struct buf href = BUF_INIT, lang = BUF_INIT;
	const struct edition *ed = list->book->ed;

	set_title(list);
	set_steps(list, more);
	values_text(list->v, "list_class", list->class);
	values_text(list->v, "note", list->part ? (struct str){ NULL, 0 }
	    : list->note);
	if (list->labelled)
		render_label_lang(list->book->strings, ed->language, &lang);
	values_markup(list->v, "heading_lang", buf_str(&lang));
	page_file_name(list->page, list->part, &href);
	if (!list->failed && book_put_page(list->book, href.data,
	    "list.xhtml", list->v, &list->err))
		list->failed = true;
	list->part++;
	buf_release(&href);
	buf_release(&lang);
	pool_clear(list->pool);
}

static void
open_group(struct list *list)
{
	list->group = values_item(list->v, "lists");
	values_list(list->group, "items");
	values_text(list->group, "list_heading", list->group_heading);
	list->bytes += list->group_heading.len + LIST_ITEM_BYTES;
}

static void
turn_page(struct list *list)
{
	if (list->bytes < LIST_PAGE_BYTES)
		return;
	close_page(list, true);
	open_page(list);
}

void
list_heading(struct list *list, struct str heading)
{
	list->group_heading = heading;
	list->group = NULL;
}

struct values *
list_item(struct list *list, struct str href, struct str text)
{
	struct values *item;

	turn_page(list);
	if (!list->group)
		open_group(list);
	item = values_item(list->group, "items");
	values_text(item, "href", href);
	values_text(item, "text", text);
	values_text(item, "date", STR(""));
	values_text(item, "detail", STR(""));
	values_text(item, "detail_href", STR(""));
	values_text(item, "more", STR(""));
	values_markup(item, "detail_lang", STR(""));
	values_markup(item, "lang", STR(""));
	list->bytes += href.len + text.len + LIST_ITEM_BYTES;
	return item;
}

struct values *
list_article(struct list *list, size_t index)
{
	const struct book *book = list->book;
	struct buf b = BUF_INIT;
	struct values *item;

	article_href(book, index, &b);
	item = list_item(list, buf_str(&b), article_title(book, index));
	buf_clear(&b);
	article_lang(book, index, &b);
	values_markup(item, "lang", buf_str(&b));
	buf_release(&b);
	return item;
}

void
list_dated_article(struct list *list, size_t index, enum label date)
{
	const struct book *book = list->book;
	struct values *item = list_article(list, index);
	struct buf b = BUF_INIT;

	strings_date(book->strings, date,
	    book->ed->articles[index].article->meta.date, &b);
	values_text(item, "date", buf_str(&b));
	buf_release(&b);
}

void
list_detail(struct list *list, struct values *item, struct str href,
    struct str text)
{
	values_text(item, "detail", text);
	values_text(item, "detail_href", href);
	list->bytes += href.len + text.len;
}

int
list_end(struct list *list, struct err *err)
{
	close_page(list, false);
	pool_free(list->pool);
	if (!list->failed)
		return 0;
	*err = list->err;
	return -1;
}
