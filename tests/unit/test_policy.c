/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/url.h"
#include "net/policy.h"
#include "test.h"

static void
check_public(const char *text, bool want)
{
	struct buf host = BUF_INIT;
	struct address a;

	buf_addf(&host, strchr(text, ':') ? "[%s]" : "%s", text);
	if (!address_parse(buf_str(&host), &a))
		test_fail(text, 0, "is no address");
	else if (address_is_public(&a) != want)
		test_fail(text, 0, want ? "is not public" : "is public");
	buf_release(&host);
}

static void
test_public_addresses(void)
{
	static const char *const addresses[] = {
		"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255",
		"100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.1.1",
		"169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
		"192.0.3.0", "192.88.98.1", "192.88.100.0", "192.167.1.1",
		"192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.1",
		"198.51.101.0", "203.0.112.255", "203.0.114.0",
		"223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1",
		"2001:200::1", "2001:db7::1", "2001:db9::1", "2400::1",
		"3ffe:ffff::1", "::ffff:1.1.1.1", "64:ff9b::101:101",
		"2002:101:101::1",
	};

	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		check_public(addresses[i], true);
}

static void
test_special_addresses(void)
{
	static const char *const addresses[] = {
		"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255",
		"100.64.0.0", "100.127.255.255", "127.0.0.1",
		"127.255.255.255", "169.254.169.254", "172.16.0.0",
		"172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1",
		"192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.0",
		"198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1",
		"239.255.255.255", "240.0.0.1", "255.255.255.255", "::",
		"::1", "::7f00:1", "::127.0.0.1", "::ffff:127.0.0.1",
		"::ffff:10.0.0.1", "::ffff:0.0.0.0", "::ffff:0:127.0.0.1",
		"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
		"100::1", "100:0:0:1::1", "2001::1",
		"2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:2::1",
		"2001:10::1", "2001:20::1", "2001:1ff:ffff::1",
		"2001:db8::1", "2001:db8:ffff::1", "2002:7f00:1::1",
		"2002:a00:1::", "2002:c0a8:101::1", "3fff::1",
		"3fff:fff:ffff::1", "5f00::1", "4000::1", "fc00::1",
		"fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1",
		"ff0e::1", "1fff::1",
	};

	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		check_public(addresses[i], false);
}

static void
test_socket_addresses(void)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
		.sin_port = htons(8080) };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6,
		.sin6_port = htons(443) };
	struct sockaddr other = { .sa_family = AF_UNIX };
	struct address a, b;
	struct buf text = BUF_INIT;
	uint16_t port;

	inet_pton(AF_INET, "192.0.2.33", &in.sin_addr);
	inet_pton(AF_INET6, "::ffff:192.0.2.33", &in6.sin6_addr);
	CHECK(address_of((struct sockaddr *)&in, &a, &port));
	CHECK_NUM(port, 8080);
	CHECK(address_of((struct sockaddr *)&in6, &b, &port));
	CHECK_NUM(port, 443);
	CHECK(address_eq(&a, &b));
	address_put(&a, &text);
	CHECK_STR(buf_str(&text), "192.0.2.33");
	CHECK(address_parse(STR("[2001:db8::5]"), &b));
	CHECK(!address_eq(&a, &b));
	buf_clear(&text);
	address_put(&b, &text);
	CHECK_STR(buf_str(&text), "2001:db8::5");
	CHECK(!address_of(&other, &a, &port));
	CHECK(!address_parse(STR("example.org"), &a));
	CHECK(!address_parse(STR("[example.org]"), &a));
	CHECK(!address_parse(STR("1.2.3"), &a));
	CHECK(!address_parse(STR("::1"), &a));
	CHECK(!address_parse(STR("1.2.3.4\0x"), &a));
	CHECK(!address_parse(STR(""), &a));
	buf_release(&text);
}

