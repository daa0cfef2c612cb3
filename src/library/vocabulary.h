/* SPDX-License-Identifier: MIT */
/*
 * The terms of a library: names of tags, authors and sections as the sources
 * write them. All are kept in memory, since there are few of them; those that
 * fold alike are of one group.
 */
#ifndef CHAPBOOK_VOCABULARY_H
#define CHAPBOOK_VOCABULARY_H

#include <stdint.h>

#include "library/database.h"

enum term_kind { TERM_TAG, TERM_AUTHOR, TERM_SECTION };

struct term {
	enum term_kind kind;
	struct str root;	/* sections that a tree's folders give: which */
	struct str raw;		/* as written; for those, the folder */
	struct str title;	/* what to call it */
	struct str key;		/* title by text_fold() */
	uint64_t order;		/* of the first source that has it, */
	uint32_t position;	/* and the place there */
	/*
	 * After vocabulary_group(): index of the first of its group, which
	 * gives the title; and the group's rank by first sight.
	 */
	size_t first, rank;
};

struct vocabulary;

/* Reads what db holds. */
struct vocabulary *vocabulary_open(sqlite3 *db, struct err *err);
void vocabulary_close(struct vocabulary *words);	/* NULL allowed */

size_t vocabulary_count(const struct vocabulary *words);
const struct term *vocabulary_at(const struct vocabulary *words,
    size_t index);

/*
 * The index of a name, which is its id in the database too; a new one is
 * put there. STR_NONE with err.
 */
size_t vocabulary_intern(struct vocabulary *words, enum term_kind kind,
    struct str root, struct str raw, uint64_t order, uint32_t position,
    struct err *err);
/* Gives a name that is there another title; does nothing if it is not. */
int vocabulary_retitle(struct vocabulary *words, enum term_kind kind,
    struct str root, struct str raw, struct str title, struct err *err);
/* Needed after changes, before first and rank are read. */
void vocabulary_group(struct vocabulary *words);

#endif
