/* SPDX-License-Identifier: MIT */
/*
 * What a page says about itself: <meta>, <link>, microdata, JSON-LD. Several
 * sources offer a value for the same field; the one of the lowest rank wins,
 * among equals the first.
 */
#ifndef CHAPBOOK_META_H
#define CHAPBOOK_META_H

#include <libxml/tree.h>

#include "article/metadata/names.h"

enum meta_field {
	META_TITLE,		/* og:title, headline: mostly without site */
	META_PAGE_TITLE,	/* <title>: mostly with it */
	META_DATE,		/* always one that date_parse() takes */
	META_TIME,		/* the same from <time> */
	META_SITE,
	META_DESCRIPTION,
	META_URL,		/* as written, maybe relative */
	META_BASE,		/* <base href> */
	META_LANG,
	META_TYPE,		/* og:type */
	META_IMAGE,		/* og:image: mostly that of the article */
	META_FIELDS
};

enum meta_list {
	META_LIST_AUTHORS,
	META_LIST_TAGS,
	META_LIST_KEYWORDS,	/* in one string, parted by commas */
	META_LIST_SECTIONS
};

struct meta {
	struct {
		struct str value;	/* copied into the pool */
		unsigned rank;
	} fields[META_FIELDS];
	struct names authors, tags, keywords, sections;
	struct names bylines;		/* authors as the page shows them */
	bool redirects;			/* <meta http-equiv=refresh> */
};

void meta_init(struct meta *meta, struct pool *pool);
void meta_offer(struct meta *meta, enum meta_field field, struct str value,
    unsigned rank);
/*
 * Reads the whole page and unlinks what is only for machines (<script>,
 * <style>, <template>, JSON-LD), and the sign in a heading that links to it.
 */
void meta_read(struct meta *meta, xmlDoc *page);
/* One JSON-LD script (https://schema.org, JSON-LD 1.1); broken ones give
 * nothing. */
void meta_read_jsonld(struct meta *meta, struct str json);

#endif
