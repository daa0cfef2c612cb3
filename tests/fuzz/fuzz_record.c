/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a record of a worker: refused, or one that says the same when
 * it is written and read again, and whose pages the parent accepts.
 */
#include "article/record/body.h"
#include "article/record/record.h"
#include "article/shared.h"
#include "book/page.h"
#include "fuzz.h"

static void *
page_maker(void)
{
	static struct templates *templates;
	static void *prepared;
	struct err err = ERR_INIT;

	if (!prepared) {
		templates = templates_load(NULL, &err);
		REQUIRE(templates != NULL);
		prepared = page_job.prepare(
		    &(struct job_shared){ .templates = templates });
	}
	return prepared;
}

static void
check_pages(const struct record *rec, struct pool *pool)
{
	struct str *hrefs = pool_alloc(pool,
	    mem_mul(rec->link_count, sizeof(*hrefs)));
	struct page_picture *pictures = pool_alloc(pool,
	    mem_mul(rec->image_count, sizeof(*pictures)));
	const struct page_request req = { .book_language = STR("en"),
		.page = STR("a00001"), .rec = rec, .hrefs = hrefs,
		.pictures = pictures };
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct page_reply pages;
	struct err err = ERR_INIT;

	for (size_t i = 0; i < rec->link_count; i++)
		if (rec->links[i].kind == TARGET_URL)
			hrefs[i] = rec->links[i].ref;
	for (size_t i = 0; i < rec->image_count; i++)
		if (rec->images[i].kind == TARGET_URL)
			pictures[i].original = rec->images[i].ref;
	page_request_encode(&req, &in);
	if (page_job.run(page_maker(), buf_str(&in), &out, &err)
	    || page_reply_decode(buf_str(&out), pool, &pages, &err)) {
		fprintf(stderr, "%s\n%.*s\n", err.message,
		    STR_ARG(rec->body));
		abort();
	}
	buf_release(&in);
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str in = { (const char *)data, bytes };
	struct pool *pool = pool_new();
	struct buf again = BUF_INIT, text = BUF_INIT;
	struct err err = ERR_INIT;
	struct record rec;

	/* The same bytes as a body, which in a record they rarely reach. */
	body_check(in, 2, 2, &err);
	body_text(in, &text);
	if (!record_decode(in, pool, &rec, &err)) {
		record_encode(&rec, &again);
		REQUIRE(str_eq(buf_str(&again), in));
		if (rec.kind == RECORD_ARTICLE)
			check_pages(&rec, pool);
	}
	buf_release(&again);
	buf_release(&text);
	pool_free(pool);
	return 0;
}
