/* SPDX-License-Identifier: MIT */
#include "net/fetch_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/url.h"

#define PENDING_FULL 4096

static int
parse_lists(struct fetcher *f, struct err *err)
{
	const struct fetch_options *o = &f->options;
	size_t mirrors = o->mirror_count, count = o->allowed_count;

	f->mirrors = pool_alloc(f->pool, mem_mul(mirrors + 1,
	    sizeof(*f->mirrors)));
	f->allowed = pool_alloc(f->pool, mem_mul(count + 1,
	    sizeof(*f->allowed)));
	f->headers = pool_alloc(f->pool, mem_mul(o->header_count + 1,
	    sizeof(*f->headers)));
	for (size_t i = 0; i < mirrors; i++)
		if (mirror_parse(o->mirrors[i], f->pool, &f->mirrors[i], err)
		    != 0)
			return err_context(err, "mirror %zu", i + 1);
	for (size_t i = 0; i < count; i++)
		if (allowed_parse(o->allowed[i], f->pool,
		    &f->allowed[i], err) != 0)
			return -1;
	for (size_t i = 0; i < o->header_count; i++)
		if (header_parse(o->headers[i], f->pool, &f->headers[i], err)
		    != 0)
			return err_context(err, "header %zu", i + 1);
	f->policy = (struct policy){
		.allowed = f->allowed,
		.allowed_count = count,
		.allow_private = o->allow_private,
		.proxied = f->proxy.kind != PROXY_NONE,
	};
	return 0;
}

static void
set_defaults(struct fetch_options *o)
{
	if (!o->connections)
		o->connections = FETCH_CONNECTIONS;
	if (!o->per_host)
		o->per_host = FETCH_PER_HOST;
	if (o->per_host > o->connections)
		o->per_host = o->connections;
	if (!o->timeout_s)
		o->timeout_s = FETCH_TIMEOUT_S;
	if (!o->budget_bytes)
		o->budget_bytes = UINT64_MAX;
}

static int
check_agent(struct str agent, struct err *err)
{
	if (agent.len > LIMIT_HEADER_BYTES)
		return err_set(err, ERR_ARGUMENT,
		    "user agent: more than %zu bytes", LIMIT_HEADER_BYTES);
	for (size_t i = 0; i < agent.len; i++)
		if (agent.p[i] < ' ' || agent.p[i] > '~')
			return err_set(err, ERR_ARGUMENT,
			    "user agent: not printable ASCII");
	return 0;
}

int
fetch_check(struct err *err)
{
	return transfers_check(err);
}

struct fetcher *
fetcher_new(const struct fetch_options *options, struct cache *cache,
    struct err *err)
{
	struct fetcher *f = mem_zalloc(sizeof(*f));
	struct transfers_options t;

	f->pool = pool_new_secret();
	f->options = *options;
	f->cache = cache;
	set_defaults(&f->options);
	if (check_agent(options->user_agent, err) != 0
	    || proxy_parse(options->proxy, f->pool, &f->proxy, err) != 0
	    || parse_lists(f, err) != 0
	    || trust_read_certificates(f, err) != 0)
		goto failed;
	trust_set_realm(f);
	t = (struct transfers_options){
		.connections = f->options.connections,
		.per_host = f->options.per_host,
		.timeout_s = f->options.timeout_s,
		.budget_bytes = f->options.budget_bytes,
		.policy = &f->policy,
		.proxy = &f->proxy,
		.headers = f->headers,
		.header_count = options->header_count,
		.user_agent = pool_str(f->pool, options->user_agent),
		.ca_file = f->options.ca_file,
		.certificates = f->certificates,
	};
	f->transfers = transfers_new(&t, err);
	if (f->transfers)
		return f;
failed:
	fetcher_free(f);
	return NULL;
}

void
fetcher_free(struct fetcher *f)
{
	if (!f)
		return;
	/* Transfers write into what their requests own. */
	transfers_free(f->transfers);
	while (f->first) {
		struct request *next = f->first->next;

		request_free(f->first);
		f->first = next;
	}
	while (f->running) {
		struct request *next = f->running->next;

		request_free(f->running);
		f->running = next;
	}
	pool_free(f->pool);
	free(f);
}

void
request_free(struct request *r)
{
	buf_release(&r->asked);
	buf_release(&r->sent);
	buf_release(&r->key);
	buf_release(&r->via);
	buf_release(&r->referer);
	buf_release(&r->body);
	part_release(&r->part);
	buf_release(&r->part_of);
	pool_free(r->pool);
	free(r);
}

static struct request *
request_new(struct fetcher *f)
{
	struct request *r = mem_zalloc(sizeof(*r));

	r->owner = f;
	buf_init(&r->asked);
	buf_init(&r->sent);
	buf_init(&r->key);
	buf_init(&r->via);
	buf_init(&r->referer);
	buf_init(&r->body);
	part_init(&r->part);
	buf_init(&r->part_of);
	return r;
}

static void
set_referer(struct request *r, struct str referrer)
{
	struct buf url = BUF_INIT;
	struct origin origin;

	if (r->owner->options.send_origin && referrer.len
	    && !url_resolve(STR(""), referrer, &url)
	    && origin_of(buf_str(&url), &origin)) {
		origin_put(&origin, &r->referer);
		buf_addc(&r->referer, '/');
		r->referer_https = origin.https;
	}
	buf_release(&url);
}

void
fetcher_submit(struct fetcher *f, struct str url, struct str referrer,
    size_t max_bytes, fetch_done *done, void *arg)
{
	struct request *r = request_new(f);

	r->max_bytes = max_bytes;
	r->done = done;
	r->arg = arg;
	url_resolve(STR(""), url, &r->asked);
	buf_truncate(&r->asked, str_sub(buf_str(&r->asked), 0,
	    str_chr(buf_str(&r->asked), '#')).len);
	trust_make_key(r);
	set_referer(r, referrer);
	request_aim(r, buf_str(&r->asked));
	f->pending++;
	queue_add(f, r, false);
}

size_t
fetcher_pending(const struct fetcher *f)
{
	return f->pending;
}

bool
fetcher_full(const struct fetcher *f)
{
	return f->pending >= PENDING_FULL;
}

void
fetcher_hold(struct fetcher *f, bool hold)
{
	f->held = hold;
	transfers_hold(f->transfers, hold);
}

int
fetcher_pump(struct fetcher *f, struct pollfd *extra, size_t extra_count,
    int timeout_ms, struct err *err)
{
	int wait_ms, r;

	f->replies = f->reply_bytes = 0;
	wait_ms = queue_run(f);
	if (f->replies)
		wait_ms = 0;
	if (wait_ms < 0 || (timeout_ms >= 0 && timeout_ms < wait_ms))
		wait_ms = timeout_ms;
	r = transfers_turn(f->transfers, extra, extra_count, wait_ms, err);
	if (r > 0)
		clock_turn(&f->clock, wait_ms, INT64_MAX);
	return r < 0 ? -1 : 0;
}

struct fetch_stats
fetcher_stats(const struct fetcher *f)
{
	struct fetch_stats stats = f->stats;

	stats.bytes = transfers_bytes(f->transfers);
	return stats;
}
