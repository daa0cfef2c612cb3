/* SPDX-License-Identifier: MIT */
#include "article/clean/build.h"

#include "base/limits.h"

void
build_init(struct build *b, struct pool *pool, struct str lang, struct str dir)
{
	*b = (struct build){ .pool = pool, .text = BUF_INIT };
	b->root = part_new(pool, EL_ROOT);
	b->blocks[0] = b->root;
	b->depth = 1;
	b->link = BUILD_INLINES;
	b->lang = b->root_lang = lang;
	b->dir = b->root_dir = dir;
	b->joins_quotes = str_starts(lang, STR("zh"))
		|| str_starts(lang, STR("ja"));
}

void
build_release(struct build *b)
{
	buf_release(&b->text);
}

struct part *
build_part(struct build *b, enum element element)
{
	b->parts++;
	return part_new(b->pool, element);
}

bool
build_is_full(const struct build *b)
{
	return b->parts >= LIMIT_HTML_NODES;
}

void
build_take_anchors(struct build *b, struct part *part)
{
	struct part_attributes *attributes;

	if (!b->waiting)
		return;
	attributes = part_attributes(b->pool, part);
	while (b->waiting) {
		struct anchor *anchor = b->waiting;

		b->waiting = anchor->next;
		anchor->at = part;
		anchor->next = attributes->anchors;
		attributes->anchors = anchor;
	}
}

void
build_leave_anchors(struct build *b, struct part *part)
{
	struct anchor *anchor;

	if (!part->attributes)
		return;
	while ((anchor = part->attributes->anchors)) {
		part->attributes->anchors = anchor->next;
		anchor->at = NULL;
		anchor->next = b->waiting;
		b->waiting = anchor;
	}
}

/* What the block says of language and direction itself, or around it. */
static void
said_around(const struct build *b, const struct part *part, struct str *lang,
    struct str *dir)
{
	*lang = *dir = (struct str){ NULL, 0 };
	for (; part; part = part->parent) {
		if (!part->attributes)
			continue;
		if (!lang->len)
			*lang = part->attributes->lang;
		if (!dir->len)
			*dir = part->attributes->dir;
	}
	if (!lang->len)
		*lang = b->root_lang;
	if (!dir->len)
		*dir = b->root_dir;
}

void
build_say_language(struct build *b, struct part *part)
{
	struct str lang, dir;

	if (b->lang.p == b->root_lang.p && b->dir.p == b->root_dir.p)
		return;
	said_around(b, part->parent, &lang, &dir);
	if (!str_eq(lang, b->lang))
		part_attributes(b->pool, part)->lang = b->lang;
	if (!str_eq(dir, b->dir))
		part_attributes(b->pool, part)->dir = b->dir;
}

static struct part *
push(struct build *b, struct part *part)
{
	b->blocks[b->depth++] = part;
	return part;
}

static struct part *
open_here(struct build *b, enum element element, unsigned flags)
{
	struct part *part = build_part(b, element);

	part->flags = (unsigned short)flags;
	part_append(build_top(b), part);
	build_say_language(b, part);
	if (!flags)
		build_take_anchors(b, part);
	return push(b, part);
}

/* Goes on in the implied element that was made last, or makes one. */
static struct part *
imply(struct build *b, enum element element)
{
	struct part *last = build_top(b)->last;

	if (last && last->element == element && (last->flags & PART_IMPLIED))
		return push(b, last);
	return open_here(b, element, PART_IMPLIED);
}

void
build_ensure_flow(struct build *b)
{
	switch (build_top(b)->element) {
	case EL_UL:
	case EL_OL:
		imply(b, EL_LI);
		break;
	case EL_DL:
		imply(b, EL_DD);
		break;
	case EL_TABLE:
	case EL_THEAD:
	case EL_TBODY:
	case EL_TFOOT:
		imply(b, EL_FOSTER);
		break;
	case EL_TR:
		imply(b, EL_TD);
		break;
	default:
		break;
	}
}

/* Empty cells stand for their place; anything else empty is nothing. */
static void
close_top(struct build *b)
{
	struct part *part = b->blocks[--b->depth];

	if (!part->first && part->element != EL_TD && part->element != EL_TH) {
		build_leave_anchors(b, part);
		part_remove(part);
		return;
	}
	part->parent->flags |= part->flags & (PART_TEXT | PART_PICTURE);
}

