/* SPDX-License-Identifier: MIT */
/* The articles of a selection while it is made: read, completed, sorted. */
#ifndef CHAPBOOK_CANDIDATES_H
#define CHAPBOOK_CANDIDATES_H

#include "library/store.h"

/* Of table article: library/database.c. */
enum article_column {
	COLUMN_ID, COLUMN_IDENTITY, COLUMN_ORD, COLUMN_ROOT, COLUMN_TITLE,
	COLUMN_DATE, COLUMN_DATE_SOURCE, COLUMN_URL, COLUMN_LANG, COLUMN_DIR,
	COLUMN_SITE, COLUMN_DESCRIPTION, COLUMN_TEXT_CHARS,
	COLUMN_LEAD_IMAGE, COLUMN_BODY_BYTES, COLUMN_NOTES
};

struct selected {
	struct article article;
	struct str title_key;		/* for SORT_TITLE */
	size_t section_rank;		/* of its first one; without: last */
};

struct candidates {
	struct library *lib;
	struct pool *pool;		/* for the strings of articles */
	struct selected **items;	/* by id; free()d by the owner */
	struct str *titles;	/* of terms, by number: pieces of the pool */
	size_t count, cap;
	size_t undated;
	const struct selected *filled;	/* the last that has its names */
};

/* From a row of table article; rows come by id. */
int candidates_add(struct candidates *list, sqlite3_stmt *row,
    struct err *err);
/* Fills in sources, tags, authors and sections. */
int candidates_complete(struct candidates *list, struct err *err);
void candidates_sort(struct candidates *list, enum selection_sort sort);
/* The first limit of them (0: all). */
void candidates_take(const struct candidates *list, size_t limit,
    struct article_list *out);

#endif
