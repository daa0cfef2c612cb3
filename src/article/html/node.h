/* SPDX-License-Identifier: MIT */
/*
 * What reading a page needs of a libxml2 tree: walking without recursion,
 * attributes and text as slices, and counts that tell prose from links.
 */
#ifndef CHAPBOOK_NODE_H
#define CHAPBOOK_NODE_H

#include <libxml/tree.h>
#include <string.h>

#include "base/buf.h"

/*
 * Every node beneath and with root: each is entered, and each element is
 * left (leave is true) behind its children.
 *
 *	struct node_walk w = { .root = body };
 *	while (node_walk(&w))
 *		...
 */
struct node_walk {
	xmlNode *root, *node;
	bool leave;
};

bool node_walk(struct node_walk *w);
/* Goes on behind the element just entered, as if it had no children. */
void node_walk_skip(struct node_walk *w);
/* The element next in order beneath root, or NULL; root itself never. */
xmlNode *node_next_element(xmlNode *node, const xmlNode *root);
/* The same behind all that node holds. */
xmlNode *node_next_outside(xmlNode *node, const xmlNode *root);

/* Of most nodes, the first letter says that they are not. */
static inline bool
node_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE
		&& (char)node->name[0] == name[0]
		&& !strcmp((const char *)node->name, name);
}

bool node_within(const xmlNode *node, const xmlNode *ancestor);
/* Text of a text node; empty for every other. */
struct str node_content(const xmlNode *node);
/* Empty if it is missing. */
struct str node_attr(const xmlNode *node, const char *name);
/* Takes the next word off a list of them, like that of class. */
bool node_next_token(struct str *rest, struct str *token);
/* One of the words of its class, in any case. */
bool node_has_class(const xmlNode *node, struct str word);
unsigned node_heading_level(const xmlNode *node);	/* 1..6, or 0 */
/* <a> with href; <span href> is what mirrors make of it. */
bool node_is_link(const xmlNode *node);
/* Code and the like: its text is not said in the voice of the article. */
bool node_is_verbatim(const xmlNode *node);
/* Stands on lines of its own. */
bool node_is_block(const xmlNode *node);

/*
 * All text, white space collapsed, blocks and line breaks set apart by a
 * space. Stops after about max_bytes. Appends.
 */
void node_text(xmlNode *node, size_t max_bytes, struct buf *out);

/* Letters and digits of any script; punctuation and spaces are none. */
size_t node_letters(struct str text);

struct node_counts {
	size_t letters;		/* in all */
	size_t link_letters;	/* of these, in links */
	size_t own_letters;	/* of these, in neither links nor headings */
	size_t links, images;	/* films count as images */
	size_t separators;	/* "|", bullets, NBSP outside links */
};

void node_count(xmlNode *root, struct node_counts *out);
/* Nearly all the text is in links. */
bool node_counts_links(const struct node_counts *c);
void node_counts_add(struct node_counts *sum, const struct node_counts *more);

/*
 * Takes a node out of its page, with all that it holds; nothing happens if it
 * holds the node that is kept. It lives on, alone, until html_free(): whoever
 * still points to it, or into it, may read it.
 */
void node_remove(xmlNode *node);
/* From now on the node stays in its page. The last one said is kept. */
void node_keep(xmlNode *node);

#endif
