/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/text.h"
#include "base/url.h"
#include "library/candidates.h"
#include "library/query.h"

/* Articles that are not wanted, sorted. */
struct exclusion {
	int64_t *ids;
	size_t count;
};

static int
by_id(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* By any of the URLs that they were found under. */
static int
exclusion_read(struct exclusion *ex, struct library *lib,
    const struct str_list *urls, struct err *err)
{
	struct buf url = BUF_INIT;
	int row = 0;

	*ex = (struct exclusion){ NULL, 0 };
	ex->ids = mem_alloc(mem_mul(urls->count + 1, sizeof(*ex->ids)));
	for (size_t i = 0; i < urls->count && row >= 0; i++) {
		if (url_canonical(urls->items[i], &url) != 0)
			continue;
		row = store_find_url(lib, buf_str(&url),
		    &ex->ids[ex->count], err);
		ex->count += row > 0;
	}
	qsort(ex->ids, ex->count, sizeof(*ex->ids), by_id);
	buf_release(&url);
	return row < 0 ? -1 : 0;
}

static bool
is_excluded(const struct exclusion *ex, int64_t id)
{
	return ex->count && bsearch(&id, ex->ids, ex->count,
	    sizeof(*ex->ids), by_id);
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
	row = exclusion_read(&ex, lib, &sel->exclude, err);
	while (row == 0 && (row = statement_step(stmt, err)) > 0) {
		bool undated = sqlite3_column_type(stmt, COLUMN_DATE)
			== SQLITE_NULL;
		int match;

		row = 0;
		if (is_excluded(&ex, sqlite3_column_int64(stmt, COLUMN_ID)))
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
	}
	free(ex.ids);
	buf_release(&needle);
	buf_release(&folded);
	return row;
}

int
library_select(struct library *lib, const struct selection *sel,
    struct pool *pool, struct article_list *out, struct err *err)
{
	sqlite3_stmt *stmt;
	struct candidates list = { .lib = lib, .pool = pool };
	int status = -1;

	if (store_settle(lib, err) != 0
	    || !(stmt = query_articles(lib, sel, err)))
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
	free(list.titles);
	return status;
}
