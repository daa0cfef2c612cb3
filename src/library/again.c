/* SPDX-License-Identifier: MIT */
/*
 * What is found again by its content alone. The articles of a library are
 * compared when all have been added, so that it does not matter in which
 * order they came: of those with one content the first in input order stays,
 * and the others become findings of it.
 */
#include <stdlib.h>

#include "base/mem.h"

#include "library/store.h"

struct pair {
	int64_t first, again;
};

struct pairs {
	struct pair *items;
	size_t count, cap;
};

static const char by_content[] =
	"SELECT id, content FROM article ORDER BY content, ord, id";

/* ?1: the article that stays, ?2: the one that is it again. */
static const char *const fold_sql[] = {
	"UPDATE OR IGNORE source SET article = ?1 WHERE article = ?2",
	"DELETE FROM source WHERE article = ?2 AND ?1",
	"INSERT INTO article_name SELECT ?1, name, ord, pos"
		" FROM article_name WHERE article = ?2"
		" ON CONFLICT (article, name)"
		" DO UPDATE SET ord = excluded.ord, pos = excluded.pos"
		" WHERE (excluded.ord, excluded.pos) < (ord, pos)",
	"DELETE FROM article_name WHERE article = ?2 AND ?1",
	"UPDATE article_key SET article = ?1 WHERE article = ?2",
	"DELETE FROM body WHERE article = ?2 AND ?1",
	"DELETE FROM article WHERE id = ?2 AND ?1",
};

static int
read_pairs(struct library *lib, struct pairs *out, struct err *err)
{
	sqlite3_stmt *stmt = database_prepare(lib->db, by_content, err);
	struct buf last = BUF_INIT;
	int64_t first = 0;
	int row = -1;

	while (stmt && (row = statement_step(stmt, err)) > 0) {
		struct str content = column_str(stmt, 1);
		int64_t id = sqlite3_column_int64(stmt, 0);

		if (!str_eq(buf_str(&last), content)) {
			buf_clear(&last);
			buf_addstr(&last, content);
			first = id;
			continue;
		}
		out->items = mem_grow(out->items, &out->cap, out->count + 1,
		    sizeof(*out->items));
		out->items[out->count++] = (struct pair){ first, id };
	}
	sqlite3_finalize(stmt);
	buf_release(&last);
	return row;
}

/* One statement over all pairs. */
static int
run_over(struct library *lib, const char *sql, const struct pairs *pairs,
    struct err *err)
{
	sqlite3_stmt *stmt = database_prepare(lib->db, sql, err);
	int status = stmt ? 0 : -1;

	for (size_t i = 0; i < pairs->count && !status; i++) {
		sqlite3_bind_int64(stmt, 1, pairs->items[i].first);
		sqlite3_bind_int64(stmt, 2, pairs->items[i].again);
		status = statement_run(stmt, err);
	}
	sqlite3_finalize(stmt);
	return status;
}

int
store_settle(struct library *lib, struct err *err)
{
	struct pairs pairs = { NULL, 0, 0 };
	int status;

	if (lib->settled)
		return 0;
	status = read_pairs(lib, &pairs, err);
	for (size_t i = 0; i < ARRAY_COUNT(fold_sql)
	     && pairs.count && !status; i++)
		status = run_over(lib, fold_sql[i], &pairs, err);
	if (!status) {
		lib->count -= pairs.count;
		lib->settled = true;
	}
	free(pairs.items);
	return status;
}

int
library_each_again(struct library *lib,
    void (*take)(void *arg, const struct found_again *again), void *arg,
    struct err *err)
{
	sqlite3_stmt *stmt;
	int row = -1;

	if (store_settle(lib, err) != 0)
		return -1;
	stmt = database_prepare(lib->db,
	    "SELECT article.title, article.root, article.source, source.root,"
	    " source.source, article.content = source.content"
	    " FROM source JOIN article ON article.id = source.article"
	    " WHERE source.root <> article.root"
	    " OR source.source <> article.source"
	    " ORDER BY article.ord, source.ord", err);
	while (stmt && (row = statement_step(stmt, err)) > 0)
		take(arg, &(struct found_again){
			.title = column_str(stmt, 0),
			.first_root = column_str(stmt, 1),
			.first_source = column_str(stmt, 2),
			.root = column_str(stmt, 3),
			.source = column_str(stmt, 4),
			.same_content = sqlite3_column_int(stmt, 5) != 0,
		});
	sqlite3_finalize(stmt);
	return row;
}
