/* SPDX-License-Identifier: MIT */
/* The transfers of a run as a whole: libcurl's multi interface. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/limits.h"
#include "net/coding.h"
#include "net/transfer_parts.h"

struct transfers *
transfers_new(const struct transfers_options *options, struct err *err)
{
	struct transfers *t = mem_zalloc(sizeof(*t));

	/* libcurl would write the keys of all sessions there. */
	unsetenv("SSLKEYLOGFILE");
	t->options = *options;
	if (getrandom(t->secret, sizeof(t->secret), 0)
	    != (ssize_t)sizeof(t->secret)) {
		err_errno(err, "cannot get random bytes");
		free(t);
		return NULL;
	}
	return t;
}

static void
close_library(struct transfers *t)
{
	if (t->multi)
		t->curl->curl_multi_cleanup(t->multi);
	if (t->curl)
		t->curl->curl_global_cleanup();
	free(t->curl);
	t->multi = NULL;
	t->curl = NULL;
}

static int
open_library(struct transfers *t, struct err *err)
{
	struct libcurl *curl = transfer_library(err);

	if (!curl)
		return -1;
	if (curl->curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		free(curl);
		return err_set(err, ERR_LIBRARY, "libcurl cannot be used");
	}
	t->curl = curl;
	t->multi = curl->curl_multi_init();
	if (t->multi
	    && !curl->curl_multi_setopt(t->multi,
	        CURLMOPT_MAX_TOTAL_CONNECTIONS,
	        (long)t->options.connections)
	    && !curl->curl_multi_setopt(t->multi,
	        CURLMOPT_MAX_HOST_CONNECTIONS, (long)t->options.per_host)
	    && !curl->curl_multi_setopt(t->multi, CURLMOPT_PIPELINING,
	        CURLPIPE_MULTIPLEX))
		return 0;
	close_library(t);
	return err_set(err, ERR_LIBRARY, "libcurl cannot be used");
}

static void
transfer_free(struct transfer *t)
{
	const struct libcurl *curl = t->owner->curl;

	if (t->prev)
		t->prev->next = t->next;
	else
		t->owner->first = t->next;
	if (t->next)
		t->next->prev = t->prev;
	if (t->easy) {
		curl->curl_multi_remove_handle(t->owner->multi, t->easy);
		curl->curl_easy_cleanup(t->easy);
	}
	curl->curl_slist_free_all(t->lines);
	buf_release(&t->url);
	buf_release(&t->refused);
	response_release(&t->response);
	free(t);
}

void
transfers_free(struct transfers *t)
{
	if (!t)
		return;
	while (t->first)
		transfer_free(t->first);
	close_library(t);
	free(t);
}

int
transfers_start(struct transfers *all, const struct transfer_request *request,
    transfer_done *done, void *arg, struct err *err)
{
	struct transfer *t;

	if (!all->curl && open_library(all, err) != 0)
		return -1;
	t = mem_zalloc(sizeof(*t));
	t->owner = all;
	t->next = all->first;
	if (t->next)
		t->next->prev = t;
	all->first = t;
	t->request = *request;
	t->done = done;
	t->arg = arg;
	buf_init(&t->url);
	buf_init(&t->refused);
	response_init(&t->response);
	buf_addstr(&t->url, request->url);
	t->from = request->part ? request->body->len : 0;
	t->easy = all->curl->curl_easy_init();
	if (!origin_of(buf_str(&t->url), &t->origin) || !t->easy
	    || !transfer_setup(t)
	    || all->curl->curl_multi_add_handle(all->multi, t->easy)
	    != CURLM_OK) {
		transfer_free(t);
		return err_set(err, ERR_LIBRARY,
		    "libcurl cannot do what is needed");
	}
	return 0;
}

static enum transfer_left
what_is_left(const struct transfer *t)
{
	if (t->stop == STOP_RANGE || t->response.status == 416
	    || !t->request.body->len)
		return LEFT_NOTHING;
	if (!t->wanted || t->response.status == 206)
		return t->request.part ? LEFT_SAME : LEFT_NOTHING;
	return t->response.coding == CODING_NONE ? LEFT_NEW : LEFT_NOTHING;
}

/*
 * Compressed bodies are kept as they come: libcurl would make any amount of
 * bytes of a block, and keep them where there is no room.
 */
static void
undo_coding(struct transfer *t, struct transfer_result *result)
{
	struct buf *body = t->request.body, plain = BUF_INIT;

	if (!t->wanted || t->response.coding == CODING_NONE || !body->len)
		return;
	coding_undo(buf_str(body), t->request.max_bytes, &plain,
	    &result->err);
	buf_release(body);
	*body = plain;
}

