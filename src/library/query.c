/* SPDX-License-Identifier: MIT */
#include "library/query.h"

#include <stdlib.h>

#include "base/text.h"

/* SQLite takes more, but nobody types so many. */
#define PARAMETERS_MAX 30000

/* A parameter: text if it has any, else a number. */
struct parameter {
	struct str text;
	int64_t number;
};

struct query {
	const struct library *lib;
	struct buf sql;
	struct parameter *parameters;
	size_t count, cap;
};

static void
put_parameter(struct query *q, struct str text, int64_t number)
{
	q->parameters = mem_grow(q->parameters, &q->cap, q->count + 1,
	    sizeof(*q->parameters));
	q->parameters[q->count++] = (struct parameter){ text, number };
	buf_addf(&q->sql, "?%zu", q->count);
}

static void
put_number(struct query *q, int64_t number)
{
	put_parameter(q, (struct str){ NULL, 0 }, number);
}

bool
term_is(const struct term *term, struct str key)
{
	struct buf raw = BUF_INIT;
	bool is = str_eq(term->key, key);

	if (is || term->kind != TERM_SECTION)
		return is;
	text_fold(term->raw, &raw);
	is = str_eq(buf_str(&raw), key);
	buf_release(&raw);
	return is;
}

/* The ids of all terms that name means, with commas. */
static void
put_terms_of(struct query *q, enum term_kind kind, struct str name, bool *any)
{
	struct buf key = BUF_INIT;

	text_fold(name, &key);
	for (size_t i = 0; i < vocabulary_count(q->lib->words); i++) {
		const struct term *term = vocabulary_at(q->lib->words, i);

		if (term->kind != kind || !term_is(term, buf_str(&key)))
			continue;
		if (*any)
			buf_addc(&q->sql, ',');
		*any = true;
		put_number(q, (int64_t)i);
	}
	buf_release(&key);
}

/* "AND id [NOT] IN (those that have any of names)" */
static void
put_any(struct query *q, enum term_kind kind, const char *in,
    const struct str *names, size_t count)
{
	bool any = false;

	if (!count)
		return;
	buf_addf(&q->sql, " AND id %s (SELECT article FROM article_name"
	    " WHERE name IN (", in);
	for (size_t i = 0; i < count; i++)
		put_terms_of(q, kind, names[i], &any);
	buf_adds(&q->sql, "))");
}

static void
put_tags(struct query *q, const struct selection *sel)
{
	const struct str_list *tags = &sel->tags;

	if (!sel->all_tags) {
		put_any(q, TERM_TAG, "IN", tags->items, tags->count);
		return;
	}
	for (size_t i = 0; i < tags->count; i++)
		put_any(q, TERM_TAG, "IN", &tags->items[i], 1);
}

/* "zh" takes "zh" and "zh-...", in any case. */
static void
put_langs(struct query *q, const struct str_list *langs)
{
	for (size_t i = 0; i < langs->count; i++) {
		buf_adds(&q->sql, i ? " OR " : " AND (");
		buf_adds(&q->sql, "lower(lang) = lower(");
		put_parameter(q, langs->items[i], 0);
		buf_addf(&q->sql, ") OR lower(substr(lang, 1,"
		    " length(?%zu) + 1)) = lower(?%zu || '-')", q->count,
		    q->count);
	}
	if (langs->count)
		buf_adds(&q->sql, ")");
}

static void
put_dates(struct query *q, const struct selection *sel)
{
	if (date_valid(sel->since)) {
		buf_adds(&q->sql, " AND (date IS NULL OR date >= ");
		put_number(q, date_days(sel->since));
		buf_adds(&q->sql, ")");
	}
	if (date_valid(sel->until)) {
		buf_adds(&q->sql, " AND (date IS NULL OR date <= ");
		put_number(q, date_days(sel->until));
		buf_adds(&q->sql, ")");
	}
}

static void
bind_all(const struct query *q, sqlite3_stmt *stmt)
{
	for (size_t i = 0; i < q->count; i++) {
		const struct parameter *p = &q->parameters[i];

		/* The selection may be gone before the statement is. */
		if (p->text.p)
			sqlite3_bind_text(stmt, (int)i + 1, p->text.p,
			    (int)p->text.len, SQLITE_TRANSIENT);
		else
			sqlite3_bind_int64(stmt, (int)i + 1, p->number);
	}
}

sqlite3_stmt *
query_articles(struct library *lib, const struct selection *sel,
    struct err *err)
{
	struct query q = { .lib = lib, .sql = BUF_INIT };
	sqlite3_stmt *stmt = NULL;

	buf_adds(&q.sql, "SELECT * FROM article WHERE 1");
	put_tags(&q, sel);
	put_any(&q, TERM_TAG, "NOT IN", sel->not_tags.items,
	    sel->not_tags.count);
	put_any(&q, TERM_SECTION, "IN", sel->sections.items,
	    sel->sections.count);
	put_any(&q, TERM_SECTION, "NOT IN", sel->not_sections.items,
	    sel->not_sections.count);
	put_any(&q, TERM_AUTHOR, "IN", sel->authors.items,
	    sel->authors.count);
	put_langs(&q, &sel->langs);
	put_dates(&q, sel);
	buf_adds(&q.sql, " ORDER BY id");
	if (q.count > PARAMETERS_MAX)
		err_set(err, ERR_LIMIT, "too many names to select by");
	else
		stmt = database_prepare(lib->db, q.sql.data, err);
	if (stmt)
		bind_all(&q, stmt);
	buf_release(&q.sql);
	free(q.parameters);
	return stmt;
}
