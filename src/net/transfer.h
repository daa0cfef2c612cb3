/* SPDX-License-Identifier: MIT */
/*
 * One exchange with a server: a request and its answer, whatever it is.
 * Redirects, retries and the cache are the business of net/fetch*.c. The
 * files transfer*.c are the only ones that use libcurl.
 */
#ifndef CHAPBOOK_TRANSFER_H
#define CHAPBOOK_TRANSFER_H

#include "base/err.h"
#include "net/headers.h"
#include "net/policy.h"
#include "net/proxy.h"
#include "net/response.h"

struct pollfd;
struct transfers;

/* All is borrowed, and must outlive the transfers. */
struct transfers_options {
	unsigned connections, per_host;
	unsigned timeout_s;	/* of an attempt: for messages, and stalls */
	uint64_t budget_bytes;	/* of all bodies; UINT64_MAX: no limit */
	const struct policy *policy;
	const struct proxy *proxy;
	const struct header *headers;
	size_t header_count;
	struct str user_agent;
	/* More to trust, and the file it is from, for a libcurl without. */
	struct str certificates, ca_file;
};

/* Borrowed until the end is told, except body, which is filled. */
struct transfer_request {
	struct str url;		/* normalised, checked by the policy */
	struct str referer;	/* or empty */
	size_t max_bytes;	/* of the body, with what it begins with */
	int timeout_ms;		/* more than 0 */
	bool fresh;		/* by a new connection */
	bool granted;		/* to a private address too */
	bool http1;		/* by HTTP/1.1, whatever there is */
	/* Of a copy that we have; either may be empty. */
	struct str etag, last_modified;
	/*
	 * Holds the first bytes of the body where there is a part, which is
	 * usable: the rest is asked for. It begins anew if the server sends
	 * all.
	 */
	struct buf *body;
	const struct part *part;	/* or NULL */
};

enum transfer_left {
	LEFT_NOTHING,		/* that a rest could be asked for of */
	LEFT_SAME,		/* of the part that the request had */
	LEFT_NEW		/* the beginning of what the response is of */
};

struct transfer_result {
	/*
	 * ERR_NONE: an answer came, complete if its status is 200, or 206
	 * where the rest was asked for; bodies of others are not kept. It is
	 * not compressed any more.
	 */
	struct err err;
	bool again;		/* may go well at another attempt */
	bool no_rest;		/* what came is no rest of the part */
	bool silent;		/* the server said nothing, or fell silent */
	bool no_proxy;		/* not even the proxy could be reached */
	enum transfer_left left;	/* what body holds now */
	const struct response *response;
	unsigned retry_after_s;	/* at most LIMIT_RETRY_AFTER_S; 0: not said */
};

typedef void transfer_done(void *arg, const struct transfer_result *result);

/* -1 with err if libcurl is not there, so that all will fail. */
int transfers_check(struct err *err);
struct transfers *transfers_new(const struct transfers_options *options,
    struct err *err);
void transfers_free(struct transfers *t);	/* NULL allowed */
/* done is called once, from transfers_turn(), unless this gives -1. */
int transfers_start(struct transfers *t,
    const struct transfer_request *request, transfer_done *done, void *arg,
    struct err *err);
/*
 * As fetcher_pump(); 1 if all of timeout_ms was waited out with nothing on the
 * wire. While something is, libcurl may end a wait before.
 */
int transfers_turn(struct transfers *t, struct pollfd *extra,
    size_t extra_count, int timeout_ms, struct err *err);
/* While held, no body grows large. */
void transfers_hold(struct transfers *t, bool hold);
/* Bytes of bodies, as they came over the wire. */
uint64_t transfers_bytes(const struct transfers *t);
bool transfers_spent(const struct transfers *t);	/* the budget is */

#endif
