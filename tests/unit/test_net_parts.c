/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/url.h"
#include "net/headers.h"
#include "net/mirror.h"
#include "net/proxy.h"
#include "net/response.h"
#include "test.h"

static void
test_proxies(void)
{
	static const struct { const char *text, *want; } good[] = {
		{ "", "" },
		{ "socks5h://127.0.0.1:9050", "socks5h://127.0.0.1:9050" },
		{ "SOCKS5H://localhost", "socks5h://localhost:1080" },
		{ "http://proxy.example", "http://proxy.example:80" },
		{ "http://proxy.example:3128/", "http://proxy.example:3128" },
		{ "https://user:p%40ss@proxy.example",
		    "https://proxy.example:443" },
		{ "https://proxy.example:80", "https://proxy.example:80" },
		{ "socks5h://[::1]", "socks5h://[::1]:1080" },
		{ "socks5h://[::1]:80", "socks5h://[::1]:80" },
	};
	static const char *const bad[] = {
		"127.0.0.1:9050", "socks5://x", "socks4://x", "socks4a://x",
		"socks://x", "ftp://x", "http://", "http://:80",
		"http://x:0", "http://x:70000", "http://x/path", "http://x?y",
		"http://a%00b@x", "://x", "http://x\\y", "http://x#y",
	};
	struct pool *pool = pool_new();
	struct buf out = BUF_INIT;
	struct proxy proxy;
	struct err err = ERR_INIT;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		buf_clear(&out);
		CHECK(proxy_parse(str_of(good[i].text), pool, &proxy, &err)
		    == 0);
		proxy_put(&proxy, &out);
		CHECK_STR(buf_str(&out), good[i].want);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (proxy_parse(str_of(bad[i]), pool, &proxy, &err) == 0)
			test_fail(bad[i], 0, "is a proxy");
		CHECK_NUM(err.kind, ERR_ARGUMENT);
	}
	CHECK(proxy_parse(STR("http://us%3Aer:p%40:s@x:8"), pool, &proxy,
	    &err) == 0);
	CHECK_STR(proxy.user, "us:er");
	CHECK_STR(proxy.password, "p@:s");
	buf_release(&out);
	pool_free(pool);
}

static void
test_proxy_places(void)
{
	struct pool *pool = pool_new();
	struct proxy proxy;
	struct address one, other;
	struct err err = ERR_INIT;

	CHECK(address_parse(STR("127.0.0.1"), &one));
	CHECK(address_parse(STR("127.0.0.2"), &other));
	CHECK(proxy_parse(STR("socks5h://127.0.0.1:9"), pool, &proxy, &err)
	    == 0);
	CHECK(proxy_is_at(&proxy, &one, 9));
	CHECK(!proxy_is_at(&proxy, &one, 10));
	CHECK(!proxy_is_at(&proxy, &other, 9));
	CHECK(proxy_parse(STR("socks5h://proxy.lan:9"), pool, &proxy, &err)
	    == 0);
	CHECK(proxy_is_at(&proxy, &other, 9));
	CHECK(!proxy_is_at(&proxy, &other, 10));
	pool_free(pool);
}

