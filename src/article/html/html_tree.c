/* SPDX-License-Identifier: MIT */
/*
 * The tree is built by libxml2's tree functions, from tags that nest by now;
 * libxml2's HTML parser knows no element of HTML 5, and would close by rules
 * of its own what is rightly open.
 */
#include "article/html/html_parts.h"

#include <jansson.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdint.h>

static void __attribute__((format(printf, 2, 3)))
stay_quiet(void *context, const char *message, ...)
{
	(void)context;
	(void)message;
}

static void
stay_quiet_too(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

void
html_init(void)
{
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, stay_quiet);
	xmlSetStructuredErrorFunc(NULL, stay_quiet_too);
	json_object_seed(0);
}

bool
html_tree_start(struct html_tree *t)
{
	t->doc = htmlNewDocNoDtD(NULL, NULL);
	if (!t->doc)
		return false;
	t->parent = (xmlNode *)t->doc;
	t->doc->dict = xmlDictCreate();
	t->doc->encoding = xmlStrdup((const xmlChar *)"UTF-8");
	t->failed = !t->doc->dict || !t->doc->encoding;
	return !t->failed;
}

/* Appends; unlike xmlAddChild() it never merges and never searches. */
static void
link_last(struct html_tree *t, xmlNode *node)
{
	xmlNode *parent = t->parent;

	if (!node) {
		t->failed = true;
		return;
	}
	node->parent = parent;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
}

/* What was written since the last tag becomes a node. */
static void
end_text(struct html_tree *t)
{
	if (t->text.len && !t->failed)
		link_last(t, xmlNewDocTextLen(t->doc,
		    (const xmlChar *)t->text.data, (int)t->text.len));
	buf_clear(&t->text);
}

/* Of the document's dictionary, which libxml2 never frees alone. */
static xmlChar *
intern(struct html_tree *t, struct str name)
{
	return (xmlChar *)(uintptr_t)xmlDictLookup(t->doc->dict,
	    (const xmlChar *)name.p, (int)name.len);
}

void
html_tree_open(struct html_tree *t, struct str name)
{
	xmlNode *node;

	end_text(t);
	if (t->failed)
		return;
	node = xmlNewDocNodeEatName(t->doc, NULL, intern(t, name), NULL);
	link_last(t, node);
	if (node)
		t->parent = node;
}

void
html_tree_attribute(struct html_tree *t, struct str name)
{
	if (!t->failed && !xmlNewNsPropEatName(t->parent, NULL,
	    intern(t, name), (const xmlChar *)buf_str(&t->value).p))
		t->failed = true;
}

void
html_tree_open_again(struct html_tree *t, xmlNode *like)
{
	xmlNode *node;

	end_text(t);
	if (t->failed)
		return;
	/* 2: its attributes, nothing of what it holds. */
	node = xmlDocCopyNode(like, t->doc, 2);
	link_last(t, node);
	if (node)
		t->parent = node;
}

void
html_tree_close(struct html_tree *t)
{
	end_text(t);
	if (!t->failed)
		t->parent = t->parent->parent;
}

xmlDoc *
html_tree_end(struct html_tree *t)
{
	buf_release(&t->text);
	buf_release(&t->value);
	if (!t->failed)
		return t->doc;
	xmlFreeDoc(t->doc);
	return NULL;
}
