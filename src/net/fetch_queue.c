/* SPDX-License-Identifier: MIT */
/* Who waits for what, and what can go out now. */
#include <limits.h>

#include "base/limits.h"
#include "net/fetch_parts.h"

/* Replies from the cache in one turn, before workers have theirs. */
#define REPLIES_PER_TURN 16
#define REPLY_BYTES_PER_TURN LIMIT_SMALL_BODY_BYTES

static void
link_before(struct request **first, struct request **last, struct request *r)
{
	r->prev = NULL;
	r->next = *first;
	if (r->next)
		r->next->prev = r;
	else if (last)
		*last = r;
	*first = r;
}

static void
unlink_from(struct request **first, struct request **last, struct request *r)
{
	if (r->prev)
		r->prev->next = r->next;
	else
		*first = r->next;
	if (r->next)
		r->next->prev = r->prev;
	else if (last)
		*last = r->prev;
	r->next = r->prev = NULL;
}

void
queue_add(struct fetcher *f, struct request *r, bool at_front)
{
	stored_forget(r);
	if (at_front || !f->last) {
		link_before(&f->first, &f->last, r);
		return;
	}
	r->prev = f->last;
	r->next = NULL;
	f->last->next = r;
	f->last = r;
}

static struct host *
find_host(struct fetcher *f, const struct origin *origin)
{
	struct buf key = BUF_INIT;
	struct host *h, **bucket;
	struct hash hash;

	buf_addf(&key, "%.*s:%u", STR_ARG(origin->host), origin->port);
	hash = hash_of(buf_str(&key));
	bucket = &f->hosts[(hash.bytes[0] << 8 | hash.bytes[1])
	    % HOST_BUCKETS];
	for (h = *bucket; h; h = h->next)
		if (str_eq(h->key, buf_str(&key)))
			break;
	if (!h) {
		h = pool_alloc(f->pool, sizeof(*h));
		*h = (struct host){ .next = *bucket,
			.key = pool_str(f->pool, buf_str(&key)) };
		*bucket = h;
	}
	buf_release(&key);
	return h;
}

int
request_aim(struct request *r, struct str url)
{
	struct fetcher *f = r->owner;
	const struct mirror *last = r->hops ? r->mirror : NULL;
	struct origin origin;

	r->refused = (struct err)ERR_INIT;
	if (r->hops)
		trust_add_hop(r, url);
	else
		buf_clear(&r->via);
	r->mirror = mirror_of(f->mirrors, f->options.mirror_count, url);
	buf_clear(&r->sent);
	if (!r->mirror) {
		buf_addstr(&r->sent, url);
		if (last && mirror_holds(last, url))
			r->mirror = last;
	} else if (mirror_map(r->mirror, url, &r->sent, &r->refused) != 0) {
		buf_addstr(&r->sent, url);
		return -1;
	}
	if (policy_check_url(&f->policy, buf_str(&r->sent), r->mirror != NULL,
	    &r->refused) != 0)
		return -1;
	origin_of(buf_str(&r->sent), &origin);
	r->host = find_host(f, &origin);
	return 0;
}

int64_t
queue_now_ms(struct fetcher *f)
{
	clock_turn(&f->clock, 0, INT64_MAX);
	return f->clock.ms;
}

/* Why nothing more goes out for r, if so. */
static bool
is_over(struct request *r, struct err *err)
{
	struct fetcher *f = r->owner;

	if (f->options.offline) {
		err_set(err, ERR_EMPTY, "not in the cache (offline)");
		return true;
	}
	if (transfers_spent(f->transfers)) {
		err_set(err, ERR_LIMIT, "more than the %llu bytes that this "
		    "run may fetch",
		    (unsigned long long)f->options.budget_bytes);
		return true;
	}
	if (f->proxy_failures >= LIMIT_HOST_FAILURES) {
		err_set(err, ERR_NETWORK,
		    "not asked for: the proxy cannot be reached");
		return true;
	}
	if (r->host->failures >= LIMIT_HOST_FAILURES) {
		err_set(err, ERR_NETWORK, "not asked for: '%.*s' has failed "
		    "%u times in a row", STR_ARG(r->host->key),
		    r->host->failures);
		return true;
	}
	return false;
}

/*
 * A connection that a mirror's request was allowed to make is not for one
 * that leads there by itself: that must make its own, and have it judged.
 */
static bool
may_not_share(const struct request *r)
{
	const struct fetcher *f = r->owner;
	struct origin base, own;

	for (size_t i = 0; !r->mirror && i < f->options.mirror_count; i++)
		if (origin_of(buf_str(&r->sent), &own)
		    && origin_of(f->mirrors[i].base, &base)
		    && origin_eq(&own, &base))
			return true;
	return false;
}

