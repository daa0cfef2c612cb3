/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4), by nettle. */
#ifndef CHAPBOOK_HASH_H
#define CHAPBOOK_HASH_H

#include "base/buf.h"

#define HASH_BYTES 32

struct hash {
	unsigned char bytes[HASH_BYTES];
};

struct hash hash_of(struct str s);
int hash_cmp(const struct hash *a, const struct hash *b);
void hash_hex(const struct hash *h, struct buf *out);	/* 64 digits */
/*
 * "urn:uuid:..." of the first half: version 8, of its maker's own making
 * (RFC 9562, section 5.8).
 */
void hash_uuid(const struct hash *h, struct buf *out);

/* In pieces: new, add..., end (which frees). */
struct hasher;
struct hasher *hasher_new(void);
void hasher_add(struct hasher *hasher, struct str s);
struct hash hasher_end(struct hasher *hasher);

#endif
