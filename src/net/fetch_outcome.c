/* SPDX-License-Identifier: MIT */
/* What becomes of a request after an answer, or without one. */
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "net/fetch_parts.h"
#include "net/weights.h"

#define SHOWN_BYTES 120

/* Of an attempt that is not the last: only silence counts. */
static void
count_attempt(struct request *r, const struct transfer_result *result)
{
	if (result->silent)
		r->host->failures++;
	if (result->no_proxy)
		r->owner->proxy_failures++;
}

static void
count_failure(struct request *r, const struct transfer_result *result)
{
	unsigned status = result->response->status;

	r->owner->proxy_failures = result->no_proxy
	    ? r->owner->proxy_failures + 1 : 0;
	if (result->silent || status == 429 || status == 503)
		r->host->failures++;
	else
		r->host->failures = 0;
}

int64_t
request_wait_ms(unsigned attempts)
{
	int64_t wait = RETRY_MS;

	for (unsigned i = 1; i < attempts && wait < RETRY_MOST_MS; i++)
		wait *= 2;
	return wait < RETRY_MOST_MS ? wait : RETRY_MOST_MS;
}

/* Of the beginnings that those who wait have already. */
static size_t
waiting_bytes(const struct fetcher *f)
{
	size_t bytes = 0;

	for (const struct request *r = f->first; r; r = r->next)
		bytes = mem_add(bytes, r->body.len);
	return bytes;
}

/* From the start, after a while; or the end, if that was tried enough. */
static void
try_again(struct request *r, const struct transfer_result *result,
    const struct err *err)
{
	struct fetcher *f = r->owner;
	unsigned status = result->response->status;
	int64_t wait = request_wait_ms(r->attempts);
	int64_t asked = (int64_t)result->retry_after_s * 1000;

	/* A host that nobody hears from costs few attempts in all. */
	if (r->attempts > f->options.retries
	    || r->host->failures >= LIMIT_HOST_FAILURES) {
		count_failure(r, result);
		request_fail(r, err, status);
		return;
	}
	count_attempt(r, result);
	if (asked > wait)
		wait = asked;
	r->ready_ms = queue_now_ms(f) + wait;
	/* A pause that was asked for is meant for all. */
	if (asked && (status == 429 || status == 503)
	    && r->ready_ms > r->host->not_before_ms)
		r->host->not_before_ms = r->ready_ms;
	if (waiting_bytes(f) + r->body.len > LIMIT_BODIES_BYTES)
		stored_put_by(r);
	f->stats.retries++;
	r->silent = result->silent;
	r->hops = 0;
	request_aim(r, buf_str(&r->asked));
	queue_add(f, r, true);
}

static void
fail(struct request *r, const struct transfer_result *result,
    const struct err *err)
{
	count_failure(r, result);
	request_fail(r, err, result->response->status);
}

static void
status_fault(unsigned status, struct err *err)
{
	const char *text = status_text(status);

	if (text)
		err_set(err, ERR_NETWORK, "answered %u (%s)", status, text);
	else
		err_set(err, ERR_NETWORK, "answered %u", status);
}

static bool
is_passing(unsigned status)
{
	return status == 408 || status == 425 || status == 429
		|| status == 500 || status == 502 || status == 503
		|| status == 504;
}

static bool
is_redirect(unsigned status)
{
	return status == 301 || status == 302 || status == 303
		|| status == 307 || status == 308;
}

/* So much of a URL that there is room for the cause. */
static const char *
shown(struct str url, struct buf *out)
{
	text_shorten(url, SHOWN_BYTES, out);
	return out->data;
}

/* Where the answer leads; -1 with err if that may not be followed. */
static int
follow(struct request *r, const struct response *response, struct err *err)
{
	struct str location = buf_str(&response->location);
	bool was_https = str_istarts(buf_str(&r->sent), STR("https:"));
	struct buf url = BUF_INIT, part = BUF_INIT;
	int rc = -1;

	if (!location.len) {
		err_set(err, ERR_FORMAT, "answered %u without saying where",
		    response->status);
	} else if (r->hops == LIMIT_REDIRECTS) {
		err_set(err, ERR_LIMIT, "more than %d redirects",
		    LIMIT_REDIRECTS);
	} else if (url_resolve(buf_str(&r->sent), location, &url) != 0
	    || !url_host(buf_str(&url)).len) {
		err_set(err, ERR_REFUSED,
		    "redirects to '%s', which is no http(s) URL",
		    shown(location, &part));
	} else if (was_https && !str_starts(buf_str(&url), STR("https:"))) {
		err_set(err, ERR_REFUSED,
		    "redirects from https to '%s'",
		    shown(buf_str(&url), &part));
	} else {
		buf_truncate(&url, str_sub(buf_str(&url), 0,
		    str_chr(buf_str(&url), '#')).len);
		r->hops++;
		rc = request_aim(r, buf_str(&url));
		if (rc != 0) {
			*err = r->refused;
			err_context(err, "redirects to '%s'",
			    shown(buf_str(&url), &part));
		}
	}
	buf_release(&part);
	buf_release(&url);
	return rc;
}

