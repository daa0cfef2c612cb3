/* SPDX-License-Identifier: MIT */
#include "article/extract/chrome.h"

#include <stdint.h>

#include "article/extract/label.h"
#include "article/extract/navigation.h"
#include "article/extract/origin.h"
#include "article/extract/weights.h"
#include "base/buf.h"
#include "base/url.h"

enum edge {
	EDGE_TEXT,	/* of the article: here it ends */
	EDGE_BLANK,	/* nothing to see */
	EDGE_RULE,
	EDGE_DOUBT,	/* a few words with a link; what is around tells */
	EDGE_LINKS,
	EDGE_MARK	/* tells of the page itself: the article is elsewhere */
};

/* What the page is, for lines that tell of it. */
struct page {
	const struct document *doc;
	struct str origin, host;	/* or empty */
	bool links_too;
};

/* The code of the page's address, or of whatever it is to be scanned for. */
static bool
is_qr_code(const struct unit *unit, struct str path)
{
	xmlNode *img = unit_find(unit, "img");
	struct str src;

	if (!img || unit->counts.own_letters || unit->counts.images != 1)
		return false;
	src = str_trim(node_attr(img, "src"));
	if (str_ifind(src, STR("qrcode")) != STR_NONE
	    || str_ifind(src, STR("qr-code")) != STR_NONE
	    || str_ifind(src, STR("qr_code")) != STR_NONE)
		return true;
	return str_iends(src, STR(".png"))
		&& origin_is_own_url(str_sub(src, 0, src.len - 4), path);
}

/* Behind a URL: another label and what it says, or next to nothing. */
static bool
is_label_or_less(struct str rest)
{
	struct str start = str_sub(rest, 0, ORIGIN_NEXT_BYTES);

	return node_letters(rest) <= ORIGIN_REST_LETTERS
		|| (rest.len <= LABEL_BYTES_MAX
		&& (str_chr(start, ':') != STR_NONE
		|| str_find(start, STR("：")) != STR_NONE));
}

static bool
is_origin(const struct unit *unit, struct str line, struct str origin)
{
	xmlNode *link = unit_find(unit, "a");
	struct origin_line o;
	enum origin_kind kind = origin_of_line(line, &o);

	if (kind == ORIGIN_NONE)
		return link && origin.len
			&& unit->counts.link_letters == unit->counts.letters
			&& str_eq(str_trim(node_attr(link, "href")), origin);
	if (kind != ORIGIN_STRONG && !(origin.len && (o.url.len
	    ? str_eq(o.url, origin) : link && str_eq(str_trim(
	    node_attr(link, "href")), origin))))
		return false;
	return (o.url.len || link) && is_label_or_less(o.rest);
}

static bool
is_doubtful(const struct unit *unit)
{
	const struct node_counts *c = &unit->counts;

	return c->links && c->letters <= DOUBT_LETTERS_MAX
		&& c->own_letters <= DOUBT_OWN_LETTERS_MAX
		&& (!c->images || (!c->letters && c->images <= c->links));
}

static enum edge
judge_line(const struct unit *unit, const struct page *page, bool head)
{
	struct buf text = BUF_INIT;
	struct str line, rest;
	enum edge edge = is_doubtful(unit) ? EDGE_DOUBT : EDGE_TEXT;

	unit_text(unit, LINE_BYTES_MAX, &text);
	line = buf_str(&text);
	if (is_origin(unit, line, page->origin) || label_is_share(line)
	    || origin_is_own_url(line, page->doc->path))
		edge = EDGE_MARK;
	else if ((line.len <= TAGS_BYTES_MAX && label_is_tags(line, &rest))
	    || (!head && label_is_copyright(line)))
		edge = EDGE_LINKS;
	buf_release(&text);
	return edge;
}

static enum edge
judge(const struct unit *unit, const struct page *page, bool head)
{
	if (unit->rule)
		return EDGE_RULE;
	if (is_qr_code(unit, page->doc->path))
		return EDGE_MARK;
	if (!unit->counts.letters && !unit->counts.images)
		return EDGE_BLANK;
	if (page->links_too && (navigation_is(unit, page->host, head)
	    || navigation_is_badges(unit) || navigation_is_tags(unit)))
		return EDGE_LINKS;
	return judge_line(unit, page, head);
}

/* The page's own address or code, or that of the original; or other pages. */
enum address { ADDRESS_NONE, ADDRESS_OWN, ADDRESS_ORIGIN, ADDRESS_OTHERS };

static enum address
read_address(const struct unit *unit, const struct page *page)
{
	struct buf text = BUF_INIT;
	struct origin_line o;
	enum address address = ADDRESS_NONE;

	unit_text(unit, LINE_BYTES_MAX, &text);
	if (is_qr_code(unit, page->doc->path)
	    || origin_is_own_url(buf_str(&text), page->doc->path))
		address = ADDRESS_OWN;
	else if (origin_of_line(buf_str(&text), &o) <= ORIGIN_BARE
	    && is_origin(unit, buf_str(&text), page->origin))
		address = ADDRESS_ORIGIN;
	else if (unit->counts.links)
		address = ADDRESS_OTHERS;
	buf_release(&text);
	return address;
}

