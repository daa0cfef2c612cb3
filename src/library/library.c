/* SPDX-License-Identifier: MIT */
#include "library/library.h"

#include <stdlib.h>

#include "article/record/body.h"
#include "base/limits.h"
#include "base/text.h"
#include "library/lists.h"
#include "library/store.h"

static const char *const sql[STORE_STATEMENTS] = {
	[STMT_FIND_KEY] = "SELECT id, ord, root, source, identity, content,"
		" title, date FROM article_key JOIN article"
		" ON id = article WHERE kind = ?1 AND key = ?2",
	[STMT_PUT_KEY] = "INSERT OR REPLACE INTO article_key"
		" VALUES (?1, ?2, ?3)",
	[STMT_ADD_ARTICLE] = "INSERT OR REPLACE INTO article VALUES (?1, ?2,"
		" ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
		" ?16, ?17, ?18)",
	[STMT_PUT_BODY] = "INSERT OR REPLACE INTO body VALUES (?1, ?2, ?3)",
	[STMT_GET_BODY] = "SELECT slots, body FROM body WHERE article = ?1",
	[STMT_GET_TEXT] = "SELECT body FROM body WHERE article = ?1",
	[STMT_ADD_SOURCE] = "INSERT OR REPLACE INTO source"
		" VALUES (?1, ?2, ?3, ?4, ?5)",
	[STMT_ADD_TERM] = "INSERT INTO article_name VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT (article, name)"
		" DO UPDATE SET ord = excluded.ord, pos = excluded.pos"
		" WHERE (excluded.ord, excluded.pos) < (ord, pos)",
	[STMT_COUNT_ARTICLES] = "SELECT count(*), max(id) FROM article",
};

enum key_kind { KEY_URL, KEY_PLACE };

/* Of STMT_FIND_KEY. */
enum found_column {
	FOUND_ID, FOUND_ORD, FOUND_ROOT, FOUND_SOURCE, FOUND_IDENTITY,
	FOUND_CONTENT, FOUND_TITLE, FOUND_DATE
};

static int
count_articles(struct library *lib, struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_COUNT_ARTICLES];

	if (statement_step(stmt, err) < 0)
		return -1;
	lib->count = (size_t)sqlite3_column_int64(stmt, 0);
	lib->last_id = sqlite3_column_int64(stmt, 1);
	sqlite3_reset(stmt);
	return 0;
}

struct library *
library_open(const char *path, struct err *err)
{
	struct library *lib = mem_zalloc(sizeof(*lib));

	lib->temporary = database_is_temporary(path);
	identity_init(&lib->identity);
	buf_init(&lib->scratch);
	buf_init(&lib->slots);
	buf_init(&lib->notes);
	lib->db = database_open(path, err);
	if (!lib->db)
		goto fail;
	lib->words = vocabulary_open(lib->db, err);
	if (!lib->words)
		goto fail;
	for (size_t i = 0; i < STORE_STATEMENTS; i++) {
		lib->stmts[i] = database_prepare(lib->db, sql[i], err);
		if (!lib->stmts[i])
			goto fail;
	}
	if (count_articles(lib, err))
		goto fail;
	return lib;
fail:
	library_close(lib);
	return NULL;
}

void
library_close(struct library *lib)
{
	if (!lib)
		return;
	for (size_t i = 0; i < STORE_STATEMENTS; i++)
		sqlite3_finalize(lib->stmts[i]);
	vocabulary_close(lib->words);
	database_close(lib->db);
	identity_release(&lib->identity);
	buf_release(&lib->scratch);
	buf_release(&lib->slots);
	buf_release(&lib->notes);
	free(lib);
}

int
library_count(struct library *lib, size_t *count, struct err *err)
{
	if (store_settle(lib, err) != 0)
		return -1;
	*count = lib->count;
	return 0;
}

int
library_commit(struct library *lib, struct err *err)
{
	if (lib->temporary)
		return 0;
	if (database_run(lib->db, "COMMIT", err))
		return -1;
	return database_run(lib->db, "BEGIN IMMEDIATE", err);
}

