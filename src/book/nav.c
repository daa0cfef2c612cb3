/* SPDX-License-Identifier: MIT */
/*
 * The navigation document (EPUB 3.3 section 7) and the NCX (OPF 2.0.1
 * section 2.4.1), from one tree: same entries, order and labels.
 */
#include "base/template.h"
#include "book/binder.h"
#include "book/weights.h"

struct nav {
	const struct book *book;
	struct values *v;
	bool brief;
	size_t order;		/* of entries, from 1 */
};

static void
set_entry(struct nav *nav, struct values *item, struct str href,
    struct str text)
{
	values_text(item, "href", href);
	values_text(item, "text", text);
	values_number(item, "order", ++nav->order);
	if (nav->brief)
		return;
	values_text(item, "date", STR(""));
	values_markup(item, "lang", STR(""));
}

static struct values *
top_entry(struct nav *nav, struct str href, struct str text)
{
	struct values *item = values_item(nav->v, "entries");

	set_entry(nav, item, href, text);
	values_text(item, "class", STR(""));
	values_flag(item, "has_children", false);
	return item;
}

/* group: whose articles are dated; or NULL. */
static void
set_article(struct nav *nav, struct values *item, size_t index,
    const struct edition_group *group)
{
	struct date date = nav->book->ed->articles[index].article->meta.date;
	struct buf b = BUF_INIT;

	if (nav->brief)
		return;
	if (group)
		strings_date(nav->book->strings,
		    book_date_label(nav->book, group), date, &b);
	values_text(item, "date", buf_str(&b));
	buf_clear(&b);
	article_lang(nav->book, index, &b);
	values_markup(item, "lang", buf_str(&b));
	buf_release(&b);
}

/* A date that all articles of a group share is no help in telling them. */
static bool
dates_differ(const struct edition *ed, const struct edition_group *group)
{
	for (size_t i = 1; i < group->count; i++)
		if (date_cmp(ed->articles[group->first].article->meta.date,
		    ed->articles[group->first + i].article->meta.date))
			return true;
	return false;
}

static void
add_group(struct nav *nav, const struct edition_group *group)
{
	const struct book *book = nav->book;
	bool dated = dates_differ(book->ed, group);
	struct values *parent = NULL, *item;
	struct buf href = BUF_INIT, text = BUF_INIT;

	if (book_has_sections(book)) {
		page_file_name(str_of(group->page), 0, &href);
		strings_group(book->strings, group->title, &text);
		parent = top_entry(nav, buf_str(&href), buf_str(&text));
		values_text(parent, "class", STR("group"));
		values_flag(parent, "has_children", group->count > 0);
		values_list(parent, "children");
	}
	for (size_t i = group->first; i < group->first + group->count; i++) {
		struct str title = article_title(book, i);

		buf_clear(&href);
		article_href(book, i, &href);
		if (parent) {
			item = values_item(parent, "children");
			set_entry(nav, item, buf_str(&href), title);
		} else {
			item = top_entry(nav, buf_str(&href), title);
		}
		set_article(nav, item, i, dated ? group : NULL);
	}
	buf_release(&href);
	buf_release(&text);
}

/* *first: it is the first behind the articles. */
static void
add_list(struct nav *nav, const char *page, enum label label, bool *first)
{
	struct buf href = BUF_INIT;
	struct values *item;

	page_file_name(str_of(page), 0, &href);
	item = top_entry(nav, buf_str(&href),
	    strings_get(nav->book->strings, label));
	values_text(item, "class", *first ? STR("back") : STR(""));
	*first = false;
	buf_release(&href);
}

static void
make_tree(struct nav *nav)
{
	const struct book *book = nav->book;
	const struct edition *ed = book->ed;
	bool first = true;

	values_list(nav->v, "entries");
	for (size_t i = 0; i < ed->group_count; i++)
		add_group(nav, &ed->groups[i]);
	if (book_has_tags(book))
		add_list(nav, BOOK_TAGS, LABEL_INDEX, &first);
	if (book_has_addresses(book))
		add_list(nav, BOOK_SOURCES, LABEL_SOURCES, &first);
	if (ed->fault_count)
		add_list(nav, BOOK_MISSING, LABEL_MISSING, &first);
}

int
book_put_nav(struct book *book, struct err *err)
{
	const struct edition *ed = book->ed;
	struct pool *pool = pool_new();
	struct nav nav = { .book = book, .v = book_values(book, pool),
		.brief = ed->article_count > NAV_BRIEF_ARTICLES };
	struct buf ncx = BUF_INIT;
	int status = -1;

	/* For entries that have neither. */
	values_text(nav.v, "date", STR(""));
	values_markup(nav.v, "lang", STR(""));
	make_tree(&nav);
	book_label(book, nav.v, "landmarks_label", LABEL_LANDMARKS);
	values_text(nav.v, "page_title",
	    strings_get(book->strings, LABEL_CONTENTS));
	values_number(nav.v, "depth", book_has_sections(book) ? 2 : 1);
	if (book_put_page(book, "nav.xhtml", "nav.xhtml", nav.v, err)
	    || template_render(book->templates, "toc.ncx", nav.v, &ncx, err))
		goto out;
	book->ncx = pool_str(book->pool, buf_str(&ncx));
	status = book_put_text(book, &book->rest, "toc.ncx",
	    "application/x-dtbncx+xml", "", buf_str(&ncx), err);
out:
	buf_release(&ncx);
	pool_free(pool);
	return status;
}
