/* SPDX-License-Identifier: MIT */
#include "article/extract/score.h"

#include <stdlib.h>

#include "article/extract/weights.h"
#include "article/html/node.h"
#include "base/mem.h"
#include "tables/classes.h"

static int
weigh_name(struct str name)
{
	size_t at = words_find(&WORDS_CONTENT_CLASSES, name);

	return at == WORDS_NONE ? 0 : words_number(&WORDS_CONTENT_CLASSES,
	    WORDS_CONTENT_CLASSES_WEIGHT, at);
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

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
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
		s->text += SCORE_PICTURE_LETTERS;
	if (!weight || !can_contain(node))
		return;
	s->open = mem_grow(s->open, &s->open_capacity, s->open_count + 1,
	    sizeof(*s->open));
	s->open[s->open_count++] = (struct scored){ node, weight, s->text };
}

/* One that is certain beats all that are not, whatever their text. */
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
	    + s->best_score / SCORE_OUTER_PART) {
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
	else if (s.empty && media == MEDIA_MARKDOWN && s.text < SCORE_FILM_LETTERS)
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
	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
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
