/* SPDX-License-Identifier: MIT */
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "base/mem.h"

struct prefix {
	unsigned char bytes[16];
	unsigned bits;
};

static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0xff, 0xff };

/*
 * IANA IPv4 Special-Purpose Address Registry: what is not globally
 * reachable, and multicast. 192.0.0.0/24 and 192.88.99.0/24 as a whole: the
 * few global addresses in them serve no pages.
 */
static const struct prefix special4[] = {
	{ { 0 }, 8 },			/* "this network" */
	{ { 10 }, 8 },			/* private use */
	{ { 100, 64 }, 10 },		/* shared address space */
	{ { 127 }, 8 },			/* loopback */
	{ { 169, 254 }, 16 },		/* link local */
	{ { 172, 16 }, 12 },		/* private use */
	{ { 192, 0, 0 }, 24 },		/* IETF protocol assignments */
	{ { 192, 0, 2 }, 24 },		/* documentation */
	{ { 192, 88, 99 }, 24 },	/* 6to4 relays, deprecated */
	{ { 192, 168 }, 16 },		/* private use */
	{ { 198, 18 }, 15 },		/* benchmarking */
	{ { 198, 51, 100 }, 24 },	/* documentation */
	{ { 203, 0, 113 }, 24 },	/* documentation */
	{ { 224 }, 4 },			/* multicast */
	{ { 240 }, 4 }			/* reserved, broadcast */
};

/* All that IANA gives out for the public is in here. */
static const struct prefix global_unicast6 = { { 0x20 }, 3 };

/* IANA IPv6 Special-Purpose Address Registry, as far as within 2000::/3. */
static const struct prefix special6[] = {
	/* IETF protocol assignments; Teredo, ORCHID and benchmarking too */
	{ { 0x20, 0x01 }, 23 },
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 },	/* documentation */
	{ { 0x3f, 0xff }, 20 }			/* documentation */
};

/* Where an IPv4 address is inside an IPv6 one: from byte offset on. */
static const struct embedded {
	struct prefix prefix;
	unsigned offset;
} embedded[] = {
	{ { { 0, 0x64, 0xff, 0x9b }, 96 }, 12 },	/* NAT64, RFC 6052 */
	{ { { 0x20, 0x02 }, 16 }, 2 }			/* 6to4, RFC 3056 */
};

static bool
has_prefix(const unsigned char *bytes, const struct prefix *prefix)
{
	unsigned whole = prefix->bits / 8, rest = prefix->bits % 8;
	unsigned mask = 0xff00u >> rest & 0xff;

	return !memcmp(bytes, prefix->bytes, whole)
		&& ((bytes[whole] ^ prefix->bytes[whole]) & mask) == 0;
}

static bool
in_any(const unsigned char *bytes, const struct prefix *prefixes,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_prefix(bytes, &prefixes[i]))
			return true;
	return false;
}

static bool
is_public4(const unsigned char *bytes)
{
	return !in_any(bytes, special4,
	    ARRAY_COUNT(special4));
}

static bool
is_mapped(const struct address *a)
{
	return !memcmp(a->bytes, mapped, sizeof(mapped));
}

bool
address_is_public(const struct address *a)
{
	if (is_mapped(a))
		return is_public4(a->bytes + sizeof(mapped));
	for (size_t i = 0; i < ARRAY_COUNT(embedded); i++)
		if (has_prefix(a->bytes, &embedded[i].prefix))
			return is_public4(a->bytes + embedded[i].offset);
	return has_prefix(a->bytes, &global_unicast6) && !in_any(a->bytes,
	    special6, ARRAY_COUNT(special6));
}

static void
set_address4(struct address *out, const void *bytes)
{
	memcpy(out->bytes, mapped, sizeof(mapped));
	memcpy(out->bytes + sizeof(mapped), bytes, 4);
}

bool
address_of(const struct sockaddr *sa, struct address *out, uint16_t *port)
{
	if (sa->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, sa, sizeof(in));
		set_address4(out, &in.sin_addr);
		*port = ntohs(in.sin_port);
		return true;
	}
	if (sa->sa_family == AF_INET6) {
		struct sockaddr_in6 in;

		memcpy(&in, sa, sizeof(in));
		memcpy(out->bytes, &in.sin6_addr, sizeof(out->bytes));
		*port = ntohs(in.sin6_port);
		return true;
	}
	return false;
}

bool
address_parse(struct str host, struct address *out)
{
	char text[INET6_ADDRSTRLEN];
	unsigned char four[4];
	bool six = host.len > 2 && host.p[0] == '['
	    && host.p[host.len - 1] == ']';

	if (six)
		host = str_sub(host, 1, host.len - 1);
	if (!host.len || host.len >= sizeof(text)
	    || str_chr(host, '\0') != STR_NONE)
		return false;
	memcpy(text, host.p, host.len);
	text[host.len] = '\0';
	if (six)
		return inet_pton(AF_INET6, text, out->bytes) == 1;
	if (inet_pton(AF_INET, text, four) != 1)
		return false;
	set_address4(out, four);
	return true;
}

bool
address_eq(const struct address *a, const struct address *b)
{
	return !memcmp(a->bytes, b->bytes, sizeof(a->bytes));
}

void
address_put(const struct address *a, struct buf *out)
{
	char text[INET6_ADDRSTRLEN] = "";

	if (is_mapped(a))
		inet_ntop(AF_INET, a->bytes + sizeof(mapped), text,
		    sizeof(text));
	else
		inet_ntop(AF_INET6, a->bytes, text, sizeof(text));
	buf_adds(out, text);
}
