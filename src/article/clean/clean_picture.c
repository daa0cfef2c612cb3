/* SPDX-License-Identifier: MIT */
/*
 * Pictures and their copies: a picture that scripts load stands in the page
 * as a placeholder, and again in <noscript>, before or behind it.
 */
#include "article/clean/clean_walk.h"

#include <string.h>

#include "article/html/node.h"

static struct shown *
last_shown(struct clean *c)
{
	struct shown *last;

	if (!c->shown_count || !c->b.last_picture)
		return NULL;
	last = &c->shown[(c->shown_count - 1) % PICTURES_SHOWN];
	return last->image == c->b.last_picture->picture ? last : NULL;
}

/* AMP: what is shown before the picture, or in its place. */
static bool
is_stand_in(const xmlNode *node)
{
	const xmlNode *up = node->parent;

	if (!up || strncmp((const char *)up->name, "amp-", 4) != 0)
		return false;
	return node_attr(node, "placeholder").p || node_attr(node,
	    "fallback").p;
}

/* The <noscript> around node stands right behind other, or in it. */
static bool
is_behind(const xmlNode *node, const xmlNode *other)
{
	const xmlNode *up = node->parent, *before;

	while (up && !node_is(up, "noscript"))
		up = up->parent;
	if (!up)
		return false;
	if (up->parent == other)
		return true;
	before = xmlPreviousElementSibling((xmlNode *)up);
	return before && node_within(other, before);
}

/* Of those shown last, the one that image is a copy of, or NULL. */
static struct shown *
find_copied(struct clean *c, const xmlNode *node, const struct image *image)
{
	struct shown *last = last_shown(c);

	for (size_t i = 0; i < PICTURES_SHOWN && i < c->shown_count; i++) {
		struct shown *s = &c->shown[i];

		if (s->noscript != c->noscript
		    && target_same_picture(s->image, image))
			return s;
	}
	if (!last || last->noscript == c->noscript)
		return NULL;
	if (target_same_name(last->image, image))
		return last;
	if (!c->noscript)
		return target_is_blank(image) ? last : NULL;
	if (c->blank)
		return NULL;
	return target_is_blank(last->image) || is_behind(node, last->node)
		? last : NULL;
}

static bool
is_lead_again(struct clean *c, const struct image *image)
{
	if (!c->lead || !target_same_picture(c->lead, image))
		return false;
	c->lead = NULL;
	return true;
}

/* Those that count visitors without scripts tell no more than an address. */
static bool
is_counter(const struct clean *c, const struct image *image)
{
	return c->noscript && !c->blank && !image->alt.len
		&& !target_is_named(image);
}

void
clean_picture(struct clean *c, const xmlNode *node)
{
	struct build *b = &c->b;
	struct shown *copied;
	struct image *image;

	if (is_stand_in(node))
		return;
	image = target_picture(&c->targets, node);
	if (!image) {
		if (!c->noscript)
			c->blank = node;
		return;
	}
	copied = find_copied(c, node, image);
	if (copied) {
		target_add_copy(&c->targets, copied->image, image,
		    c->noscript);
		return;
	}
	if (is_counter(c, image))
		return;
	c->blank = NULL;
	if (is_lead_again(c, image))
		return;
	if (b->link != BUILD_INLINES && b->inlines[b->link].link
	    && target_is_picture(b->inlines[b->link].link, image))
		build_unlink(b);
	if (build_picture(b, image))
		c->shown[c->shown_count++ % PICTURES_SHOWN] = (struct shown){
			image, node, c->noscript };
}
