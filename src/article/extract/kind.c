/* SPDX-License-Identifier: MIT */
#include "article/extract/kind.h"

#include <stdlib.h>
#include <string.h>

#include "article/extract/weights.h"
#include "article/metadata/names.h"
#include "base/limits.h"
#include "base/url.h"
#include "tables/dialects.h"
#include "tables/files.h"

static bool
is_in_one_of(struct str path, const struct words *folders)
{
	struct str part;

	while (str_next(&path, '/', &part))
		if (path.p && words_has(folders, part))
			return true;
	return false;
}

bool
kind_is_template(xmlNode *body, struct str declared, struct str title,
    struct str path)
{
	struct buf text = BUF_INIT;
	bool is = str_starts(title, STR("{{")) || str_starts(title, STR("{%"));

	/* One that was declared may be about such things. */
	if (declared.len)
		return (is && str_ends(declared, STR("}}"))
			&& !str_starts(declared, STR("{{{")))
			|| (str_starts(declared, STR("<%"))
			&& str_ends(declared, STR("%>")));
	if (!is && is_in_one_of(path, &WORDS_LAYOUT_FOLDERS)) {
		node_text(body, KIND_TEMPLATE_BYTES, &text);
		is = str_find(buf_str(&text), STR("{{")) != STR_NONE
			|| str_find(buf_str(&text), STR("{%")) != STR_NONE;
	}
	buf_release(&text);
	return is;
}

bool
kind_lists_posts(struct str source)
{
	return str_find(source, STR("{%")) != STR_NONE
		&& words_within(&WORDS_PAGE_LISTS, source);
}

/* The file's name without folders and endings. */
static struct str
stem(struct str path)
{
	size_t slash = str_rchr(path, '/'), dot;

	if (slash != STR_NONE)
		path = str_sub(path, slash + 1, path.len);
	dot = str_chr(path, '.');
	return str_sub(path, 0, dot == STR_NONE ? path.len : dot);
}

/* README, README-zh, LICENSE: files about the tree itself. */
static bool
is_about_tree(struct str path)
{
	struct str name = stem(path);
	bool at_root = str_rchr(path, '/') == STR_NONE;

	if (words_has(&WORDS_TREE_FILES_IN_CAPITALS, name)
	    && !str_eq(path, name))
		return at_root;
	return words_has(&WORDS_TREE_FILES, name)
		|| words_start(&WORDS_TREE_FILE_STARTS, name).len
		|| (at_root && words_has(&WORDS_ROOT_FILES, name));
}

/*
 * "404.md" is what a site answers where it has no page; but in a tree whose
 * files have numbers for names it is the one after 403: with a date of its
 * own, a line that leads to its original, or more to say.
 */
static bool
is_answer_to_nothing(const struct kind_signs *s)
{
	return str_eq(stem(s->path), STR("404")) && !s->posted
		&& !s->original && s->content.own_letters
		< KIND_INDEX_LETTERS;
}

static bool
is_index_layout(struct str layout)
{
	if (str_iends(layout, STR(".html")))
		layout.len -= 5;
	return words_has(&WORDS_INDEX_LAYOUTS, layout);
}

/* Nearly all of the text is in links, or in headings around them. */
static bool
is_mostly_links(const struct node_counts *c)
{
	if (!c->links)
		return false;
	if (!c->own_letters && !c->images)
		return true;
	return c->links >= KIND_INDEX_LINKS && c->link_letters
		>= c->letters / 100 * KIND_INDEX_PERCENT
		+ c->letters % 100 * KIND_INDEX_PERCENT / 100;
}

static bool
is_list_of_teasers(const struct kind_signs *s)
{
	const struct kind_teasers *t = &s->teasers;

	return t->count >= KIND_TEASERS
		&& t->count >= t->headings / 4 * KIND_TEASERS_OF_FOUR
		&& t->letters_before <= KIND_INTRO_LETTERS_MAX
		&& s->content.own_letters / t->count <= KIND_TEASER_LETTERS_MAX;
}

