/* SPDX-License-Identifier: MIT */
#include "article/extract/surround.h"

#include "article/extract/dateline.h"
#include "article/extract/label.h"
#include "article/extract/origin.h"
#include "article/html/node.h"
#include "article/extract/weights.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "tables/words.h"

struct scan {
	struct pool *pool;
	struct str path;	/* of the document */
	bool outside;		/* there is a container, and this is not it */
	bool lenient;		/* lines at the edges may say it weakly */
	bool before;		/* neither it nor prose has come yet */
	struct buf line, collapsed;
	xmlNode *link, *last_link;	/* the first in the line */
	size_t link_letters, letters;
	bool heading;
	bool code;		/* there is some in the line */
	size_t seen;		/* letters outside links and headings so far */
	bool label;		/* the line before was nothing but a label */
	size_t headings;
	bool below;		/* the line before was one, not the first */
	size_t origin_headings;	/* so many of them before the original */
	bool several;		/* different items name different ones */
	bool rule;		/* or a rule */
	enum origin_kind kind;
	struct {
		struct str url;
		size_t seen;
	} last;			/* a weak one that more text may follow */
	struct surround found;
};

static void
take_origin(struct scan *scan, enum origin_kind kind, struct str url)
{
	scan->several |= scan->kind == ORIGIN_STRONG && kind == ORIGIN_STRONG
	    && scan->headings != scan->origin_headings
	    && !str_eq(scan->found.origin, url);
	scan->origin_headings = scan->headings;
	scan->kind = kind;
	scan->found.origin = pool_str(scan->pool, url);
	scan->found.certain = kind == ORIGIN_STRONG;
}

/* A page of a site, not its front page. */
static bool
has_path(struct str url)
{
	size_t host = str_find(url, STR("://"));
	struct str rest = str_sub(url, host + 3, url.len);
	size_t slash = str_chr(rest, '/');

	return slash != STR_NONE && slash + 1 < rest.len;
}

static void
read_weak_origin(struct scan *scan, enum origin_kind kind, struct str url)
{
	if (scan->kind)
		return;
	if (scan->outside && kind == ORIGIN_WEAK) {
		take_origin(scan, kind, url);
		return;
	}
	if (!scan->lenient || !has_path(url)
	    || origin_is_own_url(url, scan->path))
		return;
	if (scan->before && scan->seen <= ORIGIN_EDGE_LETTERS) {
		take_origin(scan, kind, url);
		return;
	}
	/* What stands below the heading of an item is that item's. */
	if (scan->below || (kind == ORIGIN_BARE && !scan->rule))
		return;
	scan->last.url = pool_str(scan->pool, url);
	scan->last.seen = scan->seen + scan->letters - scan->link_letters;
}

/* "Source: URL Published: DATE" where the lines of a list are one. */
static void
read_date_behind(struct scan *scan, struct str rest)
{
	struct date date;

	if (scan->before && !date_valid(scan->found.byline)
	    && date_find(rest, BYLINE_BYTES_MAX, &date, NULL,
	    NULL))
		scan->found.byline = date;
}

static void
read_origin(struct scan *scan, struct str line)
{
	struct origin_line o;
	enum origin_kind kind = origin_of_line(line, &o);
	struct str url = o.url.len || !scan->link ? o.url
		: str_trim(node_attr(scan->link, "href"));
	bool labelled = scan->label;

	scan->label = kind == ORIGIN_STRONG && !url.len;
	if (labelled && (kind == ORIGIN_BARE || (!kind && url.len
	    && scan->link_letters == scan->letters)))
		kind = ORIGIN_STRONG;
	if (!kind || (url_scheme(url) != URL_HTTP
	    && url_scheme(url) != URL_HTTPS))
		return;
	read_date_behind(scan, o.rest);
	if (kind == ORIGIN_STRONG)
		take_origin(scan, kind, url);
	else
		read_weak_origin(scan, kind, url);
}

/* "Tags: a, b", in a container or not: menus say so, too. */
static void
read_tags(struct scan *scan, struct str line)
{
	struct str rest;

	if (!scan->lenient || scan->found.tags.len || scan->found.tag_first
	    || line.len > TAGS_BYTES_MAX || !label_is_tags(line, &rest))
		return;
	if (scan->link) {
		scan->found.tag_first = scan->link;
		scan->found.tag_last = scan->last_link;
	} else {
		scan->found.tags = pool_str(scan->pool, rest);
	}
}