/* A line that says what the address behind it is. */
static bool
is_label(const struct unit *unit, enum address address)
{
	struct buf text = BUF_INIT;
	struct origin_line o;
	struct str s;
	bool is;

	unit_text(unit, LABEL_BYTES_MAX + 1, &text);
	s = buf_str(&text);
	if (!s.len || s.len > LABEL_BYTES_MAX || unit->counts.images)
		is = false;
	else if (address == ADDRESS_OWN)
		is = str_ends(s, STR(":")) || str_ends(s, STR("："));
	else if (address == ADDRESS_OTHERS)
		is = label_is_related(s);
	else
		is = origin_of_line(s, &o) >= ORIGIN_WEAK && !o.url.len;
	buf_release(&text);
	return is;
}

/*
 * Takes away from the end of the list as long as there is chrome, with the
 * rules and blanks between, and what is doubtful behind a mark. Where nothing
 * would be left, links are what the page is about. Returns how many units are
 * left.
 */
static size_t
strip_foot(struct units *units, const struct page *page)
{
	size_t left = units->count, marked = left, doubts = 0, i;
	enum address address = ADDRESS_NONE;

	for (i = units->count; i > 0; i--) {
		struct unit *unit = &units->items[i - 1];
		enum edge edge = judge(unit, page, false);

		if (edge <= EDGE_DOUBT && address != ADDRESS_NONE
		    && is_label(unit, address))
			edge = EDGE_MARK;
		if (edge == EDGE_TEXT || (edge == EDGE_DOUBT
		    && (!page->links_too || ++doubts > DOUBTS_MAX)))
			break;
		if (edge == EDGE_MARK) {
			doubts = 0;
			marked = i - 1;
		}
		if (edge >= EDGE_LINKS && !doubts) {
			left = i - 1;
			address = read_address(unit, page);
		}
	}
	if (!i && !doubts)
		left = marked;
	if (left < units->count && left > 0 && units->items[left - 1].rule)
		left--;
	for (i = left; i < units->count; i++)
		unit_remove(&units->items[i]);
	return left;
}

/*
 * The same from the start; in Markdown what is doubtful goes, too, if lines of
 * links follow, and then text.
 */
static void
strip_head(struct units *units, size_t count, const struct page *page)
{
	size_t gone = 0, doubts = 0, i;
	bool markdown = page->doc->media == MEDIA_MARKDOWN;

	for (i = 0; i < count; i++) {
		enum edge edge = judge(&units->items[i], page, true);

		if (edge == EDGE_TEXT || (edge == EDGE_DOUBT
		    && (!markdown || ++doubts > DOUBTS_MAX)))
			break;
		if (edge >= EDGE_LINKS)
			gone = i + 1;
	}
	if (i == count)
		return;
	if (gone && gone < count && units->items[gone].rule)
		gone++;
	for (i = 0; i < gone; i++)
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
		if (c.links >= MENU_LINKS && !c.images && node_counts_links(&c)
		    && c.letters <= all.own_letters / CHROME_PART)
			node_remove(cell);
	}
}

/* The first row of the table that is all of the page, or NULL. */
static xmlNode *
layout_row(xmlNode *node)
{
	while (node && !node_is(node, "tr")
	    && (units_is_wrapper(node) || node_is(node, "body"))) {
		node = xmlFirstElementChild(node);
		if (node && xmlNextElementSibling(node)
		    && !node_is(node, "tr"))
			return NULL;
	}
	return node && node_is(node, "tr") && !xmlNextElementSibling(node)
		? node : NULL;
}

/* The element that holds nearly all that was left, or NULL. */
static xmlNode *
find_main(const struct units *units)
{
	const struct unit *most = NULL;
	size_t letters = 0;

	for (size_t i = 0; i < units->count; i++) {
		const struct unit *unit = &units->items[i];

		letters += unit->counts.own_letters;
		if (unit->first && (!most || unit->counts.own_letters
		    > most->counts.own_letters))
			most = unit;
	}
	return most && units_is_wrapper(most->first)
		&& most->counts.own_letters >= letters / 100 * MAIN_PERCENT
		? most->first : NULL;
}

void
chrome_strip_edges(xmlNode *body, const struct document *doc,
    struct str origin, bool links_too)
{
	xmlNode *row = doc->media == MEDIA_HTML ? layout_row(body) : NULL;
	struct page page = { doc, origin, url_host(doc->url), links_too };
	xmlNode *node = body;

	if (row)
		strip_menu_cells(row);
	for (int depth = 0; node && depth < MAIN_DEPTH_MAX; depth++) {
		struct units units;
		size_t left;

		units_read(units_unwrap(node), SIZE_MAX, &units);
		left = strip_foot(&units, &page);
		if (links_too)
			strip_head(&units, left, &page);
		node = doc->media == MEDIA_HTML ? find_main(&units) : NULL;
		units_release(&units);
	}
}
