/* SPDX-License-Identifier: MIT */
#include "article/extract/chrome.h"

#include <stdlib.h>
#include <string.h>

#include "article/extract/share.h"
#include "article/html/node.h"
#include "article/html/player.h"
#include "article/html/style.h"
#include "base/url.h"

/*
 * Words of class, and ids, in lower case and sorted. PAGE ones are chrome
 * only where no container was found: inside an article they may be its own.
 */
enum scope { NOWHERE, PAGE, ANYWHERE };

static const struct chrome_name {
	const char *name;
	enum scope scope;
} chrome_names[] = {
	{ "a2a_kit", ANYWHERE },
	{ "ad", ANYWHERE },
	{ "ad-container", ANYWHERE },
	{ "ad-slot", ANYWHERE },
	{ "ad-wrapper", ANYWHERE },
	{ "addthis_toolbox", ANYWHERE },
	{ "addtoany_share_save_container", ANYWHERE },
	{ "ads", ANYWHERE },
	{ "adsbygoogle", ANYWHERE },
	{ "advert", ANYWHERE },
	{ "advertisement", ANYWHERE },
	{ "author-bio", ANYWHERE },
	{ "below_article_ad", ANYWHERE },
	{ "breadcrumb", ANYWHERE },
	{ "breadcrumbs", ANYWHERE },
	{ "comment-form", ANYWHERE },
	{ "comments", ANYWHERE },
	{ "comments-area", ANYWHERE },
	{ "cookie-notice", ANYWHERE },
	{ "disqus_thread", ANYWHERE },
	{ "entry-footer", ANYWHERE },
	{ "entry-meta", ANYWHERE },
	{ "footer", PAGE },
	{ "giscus", ANYWHERE },
	{ "header", PAGE },
	{ "jp-relatedposts", ANYWHERE },
	{ "masthead", PAGE },
	{ "menu", PAGE },
	{ "nav", PAGE },
	{ "nav-links", ANYWHERE },
	{ "navbar", PAGE },
	{ "navigation", PAGE },
	{ "newsletter", ANYWHERE },
	{ "newsletter-signup", ANYWHERE },
	{ "pager", ANYWHERE },
	{ "pagination", ANYWHERE },
	{ "post-footer", ANYWHERE },
	{ "post-meta", ANYWHERE },
	{ "post-nav", ANYWHERE },
	{ "post-navigation", ANYWHERE },
	{ "post-tags", ANYWHERE },
	{ "qrcode", ANYWHERE },
	{ "related", ANYWHERE },
	{ "related-articles", ANYWHERE },
	{ "related-content", ANYWHERE },
	{ "related-news", ANYWHERE },
	{ "related-posts", ANYWHERE },
	{ "related-stories", ANYWHERE },
	{ "related_articles", ANYWHERE },
	{ "related_posts", ANYWHERE },
	{ "relatedposts", ANYWHERE },
	{ "respond", ANYWHERE },
	{ "screen-reader-text", ANYWHERE },
	{ "share", ANYWHERE },
	{ "share-bar", ANYWHERE },
	{ "share-buttons", ANYWHERE },
	{ "share-links", ANYWHERE },
	{ "sharedaddy", ANYWHERE },
	{ "sharing", ANYWHERE },
	{ "sidebar", PAGE },
	{ "site-footer", PAGE },
	{ "site-header", PAGE },
	{ "site-nav", PAGE },
	{ "skip-link", ANYWHERE },
	{ "social", ANYWHERE },
	{ "social-links", ANYWHERE },
	{ "social-share", ANYWHERE },
	{ "sponsored", ANYWHERE },
	{ "subscribe", ANYWHERE },
	{ "tag-links", ANYWHERE },
	{ "tags-links", ANYWHERE },
	{ "topbar", PAGE },
	{ "utterances", ANYWHERE }
};

/* What these elements are, their names say. */
static const struct chrome_name chrome_elements[] = {
	{ "aside", PAGE }, { "button", ANYWHERE }, { "footer", ANYWHERE },
	{ "form", ANYWHERE }, { "header", ANYWHERE }, { "menu", ANYWHERE },
	{ "nav", ANYWHERE }, { "noscript", PAGE }, { "select", ANYWHERE }
};

static int
compare_name(const void *key, const void *entry)
{
	return strcmp(key, ((const struct chrome_name *)entry)->name);
}

static enum scope
scope_of(struct str name)
{
	const struct chrome_name *found;
	char lower[40];

	if (!name.len || name.len >= sizeof(lower))
		return NOWHERE;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = (char)ascii_lower((unsigned char)name.p[i]);
	lower[name.len] = '\0';
	found = bsearch(lower, chrome_names,
	    sizeof(chrome_names) / sizeof(*chrome_names),
	    sizeof(*chrome_names), compare_name);
	return found ? found->scope : NOWHERE;
}

static enum scope
scope_of_element(const xmlNode *node)
{
	const struct chrome_name *found = bsearch(node->name, chrome_elements,
	    sizeof(chrome_elements) / sizeof(*chrome_elements),
	    sizeof(*chrome_elements), compare_name);
	struct str classes, token;
	enum scope scope = found ? found->scope : NOWHERE;

	if (!node->properties)
		return scope;
	classes = node_attr(node, "class");
	while (node_next_token(&classes, &token) && scope != ANYWHERE)
		if (scope_of(token) > scope)
			scope = scope_of(token);
	if (scope_of(node_attr(node, "id")) > scope)
		scope = scope_of(node_attr(node, "id"));
	if (str_ieq(node_attr(node, "role"), STR("navigation")))
		scope = ANYWHERE;
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

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
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
		return !c.images && c.own_letters < 200
			&& c.own_letters <= all->own_letters / 3
			&& !node_is(node->parent, "blockquote")
			&& !node_is(node->parent, "figure");
	return c.own_letters <= all->own_letters / 3;
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
		enum scope scope = scope_of_element(node);
		xmlNode *gone = node_is(node, "img") && is_tracker(node)
			? node : NULL;

		if (node_is_link(node)
		    && share_is_target(node_attr(node, "href")))
			gone = share_find_block(node, root);
		if (scope == ANYWHERE || (scope == PAGE && whole_page
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
