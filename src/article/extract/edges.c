/* SPDX-License-Identifier: MIT */
#include "article/extract/chrome.h"

#include <stdint.h>

#include "article/extract/origin.h"
#include "article/extract/units.h"
#include "base/buf.h"

/* Lines at the edges of an article that are longer than this are prose. */
#define LINE_BYTES_MAX 2000

/* A list of related articles is among so many nodes at the end. */
#define RELATED_NODES_MAX 100

/* "Share this page by its link or code:" is not longer. */
#define LABEL_BYTES_MAX 200

enum edge {
	EDGE_TEXT,	/* of the article: here it ends */
	EDGE_BLANK,	/* nothing to see */
	EDGE_RULE,
	EDGE_CHROME
};

static bool
is_qr_code(const struct unit *unit, struct str path)
{
	xmlNode *img = unit_find(unit, "img");
	struct str src;

	if (!img || unit->counts.own_letters || unit->counts.images != 1
	    || !path.len)
		return false;
	src = str_trim(node_attr(img, "src"));
	return str_iends(src, STR(".png"))
		&& str_ends(str_sub(src, 0, src.len - 4), path);
}

static enum edge
judge_line(const struct unit *unit, const struct document *doc)
{
	struct buf text = BUF_INIT;
	struct str url;
	enum edge edge = EDGE_TEXT;
	enum origin_kind kind;

	unit_text(unit, LINE_BYTES_MAX, &text);
	kind = origin_of_line(buf_str(&text), &url);
	if ((kind == ORIGIN_STRONG && (url.len || unit->counts.links))
	    || origin_is_share_label(buf_str(&text))
	    || origin_is_own_url(buf_str(&text), doc->path))
		edge = EDGE_CHROME;
	buf_release(&text);
	return edge;
}

static enum edge
judge(const struct unit *unit, const struct document *doc, bool links_too)
{
	if (unit->rule)
		return EDGE_RULE;
	if (is_qr_code(unit, doc->path))
		return EDGE_CHROME;
	if (!unit->counts.letters && !unit->counts.images)
		return EDGE_BLANK;
	if (links_too && unit_is_navigation(unit))
		return EDGE_CHROME;
	return judge_line(unit, doc);
}

