/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a document: the first chooses what it is taken for, the rest
 * is it. Whatever comes in, the record that goes out must be one that the
 * parent accepts.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "article/article.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void *
tools(void)
{
	static void *prepared;

	if (!prepared)
		prepared = article_job.prepare(NULL);
	return prepared;
}

static void
check_reply(struct str reply)
{
	struct pool *pool = pool_new();
	struct record rec;
	struct err err = ERR_INIT;

	if (record_decode(reply, pool, &rec, &err)) {
		fprintf(stderr, "%s\n", err.message);
		abort();
	}
	pool_free(pool);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static const struct {
		enum media_type media;
		struct str path, url;
	} kinds[] = {
		{ MEDIA_MARKDOWN, { "a/2020-01-02-b.md", 17 }, { "", 0 } },
		{ MEDIA_HTML, { "a/b.html", 8 }, { "", 0 } },
		{ MEDIA_HTML, { "", 0 }, { "https://a.example/b/c", 21 } },
		{ MEDIA_UNKNOWN, { "", 0 }, { "", 0 } }
	};
	struct document doc = { 0 };
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct err err = ERR_INIT;
	size_t kind;

	if (!bytes)
		return 0;
	kind = data[0] % (sizeof(kinds) / sizeof(*kinds));
	doc.media = kinds[kind].media;
	doc.path = kinds[kind].path;
	doc.url = kinds[kind].url;
	doc.bytes = (struct str){ (const char *)data + 1, bytes - 1 };
	document_encode(&doc, &in);
	if (!article_job.run(tools(), buf_str(&in), &out, &err))
		check_reply(buf_str(&out));
	buf_release(&in);
	buf_release(&out);
	return 0;
}
