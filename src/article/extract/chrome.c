/* SPDX-License-Identifier: MIT */
#include "article/extract/chrome.h"

#include "article/extract/share.h"
#include "article/extract/weights.h"
#include "article/html/node.h"
#include "article/html/player.h"
#include "article/html/style.h"
#include "base/mem.h"
#include "base/url.h"
#include "tables/classes.h"

static enum chrome_scope
scope_of(const struct words *names, struct str name)
{
	size_t at = words_find(names, name);

	/* Both tables have no other column. */
	return at == WORDS_NONE ? SCOPE_NOWHERE
		: (enum chrome_scope)words_number(names, 0, at);
}

static enum chrome_scope
scope_of_element(const xmlNode *node)
{
	enum chrome_scope scope = scope_of(&WORDS_CHROME_ELEMENTS,
	    str_of((const char *)node->name)), named;
	struct str names = node_attr(node, "class"), name;

	if (!node->properties)
		return scope;
	while (node_next_token(&names, &name) && scope != SCOPE_ANYWHERE) {
		named = scope_of(&WORDS_CHROME_CLASSES, name);
		scope = named > scope ? named : scope;
	}
	named = scope_of(&WORDS_CHROME_CLASSES, node_attr(node, "id"));
	scope = named > scope ? named : scope;
	if (str_ieq(node_attr(node, "role"), STR("navigation")))
		scope = SCOPE_ANYWHERE;
	return scope;
}

static bool
is_path_of_page(struct str path)
{
	static const struct str endings[] = {
		STR(".md"), STR(".html"), STR(".htm"),
		STR(".markdown"), STR(".md.png"), STR(".html.png"),
		STR(".htm.png")
	};

	for (size_t i = 0; i < ARRAY_COUNT(endings); i++)
		if (str_iends(path, endings[i]))
			return true;
	return false;
}

/* Trackers of one pixel, and pictures whose source is a page or its code. */
static bool
is_tracker(const xmlNode *img)
{
	struct str src = str_trim(node_attr(img, "src"));
	size_t cut = str_chr(src, '?');

	if (style_is_speck(img))
		return true;
	return is_path_of_page(cut == STR_NONE ? src : str_sub(src, 0, cut));
}

/* Chrome is little text; what is more is an article in a box so named. */
static bool
is_small(xmlNode *node, const struct node_counts *all)
{
	struct node_counts c;

	node_count(node, &c);
	/* Where scripts load pictures, they stand here. */
	if (node_is(node, "noscript") && c.images)
		return false;
	if (node_is(node, "header") || node_is(node, "footer"))
		return !c.images && c.own_letters < CHROME_HEADER_LETTERS
			&& c.own_letters <= all->own_letters / CHROME_PART
			&& !node_is(node->parent, "blockquote")
			&& !node_is(node->parent, "figure");
	return c.own_letters <= all->own_letters / CHROME_PART;
}

/* What a player says to those who cannot play it. */
static void
drop_fallback(xmlNode *media)
{
	xmlNode *next;

	for (xmlNode *node = media->children; node; node = next) {
		next = node->next;
		if (node_content(node).len)
			node_remove(node);
	}
}

void
chrome_strip(xmlNode *root, const struct document *doc, bool whole_page)
{
	struct node_counts all;
	bool counted = false;
	xmlNode *node = node_next_element(root, root), *next;

	for (; node; node = next) {
		enum chrome_scope scope = scope_of_element(node);
		xmlNode *gone = node_is(node, "img") && is_tracker(node)
			? node : NULL;

		if (node_is_link(node)
		    && share_is_target(node_attr(node, "href")))
			gone = share_find_block(node, root);
		if (scope == SCOPE_ANYWHERE || (scope == SCOPE_PAGE && whole_page
		    && doc->media != MEDIA_MARKDOWN)) {
			if (!counted)
				node_count(root, &all);
			counted = true;
			gone = is_small(node, &all) ? node : gone;
		}
		if (player_is_native(node))
			drop_fallback(node);
		next = gone ? node_next_outside(gone, root)
			: node_next_element(node, root);
		if (gone)
			node_remove(gone);
	}
}
