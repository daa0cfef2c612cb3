/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a file of the cache: the first byte chooses the kind, and
 * whether a right checksum is put behind the rest. What is accepted must be
 * exactly what would have been written.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "net/cache_entry.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
require_header(struct str s, size_t max)
{
	require(s.len <= max);
	for (size_t i = 0; i < s.len; i++)
		require((unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f);
}

static void
check(struct str file, enum cache_kind kind)
{
	struct err err = ERR_INIT;
	struct buf again = BUF_INIT;
	struct cache_entry e;

	if (cache_entry_decode(file, kind, STR("key"), &e, &err) != 0) {
		require(err.kind == ERR_FORMAT);
		return;
	}
	require(e.kind == kind && str_eq(e.key, STR("key")));
	require_header(e.etag, LIMIT_HEADER_BYTES);
	require_header(e.last_modified, LIMIT_HEADER_BYTES);
	require_header(e.content_type, LIMIT_HEADER_BYTES);
	require_header(e.final_url, LIMIT_URL_BYTES);
	require_header(e.via, LIMIT_URL_BYTES);
	require(e.body.len <= file.len);
	cache_entry_encode(&e, &again);
	require(str_eq(buf_str(&again), file));
	buf_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum cache_kind kinds[] = { CACHE_URL, CACHE_PARTIAL,
		CACHE_MADE };
	struct buf file = BUF_INIT;
	struct hash sum;

	if (!size)
		return 0;
	buf_add(&file, data + 1, size - 1);
	if (data[0] & 4) {
		sum = hash_of(buf_str(&file));
		buf_add(&file, sum.bytes, HASH_BYTES);
	}
	check(buf_str(&file), kinds[(data[0] & 3) % 3]);
	buf_release(&file);
	return 0;
}
