/* SPDX-License-Identifier: MIT */
#include "article/extract/share.h"

#include "article/extract/weights.h"
#include "article/html/node.h"
#include "base/url.h"
#include "tables/addresses.h"

bool
share_is_target(struct str href)
{
	size_t query;
	struct str page;

	href = str_trim(href);
	if (words_start(&WORDS_SHARE_SCHEMES, href).len)
		return true;
	query = str_chr(href, '?');
	if (query == STR_NONE || (url_scheme(href) != URL_HTTP
	    && url_scheme(href) != URL_HTTPS))
		return false;
	page = str_sub(href, 0, query);
	href = str_sub(href, query, href.len);
	return words_within(&WORDS_SHARE_PAGES, page)
		|| (str_ifind(href, STR("=http")) != STR_NONE
		&& words_within(&WORDS_SHARE_FORMS, page));
}

/* Looks at so much of node that asking for each link stays linear. */
static bool
is_block(xmlNode *node)
{
	struct node_walk w = { .root = node };
	size_t letters = 0, seen = 0;

	while (node_walk(&w)) {
		if (w.leave)
			continue;
		if (++seen > SHARE_NODES_MAX || node_heading_level(w.node) == 1)
			return false;
		if (node_is_link(w.node)) {
			if (!share_is_target(node_attr(w.node, "href")))
				return false;
			node_walk_skip(&w);
		} else if (node_is(w.node, "img")) {
			return false;
		} else {
			letters += node_letters(node_content(w.node));
		}
		if (letters > SHARE_LETTERS_MAX)
			return false;
	}
	return true;
}

xmlNode *
share_find_block(xmlNode *link, const xmlNode *root)
{
	xmlNode *up = link;

	while (up->parent != root && is_block(up->parent))
		up = up->parent;
	return up == link ? NULL : up;
}
