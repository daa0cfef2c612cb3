/* SPDX-License-Identifier: MIT */
/*
 * A resolver under hostile control, for LD_PRELOAD: names that begin with
 * "private" have the address 127.0.0.1, those with "mixed" first a public
 * one, those with "turns" a public one at first, then 127.0.0.1. Others are
 * left to the real one. Linked with -ldl.
 */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

typedef int resolver(const char *, const char *, const struct addrinfo *,
    struct addrinfo **);

static int turns;

static struct addrinfo *
address(const char *text, unsigned short port, struct addrinfo *next)
{
	/* One block, as the real ones are: freeaddrinfo() frees it. */
	struct addrinfo *a = calloc(1, sizeof(*a)
	    + sizeof(struct sockaddr_in));
	struct sockaddr_in *in = (struct sockaddr_in *)(a + 1);

	in->sin_family = AF_INET;
	in->sin_port = htons(port);
	inet_pton(AF_INET, text, &in->sin_addr);
	a->ai_family = AF_INET;
	a->ai_socktype = SOCK_STREAM;
	a->ai_addrlen = sizeof(*in);
	a->ai_addr = (struct sockaddr *)in;
	a->ai_next = next;
	return a;
}

int
getaddrinfo(const char *name, const char *service,
    const struct addrinfo *hints, struct addrinfo **out)
{
	resolver *real = (resolver *)dlsym(RTLD_NEXT, "getaddrinfo");
	unsigned short port = (unsigned short)(service ? atoi(service) : 0);

	if (!strncmp(name, "private", 7))
		*out = address("127.0.0.1", port, NULL);
	else if (!strncmp(name, "mixed", 5))
		*out = address("1.1.1.1", port,
		    address("127.0.0.1", port, NULL));
	else if (!strncmp(name, "turns", 5))
		*out = address(turns++ ? "127.0.0.1" : "1.1.1.1", port,
		    NULL);
	else
		return real(name, service, hints, out);
	return 0;
}
