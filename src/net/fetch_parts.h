/* SPDX-License-Identifier: MIT */
/* What the files fetch*.c share: requests on their way, and who waits. */
#ifndef CHAPBOOK_FETCH_PARTS_H
#define CHAPBOOK_FETCH_PARTS_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "net/cache.h"
#include "net/fetch.h"
#include "net/mirror.h"
#include "net/transfer.h"

#define HOST_BUCKETS 1024	/* there may be as many hosts as pictures */

/* A server, by host and port. */
struct host {
	struct host *next;		/* in its bucket */
	struct str key;			/* in the fetcher's pool */
	unsigned active;		/* transfers */
	unsigned failures;		/* in a row */
	int64_t not_before_ms;		/* it asked for a pause */
};

/* What a caller submitted, through all its redirects and attempts. */
struct request {
	struct fetcher *owner;
	struct request *next, *prev;	/* among those that wait */
	struct buf asked;		/* normalised, without fragment */
	struct buf sent;		/* of this hop, at its mirror: */
	const struct mirror *mirror;	/* or NULL */
	struct buf key;			/* of asked, in the cache */
	struct buf via;			/* origins that redirects led to */
	struct buf referer;		/* an origin, or empty */
	bool referer_https;
	size_t max_bytes;
	fetch_done *done;
	void *arg;

	struct err refused;		/* why it cannot go out, if so */
	struct host *host;		/* of sent */
	unsigned attempts, hops;
	int64_t ready_ms, deadline_ms;
	bool silent;			/* the server, at the last attempt */

	/* The beginning of a body, what is known of it, and its URL. */
	struct buf body, part_of;
	struct part part;
	bool resuming;			/* the hop asked for the rest */

	size_t brought;			/* of body, when it went out */

	/*
	 * What the cache has; its strings are in pool. The body stays there
	 * until it is the reply, and who waits holds nothing of it: they may
	 * be thousands.
	 */
	struct pool *pool;
	struct cache_meta meta;
	bool looked_up, has_stored;
	bool gone;			/* its body proved to be */
	bool confirmed;			/* by a 304, which said: */
	uint64_t max_age_s;
	bool conditional;		/* the hop asked if it is still so */
};

struct fetcher {
	struct pool *pool;		/* for what follows, to policy */
	struct fetch_options options;
	struct proxy proxy;
	struct str certificates;	/* more to trust, PEM */
	struct mirror *mirrors;
	struct header *headers;
	struct allowed *allowed;
	struct policy policy;
	struct cache *cache;
	struct transfers *transfers;
	struct request *first, *last;	/* waiting, in order */
	struct request *running;	/* on the wire */
	struct host *hosts[HOST_BUCKETS];
	size_t pending, active;
	size_t brought;			/* by all on the wire together */
	size_t replies, reply_bytes;	/* of this turn */
	unsigned proxy_failures;	/* in a row */
	bool held, warned;
	struct clock clock;		/* of pauses before retries */
	struct fetch_stats stats;
};

/*
 * Adds a request behind all that wait; or before them, so that what has begun
 * ends before more begins: then few are under way, and a server in trouble is
 * soon known as one.
 */
void queue_add(struct fetcher *f, struct request *r, bool at_front);
/* Takes r off the wire. */
void queue_came_back(struct request *r);
/* By the clock of the pauses. */
int64_t queue_now_ms(struct fetcher *f);
/* Starts what can be; milliseconds until something else can, or -1. */
int queue_run(struct fetcher *f);
/*
 * Points r at a URL: its mirror, its host. A mirror may lead on to what is
 * beneath its base. -1 with r->refused if the URL must not be asked for.
 */
int request_aim(struct request *r, struct str url);
void request_free(struct request *r);

/* Ends r, well or not. body and type are borrowed. */
void request_reply(struct request *r, struct str body, struct str type,
    struct str url, unsigned status, bool from_cache);
void request_fail(struct request *r, const struct err *err, unsigned status);
/* What is given to transfers_start(). */
void request_ended(void *arg, const struct transfer_result *result);
/* How long the next attempt waits after so many. */
int64_t request_wait_ms(unsigned attempts);

/* What a run trusts, and with it what of the cache is its own. */
int trust_read_certificates(struct fetcher *f, struct err *err);
void trust_set_realm(struct fetcher *f);
void trust_make_key(struct request *r);
void trust_add_hop(struct request *r, struct str url);
/* The way that redirects led, for the cache; and whether it still holds. */
void trust_put_way(const struct request *r, struct buf *out);
bool trust_holds_way(const struct request *r, struct str way);

/*
 * The cache: what is there, and whether it will do without asking. They do
 * nothing where there is no cache; its failures become a warning.
 */
void stored_find(struct request *r);
bool stored_is_fresh(const struct request *r);
/* For how long what was answered is taken unasked. */
uint64_t stored_fresh_s(uint64_t max_age_s, struct str type, struct str body);
/* Ends r with it. False, and r goes on without, if it is not there any more. */
bool stored_reply(struct request *r);
bool stored_confirm(struct request *r);	/* the same after a 304 */
void stored_forget(struct request *r);	/* until looked up again */
void stored_keep(struct request *r, const struct response *response);
void stored_keep_part(struct request *r);
void stored_drop_part(struct request *r);
/* While r waits, what it has of its body is there, or dropped. */
void stored_put_by(struct request *r);

#endif
