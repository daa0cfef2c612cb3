/* SPDX-License-Identifier: MIT */
/*
 * What was fetched before, and what was made of it: a folder of files that
 * may be lost at any time without any loss. Four kinds of files, each in one
 * of 256 folders and named by a SHA-256, so that no URL shows in a name:
 *
 *	url		what a server said of a URL, and the hash of its body
 *	original	a body, named by its own hash, once for all its URLs
 *	partial		the beginning of a body whose transfer broke off
 *	made		what was computed: any key, any value
 *
 * Every file is checked by length and SHA-256 whenever it is read. One that
 * does not fit is removed and was never there. Files appear by rename(2), so
 * that any number of runs can share a cache; any file can go while they run.
 * Nothing is synced: what a power cut tears is found by its checksum.
 *
 * Bytes from a cache are as untrusted as bytes from the network.
 */
#ifndef CHAPBOOK_CACHE_H
#define CHAPBOOK_CACHE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"

struct cache;

struct cache_options {
	const char *dir;	/* NULL: cache_folder_default() */
	bool existing;		/* ERR_EMPTY if it is not there */
	uint64_t max_bytes;	/* on disk; 0: LIMIT_CACHE_BYTES */
	int64_t (*now)(void *arg);	/* Unix seconds; NULL: the clock */
	void *now_arg;
};

/*
 * Makes the folder with mode 0700 if it is not there. ERR_ARGUMENT for one
 * that belongs to somebody else or that others can write to, ERR_SYSTEM for
 * one that cannot be made or opened. Whoever gets no cache works without one.
 */
struct cache *cache_open(const struct cache_options *options,
    struct err *err);
void cache_close(struct cache *cache);	/* NULL allowed */
const char *cache_folder(const struct cache *cache);
/* $XDG_CACHE_HOME/chapbook or ~/.cache/chapbook; the caller frees; or NULL. */
char *cache_folder_default(struct err *err);
/*
 * Runs of different realms do not see each other's URLs. What is said of a
 * realm is what a run trusts: the proxy, certificates, addresses (see
 * net/fetch_trust.c); it may hold secrets. Empty at first. Validators seen by
 * one way into the network, sent by another, would tell a server that both
 * are the same reader.
 */
void cache_set_realm(struct cache *cache, struct str realm);
/*
 * A hash of what may be secret, by a key of this cache's own: it can stand in
 * files, and tells nothing to who has these alone.
 */
struct hash cache_hash_secret(struct cache *cache, struct str secret);
/* The clock that the cache goes by, for fresh_until. */
int64_t cache_now(const struct cache *cache);

/*
 * All that follows:
 *
 * find gives 1 if there is something, whole and checked; 0 if there is not.
 * 0 with err set tells of something damaged, now removed: worth a note to
 * who wants to know all, no more. Out buffers are replaced.
 *
 * -1 means that the cache itself failed (a full disk, a folder taken away).
 * It is said once: from then on nothing is written or removed, and every
 * call that would do so gives 0 and does nothing. So an error can be printed
 * as a warning wherever it comes up, and the run goes on.
 */

/*
 * What a server said. Strings may be empty; one that no header can hold
 * (control bytes, too long) is stored as empty.
 */
struct cache_meta {
	struct str etag, last_modified, content_type;
	struct str final_url;	/* after redirects */
	struct str via;		/* the way there, in the fetcher's words */
	int64_t stored_at;	/* set by cache_store() */
	int64_t fresh_until;	/* until then, no need to ask the server */
	struct hash hash;	/* of the body; set by cache_store() */
};

/*
 * The strings of meta live in pool. body NULL: what the server said is enough;
 * whether the body is still there shows when it is wanted.
 */
int cache_find(struct cache *cache, struct str url, struct pool *pool,
    struct cache_meta *meta, struct buf *body, struct err *err);
/* Replaces what there was of this URL, and its partial download. */
int cache_store(struct cache *cache, struct str url,
    const struct cache_meta *meta, struct str body, struct err *err);
/* After a 304: still valid. Nothing happens if it has gone. */
int cache_touch(struct cache *cache, struct str url, int64_t fresh_until,
    struct err *err);
/* Forgets a URL, also its partial download; no error if it is not there. */
int cache_drop(struct cache *cache, struct str url, struct err *err);

/*
 * The first bytes of a body, and what was said of the whole: what its rest
 * must agree with (struct part in net/response.h). The strings are in pool.
 */
struct cache_part {
	struct str etag, last_modified, content_type;
	uint64_t bytes;
};

int cache_find_partial(struct cache *cache, struct str url,
    struct pool *pool, struct cache_part *part, struct buf *body,
    struct err *err);
int cache_store_partial(struct cache *cache, struct str url,
    const struct cache_part *part, struct str body, struct err *err);
int cache_drop_partial(struct cache *cache, struct str url, struct err *err);

/*
 * What was computed. key is any text that names input (by hash), recipe and
 * versions; it is stored and compared.
 */
int cache_find_made(struct cache *cache, struct str key, struct buf *value,
    struct err *err);
int cache_store_made(struct cache *cache, struct str key, struct str value,
    struct err *err);
/* For a value that its reader refuses. */
int cache_drop_made(struct cache *cache, struct str key, struct err *err);

struct cache_count {
	size_t files;
	uint64_t bytes;		/* on disk: each file in whole 4 KiB */
};

struct cache_stats {
	struct cache_count urls, originals, partials, made;
	struct cache_count strays;	/* temporary files of dead runs */
	uint64_t bytes;			/* of all of them */
	uint64_t max_bytes;
};

int cache_stat(struct cache *cache, struct cache_stats *out,
    struct err *err);
/*
 * Removes what was not used for longest until at most max_bytes are left,
 * and temporary files older than an hour. Storing does so by itself.
 */
int cache_trim(struct cache *cache, uint64_t max_bytes, struct err *err);
/*
 * Removes all files that a cache makes and no others, then the folder if it
 * is empty. The cache can only be closed after that.
 */
int cache_clear(struct cache *cache, struct err *err);

#endif
