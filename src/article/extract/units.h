/* SPDX-License-Identifier: MIT */
/*
 * What follows one another in an element: its block children, and between
 * them lines of text and inline elements, parted where a <br> stands.
 */
#ifndef CHAPBOOK_UNITS_H
#define CHAPBOOK_UNITS_H

#include "article/html/node.h"

struct unit {
	xmlNode *first, *last;	/* siblings; the same for a block */
	struct node_counts counts;
	bool rule;		/* <hr> */
};

struct units {
	struct unit *items;
	size_t count, capacity;
};

/* div, table and the like, which only hold other elements. */
bool units_is_wrapper(const xmlNode *node);
/* The element below body that holds all there is, through lone wrappers. */
xmlNode *units_unwrap(xmlNode *body);

/*
 * The units that the last most children make up. Release with
 * units_release(); units without any content are left out.
 */
void units_read(xmlNode *parent, size_t most, struct units *out);
void units_release(struct units *units);

/* The first unit that shows anything, not counted; false: there is none. */
bool units_first(xmlNode *parent, struct unit *out);
void unit_count(struct unit *unit);

/* Text of the unit, as node_text(). Appends. */
void unit_text(const struct unit *unit, size_t max_bytes, struct buf *out);
/* The first link or picture in it, or NULL. */
xmlNode *unit_find(const struct unit *unit, const char *name);
/* Whether node is one of its nodes, or in one. */
bool unit_holds(const struct unit *unit, const xmlNode *node);
/* Takes its nodes out of the page: see node_remove(). */
void unit_remove(struct unit *unit);

#endif
