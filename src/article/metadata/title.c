/* SPDX-License-Identifier: MIT */
#include "article/metadata/title.h"

#include "article/html/node.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"

/* Headings looked at; of longer documents the first are enough. */
#define HEADINGS_MAX 64
/* What says more is a paragraph that was set as a heading. */
#define HEADING_LETTERS_MAX 300
/* A heading behind so many letters of prose is that of a part. */
#define PROSE_BEFORE_MAX 200
/* Of the text, where it has to stand for a title. */
#define GUESS_BYTES 90

struct heading {
	xmlNode *node;
	struct str text;
	unsigned level;
	size_t prose_before;	/* letters of text since the page's start */
	enum { BEFORE, INSIDE, AFTER } place;	/* relative to container */
	bool headline;		/* itemprop=headline or a class for titles */
};

struct headings {
	struct heading items[HEADINGS_MAX];
	size_t count;
};

static bool
is_headline(const xmlNode *node)
{
	static const struct str names[] = {
		{ "entry-title", 11 }, { "post-title", 10 },
		{ "article-title", 13 }, { "p-name", 6 },
		{ "article__title", 14 }, { "post__title", 11 },
		{ "headline", 8 }
	};
	struct str rest = node_attr(node, "class"), token;

	if (str_ieq(node_attr(node, "itemprop"), STR("headline")))
		return true;
	while (node_next_token(&rest, &token))
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
			if (str_ieq(token, names[i]))
				return true;
	return false;
}

static void
add_heading(struct headings *found, const struct heading *heading,
    struct pool *pool)
{
	struct heading *h = &found->items[found->count];
	struct buf text = BUF_INIT;
	struct node_counts c;

	node_count(heading->node, &c);
	if (c.letters > HEADING_LETTERS_MAX || (c.links >= 2
	    && c.letters - c.link_letters <= c.link_letters / 4))
		return;
	node_text(heading->node, LIMIT_TITLE_BYTES * 2, &text);
	if (text.len) {
		*h = *heading;
		h->text = pool_text(pool, buf_str(&text), LIMIT_TITLE_BYTES);
		h->headline = is_headline(h->node);
		found->count++;
	}
	buf_release(&text);
}

static void
find_headings(xmlNode *body, const xmlNode *container, struct pool *pool,
    struct headings *found)
{
	struct node_walk w = { .root = body };
	struct heading now = { .place = BEFORE };

	found->count = 0;
	while (node_walk(&w) && found->count < HEADINGS_MAX) {
		if (w.node == container)
			now.place = w.leave ? AFTER : INSIDE;
		if (w.leave)
			continue;
		now.level = node_heading_level(w.node);
		if (now.level && !node_within(container, w.node)) {
			now.node = w.node;
			add_heading(found, &now, pool);
			node_walk_skip(&w);
		} else if (now.prose_before <= PROSE_BEFORE_MAX) {
			now.prose_before += node_letters(node_content(w.node));
		}
	}
}

/* In Markdown a title stands first, or before the container. */
static const struct heading *
pick_in_markdown(const struct headings *all, const xmlNode *container)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct heading *h = &all->items[i];

		if (container && h->place == BEFORE)
			return h;
		if (h->place == AFTER || (h->level > 1
		    && h->prose_before > PROSE_BEFORE_MAX))
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
		    || h->text.len * 5 < page_title.len * 2)
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

/* "Title - Site" without what comes behind the last such sign. */
static struct str
cut_site(struct str title, struct str site)
{
	static const struct str signs[] = {
		{ " | ", 3 }, { " - ", 3 }, { " – ", 5 }, { " — ", 5 },
		{ " :: ", 4 }, { " » ", 4 }, { " · ", 4 }, { " _ ", 3 },
		{ " ‹ ", 5 }, { " « ", 4 }
	};
	size_t cut = STR_NONE, behind = 0;

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
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
	if (cut == STR_NONE || cut < 6)
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
		if (all->items[i].prose_before <= PROSE_BEFORE_MAX
		    && (!inside || all->items[i].place == INSIDE)
		    && same_text(all->items[i].text, title))
			return all->items[i].node;
	return NULL;
}

/* The length of "2016-01-26" or "20160126" that parts from a name; or 0. */
static size_t
starting_day(struct str name)
{
	size_t len = name.len > 4 && name.p[4] == '-' ? 10 : 8;
	struct date day;

	for (size_t i = 0; i < len; i++)
		if (i >= name.len || (len == 10 && (i == 4 || i == 7)
		    ? name.p[i] != '-'
		    : !ascii_digit((unsigned char)name.p[i])))
			return 0;
	if (name.len > len && name.p[len] != '-' && name.p[len] != '_'
	    && name.p[len] != ' ')
		return 0;
	return len == 10 || date_parse(str_sub(name, 0, len), &day) ? len : 0;
}