/* The letters outside links of an element's own paragraphs. */
static size_t
count_prose(xmlNode *parent)
{
	size_t letters = 0;

	for (xmlNode *node = parent->children; node; node = node->next) {
		struct node_counts c;

		if (!node_is(node, "p"))
			continue;
		node_count(node, &c);
		if (c.own_letters >= KIND_PARAGRAPH_LETTERS)
			letters += c.own_letters;
	}
	return letters;
}

/* A list of teasers has its paragraphs apart, an article in one place. */
static bool
has_prose(xmlNode *root)
{
	const xmlNode *last = NULL;

	for (xmlNode *node = root; node; node = node_next_element(node, root)) {
		if (!node_is(node, "p") || node->parent == last)
			continue;
		last = node->parent;
		if (count_prose(node->parent) >= KIND_PROSE_LETTERS)
			return true;
	}
	return false;
}

enum record_kind
kind_judge(const struct kind_signs *s)
{
	const struct node_counts *c = &s->content;
	enum record_kind links = s->tree_links || c->links ? RECORD_INDEX
		: RECORD_NONE;
	struct str name = stem(s->path);

	if (is_in_one_of(s->path, &WORDS_TEMPLATE_FOLDERS) || s->redirects
	    || s->unpublished || s->template)
		return RECORD_NONE;
	/* A post may be the README of its folder, or have an old layout. */
	if ((is_about_tree(s->path) && !s->posted)
	    || (is_index_layout(s->layout) && (!s->posted
	    || is_mostly_links(c)))
	    || str_eq(name, STR("_index")) || is_answer_to_nothing(s)
	    || (s->lists_posts && c->own_letters < KIND_INDEX_LETTERS))
		return links;
	/* A film, or links to recordings, but an article of its site. */
	if (s->titled && ((s->container && s->original)
	    || (s->certainly && (c->letters || c->images))))
		return RECORD_ARTICLE;
	if (!c->own_letters && !c->images
	    && (!s->container || !c->letters))
		return links;
	if (s->declared_title)
		return RECORD_ARTICLE;
	if (s->container && s->titled)
		return RECORD_ARTICLE;
	if ((s->archive || is_list_of_teasers(s) || is_mostly_links(c))
	    && !has_prose(s->root))
		return RECORD_INDEX;
	if (is_in_one_of(s->path, &WORDS_INDEX_FOLDERS)
	    && !s->dated
	    && c->own_letters < KIND_INDEX_LETTERS)
		return links;
	if (!s->titled && c->own_letters < KIND_TEXT_LETTERS)
		return RECORD_NONE;
	return RECORD_ARTICLE;
}

/* All that the heading says is a link to another page of the same site. */
static bool
is_teaser(xmlNode *heading, struct str host)
{
	struct node_counts c;
	xmlNode *link = heading->parent;
	struct str href;

	node_count(heading, &c);
	if (!node_is_link(link)) {
		if (c.links != 1 || c.link_letters < c.letters)
			return false;
		for (link = heading; link && !node_is_link(link);)
			link = node_next_element(link, heading);
	}
	href = link ? str_trim(node_attr(link, "href")) : STR("#");
	return href.len && href.p[0] != '#'
		&& (url_scheme(href) == URL_RELATIVE
		|| (host.len && str_eq(url_host(href), host)));
}

struct kind_teasers
kind_find_teasers(xmlNode *root, struct str host)
{
	struct node_walk w = { .root = root };
	struct kind_teasers found = { 0 };

	while (node_walk(&w)) {
		if (w.leave)
			continue;
		if (node_heading_level(w.node)) {
			found.headings++;
			found.count += is_teaser(w.node, host);
			node_walk_skip(&w);
		} else if (!found.count) {
			found.letters_before += node_letters(node_content(
			    w.node));
		}
	}
	return found;
}
