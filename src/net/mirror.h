/* SPDX-License-Identifier: MIT */
/* Taking the files of one host from somewhere else. */
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
/*
 * Writes to out (replacing what was there) where the first mirror of url's
 * host has it: its path and query behind the mirror's base. False, with url
 * itself in out, if there is no mirror, or no room in LIMIT_URL_BYTES.
 */
bool mirror_apply(const struct mirror *mirrors, size_t count, struct str url,
    struct buf *out);

#endif
