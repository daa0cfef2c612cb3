/* SPDX-License-Identifier: MIT */
#include "article/extract/surround.h"

#include "article/html/node.h"
#include "article/extract/origin.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"

/* A line with more than this is no label with a link. */
#define LINE_BYTES_MAX 4096
/* A line that gives the date under a title is short, and gives it early. */
#define BYLINE_BYTES_MAX 120
#define BYLINE_DATE_AT_MAX 60

struct scan {
	struct pool *pool;
	bool outside;		/* there is a container, and this is not it */
	bool before;		/* neither it nor prose has come yet */
	struct buf line, collapsed;
	struct str href;	/* of the first link in the line */
	size_t link_letters, letters;
	enum origin_kind kind;
	struct surround found;
};

static void
read_origin(struct scan *scan, struct str line)
{
	struct str url;
	enum origin_kind kind = origin_of_line(line, &url);

	if (!kind || kind < scan->kind
	    || (kind == ORIGIN_WEAK && (!scan->outside || scan->kind)))
		return;
	if (!url.len)
		url = scan->href;
	if (url_scheme(url) != URL_HTTP && url_scheme(url) != URL_HTTPS)
		return;
	scan->kind = kind;
	scan->found.origin = pool_str(scan->pool, url);
}

static void
read_byline(struct scan *scan, struct str line)
{
	struct date date;
	size_t at;

	if (line.len > 2 * BYLINE_BYTES_MAX && !scan->outside)
		scan->before = false;
	if (!scan->before || date_valid(scan->found.byline)
	    || line.len > BYLINE_BYTES_MAX
	    || scan->link_letters > scan->letters / 2)
		return;
	if (date_find(line, line.len, &date, &at) && at <= BYLINE_DATE_AT_MAX)
		scan->found.byline = date;
}

static void
end_line(struct scan *scan)
{
	if (scan->letters && scan->line.len <= LINE_BYTES_MAX) {
		struct str line;

		buf_clear(&scan->collapsed);
		text_collapse(buf_str(&scan->line), &scan->collapsed);
		line = buf_str(&scan->collapsed);
		if (scan->href.len || str_find(line, STR("://")) != STR_NONE)
			read_origin(scan, line);
		read_byline(scan, line);
	}
	buf_clear(&scan->line);
	scan->href = (struct str){ NULL, 0 };
	scan->letters = scan->link_letters = 0;
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
	} else if (!w->leave && node_is_link(w->node) && !scan->href.len) {
		scan->href = str_trim(node_attr(w->node, "href"));
	}
}

struct surround
surround_read(xmlNode *body, xmlNode *container, struct pool *pool)
{
	struct node_walk w = { .root = body };
	struct scan scan = {
		.pool = pool, .outside = container, .before = true,
		.line = BUF_INIT, .collapsed = BUF_INIT
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
	buf_release(&scan.line);
	buf_release(&scan.collapsed);
	return scan.found;
}

static bool
has_rel_tag(const xmlNode *link)
{
	struct str rel = node_attr(link, "rel"), token;

	while (node_next_token(&rel, &token))
		if (str_ieq(token, STR("tag")))
			return true;
	return false;
}

/*
 * The last part of a tag's target, or empty if it is none. A release on a
 * code host (/releases/tag/v1) is no topic.
 */
static struct str
tag_in_target(struct str href)
{
	static const struct str folders[] = {
		{ "/tag/", 5 }, { "/tags/", 6 }, { "/topic/", 7 },
		{ "/topics/", 8 }
	};
	size_t cut = 0;

	while (cut < href.len && href.p[cut] != '?' && href.p[cut] != '#')
		cut++;
	href = str_sub(href, 0, cut);
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		size_t at = str_find(href, folders[i]);
		struct str tag;

		if (at == STR_NONE || str_ends(str_sub(href, 0, at),
		    STR("/releases")))
			continue;
		tag = str_sub(href, at + folders[i].len, href.len);
		if (str_ends(tag, STR("/")))
			tag.len--;
		return tag;
	}
	return (struct str){ NULL, 0 };
}

/* Letters and what is like them, in lower case: slugs have hyphens. */
static void
add_bare(struct str s, struct buf *out)
{
	struct buf folded = BUF_INIT;

	text_fold(s, &folded);
	for (size_t i = 0; i < folded.len; i++)
		if ((unsigned char)folded.data[i] >= 0x80
		    || ascii_alpha((unsigned char)folded.data[i])
		    || ascii_digit((unsigned char)folded.data[i]))
			buf_addc(out, folded.data[i]);
	buf_release(&folded);
}

static bool
is_same_name(struct str a, struct str b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	add_bare(a, &x);
	add_bare(b, &y);
	same = str_eq(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/*
 * Of a tag the link's text is the name, and its target a slug; but one that
 * is written in another script than slugs are is the name itself.
 */
static void
add_tag(xmlNode *link, struct str target, struct names *tags)
{
	struct buf text = BUF_INIT, name = BUF_INIT;

	node_text(link, LIMIT_NAME_BYTES, &text);
	if (str_iends(target, STR(".html")))
		target.len -= 5;
	url_decode(target, &name);
	if (text_is_utf8(buf_str(&name)) && (!text.len
	    || (!str_is_ascii(buf_str(&name))
	    && str_chr(buf_str(&name), '/') == STR_NONE
	    && !is_same_name(buf_str(&text), buf_str(&name)))))
		names_add_tag(tags, buf_str(&name));
	else if (text_is_utf8(buf_str(&text)))
		names_add_tag(tags, buf_str(&text));
	buf_release(&text);
	buf_release(&name);
}

static void
add_tags(xmlNode *root, bool targets_too, struct names *tags)
{
	for (xmlNode *node = root; node; node = node_next_element(node, root)) {
		struct str target;

		if (!node_is_link(node))
			continue;
		target = tag_in_target(node_attr(node, "href"));
		if (has_rel_tag(node) || (targets_too && target.len))
			add_tag(node, target, tags);
	}
}

void
surround_tags(xmlNode *body, xmlNode *container, struct names *tags)
{
	xmlNode *root = container ? container : body;

	for (xmlNode *up = container; up && up != body; up = up->parent)
		if (node_is(up, "article"))
			root = up;
	add_tags(root, true, tags);
	if (!tags->list.count && root != body)
		add_tags(body, false, tags);
}
