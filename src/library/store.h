/* SPDX-License-Identifier: MIT */
/* What the parts of the library share. */
#ifndef CHAPBOOK_STORE_H
#define CHAPBOOK_STORE_H

#include "library/library.h"
#include "library/vocabulary.h"

enum {
	STMT_FIND_ARTICLE, STMT_ADD_ARTICLE, STMT_SET_ARTICLE,
	STMT_PUT_BODY, STMT_GET_BODY, STMT_GET_TEXT,
	STMT_ADD_SOURCE, STMT_ADD_TERM, STMT_COUNT_ARTICLES,
	STORE_STATEMENTS
};

struct library {
	sqlite3 *db;
	sqlite3_stmt *stmts[STORE_STATEMENTS];
	struct vocabulary *words;
	bool temporary;		/* nobody else has written it */
	size_t count;		/* articles */
	int64_t last_id;
	struct buf scratch, slots, notes;
};

/* Folded text of an article's body, appended to out. */
int store_text(struct library *lib, int64_t id, struct buf *out,
    struct err *err);

/* Whether term is called key (folded); sections also by their folder. */
bool term_is(const struct term *term, struct str key);

#endif
