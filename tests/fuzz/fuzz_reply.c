/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a worker's reply, or as what such a reply is made of. The
 * first byte chooses the job.
 */
#include "base/limits.h"
#include "base/mem.h"
#include "book/deflate.h"
#include "book/page.h"
#include "fuzz.h"
#include "picture/picture.h"
#include "worker/wire.h"

static bool
is_within(struct str part, struct str whole)
{
	return !part.len || (part.p >= whole.p
	    && part.p + part.len <= whole.p + whole.len);
}

static void
check_picture(struct str reply)
{
	struct picture_options options = picture_defaults;
	struct picture p;
	struct err err = ERR_INIT;

	if (picture_reply(reply, &options, &p, &err))
		return;
	REQUIRE(is_within(p.bytes, reply) && is_within(p.note, reply));
	REQUIRE(p.width_px && p.width_px <= options.max_width_px);
	REQUIRE(p.height_px && p.height_px <= options.max_height_px);
}

static void
check_pages(struct str reply)
{
	struct pool *pool = pool_new();
	struct page_reply pages;
	struct err err = ERR_INIT;

	if (!page_reply_decode(reply, pool, &pages, &err)) {
		REQUIRE(pages.count && pages.count <= PAGE_PARTS_MAX);
		for (size_t i = 0; i < pages.count; i++)
			REQUIRE(is_within(pages.parts[i].deflated, reply));
	}
	pool_free(pool);
}

/* Two bytes of size, then what should inflate to so much. */
static void
check_inflate(struct str in)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	size_t size = take_byte(&in) << 8;

	size += take_byte(&in);
	buf_adds(&out, "before");
	if (inflate_exact(in, size, &out, &err))
		REQUIRE(out.len == 6);
	else
		REQUIRE(out.len == 6 + size);
	REQUIRE(str_starts(buf_str(&out), STR("before")));
	buf_release(&out);
}

/* Bytes that say what is read next, and what of. */
static void
check_wire(struct str in)
{
	struct wire w;
	struct str s;
	bool bad = false;

	w = wire_of(str_sub(in, in.len / 2, in.len));
	for (size_t i = 0; i < in.len / 2; i++) {
		switch (in.p[i] & 3) {
		case 0:
			wire_u32(&w);
			break;
		case 1:
			wire_u64(&w);
			break;
		case 2:
			s = wire_str(&w);
			REQUIRE(is_within(s, in) && (!w.bad || !s.len));
			break;
		default:
			REQUIRE(wire_count(&w, 4) <= w.rest.len / 4);
		}
		REQUIRE(is_within(w.rest, in) && (w.bad || !bad));
		bad = w.bad;
	}
	REQUIRE(wire_end(&w) == (!w.bad && !w.rest.len));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str in = { (const char *)data, bytes };

	switch (take_byte(&in) & 3) {
	case 0:
		check_picture(in);
		break;
	case 1:
		check_pages(in);
		break;
	case 2:
		check_inflate(in);
		break;
	default:
		check_wire(in);
	}
	return 0;
}
