/* SPDX-License-Identifier: MIT */
/*
 * The format of the cache's files, but for originals, which are the bytes
 * alone: a line that names the format, the fields as worker/wire.h writes
 * them, and the SHA-256 of all that comes before it. Every file has every
 * field; what a kind does not use is empty.
 */
#ifndef CHAPBOOK_CACHE_ENTRY_H
#define CHAPBOOK_CACHE_ENTRY_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"

enum cache_kind {	/* as its files' names end */
	CACHE_URL = 'u',
	CACHE_ORIGINAL = 'o',
	CACHE_PARTIAL = 'p',
	CACHE_MADE = 'm'
};

struct cache_entry {
	enum cache_kind kind;
	struct str key;
	struct str etag, last_modified, content_type, final_url, via;
	int64_t stored_at, fresh_until;
	uint64_t bytes;		/* of the whole body */
	struct hash hash;	/* of the original */
	struct str body;	/* of a partial body or a made value */
};

/* Appends; strings that cache_entry_decode() refuses are left empty. */
void cache_entry_encode(const struct cache_entry *entry, struct buf *out);
/* Of a format before this one; it is not used, and replaced in time. */
bool cache_entry_is_old(struct str file);
/*
 * Slices of file. ERR_FORMAT unless it is, whole and unaltered, an entry of
 * this kind and key whose strings may stand in an HTTP header.
 */
int cache_entry_decode(struct str file, enum cache_kind kind,
    struct str key, struct cache_entry *out, struct err *err);

#endif
