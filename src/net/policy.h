/* SPDX-License-Identifier: MIT */
/* What may be asked for: of URLs as text, and of addresses when connecting. */
#ifndef CHAPBOOK_POLICY_H
#define CHAPBOOK_POLICY_H

#include "base/err.h"
#include "base/mem.h"
#include "net/address.h"

/* Where a URL leads: host as in a normalised URL, IPv6 in its brackets. */
struct origin {
	bool https;
	struct str host;
	uint16_t port;
};

/* Of a normalised http(s) URL, into which host points; false for others. */
bool origin_of(struct str url, struct origin *out);
/*
 * Of "HOST" or "HOST:PORT", read as in http URLs; host points into url, which
 * is replaced. False if it is anything else.
 */
bool origin_parse(struct str text, struct buf *url, struct origin *out);
/* Likewise of "http://HOST", "https://HOST:PORT" and their like. */
bool origin_parse_url(struct str text, struct buf *url, struct origin *out);
bool origin_eq(const struct origin *a, const struct origin *b);
/* "https://example.org", as the Origin of RFC 6454 is written. */
void origin_put(const struct origin *o, struct buf *out);

/* A host and port that may have a private address; under no other name. */
struct allowed {
	struct str host;
	uint16_t port;
};

struct policy {
	const struct allowed *allowed;
	size_t allowed_count;
	bool allow_private;	/* whatever the address */
	bool proxied;		/* then names are resolved elsewhere */
};

/* "HOST:PORT"; strings go to pool. ERR_ARGUMENT. */
int allowed_parse(struct str text, struct pool *pool, struct allowed *out,
    struct err *err);

/*
 * Whether a normalised URL may be asked for, as far as its text can tell;
 * granted lets it have a private address, whatever the policy says of that.
 * ERR_UNSUPPORTED if it is not http(s), ERR_REFUSED with the cause ("'x' is
 * not a public address") otherwise.
 */
int policy_check_url(const struct policy *policy, struct str url,
    bool granted, struct err *err);
/* Whether it is one of those that may have a private address. */
bool policy_is_allowed(const struct policy *policy,
    const struct origin *origin);
/* Whether a connection for that origin may go to that address. */
bool policy_allows(const struct policy *policy, const struct origin *origin,
    bool granted, const struct address *address);

#endif
