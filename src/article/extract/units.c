/* SPDX-License-Identifier: MIT */
#include "article/extract/units.h"

#include <stdlib.h>

#include "article/html/player.h"
#include "base/mem.h"

static void
add_unit(struct units *units, const struct unit *unit)
{
	units->items = mem_grow(units->items, &units->capacity,
	    units->count + 1, sizeof(*units->items));
	units->items[units->count++] = *unit;
}

static bool
has_content(const struct unit *unit)
{
	return unit->rule || unit->counts.letters || unit->counts.images
		|| unit->counts.links || node_is_block(unit->first);
}

/* The line that starts at node and runs to a <br> or before a block. */
static struct unit
read_line(xmlNode *node)
{
	struct unit unit = { .first = node };

	for (; node && !node_is_block(node); node = node->next) {
		struct node_counts more;

		node_count(node, &more);
		node_counts_add(&unit.counts, &more);
		unit.last = node;
		if (node_is(node, "br"))
			break;
	}
	return unit;
}

void
units_read(xmlNode *parent, size_t most, struct units *out)
{
	xmlNode *node = parent->last;

	*out = (struct units){ 0 };
	for (size_t i = 1; i < most && node && node->prev; i++)
		node = node->prev;
	while (node) {
		struct unit unit = { .first = node, .last = node };

		if (node_is_block(node)) {
			node_count(node, &unit.counts);
			unit.rule = node_is(node, "hr");
		} else {
			unit = read_line(node);
		}
		if (has_content(&unit))
			add_unit(out, &unit);
		node = unit.last->next;
	}
}

bool
units_is_wrapper(const xmlNode *node)
{
	static const char *const names[] = {
		"div", "main", "section", "article", "center", "table",
		"tbody", "tr", "td"
	};

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (node_is(node, names[i]))
			return true;
	return false;
}

xmlNode *
units_unwrap(xmlNode *body)
{
	xmlNode *node = body;

	for (;;) {
		xmlNode *only = xmlFirstElementChild(node);

		if (!only || xmlNextElementSibling(only) || !units_is_wrapper(only))
			return node;
		for (const xmlNode *n = node->children; n; n = n->next)
			if (node_letters(node_content(n)))
				return node;
		node = only;
	}
}

void
unit_count(struct unit *unit)
{
	unit->counts = (struct node_counts){ 0 };
	for (xmlNode *node = unit->first; node; node = node->next) {
		struct node_counts more;

		node_count(node, &more);
		node_counts_add(&unit->counts, &more);
		if (node == unit->last)
			break;
	}
}

/* Text, or a picture or film, which have no text. */
static bool
shows(xmlNode *root)
{
	struct node_walk w = { .root = root };

	while (node_walk(&w))
		if (!w.leave && (node_letters(node_content(w.node))
		    || node_is(w.node, "img")
		    || (w.node->type == XML_ELEMENT_NODE
		    && player_source(w.node).len)))
			return true;
	return false;
}

bool
units_first(xmlNode *parent, struct unit *out)
{
	xmlNode *node = parent->children;

	while (node && !shows(node))
		node = node->next;
	if (!node)
		return false;
	*out = (struct unit){ .first = node, .last = node };
	if (!node_is_block(node))
		while (out->last->next && !node_is_block(out->last->next)
		    && !node_is(out->last, "br"))
			out->last = out->last->next;
	return true;
}

void
units_release(struct units *units)
{
	free(units->items);
	*units = (struct units){ 0 };
}

void
unit_text(const struct unit *unit, size_t max_bytes, struct buf *out)
{
	for (xmlNode *node = unit->first; node; node = node->next) {
		struct buf text = BUF_INIT;
		bool spaced = out->len && node_content(node).len
			&& ascii_space((unsigned char)node->content[0]);

		node_text(node, max_bytes, &text);
		if (spaced && text.len)
			buf_addc(out, ' ');
		buf_addstr(out, buf_str(&text));
		buf_release(&text);
		if (node == unit->last || out->len >= max_bytes)
			break;
	}
}

xmlNode *
unit_find(const struct unit *unit, const char *name)
{
	for (xmlNode *node = unit->first; node; node = node->next) {
		struct node_walk w = { .root = node };

		while (node_walk(&w))
			if (!w.leave && node_is(w.node, name))
				return w.node;
		if (node == unit->last)
			break;
	}
	return NULL;
}

bool
unit_holds(const struct unit *unit, const xmlNode *node)
{
	for (const xmlNode *own = unit->first; own; own = own->next) {
		if (node_within(node, own))
			return true;
		if (own == unit->last)
			break;
	}
	return false;
}

void
unit_remove(struct unit *unit)
{
	xmlNode *node = unit->first;

	while (node) {
		xmlNode *next = node->next;
		bool last = node == unit->last;

		node_remove(node);
		if (last)
			break;
		node = next;
	}
	*unit = (struct unit){ 0 };
}
