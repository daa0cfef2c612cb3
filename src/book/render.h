/* SPDX-License-Identifier: MIT */
/* An article's pages as XHTML: what page_job does between wire and wire. */
#ifndef CHAPBOOK_RENDER_H
#define CHAPBOOK_RENDER_H

#include "book/page.h"
#include "book/split.h"
#include "book/strings.h"

struct renderer {
	const struct templates *templates;
	const struct strings *strings;	/* of the book's language */
	struct pool *pool;		/* for this article */
};

/* The XHTML of each part, from renderer->pool. */
int render_article(const struct renderer *r, const struct page_request *req,
    struct split_parts *pages, struct err *err);

/*
 * A page in the place of one that could not be made: title, byline and a
 * word about the loss, so that every link into it still arrives.
 */
int render_lost(const struct renderer *r, const struct page_request *req,
    struct buf *out, struct err *err);

/* Attributes for a label in text of language lang; none where it is the */
/* same. No direction: a label stays aligned with what is around it. */
void render_label_lang(const struct strings *strings, struct str lang,
    struct buf *out);

#endif
