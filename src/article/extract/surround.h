/* SPDX-License-Identifier: MIT */
/*
 * What stands around an article and tells of it: the line with the original
 * link, the date beneath the title, the links to its tags.
 */
#ifndef CHAPBOOK_SURROUND_H
#define CHAPBOOK_SURROUND_H

#include <libxml/tree.h>

#include "article/metadata/names.h"
#include "article/record/document.h"

struct surround {
	struct str origin;	/* the original's URL as written, or empty */
	bool certain;		/* it can be nothing else */
	struct date byline;	/* in a short line before the container */
	/* A line of tags: what is in it, or its first and last link. */
	struct str tags;
	xmlNode *tag_first, *tag_last;
};

/*
 * container may be NULL: then only lines that are certain are believed, or if
 * lenient, others at the top and the foot ("Source: URL", a URL alone).
 */
struct surround surround_read(xmlNode *body, xmlNode *container,
    const struct document *doc, bool lenient, struct pool *pool);

/*
 * The last part of a tag's target ("/tag/name.html", "?tag=name"), or empty if
 * it is none. A release on a code host (/releases/tag/v1) is no topic.
 */
struct str surround_tag(struct str href);

/*
 * Tags by rel=tag and by their targets, if these are on the article's own
 * site, which is that of url, or where that is empty the one that most links
 * go to; else those of the line of them. Their names are what the links say.
 */
void surround_tags(const struct surround *surround, xmlNode *body,
    xmlNode *container, struct str url, struct names *tags);

#endif
