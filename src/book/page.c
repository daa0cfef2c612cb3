/* SPDX-License-Identifier: MIT */
#include "book/page.h"

#include <stdio.h>
#include <stdlib.h>

#include "article/shared.h"
#include "base/limits.h"
#include "book/deflate.h"
#include "check/check.h"
#include "book/render.h"
#include "worker/wire.h"

/* No page is larger, not even where nothing in it could be cut. */
#define PAGE_BYTES_MAX LIMIT_DOCUMENT_BYTES

struct page_worker {
	const struct templates *templates;
	struct languages *languages;
	struct deflater *deflater;
	struct pool *pool;
};

void
page_file_name(struct str page, size_t part, struct buf *out)
{
	buf_addstr(out, page);
	if (part)
		buf_addf(out, "-%zu", part + 1);
	buf_adds(out, ".xhtml");
}

/*
 * The record without what slots pointed to: hrefs and pictures say where they
 * go now, and a data: URI is long.
 */
static void
encode_record(const struct record *rec, struct buf *out)
{
	struct record brief = *rec;
	struct pool *pool = pool_new();

	brief.links = pool_alloc(pool, mem_mul(rec->link_count,
	    sizeof(*brief.links)));
	for (size_t i = 0; i < rec->link_count; i++)
		brief.links[i] = rec->links[i].kind == TARGET_ANCHOR
			? rec->links[i] : (struct link){ .kind = TARGET_NONE };
	brief.images = pool_alloc(pool, mem_mul(rec->image_count,
	    sizeof(*brief.images)));
	for (size_t i = 0; i < rec->image_count; i++) {
		brief.images[i] = rec->images[i];
		brief.images[i].kind = TARGET_NONE;
		brief.images[i].ref = (struct str){ NULL, 0 };
		brief.images[i].candidate_count = 0;
	}
	record_encode(&brief, out);
	pool_free(pool);
}

void
page_request_encode(const struct page_request *req, struct buf *out)
{
	struct buf rec = BUF_INIT;

	wire_put_str(out, req->book_language);
	wire_put_str(out, req->page);
	wire_put_str(out, req->previous);
	wire_put_str(out, req->next);
	wire_put_str(out, req->section);
	encode_record(req->rec, &rec);
	wire_put_str(out, buf_str(&rec));
	buf_release(&rec);
	for (size_t i = 0; i < req->rec->link_count; i++)
		wire_put_str(out, req->hrefs[i]);
	for (size_t i = 0; i < req->rec->image_count; i++) {
		const struct page_picture *picture = &req->pictures[i];

		wire_put_str(out, picture->file);
		wire_put_u32(out, picture->width_px);
		wire_put_u32(out, picture->height_px);
		wire_put_str(out, picture->original);
	}
}

static int
request_decode(struct str in, struct pool *pool, struct page_request *req,
    struct err *err)
{
	struct record *rec = pool_alloc(pool, sizeof(*rec));
	struct page_picture *pictures;
	struct wire w = wire_of(in);
	struct str *hrefs, bytes;

	req->book_language = wire_str(&w);
	req->page = wire_str(&w);
	req->previous = wire_str(&w);
	req->next = wire_str(&w);
	req->section = wire_str(&w);
	bytes = wire_str(&w);
	if (w.bad)
		return err_set(err, ERR_FORMAT, "malformed page request");
	if (record_decode_again(bytes, pool, rec, err))
		return -1;
	hrefs = pool_alloc(pool, mem_mul(rec->link_count, sizeof(*hrefs)));
	for (size_t i = 0; i < rec->link_count; i++)
		hrefs[i] = wire_str(&w);
	pictures = pool_alloc(pool,
	    mem_mul(rec->image_count, sizeof(*pictures)));
	for (size_t i = 0; i < rec->image_count; i++) {
		pictures[i].file = wire_str(&w);
		pictures[i].width_px = wire_u32(&w);
		pictures[i].height_px = wire_u32(&w);
		pictures[i].original = wire_str(&w);
	}
	if (!wire_end(&w))
		return err_set(err, ERR_FORMAT, "malformed page request");
	req->rec = rec;
	req->hrefs = hrefs;
	req->pictures = pictures;
	return 0;
}

static void
reply_encode(const struct split_parts *pages, struct deflater *deflater,
    struct buf *out)
{
	struct buf deflated = BUF_INIT;

	wire_put_u32(out, (uint32_t)pages->count);
	for (size_t i = 0; i < pages->count; i++) {
		uint32_t crc;

		buf_clear(&deflated);
		deflate_page(deflater, pages->items[i], &deflated, &crc);
		wire_put_u32(out, (uint32_t)pages->items[i].len);
		wire_put_u32(out, crc);
		wire_put_str(out, buf_str(&deflated));
	}
	buf_release(&deflated);
}

static void *
page_prepare(const void *shared)
{
	struct page_worker *worker = mem_zalloc(sizeof(*worker));
	const struct job_shared *given = shared;

	worker->templates = given ? given->templates : NULL;
	worker->languages = languages_load();
	worker->deflater = deflater_new();
	worker->pool = pool_new();
	return worker;
}

static int
page_run(void *prepared, struct str in, struct buf *out, struct err *err)
{
	struct page_worker *worker = prepared;
	struct renderer renderer = { .templates = worker->templates,
		.pool = worker->pool };
	struct page_request req;
	struct split_parts pages;
	int status = -1;

	if (request_decode(in, worker->pool, &req, err))
		goto out;
	renderer.strings = languages_find(worker->languages,
	    req.book_language);
	if (render_article(&renderer, &req, &pages, err))
		goto out;
	reply_encode(&pages, worker->deflater, out);
	status = 0;
out:
	pool_clear(worker->pool);
	return status;
}

const struct job page_job = {
	.name = "page",
	.prepare = page_prepare,
	.run = page_run,
	.cpu_s = 30,
	.wall_s = 120,
};

static int
check_part(struct page_part *part, struct buf *page, struct err *err)
{
	if (part->size > PAGE_BYTES_MAX)
		return err_set(err, ERR_LIMIT, "a page of %u bytes",
		    part->size);
	buf_clear(page);
	if (inflate_exact(part->deflated, part->size, page, err))
		return -1;
	if (deflate_crc(buf_str(page)) != part->crc)
		return err_set(err, ERR_FORMAT, "wrong check sum of a page");
	part->hash = hash_of(buf_str(page));
	return check_page(buf_str(page), err);
}

int
page_reply_decode(struct str reply, struct pool *pool,
    struct page_reply *out, struct err *err)
{
	struct wire w = wire_of(reply);
	uint32_t count = wire_count(&w, 12);
	struct buf page = BUF_INIT;
	int status = -1;
	size_t i;

	if (!count || count > PAGE_PARTS_MAX)
		return err_set(err, ERR_FORMAT, "a reply of %u parts", count);
	out->count = count;
	out->parts = pool_alloc(pool, mem_mul(count, sizeof(*out->parts)));
	for (i = 0; i < count; i++) {
		out->parts[i].size = wire_u32(&w);
		out->parts[i].crc = wire_u32(&w);
		out->parts[i].deflated = wire_str(&w);
	}
	if (!wire_end(&w))
		return err_set(err, ERR_FORMAT, "malformed page reply");
	for (i = 0; i < count; i++)
		if (check_part(&out->parts[i], &page, err)) {
			err_context(err, "page %zu", i + 1);
			goto out;
		}
	status = 0;
out:
	buf_release(&page);
	return status;
}
