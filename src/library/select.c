/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/text.h"
#include "base/url.h"
#include "library/candidates.h"
#include "library/query.h"

/* Canonical URLs that are not wanted, sorted. */
struct exclusion {
	struct pool *pool;
	struct str *urls;
	size_t count;
};

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void
exclusion_init(struct exclusion *ex, const struct str_list *urls)
{
	struct buf url = BUF_INIT;

	ex->pool = pool_new();
	ex->count = urls->count;
	ex->urls = pool_alloc(ex->pool, mem_mul(urls->count,
	    sizeof(*ex->urls)));
	for (size_t i = 0; i < urls->count; i++) {
		struct str as_given = urls->items[i];

		buf_clear(&url);
		if (url_canonical(as_given, &url)) {
			buf_clear(&url);
			buf_addstr(&url, as_given);
		}
		ex->urls[i] = pool_str(ex->pool, buf_str(&url));
	}
	if (ex->count)
		qsort(ex->urls, ex->count, sizeof(*ex->urls), by_bytes);
	buf_release(&url);
}

static bool
is_excluded(const struct exclusion *ex, struct str identity)
{
	return ex->count && bsearch(&identity, ex->urls, ex->count,
	    sizeof(*ex->urls), by_bytes);
}

/* 1 if the folded needle is in title or text, 0 if not, -1 with err. */
static int
matches(struct library *lib, int64_t id, struct str title, struct str needle,
    struct buf *folded, struct err *err)
{
	if (!needle.len)
		return 1;
	buf_clear(folded);
	text_fold(title, folded);
	if (str_find(buf_str(folded), needle) != STR_NONE)
		return 1;
	buf_clear(folded);
	if (store_text(lib, id, folded, err))
		return -1;
	return str_find(buf_str(folded), needle) != STR_NONE;
}

/* The rows of stmt that are selected, into list. */
static int
read_rows(struct library *lib, sqlite3_stmt *stmt,
    const struct selection *sel, struct candidates *list, struct err *err)
{
	bool dated_only = !sel->undated && (date_valid(sel->since)
	    || date_valid(sel->until));
	struct buf needle = BUF_INIT, folded = BUF_INIT;
	struct exclusion ex;
	int row;

	text_fold(sel->match, &needle);
	exclusion_init(&ex, &sel->exclude);
	while ((row = statement_step(stmt, err)) > 0) {
		bool undated = sqlite3_column_type(stmt, COLUMN_DATE)
			== SQLITE_NULL;
		int match;

		if (is_excluded(&ex, column_str(stmt, COLUMN_IDENTITY)))
			continue;
		match = matches(lib, sqlite3_column_int64(stmt, COLUMN_ID),
		    column_str(stmt, COLUMN_TITLE), buf_str(&needle),
		    &folded, err);
		if (match < 0)
			row = -1;
		else if (match && dated_only && undated)
			list->undated++;
		else if (match && candidates_add(list, stmt, err))
			row = -1;
		if (row < 0)
			break;
	}
	pool_free(ex.pool);
	buf_release(&needle);
	buf_release(&folded);
	return row;
}

int
library_select(struct library *lib, const struct selection *sel,
    struct pool *pool, struct article_list *out, struct err *err)
{
	sqlite3_stmt *stmt = query_articles(lib, sel, err);
	struct candidates list = { .lib = lib, .pool = pool };
	int status = -1;

	if (!stmt)
		return -1;
	if (read_rows(lib, stmt, sel, &list, err)
	    || candidates_complete(&list, err))
		goto out;
	candidates_sort(&list, sel->sort);
	candidates_take(&list, sel->limit, out);
	status = 0;
out:
	sqlite3_finalize(stmt);
	free(list.items);
	return status;
}
