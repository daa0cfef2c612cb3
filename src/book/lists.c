/* SPDX-License-Identifier: MIT */
/* Section pages, the sources, and what is missing. */
#include "base/text.h"
#include "base/url.h"
#include "book/fill.h"
#include "book/list.h"
#include "book/weights.h"

int
book_put_section(struct book *book, size_t group, struct err *err)
{
	const struct edition_group *g = &book->ed->groups[group];
	struct buf title = BUF_INIT, count = BUF_INIT;
	struct list list;
	int status;

	strings_group(book->strings, g->title, &title);
	strings_count(book->strings, LABEL_ARTICLE_ONE, LABEL_ARTICLES,
	    g->count, &count);
	list_begin(&list, book, str_of(g->page), STR("section"),
	    buf_str(&title));
	list.labelled = false;
	list.note = buf_str(&count);
	for (size_t i = 0; i < g->count; i++)
		list_dated_article(&list, g->first + i,
		    book_date_label(book, g));
	status = list_end(&list, err);
	buf_release(&title);
	buf_release(&count);
	return status;
}

static void
add_source(struct list *list, size_t index)
{
	const struct article_meta *meta =
	    &list->book->ed->articles[index].article->meta;
	struct buf shown = BUF_INIT, cut = BUF_INIT;

	if (!meta->url.len)
		return;
	url_display(meta->url, &shown);
	text_shorten(buf_str(&shown), LIST_URL_BYTES, &cut);
	list_detail(list, list_article(list, index), meta->url,
	    buf_str(&cut));
	buf_release(&shown);
	buf_release(&cut);
}

int
book_put_sources(struct book *book, struct err *err)
{
	const struct edition *ed = book->ed;
	struct buf title = BUF_INIT;
	struct list list;
	int status;

	list_begin(&list, book, STR(BOOK_SOURCES), STR("sources"),
	    strings_get(book->strings, LABEL_SOURCES));
	list.note = strings_get(book->strings, LABEL_SOURCES_NOTE);
	for (size_t g = 0; g < ed->group_count; g++) {
		buf_clear(&title);
		if (book_has_sections(book))
			strings_group(book->strings, ed->groups[g].title,
			    &title);
		list_heading(&list, buf_str(&title));
		for (size_t i = 0; i < ed->groups[g].count; i++)
			add_source(&list, ed->groups[g].first + i);
	}
	status = list_end(&list, err);
	buf_release(&title);
	return status;
}

/* Causes are in English, whatever the book is in. */
static void
add_fault(struct list *list, const struct edition_fault *fault)
{
	const struct str none = { NULL, 0 };
	const struct book *book = list->book;
	struct values *item = list_item(list, none, fault->subject);
	struct buf text = BUF_INIT, lang = BUF_INIT;

	if (!str_starts(book->ed->language, STR("en")))
		fill_lang(STR("en"), none, &lang);
	values_markup(item, "detail_lang", buf_str(&lang));
	if (fault->more)
		strings_count(book->strings, LABEL_MORE, LABEL_MORE,
		    fault->more, &text);
	values_text(item, "more", buf_str(&text));
	list_detail(list, item, none, fault->cause);
	buf_release(&text);
	buf_release(&lang);
}

int
book_put_missing(struct book *book, struct err *err)
{
	const struct edition *ed = book->ed;
	struct list list;

	list_begin(&list, book, STR(BOOK_MISSING), STR("notes"),
	    strings_get(book->strings, LABEL_MISSING));
	list.note = strings_get(book->strings, LABEL_MISSING_NOTE);
	for (size_t i = 0; i < ed->fault_count; i++)
		add_fault(&list, &ed->faults[i]);
	return list_end(&list, err);
}
