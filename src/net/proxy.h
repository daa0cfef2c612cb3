/* SPDX-License-Identifier: MIT */
/* The proxy that everything goes through, if there is one. */
#ifndef CHAPBOOK_PROXY_H
#define CHAPBOOK_PROXY_H

#include "base/err.h"
#include "base/mem.h"
#include "net/address.h"

enum proxy_kind { PROXY_NONE, PROXY_HTTP, PROXY_HTTPS, PROXY_SOCKS5H };

struct proxy {
	enum proxy_kind kind;
	struct str host;	/* IPv6 in brackets */
	uint16_t port;
	struct str user, password;	/* decoded; user.p NULL: none */
	struct address address;		/* where host is one */
	bool is_address;
};

/*
 * "socks5h://[USER:PASSWORD@]HOST[:PORT]", http or https; empty text gives
 * PROXY_NONE. Strings go to pool. ERR_ARGUMENT, with a message that shows no
 * password; for socks4, socks4a and socks5 too: the first two cannot carry
 * what is needed, and socks5 resolves names here.
 */
int proxy_parse(struct str text, struct pool *pool, struct proxy *out,
    struct err *err);
/* "socks5h://127.0.0.1:9050", without user. */
void proxy_put(const struct proxy *proxy, struct buf *out);
/* Whether an address and port are, or may be, those of the proxy. */
bool proxy_is_at(const struct proxy *proxy, const struct address *address,
    uint16_t port);

#endif
