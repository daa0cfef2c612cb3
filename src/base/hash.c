/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

_Static_assert(HASH_BYTES == crypto_hash_sha256_BYTES, "SHA-256 has 32 bytes");

struct hasher {
	crypto_hash_sha256_state state;
};

/* A NULL pointer may not be handed on, even with length 0. */
static const unsigned char *
bytes_of(struct str s)
{
	return (const unsigned char *)(s.len ? s.p : "");
}

struct hash
hash_of(struct str s)
{
	struct hash h;

	crypto_hash_sha256(h.bytes, bytes_of(s), s.len);
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
	char hex[2 * HASH_BYTES + 1];

	sodium_bin2hex(hex, sizeof(hex), h->bytes, HASH_BYTES);
	buf_add(out, hex, sizeof(hex) - 1);
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

	crypto_hash_sha256_init(&hasher->state);
	return hasher;
}

void
hasher_add(struct hasher *hasher, struct str s)
{
	crypto_hash_sha256_update(&hasher->state, bytes_of(s), s.len);
}

struct hash
hasher_end(struct hasher *hasher)
{
	struct hash h;

	crypto_hash_sha256_final(&hasher->state, h.bytes);
	free(hasher);
	return h;
}
