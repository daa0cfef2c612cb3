/* SPDX-License-Identifier: MIT */
/*
 * Which element of a page holds the article. So far by the names that sites
 * give to it; scoring of pages that give none belongs here too.
 */
#ifndef CHAPBOOK_SCORE_H
#define CHAPBOOK_SCORE_H

#include <libxml/tree.h>

#include "article/record/document.h"

/*
 * What the name of an element is worth: its weight times its text is the
 * score. The body of the page itself competes with a weight of its own, so
 * that a <main> around a teaser does not win.
 */
enum {
	WEIGHT_CERTAIN = 10, WEIGHT_BODY_TEXT = 8, WEIGHT_POST = 5,
	WEIGHT_ARTICLE = 4, WEIGHT_MAIN = 3, WEIGHT_CONTENT = 2,
	WEIGHT_PAGE = 1,
	/* In Markdown, HTML is the exception: a part must be most of it. */
	WEIGHT_MARKDOWN_PAGE = 3
};

struct container {
	xmlNode *node;	/* NULL: no element is the article; the body is */
	bool certain;	/* named so that it can be nothing else */
	bool for_text;	/* named for the text, not for all of the article */
};

/* Of elements nested in each other the innermost with most of the text. */
struct container score_container(xmlNode *body, enum media_type media);

/*
 * Puts the rest of an article that stands in several containers of the same
 * name into the first of them, which becomes the container.
 */
void score_join(xmlNode *body, struct container *found,
    enum media_type media);

#endif
