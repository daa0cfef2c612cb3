/* SPDX-License-Identifier: MIT */
/*
 * Input: an option of the network, a line break, a URL. What the policy lets
 * through must not be what the C library reads as an address of a private
 * network.
 */
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/limits.h"
#include "base/url.h"
#include "fuzz.h"
#include "net/headers.h"
#include "net/mirror.h"
#include "net/proxy.h"

/* As inet_aton(3) and others read it, with all their leniency. */
static void
check_address(struct str host)
{
	struct addrinfo hints = { .ai_flags = AI_NUMERICHOST,
		.ai_socktype = SOCK_STREAM }, *list = NULL;
	struct address address;
	uint16_t port;
	char *name;

	if (str_starts(host, STR("[")))
		host = str_sub(host, 1, host.len - 1);
	name = mem_strndup(host.p, host.len);
	if (getaddrinfo(name, NULL, &hints, &list) == 0) {
		REQUIRE(address_of(list->ai_addr, &address, &port));
		REQUIRE(address_is_public(&address));
		freeaddrinfo(list);
	}
	free(name);
}

static void
check_url(struct str url)
{
	struct policy direct = { .proxied = false };
	struct policy proxied = { .proxied = true };
	struct err err = ERR_INIT;
	struct origin origin;

	if (policy_check_url(&direct, url, false, &err) == 0) {
		REQUIRE(origin_of(url, &origin) && origin.host.len);
		check_address(origin.host);
		REQUIRE(str_chr(origin.host, '.') != STR_NONE
		    || *origin.host.p == '[');
		REQUIRE(!str_iends(origin.host, STR(".onion")));
		REQUIRE(policy_check_url(&proxied, url, false, &err) == 0);
	} else {
		REQUIRE(err.message[0] && err.kind != ERR_NONE);
	}
}

static void
check_options(struct str text, struct str url, struct pool *pool)
{
	struct err err = ERR_INIT;
	struct allowed allowed;
	struct mirror mirror;
	struct header header;
	struct proxy proxy;
	struct buf out = BUF_INIT;

	if (allowed_parse(text, pool, &allowed, &err) == 0)
		REQUIRE(allowed.port && allowed.host.len);
	if (mirror_parse(text, pool, &mirror, &err) == 0
	    && mirror_of(&mirror, 1, url)
	    && mirror_map(&mirror, url, &out, &err) == 0) {
		REQUIRE(mirror_holds(&mirror, buf_str(&out)));
		REQUIRE(out.len <= LIMIT_URL_BYTES);
	}
	if (header_parse(text, pool, &header, &err) == 0)
		for (size_t i = 0; i < header.line.len; i++)
			REQUIRE(header.line.p[i] >= ' '
			    && header.line.p[i] <= '~');
	if (proxy_parse(text, pool, &proxy, &err) == 0
	    && proxy.kind != PROXY_NONE)
		REQUIRE(proxy.host.len && proxy.port);
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, first;
	struct buf url = BUF_INIT;
	struct pool *pool = pool_new();

	if (size && str_next(&rest, '\n', &first)) {
		url_resolve(STR(""), rest, &url);
		check_url(buf_str(&url));
		check_options(first, buf_str(&url), pool);
	}
	pool_free(pool);
	buf_release(&url);
	return 0;
}