static void
test_mirrors(void)
{
	static const struct { const char *mirror, *url, *want; } cases[] = {
		{ "i.example.org=https://m.example.net/i",
		    "http://i.example.org/a/b.png?c#d",
		    "https://m.example.net/i/a/b.png?c#d" },
		{ "I.Example.org.=http://127.0.0.1:8080",
		    "https://i.example.org/", "http://127.0.0.1:8080/" },
		{ "i.example.org=http://m/x/", "http://example.org/a", NULL },
		/* What its base holds is the user's business. */
		{ "example.org=http://m/%2e%2e%2f/%f0/", "http://example.org/a",
		    "http://m/%2E%2E%2F/%F0/a" },
		{ "example.org=http://m/x/", "http://i.example.org/a", NULL },
		{ "example.org=http://m/x/", "http://example.org:8080/a",
		    "http://m/x/a" },
		{ "example.org:81=http://m/x/", "http://example.org:8080/a",
		    NULL },
		{ "example.org:8080=http://m/x/", "http://example.org:8080/a",
		    "http://m/x/a" },
	};
	static const char *const bad[] = {
		"", "example.org", "=http://m/", "example.org=",
		"example.org=/x", "example.org=ftp://m/", "a/b=http://m/",
		"example.org=http://m/?x", "example.org=http://a:b@m/",
		"a?b=http://m/", "a#b=http://m/", "a\\b=http://m/",
	};
	struct pool *pool = pool_new();
	struct buf out = BUF_INIT;
	struct mirror mirror;
	struct err err = ERR_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK(mirror_parse(str_of(cases[i].mirror), pool, &mirror,
		    &err) == 0);
		CHECK_NUM(mirror_of(&mirror, 1, str_of(cases[i].url))
		    != NULL, cases[i].want != NULL);
		if (!cases[i].want)
			continue;
		CHECK(mirror_map(&mirror, str_of(cases[i].url), &out, &err)
		    == 0);
		CHECK_STR(buf_str(&out), cases[i].want);
		CHECK(mirror_holds(&mirror, buf_str(&out)));
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (mirror_parse(str_of(bad[i]), pool, &mirror, &err) == 0)
			test_fail(bad[i], 0, "is a mirror");
	buf_release(&out);
	pool_free(pool);
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Paths that stay beneath a mirror's base, however often they are decoded. */
static const char *const inside_mirror[] = {
	"", "a", "a/b.png", "a%2Fb", "a..b", "..a/b", "a../b", "...",
	"a/.../b", "%2e%2e%2e", ".%20.", "100%.png", "%zz", "%", "%2",
	"a;..", "a;x=..", "%E4%B8%AD%E6%96%87.png", "%c3%a9", "a%5Cb",
	"?x=../../y", "?x=..%2F..", "a?/../b", "%25", "%2525", "%u4e2d",
	"%u", "\xe4\xb8\xad", "~a", ".", "%2e", "a/%2e/b", "a%00b",
};
static const char *const out_of_mirror[] = {
	"..%2F", "..%2f..%2fadmin", "a/..%2F..%2Fb", "%2e%2e%2fadmin",
	"%2E%2E%5Cadmin", "..%5cadmin", "..%5C..%2Fb",
	"..%252Fadmin", "%252e%252e%252fadmin", "%25252e%25252e/b",
	"..;/admin", "..;x=y/admin", "%2e%2e;/admin", "..%3Bx/admin",
	"..%00/admin", "..%20/admin", "%20../admin", "..%09/b",
	"..%0d%0a/b", "%u002e%u002e%u002fadmin", "%U002E%U002E/b",
	"..%u002fb", "%c0%ae%c0%ae/admin", "..%c0%afadmin",
	"%c1%9cadmin", "%e0%80%ae%e0%80%ae/b", "%f0%80%80%ae/b",
	"a%2F%2e%2e%2F%2e%2e%2Fb", "..%23/b", "..%3Fx/b",
	"%252525252525252525252525252525252e",
};

static void
test_ways_out_of_mirrors(void)
{
	struct pool *pool = pool_new();
	struct buf url = BUF_INIT, at = BUF_INIT, whole = BUF_INIT;
	struct mirror mirror;
	struct err err = ERR_INIT;

	CHECK(mirror_parse(STR("x.org=http://m/i"), pool, &mirror, &err) == 0);
	for (size_t i = 0; i < COUNT(inside_mirror); i++) {
		buf_clear(&whole);
		buf_addf(&whole, "http://x.org/%s", inside_mirror[i]);
		CHECK(url_resolve(STR(""), buf_str(&whole), &url) == 0);
		if (mirror_map(&mirror, buf_str(&url), &at, &err) != 0)
			test_fail(inside_mirror[i], 0, err.message);
		CHECK(mirror_holds(&mirror, buf_str(&at)));
	}
	for (size_t i = 0; i < COUNT(out_of_mirror); i++) {
		buf_clear(&whole);
		buf_addf(&whole, "http://x.org/%s", out_of_mirror[i]);
		CHECK(url_resolve(STR(""), buf_str(&whole), &url) == 0);
		if (mirror_map(&mirror, buf_str(&url), &at, &err) == 0)
			test_fail(out_of_mirror[i], 0, at.data);
		CHECK_NUM(err.kind, ERR_REFUSED);
		buf_clear(&whole);
		buf_addf(&whole, "http://m/i/%s", out_of_mirror[i]);
		CHECK(!mirror_holds(&mirror, buf_str(&whole)));
	}
	CHECK(!mirror_holds(&mirror, STR("")));
	CHECK(!mirror_holds(&mirror, STR("http://m/")));
	CHECK(!mirror_holds(&mirror, STR("http://m/i")));
	CHECK(!mirror_holds(&mirror, STR("http://m/ii/x")));
	CHECK(!mirror_holds(&mirror, STR("http://m:81/i/x")));
	CHECK(!mirror_holds(&mirror, STR("https://m/i/x")));
	CHECK(!mirror_holds(&mirror, STR("http://m.example/i/x")));
	buf_clear(&whole);
	buf_adds(&whole, "http://x.org/");
	while (whole.len < LIMIT_URL_BYTES)
		buf_addc(&whole, 'a');
	CHECK(mirror_map(&mirror, buf_str(&whole), &at, &err) == 0);
	CHECK(mirror_parse(STR("x.org=http://mirror.example.net/i"), pool,
	    &mirror, &err) == 0);
	CHECK(mirror_map(&mirror, buf_str(&whole), &at, &err) != 0);
	CHECK_NUM(err.kind, ERR_LIMIT);
	buf_release(&whole);
	buf_release(&url);
	buf_release(&at);
	pool_free(pool);
}

/* The origin of each header: "" for one that is for all. */
static void
test_header_origins(void)
{
	static const struct { const char *text, *origin, *line; } good[] = {
		{ "X-One:1", "", "X-One: 1" },
		{ "X-One: a=b", "", "X-One: a=b" },
		{ "X-One: 1=2", "", "X-One: 1=2" },
		{ "X-One: 80=a b: c", "", "X-One: 80=a b: c" },
		{ "Accept-Language: de, en;q=0.5", "",
		    "Accept-Language: de, en;q=0.5" },
		{ "X.org=Cookie: a=b:c", "https://x.org", "Cookie: a=b:c" },
		{ "x.org.=X-One: 1", "https://x.org", "X-One: 1" },
		{ "[::1]=Cookie: a", "https://[::1]", "Cookie: a" },
		{ "https://x.org=Cookie: a", "https://x.org", "Cookie: a" },
		{ "HTTPS://X.org:443=Cookie: a", "https://x.org",
		    "Cookie: a" },
		{ "https://x.org:8443=Cookie: a=b", "https://x.org:8443",
		    "Cookie: a=b" },
		{ "https://x.org:80=Cookie: a", "https://x.org:80",
		    "Cookie: a" },
		{ "http://x.org=Cookie: a", "http://x.org", "Cookie: a" },
		{ "http://x.org:443=Cookie: a", "http://x.org:443",
		    "Cookie: a" },
		{ "http://[::1]:81=Cookie: a", "http://[::1]:81",
		    "Cookie: a" },
	};
	struct pool *pool = pool_new();
	struct buf origin = BUF_INIT;
	struct header h;
	struct err err = ERR_INIT;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		CHECK(header_parse(str_of(good[i].text), pool, &h, &err) == 0);
		buf_clear(&origin);
		if (!h.for_all)
			origin_put(&h.origin, &origin);
		CHECK_STR(buf_str(&origin), good[i].origin);
		CHECK_STR(h.line, good[i].line);
		CHECK(str_starts(h.line, h.name));
		CHECK_NUM(h.name.len, str_chr(h.line, ':'));
	}
	buf_release(&origin);
	pool_free(pool);
}