static void
test_origins(void)
{
	static const struct { const char *url, *origin; } pairs[] = {
		{ "http://example.org/a?b", "http://example.org" },
		{ "https://example.org:8443/", "https://example.org:8443" },
		{ "http://example.org:443/", "http://example.org:443" },
		{ "https://[2606:4700::1]/x", "https://[2606:4700::1]" },
		{ "http://[::1]:8080/x:1", "http://[::1]:8080" },
		{ "mailto:a@example.org", "" },
	};
	struct buf out = BUF_INIT;
	struct origin a, b;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		buf_clear(&out);
		if (origin_of(str_of(pairs[i].url), &a))
			origin_put(&a, &out);
		CHECK_STR(buf_str(&out), pairs[i].origin);
	}
	CHECK(origin_of(STR("http://example.org/"), &a));
	CHECK(origin_of(STR("http://example.org/x"), &b));
	CHECK(origin_eq(&a, &b));
	CHECK(origin_of(STR("https://example.org/"), &b));
	CHECK(!origin_eq(&a, &b));
	CHECK(origin_of(STR("http://example.org:81/"), &b));
	CHECK(!origin_eq(&a, &b));
	buf_release(&out);
}

/* The message of the refusal, or "" where url may be asked for. */
static void
check_url(const struct policy *policy, const char *url, const char *want)
{
	struct buf whole = BUF_INIT;
	struct err err = ERR_INIT;

	/* What cannot be resolved is left empty. */
	url_resolve(STR(""), str_of(url), &whole);
	if (policy_check_url(policy, buf_str(&whole), false, &err) != 0)
		CHECK(err.message[0] != '\0');
	if (strcmp(err.message, want))
		fprintf(stderr, "%s:\n", url);
	CHECK_STR(str_of(err.message), want);
	buf_release(&whole);
}

static void
test_urls(void)
{
	static const char loopback[] = "'127.0.0.1' is not a public address";
	static const struct { const char *url, *want; } pairs[] = {
		{ "http://example.org/x.jpg", "" },
		{ "https://1.1.1.1/", "" },
		{ "http://[2606:4700::1111]:8080/", "" },
		{ "http://user:password@example.org/", "" },
		{ "http://localhost.example.org/", "" },
		{ "http://onion.example.org/", "" },
		{ "http://notlocalhost.org/", "" },
		{ "http://127.0.0.1/", loopback },
		{ "http://127.1/", loopback },
		{ "http://0x7f000001/", loopback },
		{ "http://0x7F.1/", loopback },
		{ "http://2130706433/", loopback },
		{ "http://0177.0.0.1/", loopback },
		{ "http://127.0.0.1./", loopback },
		{ "http://%31%32%37.0.0.1/", loopback },
		{ "http://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1/",
		    loopback },
		{ "http://127\xe3\x80\x82" "0.0.1/", loopback },
		{ "http://x@127.0.0.1/", loopback },
		{ "http:\\\\127.0.0.1\\", loopback },
		{ "http://0/", "'0.0.0.0' is not a public address" },
		{ "http://169.254.169.254/latest/",
		    "'169.254.169.254' is not a public address" },
		{ "http://[::1]/", "'[::1]' is not a public address" },
		{ "http://[0:0::0:1]/", "'[::1]' is not a public address" },
		{ "http://[::ffff:127.0.0.1]/",
		    "'[::ffff:127.0.0.1]' is not a public address" },
		{ "http://[::ffff:7f00:1]/",
		    "'[::ffff:127.0.0.1]' is not a public address" },
		{ "http://[64:ff9b::7f00:1]/",
		    "'[64:ff9b::7f00:1]' is not a public address" },
		{ "http://localhost/",
		    "'localhost' is a name of private networks" },
		{ "http://LOCALHOST./",
		    "'localhost' is a name of private networks" },
		{ "http://x.localhost/",
		    "'x.localhost' is a name of private networks" },
		{ "http://router/", "'router' is a name of private networks" },
		{ "http://printer.local/",
		    "'printer.local' is a name of private networks" },
		{ "http://metadata.google.internal/",
		    "'metadata.google.internal' is a name of private "
		    "networks" },
		{ "http://abc.onion/",
		    "'abc.onion' can only be asked through a proxy" },
		{ "http://ABC.Onion./",
		    "'abc.onion' can only be asked through a proxy" },
		{ "http://abc.i2p/x",
		    "'abc.i2p' can only be asked through a proxy" },
		{ "file:///etc/passwd", "no http(s) URL" },
		{ "ftp://example.org/x.jpg", "no http(s) URL" },
		{ "mailto:x@example.org", "no http(s) URL" },
		{ "gopher://127.0.0.1:25/", "no http(s) URL" },
		{ "http://[fe80::1%25eth0]/", "no http(s) URL" },
		{ "http://1.2.3.4.5/", "no http(s) URL" },
		{ "http://256.1.1.1/", "no http(s) URL" },
	};
	struct policy direct = { 0 }, proxied = { .proxied = true };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		bool hidden = strstr(pairs[i].want, "proxy") != NULL;

		check_url(&direct, pairs[i].url, pairs[i].want);
		check_url(&proxied, pairs[i].url, hidden ? ""
		    : pairs[i].want);
	}
}

