/* SPDX-License-Identifier: MIT */
#include "pipeline/made.h"

#include "base/version.h"

/* A checksum of the code that makes pictures: see the Makefile. */
#ifndef PICTURE_RECIPE
#define PICTURE_RECIPE ""
#endif

void
made_key(struct str bytes, bool is_data_uri,
    const struct picture_options *options, struct buf *key)
{
	struct buf asked = BUF_INIT;
	struct hash h = hash_of(bytes);

	buf_clear(key);
	buf_adds(key, "picture ");
	hash_hex(&h, key);
	/* A request without its bytes has every option there is. */
	picture_request(options, (struct str){ NULL, 0 }, is_data_uri,
	    &asked);
	h = hash_of(buf_str(&asked));
	buf_adds(key, " as ");
	hash_hex(&h, key);
	buf_addf(key, " by %s %s %s", VERSION, PICTURE_RECIPE,
	    version_libraries());
	buf_release(&asked);
}

bool
made_find(struct cache *cache, struct str key,
    const struct picture_options *options, struct buf *reply,
    struct picture *pic, struct err *err)
{
	struct err cause = ERR_INIT;
	int found;

	if (!cache)
		return false;
	found = cache_find_made(cache, key, reply, &cause);
	if (found < 0)
		*err = cause;
	if (found <= 0)
		return false;
	if (picture_reply(buf_str(reply), options, pic, &cause) == 0)
		return true;
	cache_drop_made(cache, key, err);
	return false;
}

void
made_store(struct cache *cache, struct str key, struct str reply,
    struct err *err)
{
	if (cache)
		cache_store_made(cache, key, reply, err);
}
