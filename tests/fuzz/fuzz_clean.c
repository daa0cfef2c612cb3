/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as HTML: the body that comes out is one that the parent accepts,
 * and cleaning it once more changes nothing.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/clean_helper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void
clean(struct str html, struct pool *pool, struct record *rec)
{
	static const struct document doc = {
		.path = { "a/b.md", 6 }, .url = { "https://a.example/b", 19 }
	};
	struct err err = ERR_INIT;

	memset(rec, 0, sizeof(*rec));
	rec->lang = STR("zh-Hans");
	rec->dir = STR("ltr");
	helper_clean(html, &doc, pool, rec);
	if (body_check(rec->body, rec->link_count, rec->image_count, &err)) {
		fprintf(stderr, "%s\n%.*s\n", err.message, STR_ARG(rec->body));
		abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct pool *pool = pool_new();
	struct buf html = BUF_INIT;
	struct record first, second;

	html_init();
	clean((struct str){ (const char *)data, bytes }, pool, &first);
	helper_render(&first, &html);
	clean(buf_str(&html), pool, &second);
	if (!str_eq(first.body, second.body)) {
		fprintf(stderr, "first:\n%.*s\nsecond:\n%.*s\n",
		    STR_ARG(first.body), STR_ARG(second.body));
		abort();
	}
	buf_release(&html);
	pool_free(pool);
	return 0;
}
