/* SPDX-License-Identifier: MIT */
/* Headers that the user adds to requests. */
#ifndef CHAPBOOK_HEADERS_H
#define CHAPBOOK_HEADERS_H

#include "base/err.h"
#include "net/policy.h"

struct header {
	bool for_all;
	struct origin origin;	/* the one that it is for, unless for all */
	struct str name;
	struct str line;	/* "NAME: VALUE", printable */
};

/*
 * "NAME: VALUE", for every request, or "ORIGIN=NAME: VALUE". An ORIGIN is
 * "HOST", which is https on port 443, or "https://HOST[:PORT]" or
 * "http://HOST[:PORT]": a header goes nowhere else, not to another port of its
 * host and not by plain http. Neither a name nor a host has a '=' or a '/', so
 * that these cannot be taken for each other.
 *
 * Strings go to pool. ERR_ARGUMENT for what is not a header (RFC 9110,
 * section 5), for those that say how messages are framed or cached, and for
 * secrets that name no origin: they would be told to every server an article
 * has a picture from. The message shows no value.
 */
int header_parse(struct str text, struct pool *pool, struct header *out,
    struct err *err);
bool header_is_for(const struct header *header, const struct origin *origin);
/* Whether one of them, for that origin, has that name. */
bool header_is_set(const struct header *headers, size_t count,
    const struct origin *origin, struct str name);

#endif
