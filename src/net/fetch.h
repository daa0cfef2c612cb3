/* SPDX-License-Identifier: MIT */
/*
 * Fetching by HTTP: many transfers at once, in the caller's event loop. The
 * files transfer*.c are the only ones that use libcurl.
 *
 * What this promises, whatever servers, names and redirects say:
 *
 * - Nothing but http and https is asked for, and https never leads to http.
 * - Without a proxy, connections go to public addresses only (net/address.h):
 *   each address is checked at the moment of connecting, so that it does not
 *   matter how it is spelled or what a name resolves to.
 * - With a proxy, nothing is resolved here and nothing goes around it, also
 *   when it fails. Names and addresses are checked as text.
 * - Environment variables do not matter: no proxy is taken from http_proxy
 *   and its kin, and no keys are logged for SSLKEYLOGFILE.
 * - No cookies, no stored passwords, no memory of hosts beyond the run.
 * - Bytes are counted as they arrive and after decompression, headers too;
 *   times end what is stuck. See LIMIT_FETCH_* and struct fetch_options.
 *
 * The process must ignore SIGPIPE. Workers must be forked before the first
 * fetcher is made: libcurl resolves names in threads.
 */
#ifndef CHAPBOOK_FETCH_H
#define CHAPBOOK_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct cache;
struct fetcher;
struct pollfd;

#define FETCH_CONNECTIONS 8
#define FETCH_PER_HOST 4
#define FETCH_RETRIES 2
#define FETCH_TIMEOUT_S 90

struct fetch_options {
	unsigned connections;	/* at once; 0: FETCH_CONNECTIONS */
	unsigned per_host;	/* of those; 0: FETCH_PER_HOST */
	unsigned retries;	/* after the first attempt */
	/*
	 * Of one attempt with all its redirects; 0: FETCH_TIMEOUT_S. One that
	 * stalls for a third of it, at most 20 s, is given up before.
	 */
	unsigned timeout_s;
	uint64_t budget_bytes;	/* of all bodies together; 0: no limit */
	/* http://, https:// or socks5h://[USER:PASSWORD@]HOST[:PORT] */
	struct str proxy;
	struct str user_agent;	/* empty: one that says nothing */
	struct str ca_file;	/* more certificates to trust, PEM */
	/*
	 * "HOST=URL": what is asked of HOST is taken from beneath URL, also
	 * where that is private; nothing else is by that.
	 */
	const struct str *mirrors;
	/*
	 * "NAME: VALUE" for every request, "ORIGIN=NAME: VALUE" for those to
	 * one origin; the latter only for what is secret (Authorization, ...).
	 * See net/headers.h.
	 */
	const struct str *headers;
	/*
	 * "HOST:PORT" that may be asked, by that name, although its address
	 * is private.
	 */
	const struct str *allowed;
	size_t mirror_count, header_count, allowed_count;
	bool allow_private;	/* any address */
	bool offline;		/* from the cache, of any age, or not at all */
	bool send_origin;	/* the referrer's scheme and host, as Referer */
	/* Told once if the cache fails; the run goes on without. May be NULL. */
	void (*warn)(void *arg, const struct err *err);
	void *warn_arg;
};

/*
 * Everything is borrowed and gone after the callback. What the body is has
 * not been looked at: a page may come under a picture's name.
 */
struct fetch_reply {
	bool ok;		/* answered 200 (or fresh enough in cache) */
	struct str body;	/* when ok; never empty */
	struct str url;		/* the last one asked for, after redirects */
	unsigned status;	/* of the last answer, 0 if there was none */
	struct str content_type;	/* as the server says; may be empty */
	bool from_cache;
	/*
	 * When not ok: the cause. It names no URL but those that the caller
	 * did not ask for; it never has words of the server's own.
	 */
	struct err err;
};

typedef void fetch_done(void *arg, const struct fetch_reply *reply);

/* -1 with err if what fetches is not there, so that nothing can be. */
int fetch_check(struct err *err);

/*
 * Options are copied. The cache (NULL: none) must outlive the fetcher, which
 * sets its realm. ERR_ARGUMENT with a message for the user if an option is
 * wrong.
 */
struct fetcher *fetcher_new(const struct fetch_options *options,
    struct cache *cache, struct err *err);
/* Ends what runs, without calling back. NULL allowed. */
void fetcher_free(struct fetcher *f);

/*
 * Queues a URL (absolute, any spelling that url_resolve() takes; without its
 * fragment). referrer is the URL of the page that wants it, or empty. done is
 * called exactly once, from fetcher_pump(), unless the fetcher is freed
 * before. It may submit, but not pump or free.
 */
void fetcher_submit(struct fetcher *f, struct str url, struct str referrer,
    size_t max_bytes, fetch_done *done, void *arg);
/* Submitted and not yet called back. */
size_t fetcher_pending(const struct fetcher *f);
/* So much waits that a producer should pump before it submits more. */
bool fetcher_full(const struct fetcher *f);
/*
 * While held, nothing new is started and no body grows large; what else runs
 * goes on. For a caller whose next stage is full (workers_full()), so that
 * bodies do not pile up.
 */
void fetcher_hold(struct fetcher *f, bool hold);

/*
 * One turn: starts what can be started, waits until something happens to a
 * transfer, a retry is due, or one of the extra descriptors is ready (their
 * revents are set, as by poll(2)), at most timeout_ms (-1: no limit), and
 * calls back. Does not wait if it has called back already. -1 only if
 * libcurl fails as a whole.
 */
int fetcher_pump(struct fetcher *f, struct pollfd *extra, size_t extra_count,
    int timeout_ms, struct err *err);

struct fetch_stats {
	uint64_t bytes;		/* of bodies, as they came over the wire */
	size_t requests;	/* sent: redirects and retries count */
	size_t from_cache;	/* replies without a request, or after 304 */
	size_t retries;
};

struct fetch_stats fetcher_stats(const struct fetcher *f);

#endif
