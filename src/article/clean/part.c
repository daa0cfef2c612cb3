/* SPDX-License-Identifier: MIT */
#include "article/clean/part.h"

struct part *
part_new(struct pool *pool, enum element element)
{
	struct part *part = pool_alloc(pool, sizeof(*part));

	part->element = (unsigned char)element;
	return part;
}

void
part_append(struct part *parent, struct part *child)
{
	child->parent = parent;
	child->prev = parent->last;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void
part_insert(struct part *before, struct part *child)
{
	child->parent = before->parent;
	child->prev = before->prev;
	child->next = before;
	if (before->prev)
		before->prev->next = child;
	else
		before->parent->first = child;
	before->prev = child;
}

void
part_remove(struct part *part)
{
	struct part *parent = part->parent;

	if (part->prev)
		part->prev->next = part->next;
	else
		parent->first = part->next;
	if (part->next)
		part->next->prev = part->prev;
	else
		parent->last = part->prev;
	part->parent = part->prev = part->next = NULL;
}

void
part_move(struct part *part, struct part *parent, struct part *before)
{
	part_remove(part);
	if (before)
		part_insert(before, part);
	else
		part_append(parent, part);
}

struct part_attributes *
part_attributes(struct pool *pool, struct part *part)
{
	if (!part->attributes)
		part->attributes = pool_alloc(pool, sizeof(*part->attributes));
	return part->attributes;
}

bool
part_says_nothing(const struct part *part)
{
	const struct part_attributes *own = part->attributes;

	return !own || (!own->anchors && !own->lang.len && !own->dir.len
		&& !own->class_name.len && !own->title.len
		&& own->colspan <= 1 && own->rowspan <= 1 && !own->scope
		&& !own->list_type && !own->reversed && !own->has_number);
}

static void
hand_on(struct pool *pool, struct part *child,
    const struct part_attributes *from)
{
	struct part_attributes *to = part_attributes(pool, child);

	if (!to->lang.len)
		to->lang = from->lang;
	if (!to->dir.len)
		to->dir = from->dir;
}

static void
hand_on_anchors(struct pool *pool, struct part *to, struct anchor *anchors)
{
	struct part_attributes *attributes = part_attributes(pool, to);
	struct anchor *anchor, *next;

	for (anchor = anchors; anchor; anchor = next) {
		next = anchor->next;
		anchor->at = to;
		anchor->next = attributes->anchors;
		attributes->anchors = anchor;
	}
}

void
part_unwrap(struct pool *pool, struct part *part, struct part *parent,
    struct part *before)
{
	struct part_attributes *own = part->attributes;
	struct part *child;

	if (own && own->anchors && part->first)
		hand_on_anchors(pool, part->first, own->anchors);
	while ((child = part->first)) {
		if (own && (own->lang.len || own->dir.len)
		    && child->element != EL_HR)
			hand_on(pool, child, own);
		part_move(child, parent, before);
	}
	part_remove(part);
}

struct part *
part_beyond(struct part *part, const struct part *root)
{
	while (part != root) {
		if (part->next)
			return part->next;
		part = part->parent;
	}
	return NULL;
}

struct part *
part_after(struct part *part, const struct part *root)
{
	return part->first ? part->first : part_beyond(part, root);
}

size_t
part_text_bytes(struct part *part, size_t max)
{
	size_t bytes = 0;

	for (struct part *p = part; p && bytes < max; p = part_after(p, part))
		if (p->element == EL_TEXT)
			bytes += p->text.len;
	return bytes;
}
