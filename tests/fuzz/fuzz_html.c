/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as HTML: the tree must be UTF-8 and no deeper than allowed. They
 * are also parsed as they are, unsanitised.
 */
#include <stdint.h>
#include <stdlib.h>

#include "article/html/html.h"
#include "base/limits.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void
check_tree(const xmlDoc *doc)
{
	const xmlNode *node = (const xmlNode *)doc;
	size_t depth = 0;

	while (node) {
		if (node->type == XML_TEXT_NODE &&
		    !text_is_utf8(str_of((const char *)node->content)))
			abort();
		if (node->children) {
			if (++depth > LIMIT_HTML_DEPTH + 2)
				abort();
			node = node->children;
			continue;
		}
		while (node && !node->next) {
			node = node->parent;
			depth--;
		}
		node = node ? node->next : NULL;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static bool ready;
	struct str raw = { (const char *)data, bytes };
	struct html_losses losses = { false, false, false };
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	xmlDoc *doc;

	if (!ready)
		html_init();
	ready = true;
	text_sanitise(raw, &text);
	doc = html_parse(buf_str(&text), HTML_MEND_ESCAPES, &losses, &err);
	if (!doc)
		abort();
	check_tree(doc);
	html_free(doc);
	doc = html_parse(raw, 0, &losses, &err);
	html_free(doc);
	buf_release(&text);
	return 0;
}
