/* SPDX-License-Identifier: MIT */
/* Inside of the cache: net/cache.c keeps entries, net/cache_trim.c room. */
#ifndef CHAPBOOK_CACHE_PARTS_H
#define CHAPBOOK_CACHE_PARTS_H

#include "net/cache.h"
#include "net/cache_files.h"

#define CACHE_KEY_BYTES 32

struct cache {
	char *path;
	int folder;
	uint64_t max_bytes;
	struct buf realm;	/* before each URL's key */
	unsigned char key[CACHE_KEY_BYTES];
	bool has_key;
	int64_t (*now)(void *arg);
	void *now_arg;
	bool failed;		/* nothing is written or removed any more */
	bool counted;
	uint64_t counted_bytes;	/* on disk, when last counted */
	uint64_t stored_bytes;	/* by this run since */
	struct buf scratch;
};

/*
 * The key by which secrets are hashed is a file beside the cache's others,
 * made when it is first wanted, and there for as long as the cache is.
 */
void cache_key_remove(int folder);
/* Puts the cache's name before err, and lets it fail for good. */
int cache_fail(struct cache *cache, struct err *err);
/* To be called after so many bytes were stored: trims now and then. */
int cache_grew(struct cache *cache, uint64_t bytes, struct err *err);

#endif
