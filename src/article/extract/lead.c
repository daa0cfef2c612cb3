/* SPDX-License-Identifier: MIT */
#include "article/extract/lead.h"

#include "article/extract/navigation.h"
#include "article/extract/weights.h"
#include "article/html/node.h"
#include "article/html/player.h"
#include "article/record/weights.h"
#include "tables/classes.h"

static bool
is_marked_lead(const xmlNode *img)
{
	const xmlNode *up = img;

	for (int i = 0; i <= LEAD_PARENTS && up; i++, up = up->parent)
		if (words_within(&WORDS_LEAD_CLASSES, node_attr(up, "class"))
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
		if (str_number(value, IMAGE_SIDE_PX_MAX, &px) && px < LEAD_SIDE_PX)
			return true;
	}
	return false;
}

/* Of the site, not of the article. */
static bool
is_furniture(const xmlNode *img)
{
	const xmlNode *up = img;

	for (int i = 0; i <= LEAD_SITE_PARENTS && up; i++, up = up->parent)
		if (words_within(&WORDS_FURNITURE_CLASSES, node_attr(up,
		    "class")))
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

	for (int i = 0; i < LEAD_CAPTION_PARENTS && up
	    && !node_within(container, up); i++) {
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

/* By its name it is the site's rather than the article's. */
static bool
is_furniture_name(struct str ref)
{
	size_t slash = str_rchr(ref, '/');

	return words_within(&WORDS_FURNITURE_FILES, str_sub(ref,
	    slash == STR_NONE ? 0 : slash, ref.len));
}

/* A link around it leads to something else than a picture: maybe a button. */
static bool
leads_elsewhere(const xmlNode *img)
{
	const xmlNode *up = img->parent;
	struct str href;

	for (int i = 0; i < LEAD_PARENTS && up && !node_is_link(up); i++)
		up = up->parent;
	if (!up || !node_is_link(up))
		return false;
	href = node_attr(up, "href");
	href = str_sub(href, 0, str_chr(href, '?'));
	return !navigation_is_file(href);
}

void
lead_find(xmlNode *body, xmlNode *container, const xmlNode *title_heading,
    enum media_type media, struct extraction *ex)
{
	/* Markdown around HTML has no pictures of the site. */
	bool behind_title = media == MEDIA_MARKDOWN;
	xmlNode *second = NULL;

	for (xmlNode *node = body; node && node != container;
	    node = node_next_element(node, body)) {
		bool film = !ex->film && player_source(node).len;
		struct str src = str_trim(node_attr(node, "src"));

		behind_title |= node == title_heading;
		if ((!film && (!node_is(node, "img") || is_small(node)
		    || is_furniture(node)))
		    || !(behind_title || is_marked_lead(node)))
			continue;
		if (film) {
			ex->film = node;
		} else if (!is_marked_lead(node) && leads_elsewhere(node)) {
			if (!second && !is_furniture_name(src))
				second = node;
		} else {
			if (!has_picture(container, src))
				ex->lead = node;
			break;
		}
	}
	if (!ex->lead && second && !has_picture(container, str_trim(
	    node_attr(second, "src"))))
		ex->lead = second;
	if (ex->lead || ex->film)
		ex->lead_caption = find_caption(ex->lead ? ex->lead : ex->film,
		    container);
}

/* What url() of a background in a style attribute holds (CSS Values 4.5). */
static struct str
background_of(struct str style)
{
	struct str ref = { NULL, 0 };
	size_t at = str_ifind(style, STR("background"));

	if (at == STR_NONE)
		return ref;
	style = str_sub(style, at, style.len);
	at = str_ifind(style, STR("url("));
	if (at == STR_NONE)
		return ref;
	ref = str_trim(str_sub(style, at + 4, style.len));
	if (ref.len && (*ref.p == '"' || *ref.p == '\''))
		return str_sub(ref, 1, 1 + str_chr(str_sub(ref, 1, ref.len),
		    *ref.p));
	return str_trim(str_sub(ref, 0, str_chr(ref, ')')));
}

/* From body to the end of content, where it has no picture. */
static struct str
find_background(xmlNode *body, xmlNode *content)
{
	const xmlNode *end = node_next_outside(content, body);
	struct str found = { NULL, 0 };

	for (xmlNode *node = body; node && node != end;
	    node = node_next_element(node, body)) {
		struct str ref;

		if (!node->properties)
			continue;
		if (node_is(node, "img") && node_within(node, content))
			return (struct str){ NULL, 0 };
		ref = background_of(node_attr(node, "style"));
		if (!found.len && ref.len && !is_furniture_name(ref)
		    && words_within(&WORDS_BACKGROUND_CLASSES, node_attr(node,
		    "class")))
			found = ref;
	}
	return found;
}

void
lead_set_spare(xmlNode *body, xmlNode *content, struct str declared,
    struct str named, struct extraction *ex)
{
	if (ex->lead)
		return;
	if (declared.len && !is_furniture_name(declared)) {
		ex->spare_lead = declared;
		ex->spare_shown = true;
		return;
	}
	ex->spare_lead = find_background(body, content);
	if (!ex->spare_lead.len && !is_furniture_name(named))
		ex->spare_lead = named;
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