static void
read_byline(struct scan *scan, struct str line)
{
	struct date date;
	size_t at;

	if (line.len > BYLINE_PROSE_BYTES && !scan->outside)
		scan->before = false;
	if (!scan->before || date_valid(scan->found.byline)
	    || line.len > BYLINE_BYTES_MAX || scan->code
	    || scan->link_letters > scan->letters / BYLINE_LINK_PART)
		return;
	if (!date_find(line, line.len, &date, &at, NULL)
	    || at > BYLINE_DATE_AT_MAX)
		return;
	/* Beside a container stands what is said of it, else the story. */
	if (scan->outside || dateline_of(line, &date))
		scan->found.byline = date;
}

/* "Sources" is a heading of the page; others, after the first, of an item. */
static void
read_heading(struct scan *scan, struct str line)
{
	scan->below = scan->headings++ > 0
	    && !words_start(&WORDS_SOURCE, line).len
	    && !words_start(&WORDS_ORIGINAL, line).len;
}

static void
end_line(struct scan *scan)
{
	if (scan->letters && scan->line.len <= LINE_BYTES_MAX) {
		struct str line;

		buf_clear(&scan->collapsed);
		text_collapse(buf_str(&scan->line), &scan->collapsed);
		line = buf_str(&scan->collapsed);
		if (scan->link || line.len <= ORIGIN_LABEL_BYTES
		    || str_find(line, STR("://")) != STR_NONE)
			read_origin(scan, line);
		read_tags(scan, line);
		read_byline(scan, line);
		if (scan->heading)
			read_heading(scan, line);
		else
			scan->below = false;
	}
	scan->rule &= !scan->letters;
	if (!scan->heading)
		scan->seen += scan->letters - scan->link_letters;
	buf_clear(&scan->line);
	scan->link = scan->last_link = NULL;
	scan->letters = scan->link_letters = 0;
	scan->code = false;
}

static bool
is_caption(const xmlNode *node)
{
	return node_is(node, "figcaption") || str_ifind(node_attr(node,
	    "class"), STR("caption")) != STR_NONE;
}

static void
scan_node(struct scan *scan, const struct node_walk *w, bool in_link)
{
	struct str s = node_content(w->node);

	if (s.len) {
		size_t n = node_letters(s);

		scan->letters += n;
		scan->link_letters += in_link ? n : 0;
		if (scan->line.len <= LINE_BYTES_MAX)
			buf_addstr(&scan->line, s);
	} else if (node_is_block(w->node) || node_is(w->node, "br")) {
		end_line(scan);
		scan->rule |= node_is(w->node, "hr");
		if (node_heading_level(w->node))
			scan->heading = !w->leave;
	} else if (node_is_verbatim(w->node)) {
		scan->code = true;
	} else if (!w->leave && node_is_link(w->node)) {
		scan->last_link = w->node;
		if (!scan->link)
			scan->link = w->node;
	}
}

struct surround
surround_read(xmlNode *body, xmlNode *container, const struct document *doc,
    bool lenient, struct pool *pool)
{
	struct node_walk w = { .root = body };
	struct scan scan = {
		.pool = pool, .path = doc->path, .outside = container,
		.lenient = lenient, .before = true, .line = BUF_INIT,
		.collapsed = BUF_INIT
	};
	size_t in_link = 0;

	while (node_walk(&w)) {
		if (w.node == container || (container && !w.leave
		    && is_caption(w.node))) {
			end_line(&scan);
			scan.before = scan.before && w.node != container;
			node_walk_skip(&w);
			continue;
		}
		if (node_is_link(w.node))
			in_link += w.leave ? (size_t)-1 : 1;
		scan_node(&scan, &w, in_link > 0);
	}
	end_line(&scan);
	if (scan.several)
		scan.found.origin = STR("");
	if (!scan.kind && scan.last.url.len
	    && scan.seen - scan.last.seen <= ORIGIN_EDGE_LETTERS)
		scan.found.origin = scan.last.url;
	buf_release(&scan.line);
	buf_release(&scan.collapsed);
	return scan.found;
}