static int
write_article(struct library *lib, int64_t id, const struct record *rec,
    const struct origin *origin, struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_ADD_ARTICLE];

	buf_clear(&lib->notes);
	list_encode(&rec->notes, &lib->notes);
	sqlite3_bind_int64(stmt, 1, id);
	bind_str(stmt, 2, identity_name(&lib->identity));
	sqlite3_bind_int64(stmt, 3, (sqlite3_int64)origin->order);
	bind_str(stmt, 4, origin->root);
	bind_str(stmt, 5, rec->title);
	if (date_valid(rec->date))
		sqlite3_bind_int64(stmt, 6, date_days(rec->date));
	else
		sqlite3_bind_null(stmt, 6);
	sqlite3_bind_int(stmt, 7, (int)rec->date_source);
	bind_str(stmt, 8, rec->url);
	bind_str(stmt, 9, rec->lang);
	bind_str(stmt, 10, rec->dir);
	bind_str(stmt, 11, rec->site);
	bind_str(stmt, 12, rec->description);
	sqlite3_bind_int64(stmt, 13, (sqlite3_int64)rec->text_chars);
	sqlite3_bind_int64(stmt, 14, (sqlite3_int64)rec->lead_image);
	sqlite3_bind_int64(stmt, 15, (sqlite3_int64)rec->body.len);
	bind_blob(stmt, 16, buf_str(&lib->notes));
	bind_str(stmt, 17, origin->source);
	bind_str(stmt, 18, buf_str(&lib->identity.content));
	return statement_run(stmt, err);
}

static int
write_body(struct library *lib, int64_t id, const struct record *rec,
    struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_PUT_BODY];

	buf_clear(&lib->slots);
	record_encode_slots(rec, &lib->slots);
	sqlite3_bind_int64(stmt, 1, id);
	bind_blob(stmt, 2, buf_str(&lib->slots));
	bind_blob(stmt, 3, rec->body);
	return statement_run(stmt, err);
}

/* Selects the article with a key: 1 and then reset it, 0, or -1. */
static int
find_key(struct library *lib, enum key_kind kind, struct str key,
    struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_FIND_KEY];

	if (!key.len)
		return 0;
	sqlite3_bind_int(stmt, 1, (int)kind);
	bind_str(stmt, 2, key);
	return statement_step(stmt, err);
}

static int
put_key(struct library *lib, enum key_kind kind, struct str key, int64_t id,
    struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_PUT_KEY];

	if (!key.len)
		return 0;
	sqlite3_bind_int(stmt, 1, (int)kind);
	bind_str(stmt, 2, key);
	sqlite3_bind_int64(stmt, 3, id);
	return statement_run(stmt, err);
}

int
store_find_url(struct library *lib, struct str url, int64_t *id,
    struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_FIND_KEY];
	int row = find_key(lib, KEY_URL, url, err);

	if (row > 0) {
		*id = sqlite3_column_int64(stmt, 0);
		sqlite3_reset(stmt);
	}
	return row;
}

/*
 * Whether what comes from the place of the article that is selected is a new
 * version of it, and not what a page of news says this week.
 */
static bool
is_version(struct library *lib, const struct record *rec)
{
	sqlite3_stmt *known = lib->stmts[STMT_FIND_KEY];
	struct str name = column_str(known, FOUND_IDENTITY);
	bool has_url = !str_eq(name, column_str(known, FOUND_CONTENT));
	bool dated = date_valid(rec->date);
	bool same_date = dated
	    == (sqlite3_column_type(known, FOUND_DATE) != SQLITE_NULL)
	    && (!dated || sqlite3_column_int64(known, FOUND_DATE)
	        == date_days(rec->date));

	if (has_url && lib->identity.url.len)
		return false;
	return same_date
	    || str_eq(column_str(known, FOUND_TITLE), rec->title);
}

/*
 * The article that is added again by its URL or place, or a new one; and
 * whether the record is what is to be kept of it.
 */
static int
find_article(struct library *lib, const struct record *rec,
    const struct origin *origin, int64_t *id, bool *keep, struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_FIND_KEY];
	int row = find_key(lib, KEY_URL, buf_str(&lib->identity.url), err);

	if (row == 0) {
		row = find_key(lib, KEY_PLACE, buf_str(&lib->identity.place),
		    err);
		if (row > 0 && !is_version(lib, rec)) {
			sqlite3_reset(stmt);
			row = 0;
		}
	}
	if (row < 0)
		return -1;
	*keep = true;
	*id = lib->last_id + 1;
	if (!row)
		return 0;
	*id = sqlite3_column_int64(stmt, FOUND_ID);
	*keep = origin->order < (uint64_t)sqlite3_column_int64(stmt,
	    FOUND_ORD) || (str_eq(column_str(stmt, FOUND_ROOT), origin->root)
	    && str_eq(column_str(stmt, FOUND_SOURCE), origin->source));
	sqlite3_reset(stmt);
	return 0;
}