static bool
is_wrapper(const xmlNode *node)
{
	static const char *const names[] = {
		"div", "main", "section", "article", "center", "table",
		"tbody", "tr", "td"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (node_is(node, names[i]))
			return true;
	return false;
}

/* The element below body that holds all there is, through lone wrappers. */
static xmlNode *
unwrap(xmlNode *body)
{
	xmlNode *node = body;

	for (;;) {
		xmlNode *only = xmlFirstElementChild(node);

		if (!only || xmlNextElementSibling(only) || !is_wrapper(only))
			return node;
		for (const xmlNode *n = node->children; n; n = n->next)
			if (node_letters(node_content(n)))
				return node;
		node = only;
	}
}

/* A line that says what to do with the page's own address behind it. */
static bool
is_label(const struct unit *unit)
{
	struct buf text = BUF_INIT;
	struct str s;
	bool is;

	unit_text(unit, LABEL_BYTES_MAX + 1, &text);
	s = buf_str(&text);
	is = s.len && s.len <= LABEL_BYTES_MAX && !unit->counts.images
		&& (str_ends(s, STR(":")) || str_ends(s, STR("：")));
	buf_release(&text);
	return is;
}

static bool
is_own_address(const struct unit *unit, const struct document *doc)
{
	struct buf text = BUF_INIT;
	bool is;

	unit_text(unit, LINE_BYTES_MAX, &text);
	is = is_qr_code(unit, doc->path)
		|| origin_is_own_url(buf_str(&text), doc->path);
	buf_release(&text);
	return is;
}

/*
 * Takes away from the end of the list as long as there is chrome, with the
 * rules and blanks between. Returns how many units are left.
 */
static size_t
strip_foot(struct units *units, const struct document *doc, bool links_too)
{
	size_t left = units->count;

	for (size_t i = units->count; i > 0; i--) {
		enum edge edge = judge(&units->items[i - 1], doc, links_too);

		if (edge == EDGE_TEXT)
			break;
		if (edge == EDGE_CHROME)
			left = i - 1;
	}
	if (left < units->count && left > 0
	    && is_own_address(&units->items[left], doc)
	    && is_label(&units->items[left - 1]))
		left--;
	if (left < units->count && left > 0 && units->items[left - 1].rule)
		left--;
	for (size_t i = left; i < units->count; i++)
		unit_remove(&units->items[i]);
	return left;
}

static void
strip_head(struct units *units, size_t count, const struct document *doc)
{
	size_t gone = 0;

	for (size_t i = 0; i < count; i++) {
		enum edge edge = judge(&units->items[i], doc, true);

		if (edge == EDGE_TEXT)
			break;
		if (edge == EDGE_CHROME)
			gone = i + 1;
	}
	if (gone && gone < count && units->items[gone].rule)
		gone++;
	for (size_t i = 0; i < gone; i++)
		unit_remove(&units->items[i]);
}

/* A menu in a cell beside one with the article: pages laid out by tables. */
static void
strip_menu_cells(xmlNode *row)
{
	struct node_counts all, c;
	xmlNode *cell = xmlFirstElementChild(row), *next;

	node_count(row, &all);
	for (; cell; cell = next) {
		next = xmlNextElementSibling(cell);
		node_count(cell, &c);
		if (c.links >= 2 && !c.images && c.letters - c.link_letters
		    <= c.link_letters / 4
		    && c.letters <= all.own_letters / 3)
			node_remove(cell);
	}
}

/* The first row of the table that is all of the page, or NULL. */
static xmlNode *
layout_row(xmlNode *node)
{
	while (node && !node_is(node, "tr")
	    && (is_wrapper(node) || node_is(node, "body"))) {
		node = xmlFirstElementChild(node);
		if (node && xmlNextElementSibling(node)
		    && !node_is(node, "tr"))
			return NULL;
	}
	return node && node_is(node, "tr") && !xmlNextElementSibling(node)
		? node : NULL;
}

void
chrome_strip_edges(xmlNode *body, const struct document *doc, bool links_too)
{
	xmlNode *row = doc->media == MEDIA_HTML ? layout_row(body) : NULL;
	struct units units;
	size_t left;

	if (row)
		strip_menu_cells(row);
	units_read(unwrap(body), SIZE_MAX, &units);
	left = strip_foot(&units, doc, links_too);
	if (links_too)
		strip_head(&units, left, doc);
	units_release(&units);
}

void
chrome_strip_title(xmlNode *body, struct str title)
{
	struct units units;
	struct buf text = BUF_INIT;

	units_read(unwrap(body), SIZE_MAX, &units);
	for (size_t i = 0; i < units.count; i++) {
		struct unit *unit = &units.items[i];

		if (!unit->counts.letters && !unit->counts.images)
			continue;
		unit_text(unit, title.len + 1, &text);
		if (!unit->counts.images && str_eq(buf_str(&text), title))
			unit_remove(unit);
		break;
	}
	buf_release(&text);
	units_release(&units);
}

static bool
is_list_of_links(const struct unit *unit)
{
	const struct node_counts *c = &unit->counts;

	return c->letters - c->link_letters <= c->link_letters / 4;
}

void
chrome_strip_related(xmlNode *root)
{
	struct units units;
	size_t label;
	bool links = false, found = false;

	units_read(unwrap(root), RELATED_NODES_MAX, &units);
	for (label = units.count; label > 0 && !found; label--) {
		struct unit *unit = &units.items[label - 1];
		struct buf text = BUF_INIT;

		unit_text(unit, 200, &text);
		found = links && origin_is_related_label(buf_str(&text));
		buf_release(&text);
		if (!found && !is_list_of_links(unit))
			break;
		links |= unit->counts.links > 0;
	}
	if (found)
		for (size_t i = label; i < units.count; i++)
			unit_remove(&units.items[i]);
	units_release(&units);
}
