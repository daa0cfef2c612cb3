/* SPDX-License-Identifier: MIT */
#include "article/clean/body_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"

struct writer {
	struct build *b;
	struct buf out;
	struct target **links;
	struct image *slots;
	size_t link_count, link_cap, image_count, image_cap;
	size_t open_links;
	unsigned ids;
	bool text_seen;
	struct record *rec;
};

static bool
has_anchor(const struct part *part)
{
	return part->attributes && part->attributes->anchors;
}

static bool
only_lists_behind(const struct part *leaf)
{
	for (const struct part *next = leaf->next; next; next = next->next)
		if (next->element != EL_UL && next->element != EL_OL)
			return false;
	return true;
}

/* The p that needs no tags, being all the text that its parent holds. */
static struct part *
bare_leaf(const struct part *parent)
{
	struct part *leaf = parent->first;
	const struct part_attributes *own;

	if (!leaf || leaf->element != EL_P
	    || !(parent->element == EL_LI || parent->element == EL_DT
	    || parent->element == EL_DD || parent->element == EL_TD
	    || parent->element == EL_TH || parent->element == EL_CAPTION
	    || parent->element == EL_FIGCAPTION))
		return NULL;
	own = leaf->attributes;
	if (leaf->next && ((parent->element != EL_LI
	    && parent->element != EL_DD) || !(leaf->flags & PART_ANON)
	    || (own && (own->lang.len || own->dir.len))
	    || !only_lists_behind(leaf)))
		return NULL;
	if (has_anchor(leaf) && has_anchor(parent))
		return NULL;
	return leaf;
}

/* A picture alone, that is no part of a figure yet. */
static bool
is_figure(const struct part *part)
{
	return part_is_pictures(part) && (part->parent->element == EL_ROOT
		|| part->parent->element == EL_BLOCKQUOTE);
}

static void
put_attribute(struct writer *w, const char *name, struct str value)
{
	if (!value.len)
		return;
	buf_addc(&w->out, ' ');
	buf_adds(&w->out, name);
	buf_adds(&w->out, "=\"");
	text_xml(value, &w->out);
	buf_addc(&w->out, '"');
}

static void
put_number(struct writer *w, const char *name, long value)
{
	buf_addf(&w->out, " %s=\"%ld\"", name, value);
}

static void
put_common(struct writer *w, struct part_attributes *own,
    const struct part_attributes *leaf)
{
	struct str lang = leaf && leaf->lang.len ? leaf->lang : own->lang;
	struct str dir = leaf && leaf->dir.len ? leaf->dir : own->dir;

	put_attribute(w, "class", own->class_name);
	put_attribute(w, "lang", lang);
	put_attribute(w, "xml:lang", lang);
	put_attribute(w, "dir", dir);
}

static void
put_own(struct writer *w, enum element element,
    const struct part_attributes *own)
{
	put_attribute(w, "title", own->title);
	if (own->colspan > 1)
		put_number(w, "colspan", (long)own->colspan);
	if (own->rowspan > 1)
		put_number(w, "rowspan", (long)own->rowspan);
	if (own->scope && element == EL_TH)
		put_attribute(w, "scope", str_of(own->scope));
	if (own->list_type)
		put_attribute(w, "type",
		    (struct str){ &own->list_type, 1 });
	if (own->reversed)
		put_attribute(w, "reversed", STR("reversed"));
	if (own->has_number)
		put_number(w, element == EL_OL ? "start" : "value",
		    own->number);
}

static void
put_id(struct writer *w, struct part *part, struct part *leaf)
{
	if (leaf && has_anchor(leaf)) {
		part_attributes(w->b->pool, leaf)->id = ++w->ids;
		if (part != leaf && part->attributes)
			part->attributes->id = w->ids;
	} else if (has_anchor(part)) {
		part->attributes->id = ++w->ids;
	} else {
		return;
	}
	buf_addf(&w->out, " id=\"a%u\"", w->ids);
}

static void
open_tag(struct writer *w, struct part *part)
{
	struct part_attributes none = { .id = 0 };
	struct part_attributes *own = part->attributes ? part->attributes
		: &none;
	struct part *leaf;

	if (part->flags & PART_BARE)
		return;
	leaf = bare_leaf(part);
	buf_addc(&w->out, '<');
	buf_adds(&w->out, elements[is_figure(part) ? EL_FIGURE
	    : part->element].name);
	if (leaf)
		leaf->flags |= PART_BARE;
	if (own != &none || (leaf && leaf->attributes)) {
		put_id(w, part, leaf);
		put_common(w, own, leaf ? leaf->attributes : NULL);
		put_own(w, part->element, own);
	}
	buf_adds(&w->out, elements[part->element].holds ? ">" : "/>");
}

