/* SPDX-License-Identifier: MIT */
#include "book/binder.h"
#include "book/render.h"

/* Links into the book were made before it was known that this page failed. */
int
book_put_lost(struct book *book, size_t index, struct err *err)
{
	const struct edition *ed = book->ed;
	const struct edition_article *ea = &ed->articles[index];
	struct renderer renderer = { book->templates, book->strings,
		pool_new() };
	struct buf previous = BUF_INIT, next = BUF_INIT, page = BUF_INIT;
	struct buf href = BUF_INIT;
	const struct record rec = article_record(ea->article);
	struct page_request req = { .book_language = ed->language,
		.page = str_of(ea->page), .rec = &rec };
	int status = -1;

	if (index)
		page_file_name(str_of(ed->articles[index - 1].page), 0,
		    &previous);
	if (index + 1 < ed->article_count)
		page_file_name(str_of(ed->articles[index + 1].page), 0, &next);
	req.previous = buf_str(&previous);
	req.next = buf_str(&next);
	if (book_has_sections(book))
		req.section = ed->groups[ea->group].title;
	article_href(book, index, &href);
	if (render_lost(&renderer, &req, &page, err) == 0)
		status = book_put_text(book, &book->spine, href.data,
		    MEDIA_XHTML, "", buf_str(&page), err);
	buf_release(&previous);
	buf_release(&next);
	buf_release(&page);
	buf_release(&href);
	pool_free(renderer.pool);
	return status;
}
