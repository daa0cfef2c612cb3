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
};

/* Of elements nested in each other the innermost with most of the text. */
struct container score_container(xmlNode *body, enum media_type media);

#endif