static void
put_text(struct writer *w, const struct part *part)
{
	struct str text = str_sub(buf_str(&w->b->text), part->text.start,
	    part->text.start + part->text.len);

	if (part->flags & PART_MARKS)
		text_nfc(text, &w->out);
	else
		buf_addstr(&w->out, text);
}

static void
put_picture(struct writer *w, const struct part *part)
{
	if (w->image_count == LIMIT_SLOTS)
		return;
	buf_addf(&w->out, "\1P%zu\2", w->image_count);
	w->slots = mem_grow(w->slots, &w->image_cap, w->image_count + 1,
	    sizeof(*w->slots));
	w->slots[w->image_count] = *part->picture;
	w->slots[w->image_count++].in_link = w->open_links > 0;
	if (!w->text_seen && w->image_count == 1)
		w->rec->lead_image = 1;
}

static void
open_link(struct writer *w, struct part *part)
{
	struct target *link = part->link;

	if (!body_is_link(part)
	    || (!link->number && w->link_count == LIMIT_SLOTS)) {
		part->flags |= PART_BARE;
		return;
	}
	if (!link->number) {
		w->links = mem_grow(w->links, &w->link_cap,
		    w->link_count + 1, sizeof(*w->links));
		w->links[w->link_count++] = link;
		link->number = w->link_count;
	}
	buf_addf(&w->out, "\1L%zu\2", link->number - 1);
	w->open_links++;
}

static void
enter(struct writer *w, struct part *part)
{
	switch (part->element) {
	case EL_TEXT:
		put_text(w, part);
		w->text_seen = true;
		break;
	case EL_PICTURE:
		put_picture(w, part);
		break;
	case EL_LINK:
		open_link(w, part);
		break;
	default:
		if (part->parent->element == EL_FIGURE
		    && part_is_pictures(part) && part_says_nothing(part))
			part->flags |= PART_BARE;
		open_tag(w, part);
		break;
	}
}

static void
leave(struct writer *w, struct part *part)
{
	if (part->flags & PART_BARE || !elements[part->element].holds)
		;
	else if (part->element == EL_LINK) {
		buf_adds(&w->out, "\1l\2");
		w->open_links--;
	} else {
		buf_adds(&w->out, "</");
		buf_adds(&w->out, elements[is_figure(part) ? EL_FIGURE
		    : part->element].name);
		buf_addc(&w->out, '>');
	}
	if (part->parent == w->b->root)
		buf_addc(&w->out, '\n');
}

static void
write_tree(struct writer *w)
{
	struct part *root = w->b->root, *part = root->first;

	while (part) {
		enter(w, part);
		if (part->first) {
			part = part->first;
			continue;
		}
		leave(w, part);
		while (!part->next) {
			part = part->parent;
			if (part == root)
				return;
			leave(w, part);
		}
		part = part->next;
	}
}

static void
keep_slots(struct writer *w)
{
	struct record *rec = w->rec;
	struct pool *pool = w->b->pool;

	rec->links = pool_alloc(pool, mem_mul(w->link_count,
	    sizeof(*rec->links)));
	rec->link_count = w->link_count;
	for (size_t i = 0; i < w->link_count; i++) {
		struct target *link = w->links[i];
		char id[24];
		int len;

		rec->links[i].kind = link->kind;
		rec->links[i].ref = link->ref;
		if (!link->anchor)
			continue;
		len = snprintf(id, sizeof(id), "a%u",
		    link->anchor->at->attributes->id);
		rec->links[i].ref = pool_str(pool,
		    (struct str){ id, (size_t)len });
	}
	rec->images = pool_alloc(pool, mem_mul(w->image_count,
	    sizeof(*rec->images)));
	rec->image_count = w->image_count;
	if (w->image_count)
		memcpy(rec->images, w->slots,
		    w->image_count * sizeof(*w->slots));
}

void
body_write(struct build *b, struct anchor *anchors, size_t anchor_count,
    struct record *rec)
{
	struct writer w = { .b = b, .out = BUF_INIT, .rec = rec };

	rec->lead_image = 0;
	body_settle(b, anchors, anchor_count);
	buf_reserve(&w.out, b->text.len + b->text.len / 4);
	write_tree(&w);
	keep_slots(&w);
	rec->text_chars = b->text_chars;
	rec->body = pool_str(b->pool, buf_str(&w.out));
	buf_release(&w.out);
	free(w.links);
	free(w.slots);
}