static void
test_allowed(void)
{
	static const char *const good[] = {
		"127.0.0.1:8080", "[::1]:81", "mirror.lan:80", "localhost:99",
	};
	static const char *const bad[] = {
		"", "a.example?:8", "a.example:1#:8", "a.example?:80",
		"a.example#:80", "a.example\\:80", "a.example:80?:80",
		"127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "x:65536",
		":80", "http://x:80", "x:80/", "a@b:80", "x:8o", "[::1]",
		"x y:80",
	};
	struct pool *pool = pool_new();
	struct allowed allowed[4];
	struct policy policy = { .allowed = allowed, .allowed_count = 4 };
	struct origin origin;
	struct address loopback;
	struct err err = ERR_INIT;

	for (size_t i = 0; i < 4; i++)
		CHECK(allowed_parse(str_of(good[i]), pool, &allowed[i], &err)
		    == 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct allowed none;

		CHECK(allowed_parse(str_of(bad[i]), pool, &none, &err) == -1);
		CHECK_NUM(err.kind, ERR_ARGUMENT);
	}
	check_url(&policy, "http://127.0.0.1:8080/", "");
	check_url(&policy, "https://127.0.0.1:8080/", "");
	check_url(&policy, "http://2130706433:8080/", "");
	check_url(&policy, "http://[::ffff:7f00:1]:8080/",
	    "'[::ffff:127.0.0.1]' is not a public address");
	check_url(&policy, "http://127.0.0.1:8081/",
	    "'127.0.0.1' is not a public address");
	check_url(&policy, "http://[::1]:81/", "");
	check_url(&policy, "http://mirror.lan/", "");
	check_url(&policy, "http://localhost:99/", "");
	check_url(&policy, "http://localhost:98/",
	    "'localhost' is a name of private networks");
	CHECK(address_parse(STR("127.0.0.1"), &loopback));
	/* Another name of the same address is not allowed by that. */
	CHECK(origin_of(STR("http://example.org:8080/"), &origin));
	CHECK(!policy_allows(&policy, &origin, false, &loopback));
	CHECK(policy_allows(&policy, &origin, true, &loopback));
	CHECK(origin_of(STR("http://mirror.lan/"), &origin));
	CHECK(policy_allows(&policy, &origin, false, &loopback));
	CHECK(origin_of(STR("http://mirror.lan:81/"), &origin));
	CHECK(!policy_allows(&policy, &origin, false, &loopback));
	policy.allow_private = true;
	check_url(&policy, "http://10.0.0.1/", "");
	check_url(&policy, "http://abc.onion/",
	    "'abc.onion' can only be asked through a proxy");
	pool_free(pool);
}

int
main(void)
{
	RUN(test_public_addresses);
	RUN(test_special_addresses);
	RUN(test_socket_addresses);
	RUN(test_origins);
	RUN(test_urls);
	RUN(test_allowed);
	return test_end();
}
