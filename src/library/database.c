/* SPDX-License-Identifier: MIT */
#include "library/database.h"

#include <stdlib.h>
#include <string.h>

/* "chap" */
#define APPLICATION_ID 0x63686170
#define SCHEMA_VERSION 2

/*
 * Bodies lie apart, so that selecting reads only what it looks at. ord is
 * the order of a source (struct origin), pos the place within a record.
 */
static const char schema[] =
	"CREATE TABLE article ("
	" id INTEGER PRIMARY KEY,"
	" identity TEXT NOT NULL,"
	" ord INTEGER NOT NULL,"
	" root TEXT NOT NULL,"
	" title TEXT NOT NULL,"
	" date INTEGER,"		/* days since 1970, NULL: none */
	" date_source INTEGER NOT NULL,"
	" url TEXT NOT NULL,"
	" lang TEXT NOT NULL,"
	" dir TEXT NOT NULL,"
	" site TEXT NOT NULL,"
	" description TEXT NOT NULL,"
	" text_chars INTEGER NOT NULL,"
	" lead_image INTEGER NOT NULL,"
	" body_bytes INTEGER NOT NULL,"
	" notes BLOB NOT NULL,"
	" source TEXT NOT NULL,"	/* with root: where this is from */
	" content TEXT NOT NULL);"
	"CREATE TABLE article_key ("
	" kind INTEGER NOT NULL,"	/* enum key_kind */
	" key TEXT NOT NULL,"
	" article INTEGER NOT NULL,"
	" PRIMARY KEY (kind, key)) WITHOUT ROWID;"
	"CREATE TABLE body ("
	" article INTEGER PRIMARY KEY,"
	" slots BLOB NOT NULL,"		/* record_encode_slots() */
	" body BLOB NOT NULL);"
	"CREATE TABLE source ("
	" article INTEGER NOT NULL,"
	" root TEXT NOT NULL,"
	" source TEXT NOT NULL,"
	" ord INTEGER NOT NULL,"
	" content TEXT NOT NULL,"
	" PRIMARY KEY (article, root, source)) WITHOUT ROWID;"
	"CREATE TABLE name ("
	" id INTEGER PRIMARY KEY,"
	" kind INTEGER NOT NULL,"	/* enum term_kind */
	" root TEXT NOT NULL,"
	" raw TEXT NOT NULL,"
	" title TEXT NOT NULL,"
	" ord INTEGER NOT NULL,"
	" pos INTEGER NOT NULL,"
	" UNIQUE (kind, root, raw));"
	"CREATE TABLE article_name ("
	" article INTEGER NOT NULL,"
	" name INTEGER NOT NULL,"
	" ord INTEGER NOT NULL,"
	" pos INTEGER NOT NULL,"
	" PRIMARY KEY (article, name)) WITHOUT ROWID;";

/* A database that nobody else sees and that need not survive anything. */
static const char temporary[] =
	"PRAGMA page_size = 16384;"
	"PRAGMA journal_mode = OFF;"
	"PRAGMA synchronous = OFF;"
	"PRAGMA locking_mode = EXCLUSIVE;"
	"PRAGMA temp_store = FILE;"
	"PRAGMA cache_size = -4096;";

/* After "temporary", which says where other temporary tables go. */
static const char in_memory[] = "PRAGMA temp_store = MEMORY;";

static enum err_kind
kind_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return ERR_FORMAT;
	case SQLITE_IOERR:
	case SQLITE_FULL:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_READONLY:
	case SQLITE_NOMEM:
		return ERR_SYSTEM;
	case SQLITE_TOOBIG:
		return ERR_LIMIT;
	default:
		return ERR_LIBRARY;
	}
}

int
database_fail(sqlite3 *db, struct err *err)
{
	return err_set(err, kind_of(sqlite3_errcode(db)), "library: %s",
	    sqlite3_errmsg(db));
}

int
database_run(sqlite3 *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	return database_fail(db, err);
}

