/* SPDX-License-Identifier: MIT */
#include "article/clean/repair.h"

#include "article/clean/weights.h"

/* What is no ruby any more but may have something to say of language. */
static void
loosen(struct pool *pool, struct part *part)
{
	if (part->attributes)
		part->element = EL_SPAN;
	else
		part_unwrap(pool, part, part->parent, part);
}

/*
 * Ruby is base text and the rt behind it, in pairs: an rt without base is
 * text before it, text without rt is text behind it.
 */
static void
repair_ruby(struct pool *pool, struct part *ruby)
{
	struct part *child;

	while ((child = ruby->first) && child->element == EL_RT) {
		part_move(child, ruby->parent, ruby);
		loosen(pool, child);
	}
	while ((child = ruby->last) && child->element != EL_RT)
		part_move(child, ruby->parent, ruby->next);
	if (!ruby->first)
		part_remove(ruby);
}

static void
repair_rubies(struct pool *pool, struct part *leaf)
{
	struct part *part = leaf->first, *next;

	for (; part; part = next) {
		next = part_after(part, leaf);
		if (part->element != EL_RUBY)
			continue;
		next = part_beyond(part, leaf);
		repair_ruby(pool, part);
	}
}

bool
repair_is_captioned(const struct part *container)
{
	struct part *picture = container->first, *text;

	if (!picture || !part_is_pictures(picture) || !picture->next)
		return false;
	text = picture->next;
	return !text->next && text->element == EL_P
		&& !(text->flags & PART_PICTURE)
		&& part_text_bytes(text, CAPTION_BYTES) < CAPTION_BYTES;
}

void
repair_make_caption(struct pool *pool, struct part *figure)
{
	struct part *caption = part_new(pool, EL_FIGCAPTION);
	struct part *text = figure->last;

	part_append(figure, caption);
	part_move(text, caption, NULL);
}

/* The first caption stays, behind the rest unless it comes first. */
static struct part *
settle_caption(struct pool *pool, struct part *figure)
{
	struct part *caption = NULL, *child, *next;

	for (child = figure->first; child; child = next) {
		next = child->next;
		if (child->element != EL_FIGCAPTION)
			continue;
		if (caption)
			part_unwrap(pool, child, figure, child);
		else
			caption = child;
	}
	if (caption && caption != figure->first)
		part_move(caption, figure, NULL);
	return caption;
}

/* Pictures next to each other are written without tags between them. */
static void
join_pictures(struct part *figure)
{
	struct part *part, *next;

	for (part = figure->first; part; part = next) {
		next = part->next;
		if (!next || !part_is_pictures(part)
		    || !part_is_pictures(next)
		    || !part_says_nothing(part) || !part_says_nothing(next))
			continue;
		while (next->first)
			part_move(next->first, part, NULL);
		part_remove(next);
		next = part;
	}
}

static void
repair_figure(struct pool *pool, struct part *figure)
{
	struct part *caption = settle_caption(pool, figure);

	if (caption && figure->first == figure->last) {
		part_unwrap(pool, caption, figure, caption);
		caption = NULL;
	}
	join_pictures(figure);
	if (!caption && repair_is_captioned(figure)) {
		repair_make_caption(pool, figure);
		return;
	}
	if (!caption && !part_is_pictures(figure->first))
		part_unwrap(pool, figure, figure->parent, figure);
}

/* A rule stands between two things. */
static void
trim_rules(struct part *part)
{
	struct part *child, *next;

	for (child = part->first; child; child = next) {
		next = child->next;
		if (child->element == EL_HR && (!child->prev || !next
		    || next->element == EL_HR))
			part_remove(child);
	}
	if (part->last && part->last->element == EL_HR)
		part_remove(part->last);
}

static void
repair_part(struct pool *pool, struct part *part, struct str text)
{
	if (!part_is_leaf(part))
		trim_rules(part);
	/* What it held may have turned out to be nothing. */
	if (!part->first && elements[part->element].holds
	    && part->element != EL_TD && part->element != EL_TH) {
		part_remove(part);
		return;
	}
	switch (part->element) {
	case EL_DL:
		repair_definitions(pool, part, text);
		break;
	case EL_FIGURE:
		repair_figure(pool, part);
		break;
	case EL_TABLE:
		repair_table(pool, part);
		break;
	default:
		if (part->flags & PART_RUBY)
			repair_rubies(pool, part);
		break;
	}
}

static struct part *
innermost(struct part *part)
{
	while (part->first && !part_is_leaf(part))
		part = part->first;
	return part;
}

void
repair_tree(struct pool *pool, struct part *root, struct str text)
{
	struct part *part = innermost(root), *next;

	while (part != root) {
		next = part->next ? innermost(part->next) : part->parent;
		repair_part(pool, part, text);
		part = next;
	}
	trim_rules(root);
}
