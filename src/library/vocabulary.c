/* SPDX-License-Identifier: MIT */
#include "library/vocabulary.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

/* Sources repeat their names: most are found here without asking SQLite. */
#define CACHE_SLOTS 1024u

enum { STMT_FIND, STMT_INSERT, STMT_ORDER, STMT_TITLE, STMT_COUNT };

static const char *const sql[STMT_COUNT] = {
	[STMT_FIND] = ("SELECT id FROM name"
		" WHERE kind = ?1 AND root = ?2 AND raw = ?3"),
	[STMT_INSERT] = "INSERT INTO name VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[STMT_ORDER] = "UPDATE name SET ord = ?2, pos = ?3 WHERE id = ?1",
	[STMT_TITLE] = "UPDATE name SET title = ?2 WHERE id = ?1",
};

struct vocabulary {
	struct pool *pool;
	struct term *items;
	size_t count, cap;
	size_t *cache;		/* index + 1 of the last name with that hash */
	bool grouped;
	sqlite3_stmt *stmts[STMT_COUNT];
};

static void
set_title(struct vocabulary *words, struct term *term, struct str title)
{
	struct buf key = BUF_INIT;

	text_fold(title, &key);
	term->title = pool_str(words->pool, title);
	term->key = pool_str(words->pool, buf_str(&key));
	buf_release(&key);
	words->grouped = false;
}

static struct term *
append(struct vocabulary *words, enum term_kind kind, struct str root,
    struct str raw)
{
	struct term *term;

	words->items = mem_grow(words->items, &words->cap, words->count + 1,
	    sizeof(*words->items));
	term = &words->items[words->count++];
	*term = (struct term){ .kind = kind };
	term->root = pool_str(words->pool, root);
	term->raw = pool_str(words->pool, raw);
	return term;
}

static int
read_all(struct vocabulary *words, sqlite3 *db, struct err *err)
{
	sqlite3_stmt *stmt = database_prepare(db, "SELECT id, kind, root, raw,"
	    " title, ord, pos FROM name ORDER BY id", err);
	int row = -1;

	while (stmt && (row = statement_step(stmt, err)) > 0) {
		int kind = sqlite3_column_int(stmt, 1);
		struct term *term;

		if ((size_t)sqlite3_column_int64(stmt, 0) != words->count
		    || kind < TERM_TAG || kind > TERM_SECTION) {
			row = err_set(err, ERR_FORMAT,
			    "library: its names are damaged");
			break;
		}
		term = append(words, (enum term_kind)kind,
		    column_str(stmt, 2), column_str(stmt, 3));
		term->order = (uint64_t)sqlite3_column_int64(stmt, 5);
		term->position = (uint32_t)sqlite3_column_int64(stmt, 6);
		set_title(words, term, column_str(stmt, 4));
	}
	sqlite3_finalize(stmt);
	return row;
}

struct vocabulary *
vocabulary_open(sqlite3 *db, struct err *err)
{
	struct vocabulary *words = mem_zalloc(sizeof(*words));

	words->pool = pool_new();
	words->cache = mem_zalloc(CACHE_SLOTS * sizeof(*words->cache));
	for (size_t i = 0; i < STMT_COUNT; i++) {
		words->stmts[i] = database_prepare(db, sql[i], err);
		if (!words->stmts[i])
			goto fail;
	}
	if (read_all(words, db, err))
		goto fail;
	return words;
fail:
	vocabulary_close(words);
	return NULL;
}

void
vocabulary_close(struct vocabulary *words)
{
	if (!words)
		return;
	for (size_t i = 0; i < STMT_COUNT; i++)
		sqlite3_finalize(words->stmts[i]);
	free(words->items);
	free(words->cache);
	pool_free(words->pool);
	free(words);
}

size_t
vocabulary_count(const struct vocabulary *words)
{
	return words->count;
}

const struct term *
vocabulary_at(const struct vocabulary *words, size_t index)
{
	return &words->items[index];
}

static bool
is_term(const struct term *term, enum term_kind kind, struct str root,
    struct str raw)
{
	return term->kind == kind && str_eq(term->raw, raw)
		&& str_eq(term->root, root);
}

static size_t *
cache_slot(struct vocabulary *words, enum term_kind kind, struct str raw)
{
	uint32_t h = 2166136261u ^ (uint32_t)kind;	/* FNV-1a */

	for (size_t i = 0; i < raw.len; i++)
		h = (h ^ (unsigned char)raw.p[i]) * 16777619u;
	return &words->cache[(h ^ h >> 16) % CACHE_SLOTS];
}

/* *index becomes STR_NONE if it is not there. */
static int
find(struct vocabulary *words, enum term_kind kind, struct str root,
    struct str raw, size_t *index, struct err *err)
{
	sqlite3_stmt *stmt = words->stmts[STMT_FIND];
	size_t *slot = cache_slot(words, kind, raw);
	int row;

