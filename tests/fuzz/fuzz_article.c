/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a document: the first chooses what it is taken for, the rest
 * is it. Whatever comes in, the record that goes out must be one that the
 * parent accepts.
 */
#include "article/article.h"
#include "fuzz_document.h"

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
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct err err = ERR_INIT;

	if (!bytes)
		return 0;
	document_request(data[0], (struct str){ (const char *)data + 1,
	    bytes - 1 }, &in);
	if (!article_job.run(tools(), buf_str(&in), &out, &err))
		check_reply(buf_str(&out));
	buf_release(&in);
	buf_release(&out);
	return 0;
}
