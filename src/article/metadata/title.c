/* SPDX-License-Identifier: MIT */
#include "article/metadata/title.h"

#include "article/html/node.h"
#include "article/metadata/weights.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/url.h"
#include "tables/classes.h"

/* Of an element that is no heading, but named so. */
#define NAMED_LEVEL 7

struct heading {
	xmlNode *node;
	struct str text;
	unsigned level;
	size_t prose_before;	/* letters of text since the page's start */
	enum { BEFORE, INSIDE, AFTER } place;	/* relative to container */
	bool headline;		/* itemprop=headline or a class for titles */
	bool elsewhere;		/* a link to another page of the tree */
};

struct headings {
	struct heading items[TITLE_HEADINGS];
	size_t count;
};

static bool
is_headline(const xmlNode *node)
{
	struct str rest = node_attr(node, "class"), token;

	if (str_ieq(node_attr(node, "itemprop"), STR("headline")))
		return true;
	while (node_next_token(&rest, &token))
		if (words_has(&WORDS_TITLE_CLASSES, token))
			return true;
	return false;
}

/* "[Name of the site](../README.md)" */
static bool
leads_elsewhere(xmlNode *heading, const struct node_counts *c)
{
	xmlNode *link = heading;
	struct str href;

	if (c->links != 1 || c->link_letters < c->letters)
		return false;
	while (link && !node_is_link(link))
		link = node_next_element(link, heading);
	href = link ? str_trim(node_attr(link, "href")) : STR("");
	return href.len && href.p[0] != '#'
		&& url_scheme(href) == URL_RELATIVE;
}

static void
add_heading(struct headings *found, const struct heading *heading,
    struct pool *pool)
{
	struct heading *h = &found->items[found->count];
	struct buf text = BUF_INIT;
	struct node_counts c;

	node_count(heading->node, &c);
	if (c.letters > TITLE_LETTERS_MAX || (c.links >= TITLE_MENU_LINKS
	    && node_counts_links(&c)))
		return;
	node_text(heading->node, LIMIT_TITLE_BYTES * 2, &text);
	if (text.len) {
		*h = *heading;
		h->text = pool_text(pool, buf_str(&text), LIMIT_TITLE_BYTES);
		h->headline = is_headline(h->node);
		h->elsewhere = leads_elsewhere(h->node, &c);
		found->count++;
	}
	buf_release(&text);
}

/* Any element that its name calls a title, if the page is called so. */
static bool
is_named_title(xmlNode *node, struct str page_title)
{
	struct buf text = BUF_INIT;
	bool is = false;

	if (!page_title.len || !node->properties || !node_is_block(node))
		return false;
	if (!words_within(&WORDS_TITLE_WORDS, node_attr(node, "class"))
	    && !words_within(&WORDS_TITLE_WORDS, node_attr(node, "id")))
		return false;
	node_text(node, page_title.len + 1, &text);
	is = text.len && str_starts(page_title, buf_str(&text));
	buf_release(&text);
	return is;
}

static void
find_headings(xmlNode *body, const xmlNode *container, struct str page_title,
    struct pool *pool, struct headings *found)
{
	struct node_walk w = { .root = body };
	struct heading now = { .place = BEFORE };

	found->count = 0;
	while (node_walk(&w) && found->count < TITLE_HEADINGS) {
		if (w.node == container)
			now.place = w.leave ? AFTER : INSIDE;
		if (w.leave)
			continue;
		now.level = node_heading_level(w.node);
		if (!now.level && is_named_title(w.node, page_title))
			now.level = NAMED_LEVEL;
		if (now.level && !node_within(container, w.node)) {
			now.node = w.node;
			add_heading(found, &now, pool);
			node_walk_skip(&w);
		} else if (now.prose_before <= TITLE_PROSE_LETTERS) {
			now.prose_before += node_letters(node_content(w.node));
		}
	}
}

/* Of several headings before the text that which the URL or path repeats. */
static const struct heading *
pick_by_slug(const struct headings *all, struct str slug)
{
	for (size_t i = 0; slug.len && i < all->count; i++) {
		const struct heading *h = &all->items[i];

		if (h->place == AFTER || h->prose_before > TITLE_PROSE_LETTERS)
			break;
		if (names_is_slug(slug, h->text))
			return h;
	}
	return NULL;
}

static bool
all_elsewhere(const struct headings *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (!all->items[i].elsewhere)
			return false;
	return true;
}

/* In Markdown a title stands first, or before the container. */
static const struct heading *
pick_in_markdown(const struct headings *all, const xmlNode *container)
{
	bool any = all_elsewhere(all);

	for (size_t i = 0; i < all->count; i++) {
		const struct heading *h = &all->items[i];

		if (h->elsewhere && !any)
			continue;
		if (container && h->place == BEFORE)
			return h;
		if (h->place == AFTER || (h->level > 1
		    && h->prose_before > TITLE_PROSE_LETTERS))
			break;
		if (!container || h->level == 1 || !h->prose_before)
			return h;
	}
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].level == 1 && all->items[i].place != AFTER)
			return &all->items[i];
	return NULL;
}

/* The heading that makes up the most of what the page calls itself. */
static const struct heading *
pick_matching(const struct headings *all, struct str page_title)
{
	const struct heading *best = NULL;

	for (size_t i = 0; i < all->count; i++) {
		const struct heading *h = &all->items[i];

		if (str_find(page_title, h->text) == STR_NONE
		    || h->text.len * 100
		    < page_title.len * TITLE_OF_PAGE_PERCENT)
			continue;
		if (!best || h->text.len > best->text.len)
			best = h;
	}
	return best;
}

