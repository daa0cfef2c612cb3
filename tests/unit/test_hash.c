/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include "test.h"

static void
check_hex(struct hash h, const char *want)
{
	struct buf hex = BUF_INIT;

	hash_hex(&h, &hex);
	CHECK_STR(buf_str(&hex), want);
	buf_release(&hex);
}

/* The examples of FIPS 180-4. */
static void
test_vectors(void)
{
	check_hex(hash_of((struct str){ NULL, 0 }),
	    "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
	check_hex(hash_of(STR("abc")),
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	check_hex(hash_of(STR("abcdbcdecdefdefgefghfghighijhijk"
	    "ijkljklmklmnlmnomnopnopq")),
	    "248d6a61d20638b8e5c026930c3e6039"
	    "a33ce45964ff2167f6ecedd419db06c1");
}

static void
test_uuid(void)
{
	struct hash h = hash_of(STR("abc"));
	struct buf uuid = BUF_INIT;

	hash_uuid(&h, &uuid);
	CHECK_STR(buf_str(&uuid),
	    "urn:uuid:ba7816bf-8f01-8fea-8141-40de5dae2223");
	buf_release(&uuid);
}

static void
test_pieces(void)
{
	struct hasher *hasher = hasher_new();
	struct hash h, whole = hash_of(STR("one two three"));

	hasher_add(hasher, STR("one "));
	hasher_add(hasher, (struct str){ NULL, 0 });
	hasher_add(hasher, STR("two three"));
	h = hasher_end(hasher);
	CHECK(hash_cmp(&h, &whole) == 0);
	h = hasher_end(hasher_new());
	CHECK(hash_cmp(&h, &whole) != 0);
	check_hex(h, "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
}

int
main(void)
{
	RUN(test_vectors);
	RUN(test_uuid);
	RUN(test_pieces);
	return test_end();
}
