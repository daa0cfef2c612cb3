/* SPDX-License-Identifier: MIT */
#include "article/extract/score.h"

#include <stdlib.h>
#include <string.h>

#include "article/html/node.h"
#include "base/mem.h"

/*
 * What the name of an element is worth: its weight times its text is the
 * score. The body of the page itself competes with a weight of its own, so
 * that a <main> around a teaser does not win.
 */
enum {
	WEIGHT_CERTAIN = 10, WEIGHT_BODY_TEXT = 8, WEIGHT_POST = 5,
	WEIGHT_ARTICLE = 4, WEIGHT_MAIN = 3, WEIGHT_CONTENT = 2,
	WEIGHT_PAGE = 1,
	/* In Markdown, HTML is the exception: a part must be most of it. */
	WEIGHT_MARKDOWN_PAGE = 3
};

/* A picture counts like so many letters. */
#define PICTURE_LETTERS 30

/* A page with less text may well be a film, or a list of recordings. */
#define SHORT_LETTERS 300

struct pattern {
	const char *name;	/* lower case */
	int weight;
};

/* Words of class, and ids. Sorted. */
static const struct pattern patterns[] = {
	{ "ar_articlecontent", WEIGHT_CERTAIN },
	{ "ar_barticlecontent", WEIGHT_CERTAIN },
	{ "art-content", WEIGHT_BODY_TEXT },
	{ "art_content", WEIGHT_BODY_TEXT },
	{ "artbody", WEIGHT_CERTAIN },
	{ "artcontent", WEIGHT_BODY_TEXT },
	{ "article", WEIGHT_POST },
	{ "article-body", WEIGHT_BODY_TEXT },
	{ "article-container", WEIGHT_POST },
	{ "article-content", WEIGHT_BODY_TEXT },
	{ "article-detail", WEIGHT_POST },
	{ "article-main", WEIGHT_POST },
	{ "article-text", WEIGHT_BODY_TEXT },
	{ "article__body", WEIGHT_BODY_TEXT },
	{ "article__content", WEIGHT_BODY_TEXT },
	{ "article__text", WEIGHT_BODY_TEXT },
	{ "article_body", WEIGHT_BODY_TEXT },
	{ "article_content", WEIGHT_BODY_TEXT },
	{ "article_text", WEIGHT_BODY_TEXT },
	{ "articlebody", WEIGHT_CERTAIN },
	{ "articlecontent", WEIGHT_BODY_TEXT },
	{ "articletext", WEIGHT_BODY_TEXT },
	{ "blog-content", WEIGHT_BODY_TEXT },
	{ "blog-post", WEIGHT_POST },
	{ "blog-post-content", WEIGHT_BODY_TEXT },
	{ "content", WEIGHT_CONTENT },
	{ "content-article", WEIGHT_BODY_TEXT },
	{ "content-body", WEIGHT_POST },
	{ "content-main", WEIGHT_MAIN },
	{ "content-text", WEIGHT_BODY_TEXT },
	{ "detail-content", WEIGHT_BODY_TEXT },
	{ "detail_content", WEIGHT_BODY_TEXT },
	{ "e-content", WEIGHT_BODY_TEXT },
	{ "entry", WEIGHT_POST },
	{ "entry-body", WEIGHT_BODY_TEXT },
	{ "entry-content", WEIGHT_BODY_TEXT },
	{ "entry_content", WEIGHT_BODY_TEXT },
	{ "entrycontent", WEIGHT_BODY_TEXT },
	{ "field--name-body", WEIGHT_BODY_TEXT },
	{ "field-name-body", WEIGHT_BODY_TEXT },
	{ "h-entry", WEIGHT_ARTICLE },
	{ "hentry", WEIGHT_ARTICLE },
	{ "longtext", WEIGHT_BODY_TEXT },
	{ "main", WEIGHT_CONTENT },
	{ "main-content", WEIGHT_MAIN },
	{ "main-text", WEIGHT_POST },
	{ "maincontent", WEIGHT_MAIN },
	{ "markdown-body", WEIGHT_POST },
	{ "news-body", WEIGHT_BODY_TEXT },
	{ "news-content", WEIGHT_BODY_TEXT },
	{ "news-text", WEIGHT_BODY_TEXT },
	{ "news_content", WEIGHT_BODY_TEXT },
	{ "newscontent", WEIGHT_BODY_TEXT },
	{ "page-content", WEIGHT_MAIN },
	{ "post", WEIGHT_ARTICLE },
	{ "post-body", WEIGHT_BODY_TEXT },
	{ "post-content", WEIGHT_BODY_TEXT },
	{ "post-entry", WEIGHT_POST },
	{ "post-text", WEIGHT_BODY_TEXT },
	{ "post__body", WEIGHT_BODY_TEXT },
	{ "post__content", WEIGHT_BODY_TEXT },
	{ "post_body", WEIGHT_BODY_TEXT },
	{ "post_content", WEIGHT_BODY_TEXT },
	{ "postbody", WEIGHT_BODY_TEXT },
	{ "postcontent", WEIGHT_BODY_TEXT },
	{ "single-content", WEIGHT_BODY_TEXT },
	{ "story", WEIGHT_ARTICLE },
	{ "story-body", WEIGHT_BODY_TEXT },
	{ "story-body__inner", WEIGHT_BODY_TEXT },
	{ "story-content", WEIGHT_BODY_TEXT },
	{ "story_body", WEIGHT_BODY_TEXT },
	{ "storybody", WEIGHT_BODY_TEXT },
	{ "storytext", WEIGHT_BODY_TEXT },
	{ "td-post-content", WEIGHT_BODY_TEXT },
	{ "text-content", WEIGHT_POST },
	{ "trs_editor", WEIGHT_BODY_TEXT },
	{ "wsw", WEIGHT_BODY_TEXT }
};

