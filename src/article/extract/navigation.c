/* SPDX-License-Identifier: MIT */
#include "article/extract/navigation.h"

#include "article/extract/label.h"
#include "article/extract/share.h"
#include "article/extract/surround.h"
#include "article/extract/weights.h"
#include "article/record/ending.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/url.h"
#include "tables/classes.h"
#include "tables/words.h"

/* What leads to what is next to an article, or above it. */
static bool
says_where(struct str text)
{
	struct str word;

	text = label_skip_marks(text);
	word = words_start(&WORDS_WHERE, text);
	return word.len && (word.len == text.len
		|| !ascii_alpha((unsigned char)text.p[word.len]));
}

bool
navigation_is_file(struct str href)
{
	enum ending ending = ending_of_name(str_sub(href, 0,
	    str_chr(href, '?')));

	return ending == ENDING_PICTURE || ending == ENDING_DOWNLOAD;
}

/* To another page of the tree or site, not to a file or into the page. */
static bool
is_internal(struct str href, struct str host)
{
	href = str_trim(href);
	if (!href.len || href.p[0] == '#' || navigation_is_file(href))
		return false;
	return url_scheme(href) == URL_RELATIVE
		|| (host.len && str_eq(url_host(href), host));
}

struct links {
	bool internal;		/* all of them */
	bool files;		/* one is no page */
	bool anchors;		/* one leads into this page */
	bool nested;		/* one has no end, and holds others */
	size_t named;		/* how many have any text */
	size_t letters;		/* of the longest */
	bool tags, shares;	/* all */
};

static struct links
read_links(const struct unit *unit, struct str host)
{
	struct links all = { .internal = true, .tags = true, .shares = true };
	size_t in_link = 0, letters = 0;

	for (xmlNode *node = unit->first; node; node = node->next) {
		struct node_walk w = { .root = node };

		while (node_walk(&w)) {
			struct str href;

			if (in_link)
				letters += node_letters(node_content(w.node));
			if (!node_is_link(w.node))
				continue;
			in_link += w.leave ? (size_t)-1 : 1;
			if (w.leave) {
				all.named += letters > 0;
				if (letters > all.letters)
					all.letters = letters;
				letters = 0;
				continue;
			}
			all.nested |= in_link > 1;
			href = node_attr(w.node, "href");
			all.internal &= is_internal(href, host);
			all.files |= navigation_is_file(href);
			all.anchors |= str_starts(href, STR("#"));
			all.tags &= surround_tag(href).len > 0;
			all.shares &= share_is_target(href);
		}
		if (node == unit->last)
			break;
	}
	return all;
}

static bool
is_list(const xmlNode *node)
{
	return node_is(node, "ul") || node_is(node, "ol")
		|| node_is(node, "dl");
}

/* "Home > World > Text": only the last part may be no link. */
static bool
is_crumbs(const struct unit *unit, struct str host)
{
	static const struct str signs[] = {
		STR(">"), STR("»"), STR("›"), STR("→"), STR("/")
	};
	xmlNode *link = unit_find(unit, "a");
	struct buf text = BUF_INIT, name = BUF_INIT;
	struct str rest;
	bool is = false;

	if (!link || unit->counts.letters > MENU_CRUMB_LETTERS)
		return false;
	unit_text(unit, MENU_CRUMB_LETTERS * 4, &text);
	node_text(link, MENU_CRUMB_LETTERS * 4, &name);
	if (str_starts(buf_str(&text), buf_str(&name))
	    && (says_where(buf_str(&text))
	    || read_links(unit, host).internal)) {
		rest = str_trim(str_sub(buf_str(&text), name.len, text.len));
		for (size_t i = 0; i < ARRAY_COUNT(signs); i++)
			is |= str_starts(rest, signs[i]);
	}
	buf_release(&text);
	buf_release(&name);
	return is;
}

/* Of a list of links with short names, only what stands first is a menu. */
static bool
is_menu(const struct unit *unit, const struct links *links, bool head)
{
	size_t max = links->named * MENU_NAME_BYTES;
	struct buf text = BUF_INIT;
	bool is;

	if (is_list(unit->first) && (!head || links->anchors))
		return false;
	unit_text(unit, max + 1, &text);
	is = text.len <= max;
	buf_release(&text);
	return is;
}

/* "Previous: a headline, Next: another" */
static bool
is_neighbours(const struct unit *unit, struct str host)
{
	const struct node_counts *c = &unit->counts;
	struct buf text = BUF_INIT;
	struct links links;
	bool is;

	if (c->letters - c->link_letters > c->links * MENU_LABEL_LETTERS)
		return false;
	unit_text(unit, MENU_CRUMB_LETTERS, &text);
	links = read_links(unit, host);
	is = links.internal && !links.nested
		&& links.letters <= MENU_HEADLINE_LETTERS
		&& says_where(buf_str(&text));
	buf_release(&text);
	return is;
}

static bool
leads_about(const struct unit *unit, struct str host, bool head)
{
	const struct node_counts *c = &unit->counts;
	struct links links = read_links(unit, host);
	struct buf text = BUF_INIT;
	bool is;

	if (links.files || links.nested
	    || links.letters > MENU_HEADLINE_LETTERS)
		return false;
	if (links.shares || (links.named >= MENU_LINKS && (c->separators
	    || links.internal || is_menu(unit, &links, head))))
		return true;
	unit_text(unit, MENU_CRUMB_LETTERS, &text);
	is = links.named == 1 && says_where(buf_str(&text));
	buf_release(&text);
	return is;
}

bool
navigation_is(const struct unit *unit, struct str host, bool head)
{
	const struct node_counts *c = &unit->counts;

	if (!c->links || c->images)
		return false;
	if (!node_counts_links(c))
		return is_crumbs(unit, host) || is_neighbours(unit, host);
	return leads_about(unit, host, head);
}

/* By its address or its name it belongs to the site. */
static bool
is_badge(const xmlNode *img)
{
	return node_is(img, "img")
		&& (words_within(&WORDS_BADGES, node_attr(img, "src"))
		|| words_within(&WORDS_BADGES, node_attr(img, "alt"))
		|| words_within(&WORDS_BADGES, node_attr(img, "class")));
}

bool
navigation_is_badges(const struct unit *unit)
{
	size_t in_link = 0, badges = 0;

	if (!unit->counts.images || unit->counts.letters
	    || read_links(unit, STR("")).files)
		return false;
	for (xmlNode *node = unit->first; node; node = node->next) {
		struct node_walk w = { .root = node };

		while (node_walk(&w)) {
			if (node_is_link(w.node))
				in_link += w.leave ? (size_t)-1 : 1;
			else if (!w.leave && in_link && is_badge(w.node))
				badges++;
		}
		if (node == unit->last)
			break;
	}
	return badges == unit->counts.images;
}

bool
navigation_is_tags(const struct unit *unit)
{
	const struct node_counts *c = &unit->counts;

	return c->links && !c->images
		&& c->letters - c->link_letters <= MENU_LABEL_LETTERS
		&& read_links(unit, STR("")).tags;
}
