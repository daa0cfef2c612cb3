/* SPDX-License-Identifier: MIT */
/* A selection as SQL with bound parameters. */
#ifndef CHAPBOOK_QUERY_H
#define CHAPBOOK_QUERY_H

#include "library/store.h"

/*
 * A statement whose rows are the columns of table article, by id, of the
 * articles that meet all conditions but match, exclude and limit; where the
 * selection asks for a date, those without one come too. NULL with err.
 */
sqlite3_stmt *query_articles(struct library *lib, const struct selection *sel,
    struct err *err);

#endif
