/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

_Static_assert(HASH_BYTES == SHA256_DIGEST_SIZE, "SHA-256 has 32 bytes");

struct hasher {
	struct sha256_ctx state;
};

static void
update(struct sha256_ctx *state, struct str s)
{
	/* A NULL pointer may not be handed on, even with length 0. */
	if (s.len)
		sha256_update(state, s.len, (const uint8_t *)s.p);
}

struct hash
hash_of(struct str s)
{
	struct sha256_ctx state;
	struct hash h;

	sha256_init(&state);
	update(&state, s);
	sha256_digest(&state, HASH_BYTES, h.bytes);
	return h;
}

int
hash_cmp(const struct hash *a, const struct hash *b)
{
	return memcmp(a->bytes, b->bytes, HASH_BYTES);
}

void
hash_hex(const struct hash *h, struct buf *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < HASH_BYTES; i++) {
		buf_addc(out, digits[h->bytes[i] >> 4]);
		buf_addc(out, digits[h->bytes[i] & 0xf]);
	}
}

void
hash_uuid(const struct hash *h, struct buf *out)
{
	buf_adds(out, "urn:uuid:");
	for (size_t i = 0; i < 16; i++) {
		unsigned byte = h->bytes[i];

		if (i == 6)
			byte = (byte & 0x0f) | 0x80;
		if (i == 8)
			byte = (byte & 0x3f) | 0x80;
		buf_addf(out, i == 4 || i == 6 || i == 8 || i == 10
		    ? "-%02x" : "%02x", byte);
	}
}

struct hasher *
hasher_new(void)
{
	struct hasher *hasher = mem_alloc(sizeof(*hasher));

	sha256_init(&hasher->state);
	return hasher;
}

void
hasher_add(struct hasher *hasher, struct str s)
{
	update(&hasher->state, s);
}

struct hash
hasher_end(struct hasher *hasher)
{
	struct hash h;

	sha256_digest(&hasher->state, HASH_BYTES, h.bytes);
	free(hasher);
	return h;
}