static const struct heading *
pick_in_html(const struct headings *all, const struct meta *meta)
{
	struct str titles[] = {
		meta->fields[META_TITLE].value,
		meta->fields[META_PAGE_TITLE].value
	};
	const struct heading *h = NULL;

	for (size_t i = 0; i < 2 && !h; i++)
		if (titles[i].len)
			h = pick_matching(all, titles[i]);
	for (size_t i = 0; i < all->count && !h; i++)
		if (all->items[i].headline && all->items[i].place != AFTER)
			h = &all->items[i];
	if (titles[0].len)
		return h;
	for (size_t i = 0; i < all->count && !h; i++)
		if (all->items[i].level == 1 && all->items[i].place != AFTER)
			h = &all->items[i];
	return h;
}

/* "Title_Site", "Title|Department|Site": without any spaces. */
static struct str
cut_tight(struct str title)
{
	/* How often what is before must be longer: titles have dashes, too. */
	static const struct { struct str text; size_t times; } signs[] = {
		{ STR("_"), 1 }, { STR("|"), 1 }, { STR("｜"), 1 },
		{ STR("--"), 2 }, { STR("-"), 2 }
	};

	for (size_t i = 0; i < ARRAY_COUNT(signs); i++) {
		struct str sign = signs[i].text, rest = title;
		size_t from = 0, at;

		while ((at = str_find(rest, sign)) != STR_NONE) {
			from += at + sign.len;
			rest = str_sub(title, from, title.len);
		}
		if (from && rest.len && rest.len <= TITLE_SITE_BYTES
		    && (unsigned char)rest.p[0] >= 0x80
		    && from - sign.len >= signs[i].times * rest.len)
			return cut_tight(str_sub(title, 0, from - sign.len));
	}
	return title;
}

/* "Title - Site" without what comes behind the last such sign. */
static struct str
cut_site(struct str title, struct str site)
{
	static const struct str signs[] = {
		STR(" | "), STR(" - "), STR(" – "), STR(" — "),
		STR(" :: "), STR(" » "), STR(" · "), STR(" _ "),
		STR(" ‹ "), STR(" « ")
	};
	size_t cut = STR_NONE, behind = 0;

	for (size_t i = 0; i < ARRAY_COUNT(signs); i++) {
		size_t from = 0, at;

		while ((at = str_find(str_sub(title, from, title.len),
		    signs[i])) != STR_NONE) {
			from += at + signs[i].len;
			if (cut == STR_NONE || from > behind) {
				cut = from - signs[i].len;
				behind = from;
			}
		}
	}
	if (cut == STR_NONE)
		return cut_tight(title);
	if (cut < TITLE_BYTES_MIN)
		return title;
	if (str_ieq(str_sub(title, behind, title.len), site)
	    || title.len - behind < cut)
		return str_sub(title, 0, cut);
	return title;
}

static bool
same_text(struct str a, struct str b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	text_fold(a, &x);
	text_fold(b, &y);
	same = x.len && str_eq(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* The heading that repeats a title found elsewhere, before any prose. */
static xmlNode *
find_repeated(const struct headings *all, struct str title, bool inside)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].prose_before <= TITLE_PROSE_LETTERS
		    && (!inside || all->items[i].place == INSIDE)
		    && same_text(all->items[i].text, title))
			return all->items[i].node;
	return NULL;
}

struct str
title_slug_of(const struct document *doc, struct str url, struct pool *pool)
{
	struct buf path = BUF_INIT;
	struct str slug;

	url_decode(str_sub(url, 0, str_chr(url, '?')), &path);
	slug = text_is_utf8(buf_str(&path))
		? title_slug(buf_str(&path), pool) : STR("");
	buf_release(&path);
	return slug.len ? slug : title_slug(doc->path, pool);
}

static const struct heading *
pick(const struct headings *all, xmlNode *container, const struct meta *meta,
    const struct document *doc, struct str url, struct pool *pool)
{
	const struct heading *h = NULL;

	if (doc->media != MEDIA_MARKDOWN)
		return pick_in_html(all, meta);
	if (all->count > 1)
		h = pick_by_slug(all, title_slug_of(doc, url, pool));
	return h ? h : pick_in_markdown(all, container);
}

struct title
title_find(xmlNode *body, xmlNode *container, struct str declared,
    const struct meta *meta, const struct document *doc, struct str url,
    struct pool *pool)
{
	struct title title = { .text = declared };
	const struct heading *h = NULL;
	struct headings all;

	find_headings(body, container, doc->media == MEDIA_MARKDOWN
	    ? STR("") : meta->fields[META_PAGE_TITLE].value, pool, &all);
	if (!title.text.len) {
		h = pick(&all, container, meta, doc, url, pool);
		if (h)
			title = (struct title){ .text = h->text,
			    .heading = h->node, .of_heading = true,
			    .doubtful = h->elsewhere };
	}
	if (!title.text.len)
		title.text = cut_site(meta->fields[META_TITLE].value.len
		    ? meta->fields[META_TITLE].value
		    : meta->fields[META_PAGE_TITLE].value,
		    meta->fields[META_SITE].value);
	if (!title.heading && title.text.len)
		title.heading = find_repeated(&all, title.text, false);
	else if (title.heading && container
	    && !node_within(title.heading, container))
		title.again = find_repeated(&all, title.text, true);
	if (!title.text.len) {
		title.text = title_of_path(doc->path, pool);
		title.guessed = true;
	}
	title.text = pool_text(pool, title.text, LIMIT_TITLE_BYTES);
	return title;
}