static int
compare_pattern(const void *key, const void *entry)
{
	return strcmp(key, ((const struct pattern *)entry)->name);
}

static int
weigh_name(struct str name)
{
	const struct pattern *found;
	char lower[32];

	if (!name.len || name.len >= sizeof(lower))
		return 0;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = (char)ascii_lower((unsigned char)name.p[i]);
	lower[name.len] = '\0';
	found = bsearch(lower, patterns, sizeof(patterns) / sizeof(*patterns),
	    sizeof(*patterns), compare_pattern);
	return found ? found->weight : 0;
}

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

static int
weigh(const xmlNode *node)
{
	struct str classes = node_attr(node, "class"), token;
	struct str prop = node_attr(node, "itemprop");
	int weight = weigh_name(node_attr(node, "id"));

	while (node_next_token(&classes, &token))
		weight = larger(weight, weigh_name(token));
	while (node_next_token(&prop, &token))
		if (str_ieq(token, STR("articleBody")))
			return WEIGHT_CERTAIN;
	if (node_is(node, "article"))
		weight = larger(weight, WEIGHT_ARTICLE);
	else if (node_is(node, "main")
	    || str_ieq(node_attr(node, "role"), STR("main")))
		weight = larger(weight, WEIGHT_MAIN);
	return weight;
}

