/* SPDX-License-Identifier: MIT */
/* Whether a document is an article, a page of links, or neither. */
#ifndef CHAPBOOK_KIND_H
#define CHAPBOOK_KIND_H

#include <libxml/tree.h>

#include "article/record/document.h"
#include "article/html/node.h"
#include "article/record/record.h"

struct kind_signs {
	struct str path;		/* of the document, or empty */
	struct str layout;		/* declared in front matter */
	bool unpublished;		/* a draft */
	bool template;			/* of the site's program */
	bool declared_title;		/* in front matter */
	bool posted;			/* a date is, too */
	bool lists_posts;		/* a program is to list others here */
	bool titled;			/* there is one that is not guessed */
	bool container;			/* the page marks its article */
	bool redirects;
	bool original;			/* a line links to the original */
	bool certainly;			/* and can mean nothing else */
	bool dated;			/* not only by its text; or has a URL */
	bool archive;			/* the page says it is one */
	struct node_counts content;	/* without title and chrome */
	xmlNode *root;			/* where they were counted */
	size_t tree_links;		/* in the whole page */
	struct kind_teasers {
		size_t headings, count;	/* all; those that are teasers */
		size_t letters_before;	/* the first of them */
	} teasers;
};

/*
 * Whether what a site's own program is to fill in stands in place of a title
 * ("{{ page.title }}"), or anywhere in a folder where such pages are kept.
 */
bool kind_is_template(xmlNode *body, struct str declared, struct str title,
    struct str path);

/* Whether the page is to be filled in with a list of the site's posts. */
bool kind_lists_posts(struct str source);

enum record_kind kind_judge(const struct kind_signs *signs);

/* Headings that are links to other pages; host is the site's, or empty. */
struct kind_teasers kind_find_teasers(xmlNode *root, struct str host);
/* Fills links of rec with those to other documents of the same tree. */
void kind_read_links(xmlNode *body, const struct document *doc,
    struct pool *pool, struct record *rec);

#endif
