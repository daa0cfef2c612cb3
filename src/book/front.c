/* SPDX-License-Identifier: MIT */
/* Cover page and title page, and the values that all front pages share. */
#include "article/language/lang.h"
#include "base/template.h"
#include "book/binder.h"
#include "book/fill.h"
#include "book/render.h"
#include "book/weights.h"

struct str
book_title(const struct book *book)
{
	return book->ed->title.len ? book->ed->title
		: strings_get(book->strings, LABEL_UNTITLED);
}

struct str
article_title(const struct book *book, size_t index)
{
	struct str title = book->ed->articles[index].article->meta.title;

	return title.len ? title
		: strings_get(book->strings, LABEL_UNTITLED);
}

void
article_href(const struct book *book, size_t index, struct buf *out)
{
	buf_adds(out, "t/");
	page_file_name(str_of(book->ed->articles[index].page), 0, out);
}

void
article_lang(const struct book *book, size_t index, struct buf *out)
{
	struct str lang = book->ed->articles[index].article->meta.lang;
	struct buf tag = BUF_INIT;

	if (lang.len && !str_eq(lang, STR("und"))
	    && lang_normalise(lang, &tag)
	    && !str_eq(buf_str(&tag), book->ed->language))
		fill_lang(buf_str(&tag), (struct str){ NULL, 0 }, out);
	buf_release(&tag);
}

enum label
book_date_label(const struct book *book, const struct edition_group *group)
{
	const struct edition *ed = book->ed;

	return ed->first.year == ed->last.year || (group && group->tells_year)
		? LABEL_DATE_SHORT : LABEL_DATE;
}

bool
book_has_sections(const struct book *book)
{
	return book->ed->group_count > 1;
}

bool
book_has_tags(const struct book *book)
{
	for (size_t i = 0; i < book->ed->article_count; i++)
		if (book->ed->articles[i].article->meta.tags.count)
			return true;
	return false;
}

bool
book_has_addresses(const struct book *book)
{
	for (size_t i = 0; i < book->ed->article_count; i++)
		if (book->ed->articles[i].article->meta.url.len)
			return true;
	return false;
}

void
book_start(const struct book *book, struct buf *out)
{
	if (book_has_sections(book))
		page_file_name(str_of(book->ed->groups[0].page), 0, out);
	else if (book->ed->article_count)
		article_href(book, 0, out);
	else
		buf_adds(out, "title.xhtml");
}

void
book_label(const struct book *book, struct values *v, const char *name,
    enum label label)
{
	values_text(v, name, strings_get(book->strings, label));
}

/* In large type, with the period below, unless that is all there is. */
static void
set_name(const struct book *book, struct values *v, struct str period)
{
	const struct str none = { NULL, 0 };
	bool named = book->ed->name.len;

	values_text(v, "name", named ? book->ed->name
	    : period.len ? period : book_title(book));
	values_text(v, "period", named ? period : none);
}

struct values *
book_values(const struct book *book, struct pool *pool)
{
	const struct edition *ed = book->ed;
	struct values *v = values_new(pool);
	struct buf b = BUF_INIT;

	values_text(v, "language", ed->language);
	values_text(v, "dir", ed->dir);
	values_flag(v, "rtl", str_eq(ed->dir, STR("rtl")));
	values_text(v, "root", STR(""));
	values_text(v, "title", book_title(book));
	values_text(v, "page_title", book_title(book));
	values_text(v, "identifier", ed->identifier);
	values_text(v, "series", ed->series);
	values_text(v, "series_shown",
	    str_find(book_title(book), ed->series) == STR_NONE ? ed->series
	    : (struct str){ NULL, 0 });
	render_label_lang(book->strings, ed->language, &b);
	values_markup(v, "label_lang", buf_str(&b));
	buf_clear(&b);
	strings_period(book->strings, ed->first, ed->last, &b);
	set_name(book, v, buf_str(&b));
	buf_clear(&b);
	strings_count(book->strings, LABEL_ARTICLE_ONE, LABEL_ARTICLES,
	    ed->article_count, &b);
	values_text(v, "articles", buf_str(&b));
	buf_clear(&b);
	book_start(book, &b);
	values_text(v, "start", buf_str(&b));
	book_label(book, v, "cover_label", LABEL_COVER);
	book_label(book, v, "contents_label", LABEL_CONTENTS);
	book_label(book, v, "text_label", LABEL_TEXT);
	buf_release(&b);
	return v;
}

int
book_put_cover(struct book *book, struct err *err)
{
	struct pool *pool = pool_new();
	struct values *v = book_values(book, pool);
	int status;

	values_text(v, "cover_image", book->cover);
	values_text(v, "cover_shape", str_of(book->cover_shape ?
	    book->cover_shape : ""));
	values_flag(v, "cover_alone", book->cover.len && !book->cover_shape);
	status = book_put_page(book, "cover.xhtml", "cover.xhtml", v, err);
	pool_free(pool);
	return status;
}

static void
set_hosts(const struct book *book, struct values *v, struct pool *pool)
{
	size_t count, shown;
	struct host_count *hosts = hosts_count(book, pool, &count);
	struct buf b = BUF_INIT;

	shown = count > HOSTS_SHOWN ? HOSTS_SHOWN : count;
	values_list(v, "hosts");
	values_flag(v, "has_hosts", shown > 0);
	for (size_t i = 0; i < shown; i++) {
		struct values *item = values_item(v, "hosts");

		buf_clear(&b);
		if (hosts[i].count > 1)
			strings_number(book->strings, hosts[i].count, &b);
		values_text(item, "host", hosts[i].host);
		values_text(item, "count", buf_str(&b));
	}
	buf_clear(&b);
	if (count > shown)
		strings_count(book->strings, LABEL_OTHERS, LABEL_OTHERS,
		    count - shown, &b);
	values_text(v, "hosts_more", buf_str(&b));
	buf_release(&b);
}

int
book_put_title(struct book *book, struct err *err)
{
	struct pool *pool = pool_new();
	struct values *v = book_values(book, pool);
	struct buf b = BUF_INIT;
	int status;

	book_label(book, v, "title_page_label", LABEL_TITLE_PAGE);
	book_label(book, v, "sources_label", LABEL_SOURCES);
	if (book->alt_pictures)
		strings_count(book->strings, LABEL_PICTURE_ONE,
		    LABEL_PICTURES, book->alt_pictures, &b);
	values_text(v, "pictures", buf_str(&b));
	set_hosts(book, v, pool);
	values_text(v, "credit", book->ed->plain ? (struct str){ NULL, 0 }
	    : strings_get(book->strings, LABEL_CREDIT));
	status = book_put_page(book, "title.xhtml", "title.xhtml", v, err);
	buf_release(&b);
	pool_free(pool);
	return status;
}