/* A header goes to the origin it names and to no other of the same host. */
static void
test_where_headers_go(void)
{
	static const char *const urls[] = {
		"https://x.org/", "http://x.org/", "https://x.org:8443/",
		"http://x.org:8080/", "http://x.org:443/",
		"https://x.org:80/", "https://y.x.org/", "https://org/",
		"https://x.org.evil.example/", "https://[::1]/",
	};
	static const struct { const char *text, *goes; } headers[] = {
		{ "x.org=Cookie: a", "y........." },
		{ "https://x.org=Cookie: a", "y........." },
		{ "https://x.org:8443=Cookie: a", "..y......." },
		{ "https://x.org:80=Cookie: a", ".....y...." },
		{ "http://x.org=Cookie: a", ".y........" },
		{ "http://x.org:8080=Cookie: a", "...y......" },
		{ "http://x.org:443=Cookie: a", "....y....." },
		{ "[::1]=Cookie: a", ".........y" },
		{ "X-One: a", "yyyyyyyyyy" },
	};
	struct pool *pool = pool_new();
	struct origin origin;
	struct header h;
	struct err err = ERR_INIT;
	char goes[sizeof(urls) / sizeof(urls[0]) + 1] = "";

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		CHECK(header_parse(str_of(headers[i].text), pool, &h, &err)
		    == 0);
		for (size_t k = 0; k < sizeof(urls) / sizeof(urls[0]); k++) {
			CHECK(origin_of(str_of(urls[k]), &origin));
			goes[k] = header_is_for(&h, &origin) ? 'y' : '.';
			CHECK_NUM(header_is_set(&h, 1, &origin,
			    STR("COOKIE")), goes[k] == 'y'
			    && str_eq(h.name, STR("Cookie")));
		}
		CHECK_STR(str_of(goes), headers[i].goes);
	}
	pool_free(pool);
}