void
build_close(struct build *b, size_t depth)
{
	while (b->depth > depth)
		close_top(b);
}

static bool
accepts(const struct part *parent, enum element element)
{
	/* Rows get their group, and columns are counted, in the end. */
	if (element == EL_TR && parent->element == EL_TABLE)
		return true;
	return elements[parent->element].holds & elements[element].is;
}

static void
close_implied(struct build *b, enum element element)
{
	while ((build_top(b)->flags & PART_IMPLIED)
	    && !accepts(build_top(b), element))
		close_top(b);
}

static bool
in_table(const struct part *part)
{
	return part->element == EL_TABLE || part->element == EL_TR
		|| (part->element >= EL_THEAD && part->element <= EL_TFOOT);
}

/* Rows and groups end those of their table that are still open. */
static bool
reach_table(struct build *b, enum element element)
{
	while (in_table(build_top(b)) && !accepts(build_top(b), element))
		close_top(b);
	return accepts(build_top(b), element);
}

static struct part *
open_item(struct build *b, enum element element)
{
	close_implied(b, element);
	/* A source that leaves out end tags: an item ends the one before. */
	if (elements[build_top(b)->element].is == elements[element].is
	    && accepts(build_top(b)->parent, element))
		close_top(b);
	if (accepts(build_top(b), element))
		return open_here(b, element, 0);
	switch (element) {
	case EL_LI:
		build_ensure_flow(b);
		imply(b, EL_UL);
		break;
	case EL_DT:
	case EL_DD:
		build_ensure_flow(b);
		imply(b, EL_DL);
		break;
	case EL_TD:
	case EL_TH:
		if (!in_table(build_top(b)))
			return NULL;
		imply(b, EL_TR);
		break;
	case EL_TR:
	case EL_THEAD:
	case EL_TBODY:
	case EL_TFOOT:
	case EL_CAPTION:
		if (!in_table(build_top(b)) || !reach_table(b, element))
			return NULL;
		break;
	default:
		return NULL;
	}
	return open_here(b, element, 0);
}

/* A caption of a table holds no table. */
static bool
in_caption(const struct build *b)
{
	for (size_t i = b->depth; i-- && b->blocks[i]->element != EL_TABLE;)
		if (b->blocks[i]->element == EL_CAPTION)
			return true;
	return false;
}

struct part *
build_open(struct build *b, enum element element)
{
	struct part *top, *part;

	build_boundary(b);
	if (build_is_flat(b) || build_is_full(b) || b->depth >= BUILD_BLOCKS)
		return NULL;
	if (!(elements[element].is & IS_BLOCK))
		return open_item(b, element);
	if (element == EL_TABLE && in_caption(b))
		return NULL;
	top = build_top(b);
	if ((element == EL_UL || element == EL_OL) && top->last
	    && (top->element == EL_UL || top->element == EL_OL))
		push(b, top->last);
	else
		build_ensure_flow(b);
	part = open_here(b, element, 0);
	return part;
}

void
build_boundary(struct build *b)
{
	if (b->kind == EL_PRE) {
		if (b->leaf && !b->newlines)
			b->newlines = 1;
	} else if (build_is_flat(b)) {
		b->breaks = 1;
	} else if (build_is_full(b)) {
		b->gap |= GAP_SPACE;
	} else {
		build_end_leaf(b);
	}
}

void
build_rule(struct build *b)
{
	build_boundary(b);
	if (build_is_flat(b) || build_is_full(b))
		return;
	build_ensure_flow(b);
	if (build_top(b)->last && build_top(b)->last->element != EL_HR)
		part_append(build_top(b), build_part(b, EL_HR));
}

bool
build_no_headings(const struct build *b)
{
	for (size_t i = b->depth; i--;)
		if (!(elements[b->blocks[i]->element].holds & IS_HEADING)
		    && (elements[b->blocks[i]->element].holds & IS_BLOCK))
			return true;
	return false;
}

void
build_finish(struct build *b)
{
	b->kind = EL_TEXT;
	build_end_leaf(b);
	build_close(b, 1);
	if (b->last_leaf)
		build_take_anchors(b, b->last_leaf);
}
