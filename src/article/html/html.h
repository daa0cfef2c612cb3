/* SPDX-License-Identifier: MIT */
/*
 * HTML to a libxml2 tree, one html element whose document is HTML's. All of
 * the text survives whatever the input: elements nested deeper than
 * LIMIT_HTML_DEPTH become their text; beyond LIMIT_HTML_NODES only text is
 * kept. Time and memory are linear in the input. One of the few headers that
 * show libxml2.
 */
#ifndef CHAPBOOK_HTML_H
#define CHAPBOOK_HTML_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct html_losses {
	bool depth, nodes, attributes;	/* a limit was met */
};

enum {
	/*
	 * Markup and references that were evidently escaped once too often
	 * ("&lt;p&gt;", "O&amp;#039;Hara") are taken for what they stand for.
	 */
	HTML_MEND_ESCAPES = 1 << 0
};

/*
 * The tree of raw HTML (UTF-8, sanitised by text_sanitise()), NULL if memory
 * ends. Free it with html_free(). Names belong to its dictionary.
 *
 * Comments, doctype, processing instructions, script and style go, and so do
 * attributes beyond LIMIT_TAG_ATTRIBUTES, repeated html, head and body tags,
 * and end tags that close nothing. Elements whose end tags may be left out,
 * or stand wrongly, end where the HTML Living Standard ends them. Names are
 * in lower case; unknown elements with an href (<ok href>) become links. A
 * run of white space becomes "\n" if a line ends in it, else " ", outside
 * pre and textarea. JSON-LD scripts become <chapbook-json>text</>.
 *
 * how: HTML_MEND_ESCAPES or 0.
 */
xmlDoc *html_parse(struct str raw, unsigned how, struct html_losses *losses,
    struct err *err);

/* With the nodes that node_remove() took out of it. May be NULL. */
void html_free(xmlDoc *page);

/*
 * Appends the text of one line of HTML, as people put it into titles. Tags
 * are text unless they are those of "<em>a word</em>" or "<br>": most who
 * write "<b>" alone write about it.
 */
void html_plain(struct str line, struct buf *out);

/*
 * Before the sandbox is locked, once: libxml2's tables, errors that stay
 * quiet, and the seed of jansson's hash tables (it reads JSON-LD and front
 * matter), which comes from a file.
 */
void html_init(void);

#endif