/* Names that also pictures, links and headings bear do not count there. */
static bool
can_contain(const xmlNode *node)
{
	static const char *const names[] = {
		"div", "article", "section", "main", "td", "center", "font",
		"span", "blockquote"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (node_is(node, names[i]))
			return true;
	return false;
}

struct scored {
	xmlNode *node;
	int weight;
	size_t text;	/* seen before it */
};

struct scoring {
	struct scored *open;
	size_t open_count, open_capacity;
	size_t text;		/* letters outside links, seen so far */
	size_t in_link;
	xmlNode *empty;		/* a certain one without text of its own */
	xmlNode *best;
	int best_weight;
	size_t best_score;
};

static void
enter(struct scoring *s, xmlNode *node)
{
	int weight = node->properties || node_is(node, "article")
		|| node_is(node, "main") ? weigh(node) : 0;

	if (node_is_link(node))
		s->in_link++;
	else if (node_is(node, "img"))
		s->text += PICTURE_LETTERS;
	if (!weight || !can_contain(node))
		return;
	s->open = mem_grow(s->open, &s->open_capacity, s->open_count + 1,
	    sizeof(*s->open));
	s->open[s->open_count++] = (struct scored){ node, weight, s->text };
}

/*
 * One that is certain beats all that are not, whatever their text. The outer
 * of two has to be better by a tenth: what it has more is mostly no article.
 */
static void
leave(struct scoring *s, const xmlNode *node)
{
	struct scored *c;
	size_t score;
	bool certain, best_certain = s->best_weight == WEIGHT_CERTAIN;

	if (node_is_link(node))
		s->in_link--;
	if (!s->open_count || s->open[s->open_count - 1].node != node)
		return;
	c = &s->open[--s->open_count];
	certain = c->weight == WEIGHT_CERTAIN;
	score = mem_mul(s->text - c->text, (size_t)c->weight);
	if (!score && certain && !s->empty)
		s->empty = c->node;
	if (!score || certain < best_certain)
		return;
	if (certain > best_certain || score > s->best_score
	    + s->best_score / 10) {
		s->best = c->node;
		s->best_weight = c->weight;
		s->best_score = score;
	}
}

struct container
score_container(xmlNode *body, enum media_type media)
{
	struct node_walk w = { .root = body };
	struct scoring s = { 0 };
	struct container found = { NULL, false, false };
	size_t page_weight = media == MEDIA_MARKDOWN ? WEIGHT_MARKDOWN_PAGE
		: WEIGHT_PAGE;

	while (node_walk(&w)) {
		if (w.node->type == XML_ELEMENT_NODE) {
			if (w.leave)
				leave(&s, w.node);
			else
				enter(&s, w.node);
		} else if (!s.in_link) {
			s.text += node_letters(node_content(w.node));
		}
	}
	free(s.open);
	found.certain = s.best_weight == WEIGHT_CERTAIN
		|| (media == MEDIA_MARKDOWN
		&& s.best_weight == WEIGHT_BODY_TEXT
		&& s.best_score > s.text);
	if (s.best && s.best != body
	    && (found.certain || s.best_score > mem_mul(s.text, page_weight)))
		found.node = s.best;
	else if (s.empty && media == MEDIA_MARKDOWN && s.text < SHORT_LETTERS)
		found = (struct container){ s.empty, true, true };
	found.for_text |= found.node && s.best_weight >= WEIGHT_BODY_TEXT;
	return found;
}

/* Parts of one article have the same names. */
static bool
is_part(const xmlNode *node, const xmlNode *container)
{
	static const char *const names[] = { "class", "id", "itemprop" };

	if (node->type != XML_ELEMENT_NODE || !node->properties
	    || !node_is(node, (const char *)container->name))
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!str_eq(node_attr(node, names[i]),
		    node_attr(container, names[i])))
			return false;
	return true;
}

/* What lies between them comes along, where both have one parent. */
static void
join(xmlNode *first, xmlNode *part)
{
	bool last = first->parent != part->parent;

	while (!last) {
		xmlNode *node = first->next;

		last = node == part;
		xmlUnlinkNode(node);
		xmlAddChild(first, node);
	}
	if (part->parent != first) {
		xmlUnlinkNode(part);
		xmlAddChild(first, part);
	}
}

/* In Markdown, HTML is the article, wherever its parts stand. */
static xmlNode *
join_all(xmlNode *body, xmlNode *found)
{
	xmlNode *first = NULL, *node = body, *next;

	for (; node; node = next) {
		if (!is_part(node, found)
		    || (node != found && node_within(found, node))) {
			next = node_next_element(node, body);
			continue;
		}
		next = node_next_outside(node, body);
		if (first)
			join(first, node);
		else
			first = node;
	}
	return first;
}

static bool
has_heading(xmlNode *root)
{
	if (root->type != XML_ELEMENT_NODE)
		return false;
	for (xmlNode *node = root; node; node = node_next_element(node, root))
		if (node_heading_level(node))
			return true;
	return false;
}

/* Other pages may list articles, each with a heading before its text. */
static xmlNode *
join_siblings(xmlNode *found)
{
	xmlNode *first = found, *node, *next;

	for (node = found->prev; node; node = node->prev)
		if (is_part(node, found))
			first = node;
		else if (has_heading(node))
			break;
	for (node = first->next; node; node = next) {
		next = node->next;
		if (is_part(node, found))
			join(first, node);
		else if (has_heading(node))
			break;
	}
	return first;
}

void
score_join(xmlNode *body, struct container *found, enum media_type media)
{
	if (found->for_text)
		found->node = media == MEDIA_MARKDOWN
			? join_all(body, found->node)
			: join_siblings(found->node);
}
