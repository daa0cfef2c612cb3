/* SPDX-License-Identifier: MIT */
/* What the parts of the library share. */
#ifndef CHAPBOOK_STORE_H
#define CHAPBOOK_STORE_H

#include "library/identity.h"
#include "library/vocabulary.h"

enum {
	STMT_FIND_KEY, STMT_PUT_KEY, STMT_ADD_ARTICLE,
	STMT_PUT_BODY, STMT_GET_BODY, STMT_GET_TEXT,
	STMT_ADD_SOURCE, STMT_ADD_TERM, STMT_COUNT_ARTICLES,
	STORE_STATEMENTS
};

struct library {
	sqlite3 *db;
	sqlite3_stmt *stmts[STORE_STATEMENTS];
	struct vocabulary *words;
	bool temporary;		/* nobody else has written it */
	bool settled;		/* no two articles have one content */
	size_t count;		/* articles */
	int64_t last_id;
	struct identity identity;	/* of what is being added */
	struct buf scratch, slots, notes;
};

/* Makes one of the articles that have one content. */
int store_settle(struct library *lib, struct err *err);
/* The article that has this canonical URL: 1 and its id, 0, or -1. */
int store_find_url(struct library *lib, struct str url, int64_t *id,
    struct err *err);

/* Folded text of an article's body, appended to out. */
int store_text(struct library *lib, int64_t id, struct buf *out,
    struct err *err);

/* Whether term is called key (folded); sections also by their folder. */
bool term_is(const struct term *term, struct str key);

#endif
