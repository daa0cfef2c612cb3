/* SPDX-License-Identifier: MIT */
/*
 * html_prepare() leaves nothing that HTML's own rules would have to mend: its
 * output nests, and of character references it has three. So the tree is
 * built from it directly, by libxml2's tree functions; libxml2's HTML parser
 * knows no element of HTML 5, and would close by rules of its own what is
 * rightly open.
 */
#include "article/html/html.h"

#include <jansson.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

struct reader {
	struct str s;
	size_t at;
	xmlDoc *doc;
	xmlNode *parent;
	size_t depth, too_deep;
	struct buf text;	/* the text or value read last */
	struct html_losses *losses;
};

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

static const xmlChar *
intern(struct reader *r, struct str name)
{
	return xmlDictLookup(r->doc->dict, (const xmlChar *)name.p,
	    (int)name.len);
}

/* Appends; unlike xmlAddChild() it never merges and never searches. */
static void
link_last(struct reader *r, xmlNode *node)
{
	xmlNode *parent = r->parent;

	node->parent = parent;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
}

static const struct {
	struct str written;
	char meant;
} references[] = {
	{ STR("&amp;"), '&' },
	{ STR("&lt;"), '<' },
	{ STR("&quot;"), '"' },
};

/* Decodes s into r->text. */
static void
decode(struct reader *r, struct str s)
{
	buf_clear(&r->text);
	while (s.len) {
		size_t amp = str_chr(s, '&');
		size_t i, used = 1;
		char c = '&';

		buf_add(&r->text, s.p, amp == STR_NONE ? s.len : amp);
		if (amp == STR_NONE)
			break;
		s = str_sub(s, amp, s.len);
		for (i = 0; i < 3; i++) {
			if (!str_starts(s, references[i].written))
				continue;
			c = references[i].meant;
			used = references[i].written.len;
		}
		buf_addc(&r->text, c);
		s = str_sub(s, used, s.len);
	}
}

static int
add_text(struct reader *r, struct str s)
{
	xmlNode *node;

	if (memchr(s.p, '&', s.len)) {
		decode(r, s);
		s = buf_str(&r->text);
	}
	node = xmlNewDocTextLen(r->doc, (const xmlChar *)s.p, (int)s.len);
	if (!node)
		return -1;
	link_last(r, node);
	return 0;
}

/* Reads the attribute at r->at; node may be NULL. 1 where there is none. */
static int
read_attribute(struct reader *r, xmlNode *node)
{
	struct str rest = str_sub(r->s, r->at, r->s.len);
	size_t equals, quote;

	if (!rest.len || rest.p[0] != ' ')
		return 1;
	for (equals = 1; equals < rest.len && rest.p[equals] != '=' &&
	    rest.p[equals] != '>'; equals++)
		;
	if (equals + 1 >= rest.len || equals == 1 || rest.p[equals] != '=' ||
	    rest.p[equals + 1] != '"')
		return 1;
	quote = str_chr(str_sub(rest, equals + 2, rest.len), '"');
	if (quote == STR_NONE)
		return 1;
	r->at += equals + 2 + quote + 1;
	if (!node)
		return 0;
	decode(r, str_sub(rest, equals + 2, equals + 2 + quote));
	return xmlNewNsPropEatName(node, NULL,
	    (xmlChar *)(uintptr_t)intern(r, str_sub(rest, 1, equals)),
	    (const xmlChar *)r->text.data) ? 0 : -1;
}

static size_t
name_end(const struct reader *r, size_t at)
{
	while (at < r->s.len && r->s.p[at] != ' ' && r->s.p[at] != '/' &&
	    r->s.p[at] != '>')
		at++;
	return at;
}

/* r->at is behind the '<'. */
static int
read_start(struct reader *r)
{
	size_t end = name_end(r, r->at);
	xmlNode *node = NULL;
	int got;

	if (r->depth < LIMIT_HTML_DEPTH && !r->too_deep) {
		node = xmlNewDocNodeEatName(r->doc, NULL, (xmlChar *)(uintptr_t)
		    intern(r, str_sub(r->s, r->at, end)), NULL);
		if (!node)
			return -1;
		link_last(r, node);
	} else {
		r->losses->depth = true;
	}
	r->at = end;
	while ((got = read_attribute(r, node)) == 0)
		;
	if (got < 0)
		return -1;
	if (r->at < r->s.len && r->s.p[r->at] == '/') {
		r->at += 2;
		return 0;
	}
	r->at++;
	if (!node) {
		r->too_deep++;
		return 0;
	}
	r->parent = node;
	r->depth++;
	return 0;
}

static void
read_end(struct reader *r)
{
	r->at = name_end(r, r->at) + 1;
	if (r->too_deep) {
		r->too_deep--;
	} else if (r->depth) {
		r->parent = r->parent->parent;
		r->depth--;
	}
}

static int
read_all(struct reader *r)
{
	while (r->at < r->s.len) {
		const char *p = r->s.p + r->at;
		size_t left = r->s.len - r->at;
		const char *lt = memchr(p, '<', left);
		size_t len = lt ? (size_t)(lt - p) : left;

		if (len && r->depth && add_text(r, (struct str){ p, len }))
			return -1;
		r->at += len + 1;
		if (r->at >= r->s.len)
			break;
		if (r->s.p[r->at] == '/') {
			r->at++;
			read_end(r);
		} else if (read_start(r)) {
			return -1;
		}
	}
	return 0;
}

xmlDoc *
html_parse(struct str prepared, struct html_losses *losses, struct err *err)
{
	struct reader r = {
		.s = prepared, .text = BUF_INIT, .losses = losses
	};

	if (prepared.len > INT_MAX) {
		err_set(err, ERR_LIMIT, "HTML of more than 2 GB");
		return NULL;
	}
	r.doc = htmlNewDocNoDtD(NULL, NULL);
	if (!r.doc)
		goto out;
	r.parent = (xmlNode *)r.doc;
	r.doc->dict = xmlDictCreate();
	r.doc->encoding = xmlStrdup((const xmlChar *)"UTF-8");
	if (r.doc->dict && r.doc->encoding && !read_all(&r))
		goto out;
	xmlFreeDoc(r.doc);
	r.doc = NULL;
out:
	if (!r.doc)
		err_set(err, ERR_LIBRARY, "libxml2 has no memory for a page");
	buf_release(&r.text);
	return r.doc;
}
