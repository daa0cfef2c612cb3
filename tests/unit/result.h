/* SPDX-License-Identifier: MIT */
/* Reads a document, to look at what became of it. */
#ifndef CHAPBOOK_RESULT_H
#define CHAPBOOK_RESULT_H

#include "article/article.h"
#include "article/record/body.h"
#include "test.h"

/* What one document became; release with end(). */
struct result {
	struct pool *pool;
	struct record rec;
	struct buf text;	/* plain text of the body */
	struct err err;
	int status;
};

/* What a worker may send, its parent must take. */
static inline void
check_round_trip(struct result *r)
{
	struct buf reply = BUF_INIT;
	struct record copy;

	record_encode(&r->rec, &reply);
	if (record_decode(buf_str(&reply), r->pool, &copy, &r->err))
		test_fail(__FILE__, __LINE__, r->err.message);
	buf_release(&reply);
}

static inline void
begin(struct result *r, const char *path, const char *url, struct str bytes)
{
	struct document doc = {
		.path = str_of(path), .url = str_of(url),
		.media = media_of_name(str_of(path)), .bytes = bytes
	};

	*r = (struct result){ .text = BUF_INIT, .err = ERR_INIT };
	r->pool = pool_new();
	r->status = article_read(&doc, r->pool, &r->rec, &r->err);
	if (r->status)
		test_fail(__FILE__, __LINE__, r->err.message);
	else
		check_round_trip(r);
	if (r->rec.kind == RECORD_ARTICLE)
		body_text(r->rec.body, &r->text);
}

static inline void
end(struct result *r)
{
	buf_release(&r->text);
	pool_free(r->pool);
}

static inline bool
says(const struct result *r, const char *words)
{
	return str_find(buf_str(&r->text), str_of(words)) != STR_NONE;
}

static inline void
check_list(int line, struct str_list list, const char *want)
{
	struct buf joined = BUF_INIT;

	for (size_t i = 0; i < list.count; i++) {
		if (i)
			buf_addc(&joined, '|');
		buf_addstr(&joined, list.items[i]);
	}
	test_check_str(__FILE__, line, buf_str(&joined), want);
	buf_release(&joined);
}

static inline void
check_date(int line, struct date date, const char *want)
{
	struct buf text = BUF_INIT;

	date_format(date, &text);
	test_check_str(__FILE__, line, buf_str(&text), want);
	buf_release(&text);
}

#define CHECK_LIST(list, want) check_list(__LINE__, (list), (want))
#define CHECK_DATE(date, want) check_date(__LINE__, (date), (want))

#endif
