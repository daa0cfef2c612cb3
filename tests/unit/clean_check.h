/* SPDX-License-Identifier: MIT */
/* What bodies become of pieces of HTML; main() makes the pool. */
#ifndef CHAPBOOK_CLEAN_CHECK_H
#define CHAPBOOK_CLEAN_CHECK_H

#include "clean_helper.h"

static struct pool *pool;

static inline struct record
clean_as(const char *html, struct document doc, const char *lang)
{
	struct record rec = { .lang = str_of(lang), .dir = STR("ltr") };
	struct err err = ERR_INIT;

	helper_clean(str_of(html), &doc, pool, &rec);
	if (body_check(rec.body, rec.link_count, rec.image_count, &err)) {
		fprintf(stderr, "%s\n%.*s\n", err.message, STR_ARG(rec.body));
		test_fail(__FILE__, __LINE__, "the body passes its check");
	}
	return rec;
}

static inline struct record
clean(const char *html)
{
	return clean_as(html, (struct document){ .path = STR("a/b.md") },
	    "zh-Hans");
}

/* The body with its slots shown as [L0 ...] and [P0]. */
static inline struct str
shown(struct str body)
{
	struct buf out = BUF_INIT;
	struct str piece, s;
	size_t n;
	enum body_piece kind;

	while ((kind = body_next(&body, &piece, &n)) != BODY_END) {
		if (kind == BODY_LINK_START)
			buf_addf(&out, "[%zu:", n);
		else if (kind == BODY_LINK_END)
			buf_addc(&out, ']');
		else if (kind == BODY_PICTURE)
			buf_addf(&out, "[P%zu]", n);
		else
			buf_addstr(&out, piece);
	}
	s = (struct str){ pool_strndup(pool, out.data, out.len), out.len };
	buf_release(&out);
	return str_trim(s);
}

#define CHECK_BODY(html, want) CHECK_STR(shown(clean(html).body), (want))

#endif
