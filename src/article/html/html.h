/* SPDX-License-Identifier: MIT */
/*
 * HTML text to a libxml2 tree. All of the text survives whatever the input:
 * elements nested deeper than LIMIT_HTML_DEPTH become their text; beyond
 * LIMIT_HTML_NODES only text is kept. No time or stack grows faster than the
 * input. One of the few headers that show libxml2.
 */
#ifndef CHAPBOOK_HTML_H
#define CHAPBOOK_HTML_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "base/err.h"

struct html_losses {
	bool depth, nodes, attributes;	/* a limit was met */
};

/*
 * Appends raw HTML (UTF-8, sanitised by text_sanitise()) rewritten as one
 * html element whose tags nest, in linear time: comments, doctype, processing
 * instructions, script and style go; attributes beyond LIMIT_TAG_ATTRIBUTES,
 * repeated html, head and body tags, end tags that close nothing go. Elements
 * whose end tags may be left out, or stand wrongly, end where the HTML Living
 * Standard ends them. Names are in lower case; unknown elements with an href
 * (<ok href>) become links. Void elements and those that end at once are
 * written "<br/>". Character references become characters, &amp; &lt; and
 * &quot; are left. A run of white space becomes "\n" if a line ends in it,
 * else " ", outside pre and textarea. JSON-LD scripts are kept as
 * <chapbook-json>text</chapbook-json>.
 */
void html_prepare(struct str raw, unsigned how, struct buf *out,
    struct html_losses *losses);

enum {
	/*
	 * Markup and references that were evidently escaped once too often
	 * ("&lt;p&gt;", "O&amp;#039;Hara") are taken for what they stand for.
	 * Not for what has been through this before.
	 */
	HTML_MEND_ESCAPES = 1 << 0
};

/*
 * The tree of what html_prepare() wrote, NULL if memory ends. Free it with
 * xmlFreeDoc(). Names belong to its dictionary.
 */
xmlDoc *html_parse(struct str prepared, struct html_losses *losses,
    struct err *err);

/*
 * Before the sandbox is locked, once: libxml2's tables, errors that stay
 * quiet, and the seed of jansson's hash tables (it reads JSON-LD and front
 * matter), which comes from a file.
 */
void html_init(void);

#endif