static int
put_article(struct library *lib, const struct record *rec,
    const struct origin *origin, int64_t *id, struct err *err)
{
	bool keep;

	if (find_article(lib, rec, origin, id, &keep, err) != 0
	    || put_key(lib, KEY_URL, buf_str(&lib->identity.url), *id, err)
	    || put_key(lib, KEY_PLACE, buf_str(&lib->identity.place), *id,
	    err))
		return -1;
	if (keep && (write_article(lib, *id, rec, origin, err)
	    || write_body(lib, *id, rec, err)))
		return -1;
	if (*id > lib->last_id) {
		lib->last_id = *id;
		lib->count++;
	}
	return 0;
}

static int
put_term(struct library *lib, int64_t id, enum term_kind kind,
    struct str root, struct str name, uint64_t order, uint32_t position,
    struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_ADD_TERM];
	size_t term = vocabulary_intern(lib->words, kind, root, name, order,
	    position, err);

	if (term == STR_NONE)
		return -1;
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_int64(stmt, 2, (sqlite3_int64)term);
	sqlite3_bind_int64(stmt, 3, (sqlite3_int64)order);
	sqlite3_bind_int64(stmt, 4, position);
	return statement_run(stmt, err);
}

static int
put_terms(struct library *lib, int64_t id, enum term_kind kind,
    const struct str_list *names, uint64_t order, struct err *err)
{
	const struct str none = STR("");

	for (size_t i = 0; i < names->count; i++)
		if (names->items[i].len && put_term(lib, id, kind, none,
		    names->items[i], order, (uint32_t)i, err))
			return -1;
	return 0;
}

static int
put_source(struct library *lib, int64_t id, const struct origin *origin,
    struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_ADD_SOURCE];

	sqlite3_bind_int64(stmt, 1, id);
	bind_str(stmt, 2, origin->root);
	bind_str(stmt, 3, origin->source);
	sqlite3_bind_int64(stmt, 4, (sqlite3_int64)origin->order);
	bind_str(stmt, 5, buf_str(&lib->identity.content));
	return statement_run(stmt, err);
}

int
library_add(struct library *lib, const struct record *rec,
    const struct origin *origin, struct err *err)
{
	uint64_t order = origin->order;
	int64_t id;

	if (order > INT64_MAX)
		return err_set(err, ERR_ARGUMENT,
		    "order of a source too large");
	lib->settled = false;
	identity_set(&lib->identity, rec, origin);
	if (put_article(lib, rec, origin, &id, err)
	    || put_source(lib, id, origin, err)
	    || put_terms(lib, id, TERM_TAG, &rec->tags, order, err)
	    || put_terms(lib, id, TERM_AUTHOR, &rec->authors, order, err)
	    || put_terms(lib, id, TERM_SECTION, &rec->sections, order, err))
		return -1;
	if (!origin->section.len)
		return 0;
	return put_term(lib, id, TERM_SECTION, origin->root, origin->section,
	    order, (uint32_t)rec->sections.count, err);
}

int
library_name_section(struct library *lib, struct str root,
    struct str section, struct str title, struct err *err)
{
	return vocabulary_retitle(lib->words, TERM_SECTION, root, section,
	    title, err);
}

struct record
article_record(const struct article *article)
{
	const struct article_meta *meta = &article->meta;

	return (struct record){ .kind = RECORD_ARTICLE, .title = meta->title,
		.date = meta->date, .date_source = meta->date_source,
		.url = meta->url, .authors = meta->authors,
		.tags = meta->tags, .lang = meta->lang, .dir = meta->dir,
		.site = meta->site, .description = meta->description,
		.notes = meta->notes, .text_chars = meta->text_chars,
		.lead_image = meta->lead_image };
}

int
library_body(struct library *lib, int64_t id, struct pool *pool,
    struct record *rec, struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_GET_BODY];
	int row, status;

	sqlite3_bind_int64(stmt, 1, id);
	row = statement_step(stmt, err);
	if (row < 0)
		return -1;
	if (!row)
		return err_set(err, ERR_ARGUMENT, "library: no article %lld",
		    (long long)id);
	status = record_decode_slots(column_str(stmt, 0), pool, rec, err);
	rec->body = pool_str(pool, column_str(stmt, 1));
	sqlite3_reset(stmt);
	if (!status && !lib->temporary)
		status = body_check(rec->body, rec->link_count,
		    rec->image_count, err);
	return status;
}

int
store_text(struct library *lib, int64_t id, struct buf *out, struct err *err)
{
	sqlite3_stmt *stmt = lib->stmts[STMT_GET_TEXT];
	int row;

	sqlite3_bind_int64(stmt, 1, id);
	row = statement_step(stmt, err);
	if (row <= 0)
		return row;
	buf_clear(&lib->scratch);
	body_text(column_str(stmt, 0), &lib->scratch);
	sqlite3_reset(stmt);
	text_fold(buf_str(&lib->scratch), out);
	return 0;
}
