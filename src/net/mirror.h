/* SPDX-License-Identifier: MIT */
/*
 * Taking the files of one host from somewhere else, which may be a private
 * address: so what is beneath the mirror's base is for that host alone, and
 * nothing beside it is for anybody.
 */
#ifndef CHAPBOOK_MIRROR_H
#define CHAPBOOK_MIRROR_H

#include "net/policy.h"

struct mirror {
	struct str host;	/* as in a normalised URL */
	uint16_t port;		/* 0: any */
	struct str base;	/* normalised URL, ends with a slash */
};

/*
 * "HOST=URL" or "HOST:PORT=URL"; strings go to pool. ERR_ARGUMENT, with a
 * message that shows nothing of it: there may be a password.
 */
int mirror_parse(struct str text, struct pool *pool, struct mirror *out,
    struct err *err);
/* The first that is for url's host; NULL if none is. */
const struct mirror *mirror_of(const struct mirror *mirrors, size_t count,
    struct str url);
/*
 * Writes to out (replacing what was there) where the mirror of url's host has
 * it: its path and query after the mirror's base. ERR_REFUSED if the path
 * could lead out of that base, were it decoded; ERR_LIMIT if there is no room
 * in LIMIT_URL_BYTES.
 */
int mirror_map(const struct mirror *mirror, struct str url, struct buf *out,
    struct err *err);
/* Whether a normalised URL is beneath its base, for whoever decodes it. */
bool mirror_holds(const struct mirror *mirror, struct str url);

#endif
