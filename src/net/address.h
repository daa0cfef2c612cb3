/* SPDX-License-Identifier: MIT */
/*
 * Which addresses are public: those that the special-purpose registries of
 * IANA (RFC 6890 and what came after) do not set apart, and that hold no
 * address set apart: an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4)
 * is judged by itself.
 */
#ifndef CHAPBOOK_ADDRESS_H
#define CHAPBOOK_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct sockaddr;

/* IPv4 is kept mapped, ::ffff:a.b.c.d, so that both compare alike. */
struct address {
	unsigned char bytes[16];
};

/* False for families other than AF_INET and AF_INET6. */
bool address_of(const struct sockaddr *sa, struct address *out,
    uint16_t *port);
/*
 * From the host of a normalised URL: four decimal numbers, or IPv6 in
 * brackets. False for names.
 */
bool address_parse(struct str host, struct address *out);
bool address_eq(const struct address *a, const struct address *b);
bool address_is_public(const struct address *a);
void address_put(const struct address *a, struct buf *out);

#endif
