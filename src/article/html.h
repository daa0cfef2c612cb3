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
 * Rewrites raw HTML (UTF-8, sanitised by text_sanitise()) so that libxml2
 * parses it right and in linear time: comments, doctype, processing
 * instructions, script and style go; attributes beyond LIMIT_TAG_ATTRIBUTES,
 * repeated html, head and body tags, end tags that close nothing go; source
 * white space collapses outside pre and textarea; <ok href> becomes <a href>;
 * HTML5 void elements are closed; entities of HTML5 and those that lack their
 * semicolon become characters. JSON-LD scripts are kept as
 * <chapbook-json>text</chapbook-json>.
 */
void html_prepare(struct str raw, struct buf *out, struct html_losses *losses);

/* prepared comes from html_prepare(). Free with xmlFreeDoc(). */
xmlDoc *html_parse(struct str prepared, struct html_losses *losses,
    struct err *err);

/* Before the sandbox is locked, once: libxml2's tables; quiet errors. */
void html_init(void);

#endif
