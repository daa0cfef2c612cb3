/* SPDX-License-Identifier: MIT */
/*
 * What in a parsed page is the article: its metadata, the nodes of its body,
 * its lead picture; and whether it is an article at all. Shows libxml2.
 */
#ifndef CHAPBOOK_EXTRACT_H
#define CHAPBOOK_EXTRACT_H

#include <libxml/tree.h>

#include "article/record/document.h"
#include "article/frontmatter/frontmatter.h"
#include "article/record/record.h"
#include "article/metadata/rules.h"

/* The parts of a page that become the body, in order. */
struct extraction {
	xmlNode **roots;	/* their children are the content */
	size_t root_count;
	xmlNode *lead;		/* picture outside the body, or NULL */
	xmlNode *film;		/* film or sound outside the body, or NULL */
	xmlNode *lead_caption;	/* of lead, or of film where that is all */
	struct str spare_lead;	/* where a picture is, for a body without */
	struct str spare_alt;
	bool spare_shown;	/* also for one with others, but not the same */
	struct str image_folder;	/* where its pictures are, or empty */
	bool generated;		/* its site shows it elsewhere than it lies */
	struct str base_url;	/* that relative references resolve against */
};

/*
 * Fills everything of rec but body, links and images (which article/clean/clean.h
 * makes from ex), and ex. May change the tree: it unlinks what is not the
 * article (navigation, share blocks, trackers). rec->kind tells what it is;
 * for RECORD_INDEX, rec->links are filled in here. rules may be NULL.
 */
int extract_article(xmlDoc *page, const struct document *doc,
    const struct front_matter *fm, const struct rules *rules,
    struct pool *pool, struct record *rec, struct extraction *ex,
    struct err *err);

#endif