static void
test_bad_headers(void)
{
	static const char *const bad[] = {
		"", "S3CRET", ": S3CRET", "X:", "X: ", "X S3CRET: z",
		"X: S3CRET\nY: b", "X: S3CRET\xc3\xa4", "host: S3CRET",
		"Range: bytes=S3CRET", "cookie: a=S3CRET",
		"Authorization: S3CRET", "Proxy-Authorization: S3CRET",
		"x.org=Transfer-Encoding: S3CRET", "[::1]:81=Cookie: S3CRET",
		"[::1]/x=Cookie: S3CRET", "x.org:81=Cookie: S3CRET",
		"localhost:81=Cookie: S3CRET", "x.org:Cookie: S3CRET",
		"x.org=Authorization Bearer S3CRET", "x.org=S3CRET",
		"x.org=", "x.org=:S3CRET", "=X: S3CRET", "Bearer=S3CRET",
		"Authorization Basic S3CRET==", "X-Api-Key: S3CRET",
		"X-Auth-User: S3CRET", "PRIVATE-TOKEN: S3CRET",
		"X-Amz-Security-Token: S3CRET", "Set-Cookie2: S3CRET",
		"X-Session: S3CRET", "X-Password: S3CRET",
		"https://x.org/=Cookie: S3CRET", "http://x.org: S3CRET",
		"https://x.org/path=Cookie: S3CRET",
		"https://me:S3CRET@x.org=Cookie: a",
		"https://x.org:0x50=Cookie: S3CRET",
		"https://x.org:99999=Cookie: S3CRET",
		"https://x.org?S3CRET=Cookie: a", "https://=Cookie: S3CRET",
		"https://x.org=Host: S3CRET", "ftp://x.org=Cookie: S3CRET",
		"//x.org=Cookie: S3CRET",
	};
	struct pool *pool = pool_new();
	struct header h;
	struct err err = ERR_INIT;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (header_parse(str_of(bad[i]), pool, &h, &err) == 0)
			test_fail(bad[i], 0, "is a header");
		CHECK_NUM(err.kind, ERR_ARGUMENT);
		if (strstr(err.message, "S3CRET"))
			test_fail(bad[i], 0, err.message);
	}
	pool_free(pool);
}

