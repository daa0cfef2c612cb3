/* SPDX-License-Identifier: MIT */
/*
 * What the attributes of an element of a source say that matters in a body.
 * Shows libxml2.
 */
#ifndef CHAPBOOK_SOURCE_MARKS_H
#define CHAPBOOK_SOURCE_MARKS_H

#include <libxml/tree.h>

#include "article/clean/part.h"

struct source_marks {
	struct str id, name;
	struct str lang, dir;		/* valid ones */
	struct str class_name;		/* of our own */
	struct str title;
	bool hidden;
	bool captioned_picture;		/* a div that stands for a figure */
};

void source_marks_read(xmlNode *node, struct pool *pool,
    struct source_marks *out);
/* Those of lists and cells. */
void source_marks_block(const xmlNode *node, struct pool *pool,
    struct part *part);

#endif