static void
fill(struct request *r, struct transfer_request *out)
{
	bool https = str_istarts(buf_str(&r->sent), STR("https:"));
	int64_t left = r->deadline_ms - queue_now_ms(r->owner);

	*out = (struct transfer_request){
		.url = buf_str(&r->sent),
		.max_bytes = r->max_bytes,
		.timeout_ms = left < 1 ? 1 : left > INT_MAX ? INT_MAX
		    : (int)left,
		.body = &r->body,
		/* libcurl would try a whole row of old connections. */
		.fresh = r->silent || may_not_share(r),
		.granted = r->mirror != NULL,
		/*
		 * What breaks HTTP/2 may work without; and before version 8,
		 * libcurl itself broke streams that were paused.
		 */
		.http1 = r->attempts > 1,
	};
	if (!r->referer_https || https)
		out->referer = buf_str(&r->referer);
	/* Validators are of the URL that gave them. */
	r->conditional = r->has_stored
	    && (r->meta.etag.len || r->meta.last_modified.len)
	    && str_eq(r->meta.final_url, buf_str(&r->sent));
	r->resuming = !r->conditional && part_validator(&r->part).len
	    && r->body.len && r->body.len < r->max_bytes
	    && str_eq(buf_str(&r->part_of), buf_str(&r->sent));
	if (r->conditional) {
		out->etag = r->meta.etag;
		out->last_modified = r->meta.last_modified;
	}
	if (r->resuming)
		out->part = &r->part;
}

static void
go_out(struct request *r)
{
	struct fetcher *f = r->owner;
	struct transfer_request request;
	struct err err = ERR_INIT;

	if (!r->hops) {
		r->attempts++;
		r->deadline_ms = queue_now_ms(f)
		    + (int64_t)f->options.timeout_s * 1000;
	}
	fill(r, &request);
	if (transfers_start(f->transfers, &request, request_ended, r, &err)
	    != 0) {
		request_fail(r, &err, 0);
		return;
	}
	f->stats.requests++;
	f->active++;
	r->brought = r->body.len;
	f->brought += r->brought;
	r->host->active++;
	link_before(&f->running, NULL, r);
}

void
queue_came_back(struct request *r)
{
	unlink_from(&r->owner->running, NULL, r);
	r->owner->active--;
	r->owner->brought -= r->brought;
	r->host->active--;
}

static void
start(struct request *r)
{
	struct err err = ERR_INIT;

	if (!r->looked_up)
		stored_find(r);
	if (r->confirmed && stored_confirm(r))
		return;
	if (r->has_stored && !r->hops && !r->attempts
	    && (r->owner->options.offline || stored_is_fresh(r))
	    && stored_reply(r))
		return;
	if (!is_over(r, &err))
		go_out(r);
	/* Who was not asked has not said that it is out of date. */
	else if (!r->has_stored || !stored_reply(r))
		request_fail(r, &err, 0);
}

static int
until(int64_t due_ms, int64_t now, int wait_ms)
{
	int64_t left = due_ms - now;

	return wait_ms < 0 || left < wait_ms ? (int)left : wait_ms;
}

int
queue_run(struct fetcher *f)
{
	int64_t now = queue_now_ms(f);
	int wait_ms = -1;

	for (struct request *r = f->first, *next; r; r = next) {
		int64_t due = r->ready_ms;
		bool refused = r->refused.kind != ERR_NONE;

		next = r->next;
		if (f->replies >= REPLIES_PER_TURN
		    || f->reply_bytes >= REPLY_BYTES_PER_TURN)
			break;
		if (f->held && !refused)
			continue;
		if (!refused && !r->confirmed) {
			/* What is resumed is in memory from the start. */
			if (f->active >= f->options.connections
			    || f->brought >= LIMIT_BODIES_BYTES)
				continue;
			if (r->host->not_before_ms > due)
				due = r->host->not_before_ms;
			if (due > now) {
				wait_ms = until(due, now, wait_ms);
				continue;
			}
			if (r->host->active >= f->options.per_host)
				continue;
		}
		unlink_from(&f->first, &f->last, r);
		if (refused)
			request_fail(r, &r->refused, 0);
		else
			start(r);
	}
	return wait_ms;
}

static void
reply(struct request *r, struct fetch_reply *out)
{
	r->owner->pending--;
	r->owner->replies++;
	r->owner->reply_bytes = mem_add(r->owner->reply_bytes, out->body.len);
	if (out->from_cache)
		r->owner->stats.from_cache++;
	r->done(r->arg, out);
	request_free(r);
}

void
request_reply(struct request *r, struct str body, struct str type,
    struct str url, unsigned status, bool from_cache)
{
	struct fetch_reply out = { .ok = true, .body = body, .url = url,
		.status = status, .content_type = type,
		.from_cache = from_cache, .err = ERR_INIT };

	reply(r, &out);
}

void
request_fail(struct request *r, const struct err *err, unsigned status)
{
	struct fetch_reply out = { .url = buf_str(&r->sent),
		.status = status, .err = *err };

	/* An old copy is better than none, where the server has no say. */
	if (err->kind == ERR_NETWORK && r->has_stored && stored_reply(r))
		return;
	if (err->kind == ERR_NETWORK)
		stored_keep_part(r);
	reply(r, &out);
}
