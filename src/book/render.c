/* SPDX-License-Identifier: MIT */
#include "book/render.h"

#include "article/language/lang.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "book/weights.h"

/* What all parts of an article share. */
struct view {
	const struct renderer *r;
	const struct page_request *req;
	struct str title;
	struct buf article_lang, label_lang, nav_lang, scratch;
	bool cjk;		/* paragraphs as Chinese sets them */
};

void
render_label_lang(const struct strings *strings, struct str lang,
    struct buf *out)
{
	struct str own = strings_language(strings);

	if (!str_starts(lang, own)
	    || (lang.len > own.len && lang.p[own.len] != '-'))
		fill_lang(own, (struct str){ NULL, 0 }, out);
}

static bool
has_lang(const struct record *rec)
{
	return rec->lang.len && !str_eq(rec->lang, STR("und"));
}

static void
view_init(struct view *view, const struct renderer *r,
    const struct page_request *req)
{
	struct str book = req->book_language;
	struct str book_dir = str_of(lang_dir(book));
	const struct record *rec = req->rec;
	struct str dir = rec->dir.len ? rec->dir : book_dir;
	struct str lang = book;
	struct buf tag = BUF_INIT;

	*view = (struct view){ r, req, rec->title, BUF_INIT, BUF_INIT,
		BUF_INIT, BUF_INIT, false };
	if (!view->title.len)
		view->title = strings_get(r->strings, LABEL_UNTITLED);
	if (has_lang(rec) && lang_normalise(rec->lang, &tag))
		lang = buf_str(&tag);
	if (!str_eq(lang, book) || !str_eq(dir, book_dir))
		fill_lang(lang, dir, &view->article_lang);
	view->cjk = str_starts(lang, STR("zh")) || str_starts(lang, STR("ja"));
	render_label_lang(r->strings, lang, &view->label_lang);
	render_label_lang(r->strings, book, &view->nav_lang);
	buf_release(&tag);
}

static void
view_release(struct view *view)
{
	buf_release(&view->article_lang);
	buf_release(&view->label_lang);
	buf_release(&view->nav_lang);
	buf_release(&view->scratch);
}

static void
set_label(const struct view *view, struct values *v, const char *name,
    enum label label)
{
	values_text(v, name, strings_get(view->r->strings, label));
}

static struct values *
byline_item(struct values *v, size_t *count, struct str text)
{
	struct values *item = values_item(v, "byline");

	values_flag(item, "more", (*count)++ > 0);
	values_text(item, "text", text);
	values_text(item, "datetime", STR(""));
	values_text(item, "href", STR(""));
	values_flag(item, "plain", false);
	return item;
}

static void
add_date(struct view *view, struct values *v, size_t *count)
{
	struct date date = view->req->rec->date;
	struct buf iso = BUF_INIT;
	struct values *item;

	if (!date_valid(date))
		return;
	date_format(date, &iso);
	buf_clear(&view->scratch);
	strings_date(view->r->strings, LABEL_DATE, date, &view->scratch);
	item = byline_item(v, count, buf_str(&view->scratch));
	values_text(item, "datetime", buf_str(&iso));
	buf_release(&iso);
}

static void
add_authors(struct view *view, struct values *v, size_t *count)
{
	const struct str_list *authors = &view->req->rec->authors;

	if (!authors->count)
		return;
	buf_clear(&view->scratch);
	for (size_t i = 0; i < authors->count; i++) {
		if (i)
			buf_addstr(&view->scratch,
			    strings_get(view->r->strings, LABEL_SEPARATOR));
		buf_addstr(&view->scratch, authors->items[i]);
	}
	values_flag(byline_item(v, count, buf_str(&view->scratch)), "plain",
	    true);
}

/* Authors, date, and where it was published. */
static void
set_byline(struct view *view, struct values *v)
{
	const struct record *rec = view->req->rec;
	struct str source = rec->site.len ? rec->site : url_site(rec->url);
	size_t count = 0;
	struct values *item;

	values_list(v, "byline");
	add_authors(view, v, &count);
	add_date(view, v, &count);
	if (source.len) {
		item = byline_item(v, &count, source);
		values_text(item, "href", rec->url);
		values_flag(item, "plain", !rec->url.len);
	}
	values_flag(v, "has_byline", count > 0);
}

static void
set_tags(const struct view *view, struct values *v)
{
	const struct str_list *tags = &view->req->rec->tags;

	values_list(v, "tags");
	values_flag(v, "has_tags", tags->count > 0);
	for (size_t i = 0; i < tags->count; i++) {
		struct values *item = values_item(v, "tags");

		values_flag(item, "more", i > 0);
		values_text(item, "text", tags->items[i]);
	}
}

static void
set_original(struct view *view, struct values *v)
{
	struct str url = view->req->rec->url;
	struct buf shown = BUF_INIT;

	if (url.len) {
		url_display(url, &shown);
		buf_clear(&view->scratch);
		text_shorten(buf_str(&shown), ARTICLE_URL_BYTES,
		    &view->scratch);
	}
	values_text(v, "original", url);
	values_text(v, "original_text", url.len ? buf_str(&view->scratch)
	    : STR(""));
	set_label(view, v, "original_label", LABEL_ORIGINAL);
	buf_release(&shown);
}