sqlite3_stmt *
database_prepare(sqlite3 *db, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
	    NULL) != SQLITE_OK)
		database_fail(db, err);
	return stmt;
}

static int
read_number(sqlite3 *db, const char *pragma, sqlite3_int64 *number,
    struct err *err)
{
	sqlite3_stmt *stmt = database_prepare(db, pragma, err);
	int row;

	if (!stmt)
		return -1;
	row = statement_step(stmt, err);
	if (row > 0)
		*number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return row < 0 ? -1 : 0;
}

static int
make_schema(sqlite3 *db, struct err *err)
{
	char versions[120];

	sqlite3_snprintf(sizeof(versions), versions,
	    "PRAGMA application_id = %d; PRAGMA user_version = %d;",
	    APPLICATION_ID, SCHEMA_VERSION);
	if (database_run(db, schema, err))
		return -1;
	return database_run(db, versions, err);
}

static int
check_schema(sqlite3 *db, struct err *err)
{
	sqlite3_int64 version = 0, application = 0, tables = 0;

	if (read_number(db, "PRAGMA user_version", &version, err)
	    || read_number(db, "PRAGMA application_id", &application, err)
	    || read_number(db, "SELECT count(*) FROM sqlite_master", &tables,
	    err))
		return -1;
	if (!version && !application && !tables)
		return make_schema(db, err);
	if (application != APPLICATION_ID)
		return err_set(err, ERR_FORMAT, "library: not one of ours");
	if (version != SCHEMA_VERSION)
		return err_set(err, ERR_UNSUPPORTED,
		    "library: version %lld, where %d is known",
		    (long long)version, SCHEMA_VERSION);
	return 0;
}

static bool
is_in_memory(const char *path)
{
	return !strcmp(path, ":memory:");
}

bool
database_is_temporary(const char *path)
{
	return !*path || is_in_memory(path);
}

sqlite3 *
database_open(const char *path, struct err *err)
{
	sqlite3 *db = NULL;
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
		| SQLITE_OPEN_NOMUTEX;

	if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK) {
		if (db)
			database_fail(db, err);
		else
			err_set(err, ERR_SYSTEM, "library: no memory");
		goto fail;
	}
	sqlite3_extended_result_codes(db, 1);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	if (database_is_temporary(path) && database_run(db, temporary, err))
		goto fail;
	if (is_in_memory(path) && database_run(db, in_memory, err))
		goto fail;
	if (database_run(db, "BEGIN IMMEDIATE", err) || check_schema(db, err))
		goto fail;
	return db;
fail:
	sqlite3_close(db);
	return NULL;
}

void
database_close(sqlite3 *db)
{
	sqlite3_close(db);
}

static int
bytes_of(struct str s)
{
	/* More than SQLite takes: it will say so. */
	return s.len > 0x7fffffff ? 0x7fffffff : (int)s.len;
}

void
bind_str(sqlite3_stmt *stmt, int at, struct str s)
{
	sqlite3_bind_text(stmt, at, s.len ? s.p : "", bytes_of(s),
	    SQLITE_STATIC);
}

void
bind_blob(sqlite3_stmt *stmt, int at, struct str s)
{
	sqlite3_bind_blob(stmt, at, s.len ? s.p : "", bytes_of(s),
	    SQLITE_STATIC);
}

struct str
column_str(sqlite3_stmt *stmt, int at)
{
	const char *p = sqlite3_column_blob(stmt, at);

	return (struct str){ p, (size_t)sqlite3_column_bytes(stmt, at) };
}

int
statement_step(sqlite3_stmt *stmt, struct err *err)
{
	int code = sqlite3_step(stmt);
	int result = 0;

	if (code == SQLITE_ROW)
		return 1;
	if (code != SQLITE_DONE)
		result = database_fail(sqlite3_db_handle(stmt), err);
	sqlite3_reset(stmt);
	return result;
}

int
statement_run(sqlite3_stmt *stmt, struct err *err)
{
	int row = statement_step(stmt, err);

	if (row > 0)
		sqlite3_reset(stmt);
	return row < 0 ? -1 : 0;
}
