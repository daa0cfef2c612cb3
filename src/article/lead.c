/* SPDX-License-Identifier: MIT */
#include "article/lead.h"

#include "article/node.h"

/* Smaller ones are icons. */
#define SIDE_MIN_PX 50

static bool
has_word_like(const xmlNode *node, const struct str *words, size_t count)
{
	struct str class = node_attr(node, "class");

	for (size_t i = 0; i < count; i++)
		if (str_ifind(class, words[i]) != STR_NONE)
			return true;
	return false;
}

static bool
is_marked_lead(const xmlNode *img)
{
	static const struct str words[] = {
		{ "wp-post-image", 13 }, { "feature", 7 }, { "lead", 4 },
		{ "hero", 4 }, { "post-thumbnail", 14 }, { "main-image", 10 },
		{ "article-image", 13 }, { "post-image", 10 },
		{ "entry-image", 11 }, { "cover", 5 }
	};
	const xmlNode *up = img;

	for (int i = 0; i < 4 && up; i++, up = up->parent)
		if (has_word_like(up, words, sizeof(words) / sizeof(*words))
		    || node_is(up, "figure"))
			return true;
	return false;
}

static bool
is_small(const xmlNode *img)
{
	static const char *const sides[] = { "width", "height" };
	unsigned long px;

	for (size_t i = 0; i < 2; i++) {
		struct str value = str_trim(node_attr(img, sides[i]));

		if (str_iends(value, STR("px")))
			value.len -= 2;
		if (str_number(value, 100000, &px) && px < SIDE_MIN_PX)
			return true;
	}
	return false;
}

/* Of the site, not of the article. */
static bool
is_furniture(const xmlNode *img)
{
	static const struct str words[] = {
		{ "logo", 4 }, { "icon", 4 }, { "avatar", 6 }, { "emoji", 5 },
		{ "author", 6 }, { "banner", 6 }, { "qrcode", 6 }
	};
	const xmlNode *up = img;

	for (int i = 0; i < 3 && up; i++, up = up->parent)
		if (has_word_like(up, words, sizeof(words) / sizeof(*words)))
			return true;
	for (up = img->parent; up; up = up->parent)
		if (node_is(up, "nav") || node_is(up, "aside")
		    || node_is(up, "button"))
			return true;
	return !node_attr(img, "src").len && !node_attr(img, "data-src").len
		&& !node_attr(img, "srcset").len;
}

static bool
is_caption(const xmlNode *node)
{
	return node_is(node, "figcaption") || str_ifind(node_attr(node,
	    "class"), STR("caption")) != STR_NONE;
}

/* The caption in the nearest element around img that has one. */
static xmlNode *
find_caption(xmlNode *img, const xmlNode *container)
{
	xmlNode *up = img->parent;

	for (int i = 0; i < 4 && up && !node_within(container, up); i++) {
		for (xmlNode *node = xmlFirstElementChild(up); node;
		    node = node_next_element(node, up))
			if (is_caption(node) && !node_within(img, node))
				return node;
		up = up->parent;
	}
	return NULL;
}

static bool
has_picture(xmlNode *container, struct str src)
{
	for (xmlNode *node = container; node;
	    node = node_next_element(node, container))
		if (node_is(node, "img")
		    && str_eq(str_trim(node_attr(node, "src")), src))
			return true;
	return false;
}

void
lead_find(xmlNode *body, xmlNode *container, const xmlNode *title_heading,
    enum media_type media, struct extraction *ex)
{
	/* Markdown around HTML has no pictures of the site. */
	bool behind_title = media == MEDIA_MARKDOWN;

	for (xmlNode *node = body; node && node != container;
	    node = node_next_element(node, body)) {
		behind_title |= node == title_heading;
		if (!node_is(node, "img") || is_small(node)
		    || is_furniture(node)
		    || !(behind_title || is_marked_lead(node)))
			continue;
		if (!has_picture(container, str_trim(node_attr(node, "src"))))
			ex->lead = node;
		break;
	}
	if (ex->lead)
		ex->lead_caption = find_caption(ex->lead, container);
}

void
lead_set(xmlNode *node, xmlNode *container, struct extraction *ex)
{
	xmlNode *caption, *up;

	for (up = node; up && up != container && !node_is(up, "figure");)
		up = up->parent;
	if (up && up != container && !node_within(container, up))
		node = up;
	caption = xmlFirstElementChild(node);
	while (caption && !is_caption(caption))
		caption = node_next_element(caption, node);
	ex->lead = node;
	ex->lead_caption = caption ? caption
		: find_caption(node, container);
	/* They would be shown twice. */
	if (!node_within(node, container) || node == container)
		return;
	xmlAddPrevSibling(container, node);
	if (ex->lead_caption && node_within(ex->lead_caption, container))
		xmlAddNextSibling(node, ex->lead_caption);
}
