/* SPDX-License-Identifier: MIT */
/* What requests take from the cache and leave in it. */
#include "base/limits.h"
#include "net/fetch_parts.h"
#include "net/weights.h"

#define DAY_S ((uint64_t)24 * 60 * 60)

/* The cache says it only once itself; a damaged entry is only a note. */
static void
tell(struct fetcher *f, int result, const struct err *err)
{
	if (result >= 0 || f->warned)
		return;
	f->warned = true;
	if (f->options.warn)
		f->options.warn(f->options.warn_arg, err);
}

static bool
has_copy_of_its_own(const struct request *r)
{
	return !r->hops && str_eq(buf_str(&r->asked), buf_str(&r->sent));
}

static void
find_part(struct request *r)
{
	struct fetcher *f = r->owner;
	struct cache_part part;
	struct err err = ERR_INIT;
	int found = cache_find_partial(f->cache, buf_str(&r->key), r->pool,
	    &part, &r->body, &err);

	tell(f, found, &err);
	if (found != 1) {
		buf_clear(&r->body);
		return;
	}
	buf_addstr(&r->part.etag, part.etag);
	buf_addstr(&r->part.last_modified, part.last_modified);
	buf_addstr(&r->part.content_type, part.content_type);
	r->part.bytes = part.bytes;
	buf_addstr(&r->part_of, buf_str(&r->sent));
}

/* As cache_find(). */
static bool
look(struct request *r, struct buf *body)
{
	struct fetcher *f = r->owner;
	struct err err = ERR_INIT;
	int found;

	if (!r->pool)
		r->pool = pool_new();
	found = cache_find(f->cache, buf_str(&r->key), r->pool, &r->meta,
	    body, &err);
	tell(f, found, &err);
	return found == 1 && trust_holds_way(r, r->meta.via);
}

void
stored_find(struct request *r)
{
	r->looked_up = true;
	if (!r->owner->cache)
		return;
	r->has_stored = !r->gone && look(r, NULL);
	if (!r->has_stored && !r->body.len && has_copy_of_its_own(r))
		find_part(r);
}

void
stored_forget(struct request *r)
{
	pool_free(r->pool);
	r->pool = NULL;
	r->has_stored = r->looked_up = false;
}

/*
 * Fresh as long as was said; but never for longer than it may be from now on:
 * then a clock was ahead when it was stored.
 */
bool
stored_is_fresh(const struct request *r)
{
	const int64_t now = cache_now(r->owner->cache);

	return r->meta.fresh_until > now
		&& r->meta.fresh_until - now <= (int64_t)(FRESH_MOST_DAYS * DAY_S);
}

/* What meta was said of. */
static bool
load(struct request *r, struct buf *body)
{
	r->has_stored = look(r, body) && body->len
	    && body->len <= r->max_bytes;
	/* Where nothing can be removed, it would be found again and again. */
	r->gone = !r->has_stored;
	return r->has_stored;
}

static void
reply_with(struct request *r, struct str body)
{
	request_reply(r, body, r->meta.content_type, r->meta.final_url, 200,
	    true);
}

bool
stored_reply(struct request *r)
{
	struct buf body = BUF_INIT;
	const bool there = load(r, &body);

	if (there)
		reply_with(r, buf_str(&body));
	buf_release(&body);
	return there;
}

static bool
looks_like_page(struct str type, struct str body)
{
	body = str_trim(str_sub(body, 0, 256));
	return str_istarts(type, STR("text/"))
		|| str_istarts(body, STR("<!doctype"))
		|| str_istarts(body, STR("<html"))
		|| str_istarts(body, STR("<head"))
		|| str_istarts(body, STR("<body"));
}

uint64_t
stored_fresh_s(uint64_t max_age_s, struct str type, struct str body)
{
	uint64_t fresh = max_age_s;

	if (fresh == RESPONSE_UNKNOWN)
		fresh = 0;
	if (!looks_like_page(type, body) && fresh < FRESH_PICTURE_DAYS * DAY_S)
		fresh = FRESH_PICTURE_DAYS * DAY_S;
	return fresh < FRESH_MOST_DAYS * DAY_S ? fresh
		: FRESH_MOST_DAYS * DAY_S;
}

static int64_t
fresh_until(const struct request *r, uint64_t max_age_s, struct str type,
    struct str body)
{
	return cache_now(r->owner->cache)
		+ (int64_t)stored_fresh_s(max_age_s, type, body);
}

/* The rest of a body need not say again what its beginning said. */
static struct str
said(const struct response *response, const struct buf *now,
    const struct buf *before)
{
	return buf_str(now->len || response->status != 206 ? now : before);
}

void
stored_keep(struct request *r, const struct response *response)
{
	struct fetcher *f = r->owner;
	struct err err = ERR_INIT;
	struct cache_meta meta;
	struct buf way = BUF_INIT;

	if (!f->cache)
		return;
	trust_put_way(r, &way);
	meta = (struct cache_meta){
		.etag = buf_str(&response->etag),
		.last_modified = said(response, &response->last_modified,
		    &r->part.last_modified),
		.content_type = said(response, &response->content_type,
		    &r->part.content_type),
		.final_url = buf_str(&r->sent),
		.via = buf_str(&way),
	};
	meta.fresh_until = fresh_until(r, response->max_age_s,
	    meta.content_type, buf_str(&r->body));
	tell(f, cache_store(f->cache, buf_str(&r->key), &meta,
	    buf_str(&r->body), &err), &err);
	buf_release(&way);
}

bool
stored_confirm(struct request *r)
{
	struct fetcher *f = r->owner;
	struct buf body = BUF_INIT;
	struct err err = ERR_INIT;
	const bool there = r->has_stored && load(r, &body);

	r->confirmed = false;
	if (there) {
		/* A 304 need not repeat what the body is. */
		tell(f, cache_touch(f->cache, buf_str(&r->key),
		    fresh_until(r, r->max_age_s, r->meta.content_type,
		    buf_str(&body)), &err), &err);
		reply_with(r, buf_str(&body));
	}
	buf_release(&body);
	return there;
}

void
stored_keep_part(struct request *r)
{
	struct fetcher *f = r->owner;
	const struct cache_part part = {
		.etag = buf_str(&r->part.etag),
		.last_modified = buf_str(&r->part.last_modified),
		.content_type = buf_str(&r->part.content_type),
		.bytes = r->part.bytes,
	};
	struct err err = ERR_INIT;

	if (!f->cache || !part_validator(&r->part).len || !r->body.len
	    || !str_eq(buf_str(&r->part_of), buf_str(&r->asked)))
		return;
	tell(f, cache_store_partial(f->cache, buf_str(&r->key), &part,
	    buf_str(&r->body), &err), &err);
}

void
stored_drop_part(struct request *r)
{
	struct err err = ERR_INIT;

	if (r->owner->cache)
		tell(r->owner, cache_drop_partial(r->owner->cache,
		    buf_str(&r->key), &err), &err);
}

void
stored_put_by(struct request *r)
{
	stored_keep_part(r);
	buf_release(&r->body);
	part_clear(&r->part);
	buf_clear(&r->part_of);
}
