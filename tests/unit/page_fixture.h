/* SPDX-License-Identifier: MIT */
/* One article through page_job and back: reset(), change fx, run(), page(). */
#ifndef CHAPBOOK_PAGE_FIXTURE_H
#define CHAPBOOK_PAGE_FIXTURE_H

#include "article/shared.h"
#include "book/deflate.h"
#include "book/page.h"
#include "test.h"

struct fixture {
	struct pool *pool;
	struct templates *templates;
	void *prepared;
	struct record rec;
	struct page_request req;
	struct link links[3];
	struct str hrefs[3];
	struct image images[2];
	struct page_picture pictures[2];
	struct page_reply reply;
	struct buf raw;		/* the reply */
	struct buf page;	/* the page last read */
	struct err err;
};

static struct fixture fx;

static inline void
reset(const char *body)
{
	buf_release(&fx.raw);
	buf_release(&fx.page);
	pool_clear(fx.pool);
	memset(fx.links, 0, sizeof(fx.links));
	memset(fx.hrefs, 0, sizeof(fx.hrefs));
	memset(fx.images, 0, sizeof(fx.images));
	memset(fx.pictures, 0, sizeof(fx.pictures));
	for (size_t i = 0; i < 3; i++)
		fx.links[i].kind = TARGET_NONE;
	for (size_t i = 0; i < 2; i++)
		fx.images[i].kind = TARGET_NONE;
	fx.rec = (struct record){ .title = STR("A title"),
		.lang = STR("en"), .dir = STR("ltr"), .body = str_of(body),
		.links = fx.links, .link_count = 3, .images = fx.images,
		.image_count = 2 };
	fx.req = (struct page_request){ .book_language = STR("en"),
		.page = STR("a00002"), .previous = STR("a00001.xhtml"),
		.next = STR("a00003.xhtml"), .rec = &fx.rec,
		.hrefs = fx.hrefs, .pictures = fx.pictures };
}

static inline int
run(void)
{
	struct buf in = BUF_INIT;
	int status;

	page_request_encode(&fx.req, &in);
	buf_clear(&fx.raw);
	status = page_job.run(fx.prepared, buf_str(&in), &fx.raw, &fx.err);
	if (!status)
		status = page_reply_decode(buf_str(&fx.raw), fx.pool,
		    &fx.reply, &fx.err);
	if (status)
		fprintf(stderr, "%s\n", fx.err.message);
	buf_release(&in);
	return status;
}

static inline struct str
page(size_t part)
{
	const struct page_part *p = &fx.reply.parts[part];

	buf_clear(&fx.page);
	CHECK(inflate_exact(p->deflated, p->size, &fx.page, &fx.err) == 0);
	return buf_str(&fx.page);
}

static inline bool
has(struct str text, const char *what)
{
	return str_find(text, str_of(what)) != STR_NONE;
}

static inline size_t
count(struct str text, const char *what)
{
	struct str mark = str_of(what);
	size_t n = 0, at;

	while ((at = str_find(text, mark)) != STR_NONE) {
		text = str_sub(text, at + mark.len, text.len);
		n++;
	}
	return n;
}

/* Links 0, 1, 2: to a2, to an id that is not there, to a1. */
static inline void
anchors(void)
{
	fx.links[0] = (struct link){ TARGET_ANCHOR, STR("a2"), { NULL, 0 } };
	fx.links[1] = (struct link){ TARGET_ANCHOR, STR("a9"), { NULL, 0 } };
	fx.links[2] = (struct link){ TARGET_ANCHOR, STR("a1"), { NULL, 0 } };
}

static inline int
begin(void)
{
	fx.pool = pool_new();
	fx.templates = templates_load(NULL, &fx.err);
	if (!fx.templates) {
		fprintf(stderr, "%s\n", fx.err.message);
		return -1;
	}
	buf_init(&fx.raw);
	buf_init(&fx.page);
	fx.prepared = page_job.prepare(
	    &(struct job_shared){ .templates = fx.templates });
	return 0;
}

static inline int
end(void)
{
	buf_release(&fx.raw);
	buf_release(&fx.page);
	templates_free(fx.templates);
	pool_free(fx.pool);
	return test_end();
}

#endif
