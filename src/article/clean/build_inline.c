/* SPDX-License-Identifier: MIT */
#include "article/clean/build.h"

/* How often an element may stand in itself; where it adds nothing, once. */
static unsigned
nesting(enum element element)
{
	switch (element) {
	case EL_SUB:
	case EL_SUP:
	case EL_Q:
		return 3;
	case EL_SPAN:
		return 8;
	case EL_LINK:
		return BUILD_INLINES;
	default:
		return 1;
	}
}

static bool
has_place(const struct build *b, enum element element)
{
	unsigned count = 0;
	size_t i = b->inline_count;

	if (i == BUILD_INLINES || build_is_full(b))
		return false;
	if (element == EL_RT)
		return i && b->inlines[i - 1].element == EL_RUBY;
	while (i--)
		count += b->inlines[i].element == element;
	return count < nesting(element);
}

/* Closes the open inline elements but for the first count. */
static void
close_to(struct build *b, size_t count)
{
	if (b->open_count <= count)
		return;
	b->open_count = count;
	b->at = count ? b->inlines[count - 1].part : b->leaf;
}

/* A link of the stack goes out of force, or comes back. */
static void
switch_link(struct build *b, size_t index, bool off)
{
	if (index >= b->inline_count)
		return;
	b->inlines[index].off = off;
	close_to(b, index);
}

struct build_inline *
build_inline_open(struct build *b, enum element element)
{
	struct build_inline *in;

	if (!has_place(b, element))
		return NULL;
	in = &b->inlines[b->inline_count];
	*in = (struct build_inline){ .element = element };
	if (element == EL_LINK) {
		switch_link(b, b->link, true);
		b->link = b->inline_count;
	}
	b->inline_count++;
	return in;
}

void
build_inline_close(struct build *b, size_t count)
{
	while (b->inline_count > count) {
		struct build_inline *in = &b->inlines[--b->inline_count];
		size_t i = b->inline_count;

		close_to(b, i);
		if (in->element != EL_LINK)
			continue;
		while (i-- && b->inlines[i].element != EL_LINK)
			;
		b->link = i < b->inline_count ? i : BUILD_INLINES;
		/* One that was unlinked has no target, and stays so. */
		if (b->link != BUILD_INLINES && b->inlines[b->link].link)
			switch_link(b, b->link, false);
	}
}

void
build_unlink(struct build *b)
{
	if (b->link == BUILD_INLINES)
		return;
	b->inlines[b->link].link = NULL;
	switch_link(b, b->link, true);
}

static void
open_leaf(struct build *b)
{
	struct part *leaf;

	build_ensure_flow(b);
	leaf = build_part(b, b->kind == EL_TEXT ? EL_P : b->kind);
	leaf->level = b->level;
	leaf->flags = b->kind == EL_TEXT ? PART_ANON : 0;
	part_append(build_top(b), leaf);
	build_say_language(b, leaf);
	b->leaf = b->at = leaf;
	b->open_count = 0;
}

/* What an inline element says where text is put now. */
static struct part_attributes
said_here(const struct build *b, size_t index)
{
	const struct build_inline *in = &b->inlines[index];
	struct part_attributes own = { .id = 0 };

	if (in->attributes)
		own = *in->attributes;
	if (index < b->lang_from)
		own.lang.len = 0;
	if (index < b->dir_from && in->element != EL_BDO)
		own.dir.len = 0;
	return own;
}

static void
open_inline(struct build *b, size_t index)
{
	struct build_inline *in = &b->inlines[index];
	struct part_attributes own = said_here(b, index);
	struct part *part;

	in->part = b->at;
	if (in->off || (in->element == EL_SPAN && !own.lang.len
	    && !own.dir.len))
		return;
	part = build_part(b, in->element);
	part_append(b->at, part);
	if (in->element == EL_RUBY)
		b->leaf->flags |= PART_RUBY;
	if (in->attributes)
		*part_attributes(b->pool, part) = own;
	if (in->element == EL_LINK)
		part->link = in->link;
	else
		build_take_anchors(b, part);
	in->part = b->at = part;
}

void
build_sync(struct build *b)
{
	if (!b->leaf)
		open_leaf(b);
	if (!b->leaf->first)
		build_take_anchors(b, b->leaf);
	while (b->open_count < b->inline_count)
		open_inline(b, b->open_count++);
}

/* A heading or pre that holds pictures alone is none. */
static void
leave_pictures(struct part *leaf)
{
	struct part *part = leaf->first, *next, *parent;

	leaf->element = EL_P;
	for (; part; part = next) {
		next = part_after(part, leaf);
		while (part != leaf && !part->first
		    && part->element != EL_PICTURE) {
			parent = part->parent;
			part_remove(part);
			part = parent;
		}
	}
}

void
build_end_leaf(struct build *b)
{
	struct part *leaf = b->leaf;

	b->leaf = b->at = NULL;
	b->open_count = 0;
	b->gap = b->breaks = b->newlines = 0;
	b->after_text = false;
	if (!leaf)
		return;
	if (!(leaf->flags & (PART_TEXT | PART_PICTURE))) {
		build_leave_anchors(b, leaf);
		part_remove(leaf);
		return;
	}
	if (!(leaf->flags & PART_TEXT) && leaf->element != EL_P)
		leave_pictures(leaf);
	leaf->parent->flags |= leaf->flags & (PART_TEXT | PART_PICTURE);
	b->last_leaf = leaf;
}