/* Bytes of the body that was told of. */
static size_t
transfer_end(struct transfer *t)
{
	struct transfer_result result = { .err = ERR_INIT };
	curl_off_t wait = transfer_number(t, CURLINFO_RETRY_AFTER);
	size_t bytes;

	transfer_count(t, transfer_number(t, CURLINFO_SIZE_DOWNLOAD_T));
	/* What a proxy said before it let us through is no answer. */
	if (!transfer_long(t, CURLINFO_RESPONSE_CODE))
		t->response.status = 0;
	if (t->code == CURLE_OK) {
		transfer_settle(t);
		/* Too late to end it, but not to tell. */
		if (t->stop != STOP_NONE)
			t->code = CURLE_WRITE_ERROR;
	}
	if (t->code != CURLE_OK)
		transfer_fault(t, &result);
	else
		undo_coding(t, &result);
	if (wait > 0)
		result.retry_after_s = wait < (curl_off_t)LIMIT_RETRY_AFTER_S
		    ? (unsigned)wait : LIMIT_RETRY_AFTER_S;
	result.response = &t->response;
	result.left = what_is_left(t);
	result.no_rest = t->from && (t->stop == STOP_RANGE
	    || t->response.status == 416);
	bytes = t->request.body->len;
	t->done(t->arg, &result);
	transfer_free(t);
	return bytes;
}

/* A compressed body grows at its end, for which there may be no room. */
static bool
may_end(const struct transfer *t)
{
	return t->ended && !(t->owner->held && t->wanted
	    && t->response.coding != CODING_NONE);
}

static bool
any_may_end(const struct transfers *all)
{
	for (const struct transfer *t = all->first; t; t = t->next)
		if (may_end(t))
			return true;
	return false;
}

/*
 * Of large bodies only one in a turn: whoever takes them may have enough, and
 * says so between turns.
 */
static void
end_some(struct transfers *all)
{
	size_t bytes = 0;

	for (struct transfer *t = all->first, *next;
	    t && bytes < LIMIT_SMALL_BODY_BYTES; t = next) {
		next = t->next;
		if (may_end(t))
			bytes = mem_add(bytes, transfer_end(t));
	}
}

static int
perform(struct transfers *all, struct err *err)
{
	const struct libcurl *curl = all->curl;
	int running, left;
	CURLMcode code = curl->curl_multi_perform(all->multi, &running);
	CURLMsg *message;

	if (code != CURLM_OK)
		return err_set(err, ERR_LIBRARY, "libcurl: %s",
		    curl->curl_multi_strerror(code));
	while ((message = curl->curl_multi_info_read(all->multi, &left))) {
		char *private = NULL;
		struct transfer *t;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl->curl_easy_getinfo(message->easy_handle,
		    CURLINFO_PRIVATE, &private);
		t = (struct transfer *)(void *)private;
		t->ended = true;
		t->code = message->data.result;
	}
	return 0;
}

/*
 * libcurl waits for the extra descriptors too, but says less of them than
 * poll(2): so they are asked again.
 */
static int
wait_for_all(struct transfers *t, struct pollfd *extra, size_t count,
    int timeout_ms, struct err *err)
{
	struct curl_waitfd *fds = mem_alloc(mem_mul(count + 1, sizeof(*fds)));
	CURLMcode code;

	for (size_t i = 0; i < count; i++)
		fds[i] = (struct curl_waitfd){ .fd = extra[i].fd,
			.events = (short)
			((extra[i].events & POLLIN ? CURL_WAIT_POLLIN : 0)
			| (extra[i].events & POLLPRI ? CURL_WAIT_POLLPRI : 0)
			| (extra[i].events & POLLOUT ? CURL_WAIT_POLLOUT
			    : 0)) };
	/* It knows no endless wait; an hour is as good. */
	code = t->curl->curl_multi_poll(t->multi, fds, (unsigned)count,
	    timeout_ms < 0 ? 3600000 : timeout_ms, NULL);
	free(fds);
	if (code != CURLM_OK)
		return err_set(err, ERR_LIBRARY, "libcurl: %s",
		    t->curl->curl_multi_strerror(code));
	if (count && poll(extra, (nfds_t)count, 0) < 0 && errno != EINTR)
		return err_errno(err, "cannot wait");
	return 0;
}

int
transfers_turn(struct transfers *t, struct pollfd *extra, size_t extra_count,
    int timeout_ms, struct err *err)
{
	int n;

	for (size_t i = 0; i < extra_count; i++)
		extra[i].revents = 0;
	if (!t->first) {
		n = poll(extra, (nfds_t)extra_count, timeout_ms);
		if (n < 0 && errno != EINTR)
			return err_errno(err, "cannot wait");
		return n == 0 && timeout_ms > 0;
	}
	transfers_resume(t);
	if (perform(t, err) != 0
	    || wait_for_all(t, extra, extra_count,
	    any_may_end(t) ? 0 : timeout_ms, err) != 0
	    || perform(t, err) != 0)
		return -1;
	end_some(t);
	return 0;
}

uint64_t
transfers_bytes(const struct transfers *t)
{
	return t->bytes;
}

bool
transfers_spent(const struct transfers *t)
{
	return t->bytes >= t->options.budget_bytes;
}
