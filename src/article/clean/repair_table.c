/* SPDX-License-Identifier: MIT */
#include "article/clean/repair.h"
#include "article/clean/weights.h"

/* What stood outside of cells goes before the table; rows get a group. */
static void
sort_children(struct pool *pool, struct part *table)
{
	struct part *caption = NULL, *body = NULL, *child, *next;

	for (child = table->first; child; child = next) {
		next = child->next;
		if (child->element == EL_TR) {
			if (!body) {
				body = part_new(pool, EL_TBODY);
				part_insert(child, body);
			}
			part_move(child, body, NULL);
			continue;
		}
		if (part_is_group(child))
			body = NULL;
		else if (child->element == EL_CAPTION && !caption)
			caption = child;
		else
			part_unwrap(pool, child, table->parent, table);
	}
	if (caption && caption != table->first)
		part_move(caption, table, table->first);
}

static bool
is_empty_row(const struct part *row)
{
	for (struct part *cell = row->first; cell; cell = cell->next)
		if (cell->first)
			return false;
	return true;
}

/* Spans end with the group. Whether any are left. */
static bool
clip_rowspans(struct part *group)
{
	unsigned rows = 0;
	bool spans = false;

	for (struct part *row = group->first; row; row = row->next)
		rows++;
	for (struct part *row = group->first; row; row = row->next, rows--)
		for (struct part *cell = row->first; cell; cell = cell->next) {
			if (!cell->attributes)
				continue;
			if (cell->attributes->rowspan > rows)
				cell->attributes->rowspan = rows;
			spans |= cell->attributes->rowspan > 1;
		}
	return spans;
}

static void
drop_empty_rows(struct part *group)
{
	struct part *row, *next;

	for (row = group->first; row; row = next) {
		next = row->next;
		if (is_empty_row(row))
			part_remove(row);
	}
}

static void
sort_rows(struct pool *pool, struct part *table, struct part *group)
{
	struct part *row, *next, *cell;

	for (row = group->first; row; row = next) {
		next = row->next;
		if (row->element != EL_TR) {
			part_unwrap(pool, row, table->parent, table);
			continue;
		}
		for (cell = row->first; cell; cell = cell->next)
			if (!cell->first)
				cell->element = EL_TD;
		if (!row->first)
			part_remove(row);
	}
	if (!clip_rowspans(group))
		drop_empty_rows(group);
	if (!group->first)
		part_remove(group);
}

/* One head before, one foot behind, and only if there is a body. */
static void
sort_groups(struct part *table)
{
	struct part *head = NULL, *foot = NULL, *child, *first;
	size_t bodies = 0;

	for (child = table->first; child; child = child->next) {
		if (child->element == EL_THEAD && !head)
			head = child;
		else if (child->element == EL_TFOOT)
			foot = child;
	}
	for (child = table->first; child; child = child->next)
		if (part_is_group(child) && child != head && child != foot) {
			child->element = EL_TBODY;
			bodies++;
		}
	if (!bodies && head)
		head->element = EL_TBODY;
	else if (!bodies && foot)
		foot->element = EL_TBODY;
	first = table->first;
	if (first->element == EL_CAPTION)
		first = first->next;
	if (head && head != first)
		part_move(head, table, first);
	if (foot)
		part_move(foot, table, NULL);
}

struct shape {
	size_t rows, columns;
	bool nested;		/* a table stands in a cell */
	bool pictures;		/* each cell is one, maybe captioned */
	bool empty;
};

static void
look_at_cell(const struct part *cell, struct shape *shape)
{
	for (struct part *child = cell->first; child; child = child->next)
		if (child->element == EL_TABLE)
			shape->nested = true;
	if (!cell->first)
		return;
	shape->empty = false;
	if (!repair_is_captioned(cell)
	    && !(part_is_pictures(cell->first) && !cell->first->next))
		shape->pictures = false;
}

static struct shape
shape_of(const struct part *table)
{
	struct shape shape = { .pictures = true, .empty = true };
	struct part *group, *row, *cell;

	for (group = table->first; group; group = group->next) {
		if (!part_is_group(group))
			continue;
		for (row = group->first; row; row = row->next) {
			size_t columns = 0;

			shape.rows++;
			for (cell = row->first; cell; cell = cell->next) {
				columns++;
				look_at_cell(cell, &shape);
			}
			if (columns > shape.columns)
				shape.columns = columns;
		}
	}
	return shape;
}

static void
unwrap_cell(struct pool *pool, struct part *cell, struct part *table)
{
	struct part *figure;

	if (repair_is_captioned(cell)) {
		figure = part_new(pool, EL_FIGURE);
		part_insert(table, figure);
		part_unwrap(pool, cell, figure, NULL);
		repair_make_caption(pool, figure);
	} else {
		part_unwrap(pool, cell, table->parent, table);
	}
}

/* The table was there for the layout alone: its content, in order. */
static void
unwrap_table(struct pool *pool, struct part *table)
{
	struct part *group, *row;

	while ((group = table->first)) {
		while (part_is_group(group) && (row = group->first)) {
			while (row->first)
				unwrap_cell(pool, row->first, table);
			part_remove(row);
		}
		part_unwrap(pool, group, table->parent, table);
	}
	part_remove(table);
}

void
repair_table(struct pool *pool, struct part *table)
{
	struct part *child, *next;
	struct shape shape;

	sort_children(pool, table);
	for (child = table->first; child; child = next) {
		next = child->next;
		if (part_is_group(child))
			sort_rows(pool, table, child);
	}
	if (table->last && part_is_group(table->last))
		sort_groups(table);
	shape = shape_of(table);
	if (shape.empty || shape.columns < TABLE_COLUMNS || shape.nested
	    || (shape.rows == 1 && shape.pictures)
	    || repair_grid(pool, table) != 0)
		unwrap_table(pool, table);
}