	*index = *slot - 1;
	if (*slot && is_term(&words->items[*index], kind, root, raw))
		return 0;
	sqlite3_bind_int(stmt, 1, (int)kind);
	bind_str(stmt, 2, root);
	bind_str(stmt, 3, raw);
	row = statement_step(stmt, err);
	*index = STR_NONE;
	if (row <= 0)
		return row;
	*index = (size_t)sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	if (*index >= words->count)
		return err_set(err, ERR_FORMAT,
		    "library: its names are damaged");
	*slot = *index + 1;
	return 0;
}

static int
insert(struct vocabulary *words, const struct term *term, size_t index,
    struct err *err)
{
	sqlite3_stmt *stmt = words->stmts[STMT_INSERT];

	sqlite3_bind_int64(stmt, 1, (sqlite3_int64)index);
	sqlite3_bind_int(stmt, 2, (int)term->kind);
	bind_str(stmt, 3, term->root);
	bind_str(stmt, 4, term->raw);
	bind_str(stmt, 5, term->title);
	sqlite3_bind_int64(stmt, 6, (sqlite3_int64)term->order);
	sqlite3_bind_int64(stmt, 7, term->position);
	return statement_run(stmt, err);
}

static int
earlier(struct vocabulary *words, size_t index, uint64_t order,
    uint32_t position, struct err *err)
{
	sqlite3_stmt *stmt = words->stmts[STMT_ORDER];
	struct term *term = &words->items[index];

	if (term->order < order
	    || (term->order == order && term->position <= position))
		return 0;
	term->order = order;
	term->position = position;
	words->grouped = false;
	sqlite3_bind_int64(stmt, 1, (sqlite3_int64)index);
	sqlite3_bind_int64(stmt, 2, (sqlite3_int64)order);
	sqlite3_bind_int64(stmt, 3, position);
	return statement_run(stmt, err);
}

size_t
vocabulary_intern(struct vocabulary *words, enum term_kind kind,
    struct str root, struct str raw, uint64_t order, uint32_t position,
    struct err *err)
{
	struct term *term;
	size_t index;

	if (find(words, kind, root, raw, &index, err))
		return STR_NONE;
	if (index != STR_NONE)
		return earlier(words, index, order, position, err) ? STR_NONE
		                                                   : index;
	term = append(words, kind, root, raw);
	term->order = order;
	term->position = position;
	set_title(words, term, raw);
	index = words->count - 1;
	*cache_slot(words, kind, raw) = index + 1;
	return insert(words, term, index, err) ? STR_NONE : index;
}

int
vocabulary_retitle(struct vocabulary *words, enum term_kind kind,
    struct str root, struct str raw, struct str title, struct err *err)
{
	sqlite3_stmt *stmt = words->stmts[STMT_TITLE];
	size_t index;

	if (find(words, kind, root, raw, &index, err))
		return -1;
	if (index == STR_NONE || str_eq(words->items[index].title, title))
		return 0;
	set_title(words, &words->items[index], title);
	sqlite3_bind_int64(stmt, 1, (sqlite3_int64)index);
	bind_str(stmt, 2, title);
	return statement_run(stmt, err);
}

static int
by_sight(const struct term *a, const struct term *b)
{
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return str_cmp(a->raw, b->raw);
}

/* Groups together, within a group the one first seen first. */
static int
by_group(const void *x, const void *y)
{
	const struct term *a = *(struct term *const *)x;
	const struct term *b = *(struct term *const *)y;
	int c = str_cmp(a->key, b->key);

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return c ? c : by_sight(a, b);
}

static int
by_first_sight(const void *x, const void *y)
{
	const struct term *a = *(struct term *const *)x;
	const struct term *b = *(struct term *const *)y;

	return by_sight(a, b);
}

void
vocabulary_group(struct vocabulary *words)
{
	struct term **sorted;
	size_t n = words->count, first = 0;

	if (words->grouped || !n)
		return;
	sorted = mem_alloc(mem_mul(n, sizeof(*sorted)));
	for (size_t i = 0; i < n; i++)
		sorted[i] = &words->items[i];
	qsort(sorted, n, sizeof(*sorted), by_group);
	for (size_t i = 0; i < n; i++) {
		if (!i || sorted[i]->kind != sorted[i - 1]->kind
		    || !str_eq(sorted[i]->key, sorted[i - 1]->key))
			first = (size_t)(sorted[i] - words->items);
		sorted[i]->first = first;
	}
	qsort(sorted, n, sizeof(*sorted), by_first_sight);
	for (size_t i = 0; i < n; i++)
		sorted[i]->rank = i;
	for (size_t i = 0; i < n; i++)
		words->items[i].rank =
		    words->items[words->items[i].first].rank;
	free(sorted);
	words->grouped = true;
}
