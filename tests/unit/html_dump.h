/* SPDX-License-Identifier: MIT */
/* A tree of html_parse() as text that can be compared. */
#ifndef CHAPBOOK_TEST_HTML_DUMP_H
#define CHAPBOOK_TEST_HTML_DUMP_H

#include "article/html/html.h"
#include "base/buf.h"

static inline void
dump_escaped(const xmlChar *text, bool in_value, struct buf *out)
{
	const char *p;

	for (p = (const char *)text; p && *p; p++) {
		if (*p == '&')
			buf_adds(out, "&amp;");
		else if (*p == '<')
			buf_adds(out, "&lt;");
		else if (*p == '"' && in_value)
			buf_adds(out, "&quot;");
		else
			buf_addc(out, *p);
	}
}

static inline bool
dump_is_void(const char *name)
{
	static const char *const names[] = {
		"area", "base", "br", "col", "embed", "hr", "img", "input",
		"link", "meta", "source", "track", "wbr"
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq(str_of(name), str_of(names[i])))
			return true;
	return false;
}

static inline void
dump_start(const xmlNode *node, struct buf *out)
{
	const char *name = (const char *)node->name;
	const xmlAttr *a;

	buf_addf(out, "<%s", name);
	for (a = node->properties; a; a = a->next) {
		buf_addf(out, " %s=\"", (const char *)a->name);
		if (a->children)
			dump_escaped(a->children->content, true, out);
		buf_addc(out, '"');
	}
	if (node->children)
		buf_addc(out, '>');
	else if (dump_is_void(name))
		buf_adds(out, "/>");
	else
		buf_addf(out, "></%s>", name);
}

/* Void elements are written "<br/>", others "<p></p>". */
static inline void
dump_html(const xmlDoc *doc, struct buf *out)
{
	const xmlNode *node = doc->children;

	while (node) {
		if (node->type == XML_TEXT_NODE)
			dump_escaped(node->content, false, out);
		else
			dump_start(node, out);
		if (node->children) {
			node = node->children;
			continue;
		}
		while (node && !node->next) {
			node = node->parent;
			if (!node || node->type != XML_ELEMENT_NODE)
				return;
			buf_addf(out, "</%s>", (const char *)node->name);
		}
		node = node->next;
	}
}

#endif
