/* SPDX-License-Identifier: MIT */
/*
 * The pages of one article: its record and its slots filled in, rendered by
 * templates/article.xhtml, cut into parts of at most LIMIT_PAGE_BYTES, each
 * deflated. A worker does this; the parent checks what comes back.
 */
#ifndef CHAPBOOK_PAGE_H
#define CHAPBOOK_PAGE_H

#include <stdint.h>

#include "article/record/record.h"
#include "base/hash.h"
#include "base/template.h"
#include "worker/job.h"

extern const struct job page_job;	/* shared: struct job_shared */

/* What fills a link slot: an href, or empty: the text stays, the link goes. */
/* What fills a picture slot: */
struct page_picture {
	struct str file;	/* "../i/<name>.jpg"; empty: not to be had */
	unsigned width_px, height_px;
	struct str original;	/* URL to link to where it is missing; or empty */
};

struct page_request {
	struct str book_language;	/* for labels */
	struct str page;		/* "a00001" */
	struct str previous, next;	/* hrefs; empty at the ends */
	struct str section;		/* group title to show; or empty */
	const struct record *rec;	/* with body, links, images */
	const struct str *hrefs;	/* rec->link_count of them */
	const struct page_picture *pictures;	/* rec->image_count */
};

void page_request_encode(const struct page_request *req, struct buf *out);

struct page_part {
	struct str deflated;	/* raw deflate stream */
	uint32_t size, crc;	/* of the XHTML */
	struct hash hash;	/* of the XHTML; the parent's own */
};

#define PAGE_PARTS_MAX 1000

struct page_reply {
	struct page_part *parts;
	size_t count;
};

/*
 * Slices of reply; parts from pool. Inflates each part again and checks size,
 * CRC and check_page() (check/check.h).
 */
int page_reply_decode(struct str reply, struct pool *pool,
    struct page_reply *out, struct err *err);

/* "a00001.xhtml" for part 0, "a00001-2.xhtml" for part 1, ... */
void page_file_name(struct str page, size_t part, struct buf *out);

#endif
