/* SPDX-License-Identifier: MIT */
/*
 * Pictures that an earlier run made ready. What a worker once replied is kept
 * under a name made of the picture's hash, everything that was asked of the
 * worker, and the code and libraries that did it; it is checked again like
 * any reply.
 */
#ifndef CHAPBOOK_MADE_H
#define CHAPBOOK_MADE_H

#include "net/cache.h"
#include "picture/picture.h"

/* Replaces what is in key. */
void made_key(struct str bytes, bool is_data_uri,
    const struct picture_options *options, struct buf *key);
/*
 * True if it was made before; pic is in reply then. No cache (NULL) has
 * nothing; what is damaged or refused by picture_reply() is dropped. err is
 * set only when the cache itself fails, which it says once.
 */
bool made_find(struct cache *cache, struct str key,
    const struct picture_options *options, struct buf *reply,
    struct picture *pic, struct err *err);
/* For a reply that picture_reply() has accepted. err as above. */
void made_store(struct cache *cache, struct str key, struct str reply,
    struct err *err);

#endif
