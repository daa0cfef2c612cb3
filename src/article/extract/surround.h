/* SPDX-License-Identifier: MIT */
/*
 * What stands around an article and tells of it: the line with the original
 * link, the date beneath the title, the links to its tags.
 */
#ifndef CHAPBOOK_SURROUND_H
#define CHAPBOOK_SURROUND_H

#include <libxml/tree.h>

#include "article/metadata/names.h"

struct surround {
	struct str origin;	/* the original's URL as written, or empty */
	struct date byline;	/* in a short line before the container */
};

/* container may be NULL: then only lines that are certain are believed. */
struct surround surround_read(xmlNode *body, xmlNode *container,
    struct pool *pool);

/*
 * Tags by rel=tag and by targets with /tag/, /tags/ or /topic/ in their path;
 * their names are what the links say.
 */
void surround_tags(xmlNode *body, xmlNode *container, struct names *tags);

#endif