/* No message of an option shows what may be its password. */
static void
test_secrets_in_options(void)
{
	static const char *const mirrors[] = {
		"S3CRET", "x.org=http://me:S3CRET@m/", "http://me:S3CRET@m/",
		"x.org=me:S3CRET@m", "x.org=http://m/?S3CRET",
		"x.org=http://m/#S3CRET", "S3CRET@x.org=http://m/",
		"x.org=ftp://me:S3CRET@m/", "x.org=http://S3CRET@",
		"x.org=http:///S3CRET@m:80/", "=http://me:S3CRET@m/",
	};
	static const char *const proxies[] = {
		"S3CRET", "me:S3CRET@x:1", "http://me:S3CRET",
		"http://me:S3CRET@", "http://me:S3CRET@[x/",
		"http://me:S3CRET@x:0", "http://me:S3CRET@x/y",
		"ftp://me:S3CRET@x", "socks5://me:S3CRET@x",
		"socks4a://me:S3CRET@x", "socks4S3CRET://x",
		"S3CRET://x", "http://me:S3CRET%00@x", "http://me@S3CRET:x:1",
		"http://x:1?S3CRET", "http://x:S3CRET/",
	};
	struct pool *pool = pool_new();
	struct mirror mirror;
	struct proxy proxy;
	struct err err = ERR_INIT;

	for (size_t i = 0; i < sizeof(mirrors) / sizeof(mirrors[0]); i++) {
		CHECK(mirror_parse(str_of(mirrors[i]), pool, &mirror, &err)
		    != 0);
		if (strstr(err.message, "S3CRET"))
			test_fail(mirrors[i], 0, err.message);
	}
	for (size_t i = 0; i < sizeof(proxies) / sizeof(proxies[0]); i++) {
		CHECK(proxy_parse(str_of(proxies[i]), pool, &proxy, &err)
		    != 0);
		if (strstr(err.message, "S3CRET"))
			test_fail(proxies[i], 0, err.message);
	}
	pool_free(pool);
}

static void
read_lines(struct response *r, const char *text)
{
	struct str rest = str_of(text);

	response_release(r);
	response_init(r);
	while (rest.len) {
		size_t end = str_chr(rest, '\n') + 1;

		response_line(r, str_sub(rest, 0, end));
		rest = str_sub(rest, end, rest.len);
	}
}

static void
check_validator(const struct response *r, const char *want)
{
	struct part part;

	part_init(&part);
	part_of_response(&part, r);
	CHECK_STR(part_validator(&part), want);
	part_release(&part);
}

static void
test_responses(void)
{
	struct response r;

	response_init(&r);
	read_lines(&r, "HTTP/1.1 200 OK\r\nETag: \"a\"\r\netag: \"b\"\r\n"
	    "Content-Length: 10\r\nCache-Control: public, max-age=60\r\n");
	CHECK_NUM(r.status, 200);
	CHECK(!r.complete);
	check_validator(&r, "\"a\"");
	CHECK_NUM(r.length, 10);
	CHECK_NUM(r.max_age_s, 60);
	response_line(&r, STR("\r\n"));
	CHECK(r.complete);
	response_line(&r, STR("Content-Length: 99\r\n"));
	CHECK_NUM(r.length, 10);
	read_lines(&r, "HTTP/1.1 103 Early\r\nETag: \"no\"\r\n\r\n"
	    "HTTP/2 206\r\nETag: W/\"weak\"\r\nLast-Modified: then GMT\r\n"
	    "Content-Range: Bytes 5-9/20\r\nContent-Encoding: GZIP\r\n\r\n");
	CHECK_NUM(r.status, 206);
	CHECK(r.complete);
	CHECK_NUM(r.coding, CODING_DEFLATE);
	CHECK_NUM(r.range_first, 5);
	CHECK_NUM(r.range_total, 20);
	check_validator(&r, "");
	CHECK_NUM(r.header_bytes, 142);
	read_lines(&r, "HTTP/1.1 206 x\r\nContent-Range: bytes 5-9/*\r\n"
	    "Content-Encoding: identity\r\nLocation: /a\x01\r\n"
	    "Content-Length: -1\r\nCache-Control: max-age=x\r\n\r\n");
	CHECK_NUM(r.range_first, 5);
	CHECK(r.range_total == RESPONSE_UNKNOWN);
	CHECK(r.length == RESPONSE_UNKNOWN);
	CHECK(r.max_age_s == RESPONSE_UNKNOWN);
	CHECK_NUM(r.coding, CODING_NONE);
	CHECK_STR(buf_str(&r.location), "");
	read_lines(&r, "HTTP/1.1 206 x\r\nContent-Range: bytes */9\r\n\r\n");
	CHECK(r.range_first == RESPONSE_UNKNOWN);
	read_lines(&r, "HTTP/1.1 200\r\nLast-Modified: W/then GMT\r\n\r\n");
	check_validator(&r, "");
	response_release(&r);
}