static void
set_title(struct view *view, struct values *v, size_t part)
{
	struct buf number = BUF_INIT;

	buf_clear(&view->scratch);
	strings_number(view->r->strings, part + 1, &number);
	if (part)
		strings_fill(view->r->strings, LABEL_PART_TITLE,
		    (const struct strings_value[]){
			{ "title", view->title },
			{ "n", buf_str(&number) },
		    }, 2, &view->scratch);
	else
		buf_addstr(&view->scratch, view->title);
	values_text(v, "title", buf_str(&view->scratch));
	values_text(v, "page_title", buf_str(&view->scratch));
	buf_release(&number);
}

static void
set_section(struct view *view, struct values *v)
{
	struct str section = view->req->section;

	buf_clear(&view->scratch);
	if (section.len)
		strings_group(view->r->strings, section, &view->scratch);
	values_text(v, "section", buf_str(&view->scratch));
}

static void
set_steps(struct view *view, struct values *v, size_t part, size_t parts)
{
	const struct page_request *req = view->req;
	struct buf *file = &view->scratch;

	buf_clear(file);
	if (part)
		page_file_name(req->page, part - 1, file);
	else
		buf_addstr(file, req->previous);
	values_text(v, "previous", buf_str(file));
	buf_clear(file);
	if (part + 1 < parts)
		page_file_name(req->page, part + 1, file);
	else
		buf_addstr(file, req->next);
	values_text(v, "next", buf_str(file));
	set_label(view, v, "previous_label", LABEL_PREVIOUS);
	set_label(view, v, "next_label", LABEL_NEXT);
	set_label(view, v, "contents_label", LABEL_CONTENTS);
	set_label(view, v, "pages_label", LABEL_PAGES);
}

static int
render_part(struct view *view, struct str body, size_t part, size_t parts,
    bool lost, struct buf *out, struct err *err)
{
	struct values *v = values_new(view->r->pool);
	struct str book = view->req->book_language;

	values_text(v, "language", book);
	values_flag(v, "rtl", str_eq(str_of(lang_dir(book)), STR("rtl")));
	values_text(v, "root", STR("../"));
	set_title(view, v, part);
	values_markup(v, "article_lang", buf_str(&view->article_lang));
	values_flag(v, "cjk", view->cjk);
	values_markup(v, "label_lang", buf_str(&view->label_lang));
	values_markup(v, "nav_lang", buf_str(&view->nav_lang));
	set_section(view, v);
	values_flag(v, "first_part", part == 0);
	set_byline(view, v);
	set_tags(view, v);
	values_text(v, "lost", lost ? strings_get(view->r->strings,
	    LABEL_LOST_PAGE) : STR(""));
	values_markup(v, "body", body);
	set_original(view, v);
	set_steps(view, v, part, parts);
	return template_render(view->r->templates, "article.xhtml", v, out,
	    err);
}

/* The lead picture goes before a body that does not show it itself. */
static void
put_lead(struct fill *fill, struct buf *out)
{
	const struct record *rec = fill->req->rec;
	size_t lead = rec->lead_image;

	if (!lead || lead > rec->image_count
	    || fill_has_picture(rec->body, lead - 1))
		return;
	buf_adds(out, "<figure class=\"lead\">");
	fill_picture(fill, lead - 1, out);
	buf_adds(out, "</figure>\n");
}

/* chrome_bytes is what a page has around its body. */
static int
render_parts(struct view *view, struct fill *fill, struct str lead,
    size_t chrome_bytes, struct split_parts *pages, struct err *err)
{
	size_t budget = LIMIT_PAGE_BYTES / 2;
	struct buf page = BUF_INIT;
	int status = -1;

	chrome_bytes = mem_add(chrome_bytes, SPLIT_CHROME_BYTES);
	if (chrome_bytes < LIMIT_PAGE_BYTES - budget)
		budget = LIMIT_PAGE_BYTES - chrome_bytes;
	fill->in_parts = true;
	if (split_body(fill, lead, view->req->rec->body, budget,
	    view->r->pool, pages, err))
		goto out;
	for (size_t i = 0; i < pages->count; i++) {
		buf_clear(&page);
		if (render_part(view, pages->items[i], i, pages->count, false,
		    &page, err))
			goto out;
		pages->items[i] = pool_str(view->r->pool, buf_str(&page));
	}
	status = 0;
out:
	buf_release(&page);
	return status;
}

int
render_article(const struct renderer *r, const struct page_request *req,
    struct split_parts *pages, struct err *err)
{
	struct buf lead = BUF_INIT, body = BUF_INIT, page = BUF_INIT;
	struct fill fill = { .req = req, .strings = r->strings };
	struct view view;
	int status = -1;

	view_init(&view, r, req);
	fill.label_lang = buf_str(&view.label_lang);
	fill.anchors = anchors_find(req->rec, r->pool);
	put_lead(&fill, &lead);
	buf_addstr(&body, buf_str(&lead));
	if (fill_body(&fill, req->rec->body, &body, err)
	    || render_part(&view, buf_str(&body), 0, 1, false, &page, err))
		goto out;
	if (page.len <= LIMIT_PAGE_BYTES) {
		pages->items = pool_alloc(r->pool, sizeof(*pages->items));
		pages->items[0] = pool_str(r->pool, buf_str(&page));
		pages->count = 1;
		status = 0;
		goto out;
	}
	status = render_parts(&view, &fill, buf_str(&lead),
	    page.len - body.len, pages, err);
out:
	buf_release(&lead);
	buf_release(&body);
	buf_release(&page);
	view_release(&view);
	return status;
}

int
render_lost(const struct renderer *r, const struct page_request *req,
    struct buf *out, struct err *err)
{
	struct view view;
	int status;

	view_init(&view, r, req);
	status = render_part(&view, STR(""), 0, 1, true, out, err);
	view_release(&view);
	return status;
}
