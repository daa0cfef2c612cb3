/* SPDX-License-Identifier: MIT */
/*
 * Which element of a page holds the article. So far by the names that sites
 * give to it; scoring of pages that give none belongs here too.
 */
#ifndef CHAPBOOK_SCORE_H
#define CHAPBOOK_SCORE_H

#include <libxml/tree.h>

#include "article/record/document.h"

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