/* What stands in Content-Range; -1 for what is not known. */
static void
test_ranges(void)
{
	static const struct { const char *lines; long first, last, total; }
	cases[] = {
		{ "Content-Range: bytes 5-9/20\r\n", 5, 9, 20 },
		{ "Content-Range: BYTES 5 - 9 / 20\r\n", 5, 9, 20 },
		{ "Content-Range: bytes 0-0/1\r\n", 0, 0, 1 },
		{ "Content-Range: bytes 5-9/*\r\n", 5, 9, -1 },
		{ "Content-Range: bytes 5-9/9\r\n", -1, -1, -1 },
		{ "Content-Range: bytes 5-4/20\r\n", -1, -1, -1 },
		{ "Content-Range: bytes */20\r\n", -1, -1, -1 },
		{ "Content-Range: bytes 5-/20\r\n", -1, -1, -1 },
		{ "Content-Range: bytes -9/20\r\n", -1, -1, -1 },
		{ "Content-Range: bytes 5-9\r\n", -1, -1, -1 },
		{ "Content-Range: bytes 5-9/x\r\n", -1, -1, -1 },
		{ "Content-Range: bytes 5-9/\r\n", -1, -1, -1 },
		{ "Content-Range: lines 5-9/20\r\n", -1, -1, -1 },
		{ "Content-Range: bytes 5-99999999999999999999/*\r\n", -1, -1,
		    -1 },
		{ "Content-Range: bytes 5-9/20\r\n"
		    "Content-Range: bytes 5-9/20\r\n", -1, -1, -1 },
	};
	struct response r;
	struct buf text = BUF_INIT;

	response_init(&r);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&text);
		buf_addf(&text, "HTTP/1.1 206\r\n%s\r\n", cases[i].lines);
		read_lines(&r, text.data);
		CHECK(r.range_first == (uint64_t)cases[i].first);
		CHECK(r.range_last == (uint64_t)cases[i].last);
		CHECK(r.range_total == (uint64_t)cases[i].total);
	}
	buf_release(&text);
	response_release(&r);
}

static void
test_codings(void)
{
	static const struct {
		const char *lines;
		enum response_coding want;
	} cases[] = {
		{ "Content-Encoding: \r\n", CODING_NONE },
		{ "Content-Encoding: Identity\r\n", CODING_NONE },
		{ "Content-Encoding: x-gzip\r\n", CODING_DEFLATE },
		{ "Content-Encoding: identity, deflate\r\n", CODING_DEFLATE },
		{ "Content-Encoding: gzip, gzip\r\n", CODING_OTHER },
		{ "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n",
		    CODING_OTHER },
		{ "Content-Encoding: br\r\n", CODING_OTHER },
		{ "Content-Encoding: br, gzip\r\n", CODING_OTHER },
		{ "Content-Encoding: chunked\r\n", CODING_OTHER },
		{ "Transfer-Encoding: chunked\r\n", CODING_NONE },
		{ "Transfer-Encoding: gzip, chunked\r\n", CODING_OTHER },
		{ "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
		    CODING_DEFLATE },
	};
	struct response r;
	struct buf text = BUF_INIT;

	response_init(&r);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&text);
		buf_addf(&text, "HTTP/1.1 200\r\n%s\r\n", cases[i].lines);
		read_lines(&r, text.data);
		if (r.coding != cases[i].want)
			test_fail(cases[i].lines, 0, "is another coding");
	}
	buf_release(&text);
	response_release(&r);
}

int
main(void)
{
	RUN(test_proxies);
	RUN(test_proxy_places);
	RUN(test_mirrors);
	RUN(test_ways_out_of_mirrors);
	RUN(test_header_origins);
	RUN(test_where_headers_go);
	RUN(test_bad_headers);
	RUN(test_secrets_in_options);
	RUN(test_responses);
	RUN(test_ranges);
	RUN(test_codings);
	return test_end();
}
