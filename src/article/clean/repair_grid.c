/* SPDX-License-Identifier: MIT */
/*
 * Tables as grids (HTML 4.9.12): no cells overlap or reach past their row
 * group, all rows are equally wide, and in each column a cell begins.
 */
#include <string.h>

#include "article/clean/repair.h"
#include "article/clean/weights.h"

#define COLUMNS 256

struct grid {
	unsigned down[COLUMNS];		/* rows that a cell still takes */
	bool begins[COLUMNS];		/* a cell begins in the column */
	unsigned gone[COLUMNS + 1];	/* columns before where none does */
	unsigned width;
	size_t cells, added;
};

static unsigned
span_of(unsigned given, unsigned max)
{
	return given > max ? max : given ? given : 1;
}

static void
set_spans(struct pool *pool, struct part *cell, unsigned columns,
    unsigned rows)
{
	if (!cell->attributes && columns == 1 && rows == 1)
		return;
	part_attributes(pool, cell);
	cell->attributes->colspan = columns;
	cell->attributes->rowspan = rows;
}

static int
place_row(struct pool *pool, struct grid *grid, struct part *row,
    unsigned rows_left)
{
	unsigned column = 0, columns, rows, i;

	for (struct part *cell = row->first; cell; cell = cell->next) {
		const struct part_attributes *given = cell->attributes;

		while (column < COLUMNS && grid->down[column])
			column++;
		if (column == COLUMNS)
			return -1;
		columns = span_of(given ? given->colspan : 1,
		    COLUMNS - column);
		rows = span_of(given ? given->rowspan : 1, rows_left);
		for (i = 1; i < columns && !grid->down[column + i]; i++)
			;
		columns = i;
		for (i = 0; i < columns; i++)
			grid->down[column + i] = rows;
		set_spans(pool, cell, columns, rows);
		cell->column = column;
		grid->begins[column] = true;
		grid->cells++;
		column += columns;
	}
	if (column > grid->width)
		grid->width = column;
	return 0;
}

static void
next_row(struct grid *grid)
{
	for (unsigned i = 0; i < grid->width; i++)
		if (grid->down[i])
			grid->down[i]--;
}

static int
place_cells(struct pool *pool, struct grid *grid, struct part *group)
{
	unsigned rows = 0;
	struct part *row;

	for (row = group->first; row; row = row->next)
		rows++;
	memset(grid->down, 0, sizeof(grid->down));
	for (row = group->first; row; row = row->next) {
		if (place_row(pool, grid, row, rows--) != 0)
			return -1;
		next_row(grid);
	}
	return 0;
}

/* Columns in which no cell begins are not there. */
static void
drop_columns(const struct grid *grid, struct part *group)
{
	for (struct part *row = group->first; row; row = row->next)
		for (struct part *cell = row->first; cell; cell = cell->next) {
			struct part_attributes *own = cell->attributes;
			unsigned from = cell->column;

			if (own)
				own->colspan -= grid->gone[from + own->colspan]
				    - grid->gone[from];
			cell->column -= grid->gone[from];
		}
}

/* Empty cells at the end of rows that are too short. */
static int
fill_rows(struct pool *pool, struct grid *grid, struct part *group)
{
	memset(grid->down, 0, sizeof(grid->down));
	for (struct part *row = group->first; row; row = row->next) {
		struct part *cell = row->first;

		for (; cell; cell = cell->next) {
			struct part_attributes *own = cell->attributes;

			for (unsigned i = 0; i < (own ? own->colspan : 1); i++)
				grid->down[cell->column + i] =
				    own ? own->rowspan : 1;
		}
		for (unsigned i = 0; i < grid->width; i++) {
			if (grid->down[i])
				continue;
			cell = part_new(pool, EL_TD);
			part_append(row, cell);
			if (++grid->added > TABLE_EMPTY_TIMES * grid->cells
			    + TABLE_EMPTY_CELLS)
				return -1;
		}
		next_row(grid);
	}
	return 0;
}

int
repair_grid(struct pool *pool, struct part *table)
{
	struct grid grid = { .width = 0 };
	struct part *group;

	for (group = table->first; group; group = group->next)
		if (part_is_group(group)
		    && place_cells(pool, &grid, group) != 0)
			return -1;
	for (unsigned i = 0; i < grid.width; i++)
		grid.gone[i + 1] = grid.gone[i] + !grid.begins[i];
	for (group = table->first; group; group = group->next)
		if (part_is_group(group))
			drop_columns(&grid, group);
	grid.width -= grid.gone[grid.width];
	for (group = table->first; group; group = group->next)
		if (part_is_group(group) && fill_rows(pool, &grid, group) != 0)
			return -1;
	return 0;
}
