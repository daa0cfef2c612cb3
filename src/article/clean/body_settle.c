/* SPDX-License-Identifier: MIT */
#include "article/clean/body_write.h"

#include <stdlib.h>

/* A link without a name to read aloud is none. */
bool
body_is_link(const struct part *part)
{
	const struct target *link = part->link;

	return link && (part->flags & PART_TEXT)
		&& (!link->anchor || link->anchor->at || link->ref.len);
}

/* Source levels become levels without gaps, from h2 on. */
struct levels {
	unsigned char open[6];
	unsigned count;
};

static void
settle_heading(struct levels *levels, struct part *heading)
{
	while (levels->count
	    && levels->open[levels->count - 1] >= heading->level)
		levels->count--;
	heading->element = (unsigned char)(EL_H2
	    + (levels->count < 4 ? levels->count : 4));
	levels->open[levels->count++] = heading->level;
}

static void
settle_target(struct target *link)
{
	if (link->anchor && link->anchor->at) {
		link->kind = TARGET_ANCHOR;
		link->ref.len = 0;
	} else {
		link->anchor = NULL;
	}
}

static size_t
place_of(const struct target *link)
{
	return link->anchor ? (size_t)link->anchor->at : 0;
}

static int
compare_links(const void *a, const void *b)
{
	const struct target *x = (*(struct part *const *)a)->link;
	const struct target *y = (*(struct part *const *)b)->link;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (place_of(x) != place_of(y))
		return place_of(x) < place_of(y) ? -1 : 1;
	return str_cmp(x->ref, y->ref);
}

/* Links to the same place share one slot number. */
static void
join_links(struct part **links, size_t count)
{
	if (!count)
		return;
	qsort(links, count, sizeof(*links), compare_links);
	for (size_t i = 1; i < count; i++)
		if (!compare_links(&links[i - 1], &links[i]))
			links[i]->link = links[i - 1]->link;
}

static void
place_anchors(struct part *root, struct anchor *anchors, size_t count)
{
	struct anchor *anchor;
	struct part *part;

	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		anchors[i].at = NULL;
	for (part = root; part; part = part_after(part, root))
		if (part->attributes)
			for (anchor = part->attributes->anchors; anchor;
			    anchor = anchor->next)
				anchor->at = part;
}

/* Of its anchors only those that links go to stay with a part. */
static void
drop_anchors(struct part *part)
{
	struct part_attributes *own = part->attributes;
	struct anchor **link = &own->anchors;

	while (*link)
		if ((*link)->used)
			link = &(*link)->next;
		else
			*link = (*link)->next;
}

void
body_settle_anchors(struct build *b, struct anchor *anchors,
    size_t anchor_count)
{
	struct part *root = b->root, *part, *next;

	if (!anchor_count)
		return;
	place_anchors(root, anchors, anchor_count);
	for (part = root; part; part = part_after(part, root))
		if (part->element == EL_LINK && body_is_link(part)
		    && part->link->anchor)
			part->link->anchor->used = true;
	for (part = root->first; part; part = next) {
		next = part_after(part, root);
		if (!part->attributes)
			continue;
		drop_anchors(part);
		if (part_says_nothing(part))
			part->attributes = NULL;
		if (part->element == EL_SPAN && !part->attributes)
			part_unwrap(b->pool, part, part->parent, part);
	}
}

/* Inline elements that say again what is said around them. */
static void
settle_language(struct part *part)
{
	struct part_attributes *own = part->attributes;
	bool lang = own->lang.len > 0, dir = own->dir.len > 0;

	for (struct part *p = part->parent; p && (lang || dir); p = p->parent) {
		const struct part_attributes *outer = p->attributes;

		if (lang && outer && outer->lang.len) {
			if (str_eq(outer->lang, own->lang))
				own->lang.len = 0;
			lang = false;
		}
		if (dir && outer && outer->dir.len) {
			if (str_eq(outer->dir, own->dir)
			    && part->element != EL_BDO)
				own->dir.len = 0;
			dir = false;
		}
	}
}

static void
settle_inline(struct build *b, struct part *part)
{
	settle_language(part);
	if (part_says_nothing(part))
		part->attributes = NULL;
	if (part->element == EL_SPAN && !part->attributes)
		part_unwrap(b->pool, part, part->parent, part);
}

void
body_settle(struct build *b, struct anchor *anchors, size_t anchor_count)
{
	struct levels levels = { .count = 0 };
	struct part **links = NULL;
	size_t count = 0, cap = 0;
	struct part *part, *next;

	place_anchors(b->root, anchors, anchor_count);
	for (part = b->root->first; part; part = next) {
		next = part_after(part, b->root);
		if (part->element > EL_BR && part->attributes)
			settle_inline(b, part);
		if (part->element >= EL_H2 && part->element <= EL_H6)
			settle_heading(&levels, part);
		if (part->element != EL_LINK || !body_is_link(part))
			continue;
		settle_target(part->link);
		links = mem_grow(links, &cap, count + 1, sizeof(*links));
		links[count++] = part;
	}
	join_links(links, count);
	free(links);
}