static void
redirect(struct request *r, const struct transfer_result *result)
{
	struct err err = ERR_INIT;

	r->host->failures = 0;
	/* The beginning of something else. */
	if (r->resuming)
		stored_put_by(r);
	if (follow(r, result->response, &err) != 0)
		request_fail(r, &err, result->response->status);
	else
		queue_add(r->owner, r, true);
}

/* What a part has grown to; nothing says that there is more. */
static bool
is_whole(const struct request *r, const struct response *response)
{
	uint64_t bytes = response->range_total;

	if (bytes == RESPONSE_UNKNOWN)
		bytes = r->part.bytes;
	return r->body.len == (bytes == RESPONSE_UNKNOWN
	    ? response->range_last + 1 : bytes);
}

static void
receive(struct request *r, const struct transfer_result *result)
{
	const struct response *response = result->response;
	struct err err = ERR_INIT;

	if (!r->body.len) {
		err_set(&err, ERR_EMPTY, "an empty answer");
		fail(r, result, &err);
		return;
	}
	if (response->status == 206 && !is_whole(r, response)) {
		err_set(&err, ERR_NETWORK, "the answer ended too early");
		try_again(r, result, &err);
		return;
	}
	r->host->failures = 0;
	r->owner->proxy_failures = 0;
	stored_keep(r, response);
	request_reply(r, buf_str(&r->body), buf_str(response->status == 206
	    && !response->content_type.len ? &r->part.content_type
	    : &response->content_type), buf_str(&r->sent), response->status,
	    false);
}

static void
judge(struct request *r, const struct transfer_result *result)
{
	const struct response *response = result->response;
	unsigned status = response->status;
	struct err err = ERR_INIT;

	if (status == 200 || (status == 206 && r->resuming)) {
		receive(r, result);
	} else if (status == 304 && r->conditional) {
		r->host->failures = 0;
		r->owner->proxy_failures = 0;
		r->confirmed = true;
		r->max_age_s = response->max_age_s;
		queue_add(r->owner, r, true);
	} else if (is_redirect(status)) {
		redirect(r, result);
	} else {
		status_fault(status, &err);
		if (is_passing(status)) {
			try_again(r, result, &err);
			return;
		}
		/* The server has spoken: an old copy is out of date. */
		r->has_stored = false;
		fail(r, result, &err);
	}
}

/* What is known of the beginning that body holds now. */
static void
keep_part(struct request *r, const struct transfer_result *result)
{
	const struct response *response = result->response;

	if (result->left == LEFT_NEW)
		part_of_response(&r->part, response);
	else if (result->left == LEFT_NOTHING)
		part_clear(&r->part);
	else if (r->part.bytes == RESPONSE_UNKNOWN)
		r->part.bytes = response->range_total;
	buf_clear(&r->part_of);
	buf_addstr(&r->part_of, buf_str(&r->sent));
}

/*
 * What was begun is of something else by now. That is no failure of the
 * server's, and it cannot go on for ever: only a failure leaves another part.
 */
static void
begin_anew(struct request *r)
{
	part_clear(&r->part);
	stored_drop_part(r);
	r->attempts--;
	r->hops = 0;
	r->owner->stats.retries++;
	request_aim(r, buf_str(&r->asked));
	queue_add(r->owner, r, true);
}

void
request_ended(void *arg, const struct transfer_result *result)
{
	struct request *r = arg;

	queue_came_back(r);
	if (!is_redirect(result->response->status))
		keep_part(r, result);
	if (result->no_rest)
		begin_anew(r);
	else if (result->err.kind == ERR_NONE)
		judge(r, result);
	else if (result->again)
		try_again(r, result, &result->err);
	else
		fail(r, result, &result->err);
}
