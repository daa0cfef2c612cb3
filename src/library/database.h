/* SPDX-License-Identifier: MIT */
/*
 * The SQLite file of a library: opening, schema, statements. Statements are
 * prepared once and reset by whoever stepped them.
 */
#ifndef CHAPBOOK_DATABASE_H
#define CHAPBOOK_DATABASE_H

#include <sqlite3.h>

#include "base/buf.h"
#include "base/err.h"

/* "" and ":memory:": fast, in one transaction, gone when closed. */
bool database_is_temporary(const char *path);
sqlite3 *database_open(const char *path, struct err *err);
void database_close(sqlite3 *db);	/* NULL allowed; rolls back */

int database_run(sqlite3 *db, const char *sql, struct err *err);
sqlite3_stmt *database_prepare(sqlite3 *db, const char *sql, struct err *err);
/* Fills err from what db says last. Returns -1. */
int database_fail(sqlite3 *db, struct err *err);

/* Borrowed until the statement is reset; parameters count from 1. */
void bind_str(sqlite3_stmt *stmt, int at, struct str s);
void bind_blob(sqlite3_stmt *stmt, int at, struct str s);
/* A slice that lives until the next step or reset; columns count from 0. */
struct str column_str(sqlite3_stmt *stmt, int at);

/* 1: a row is there; 0: no more; -1 with err. Resets unless it returns 1. */
int statement_step(sqlite3_stmt *stmt, struct err *err);
/* For statements without rows: steps, resets. */
int statement_run(sqlite3_stmt *stmt, struct err *err);

#endif
