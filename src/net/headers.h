/* SPDX-License-Identifier: MIT */
/* Headers that the user adds to requests. */
#ifndef CHAPBOOK_HEADERS_H
#define CHAPBOOK_HEADERS_H

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"

struct header {
	struct str host;	/* as in a normalised URL; empty: any */
	struct str name;
	struct str line;	/* "NAME: VALUE", printable */
};

/*
 * "NAME: VALUE" or "HOST=NAME: VALUE"; strings go to pool. ERR_ARGUMENT for
 * what is no header (RFC 9110, section 5), for those that say how messages
 * are framed or cached, and for secrets that name no host: they would be told
 * to every server an article has a picture from.
 */
int header_parse(struct str text, struct pool *pool, struct header *out,
    struct err *err);
/* Whether one of them, for that host, has that name. */
bool header_is_set(const struct header *headers, size_t count,
    struct str host, struct str name);
bool header_is_for(const struct header *header, struct str host);

#endif