/* "post.fr", "index.zh-cn" without the language; "use of node.js" has none. */
static struct str
without_language(struct str name)
{
	static const struct str langs[] = {
		{ "ar", 2 }, { "de", 2 }, { "el", 2 }, { "en", 2 },
		{ "es", 2 }, { "fa", 2 }, { "fr", 2 }, { "he", 2 },
		{ "id", 2 }, { "it", 2 }, { "ja", 2 }, { "jp", 2 },
		{ "ko", 2 }, { "nl", 2 }, { "pl", 2 }, { "pt", 2 },
		{ "ru", 2 }, { "tr", 2 }, { "uk", 2 }, { "vi", 2 },
		{ "zh", 2 }, { "cn", 2 }, { "tw", 2 }
	};
	size_t dot = str_rchr(name, '.');
	struct str lang = str_sub(name, dot + 1, name.len);

	if (dot == STR_NONE || !dot || (lang.len > 2 && (lang.len > 7
	    || (lang.p[2] != '-' && lang.p[2] != '_'))))
		return name;
	for (size_t i = 0; i < sizeof(langs) / sizeof(*langs); i++)
		if (str_istarts(lang, langs[i]))
			return str_sub(name, 0, dot);
	return name;
}

struct str
title_of_path(struct str path, struct pool *pool)
{
	size_t slash = str_rchr(path, '/'), dot, day;
	struct str name = slash == STR_NONE ? path
		: str_sub(path, slash + 1, path.len);
	char *copy;
	struct str stem;
	bool dated;

	dot = str_rchr(name, '.');
	if (dot != STR_NONE && dot > 0)
		name = str_sub(name, 0, dot);
	/* Middleman's "name.html.md". */
	if (str_iends(name, STR(".html")) && name.len > 5)
		name.len -= 5;
	name = without_language(name);
	if ((str_ieq(name, STR("index")) || str_ieq(name, STR("_index")))
	    && slash != STR_NONE && slash > 0) {
		size_t up = str_rchr(str_sub(path, 0, slash), '/');

		name = str_sub(path, up == STR_NONE ? 0 : up + 1, slash);
	}
	day = starting_day(name);
	dated = day && day == name.len;
	name = str_sub(name, dated ? 0 : day, name.len);
	while (day && !dated && name.len && (name.p[0] == '-'
	    || name.p[0] == '_' || name.p[0] == ' '))
		name = str_sub(name, 1, name.len);
	copy = pool_strndup(pool, name.p ? name.p : "", name.len);
	for (size_t i = 0; i < name.len && !dated; i++)
		if (copy[i] == '-' || copy[i] == '_')
			copy[i] = ' ';
	stem = (struct str){ copy, name.len };
	return pool_text(pool, stem, LIMIT_TITLE_BYTES);
}

/* Of "n12345" nobody can tell what it is about. */
static bool
is_number(struct str name)
{
	size_t letters = 0;

	for (size_t i = 0; i < name.len; i++)
		letters += ascii_alpha((unsigned char)name.p[i])
			|| (unsigned char)name.p[i] >= 0x80;
	return letters < 2;
}

/* "name 12345" without its number. */
static struct str
without_number(struct str name)
{
	size_t end = name.len;

	while (end > 0 && ascii_digit((unsigned char)name.p[end - 1]))
		end--;
	return end < name.len && end > 1 && name.p[end - 1] == ' '
		? str_trim(str_sub(name, 0, end)) : name;
}

struct str
title_guess(struct str path, struct str url, xmlNode *root, struct pool *pool)
{
	struct buf text = BUF_INIT, start = BUF_INIT;
	struct str title = title_of_path(path, pool), name;

	if (!is_number(title) || date_from_path(title, &(struct date){ 0 }))
		return title;
	url_decode(url_path(url), &text);
	name = text_is_utf8(buf_str(&text))
		? title_of_path(buf_str(&text), pool) : STR("");
	name = without_number(name);
	if (name.len && !is_number(name)) {
		title = name;
	} else {
		buf_clear(&text);
		node_text(root, GUESS_BYTES * 4, &text);
		text_shorten(buf_str(&text), GUESS_BYTES, &start);
		if (start.len)
			title = pool_text(pool, buf_str(&start),
			    LIMIT_TITLE_BYTES);
	}
	buf_release(&text);
	buf_release(&start);
	return title;
}

struct title
title_find(xmlNode *body, xmlNode *container, struct str declared,
    const struct meta *meta, const struct document *doc, struct pool *pool)
{
	struct title title = { .text = declared };
	const struct heading *h = NULL;
	struct headings all;

	find_headings(body, container, pool, &all);
	if (!title.text.len) {
		h = doc->media == MEDIA_MARKDOWN
			? pick_in_markdown(&all, container)
			: pick_in_html(&all, meta);
		if (h)
			title = (struct title){ .text = h->text,
			    .heading = h->node, .of_heading = true };
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
