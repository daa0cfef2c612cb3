/* SPDX-License-Identifier: MIT */
#include "base/url.h"

#include "base/limits.h"
#include "test.h"

static const char *const base = "http://e.org/a/b/c.html?q=1#top";

/* NULL for what cannot be resolved. */
static const char *const resolved[][2] = {
	{ "x/y", "http://e.org/a/b/x/y" },
	{ "", "http://e.org/a/b/c.html?q=1" },
	{ "#n", "http://e.org/a/b/c.html?q=1#n" },
	{ "?z", "http://e.org/a/b/c.html?z" },
	{ "?z#n", "http://e.org/a/b/c.html?z#n" },
	{ ".", "http://e.org/a/b/" },
	{ "..", "http://e.org/a/" },
	{ "../../../z", "http://e.org/z" },
	{ "/%2e%2E/./r//s/..", "http://e.org/r//" },
	{ "//h.net/p", "http://h.net/p" },
	{ "\\\\h.net\\p", "http://h.net/p" },
	{ "https://e.org\\a", "https://e.org/a" },
	{ "http:/x.org/a", "http://x.org/a" },
	{ "http:x.org", "http://x.org/" },
	{ "https:///x.org", "https://x.org/" },
	{ " https://e.org/ ", "https://e.org/" },
	{ "\xe3\x80\x80https://e.org/\xc2\xa0", "https://e.org/" },
	{ "htt\nps://e.o\trg/a\r\nb", "https://e.org/ab" },
	{ "HTTPS://E.ORG", "https://e.org/" },
	{ "https://u:p@e.org/", "https://e.org/" },
	{ "https://a@b@e.org/", "https://e.org/" },
	{ "https://e.org:443/", "https://e.org/" },
	{ "http://e.org:443/", "http://e.org:443/" },
	{ "http://e.org:0080/", "http://e.org/" },
	{ "http://e.org:/", "http://e.org/" },
	{ "https://e.org:99999/", NULL },
	{ "https://e.org:x/", NULL },
	{ "https://e.org/a b", "https://e.org/a%20b" },
	{ "https://e.org/100%", "https://e.org/100%25" },
	{ "https://e.org/%zz%4", "https://e.org/%25zz%254" },
	{ "https://e.org/%e4%B8", "https://e.org/%E4%B8" },
	{ "https://e.org/#a#b", "https://e.org/#a%23b" },
	{ "https://e.org/a|b{x}", "https://e.org/a%7Cb%7Bx%7D" },
	{ "https://e.org/a[1]?b[]=1", "https://e.org/a%5B1%5D?b%5B%5D=1" },
	{ "https://e.org/?a=^`<>\"", "https://e.org/?a=%5E%60%3C%3E%22" },
	{ "https://e.org/\xe8\xb7\xaf?q=\xe5\x80\xbc",
	    "https://e.org/%E8%B7%AF?q=%E5%80%BC" },
	{ "https://e.org/\xff\x01", "https://e.org/%FF" },
	{ "https://e.org?x", "https://e.org/?x" },
	{ "javascript:void(0)", NULL },
	{ "java\nscript:x", NULL },
	{ "data:text/html,x", NULL },
	{ "file:///c:/x", NULL },
	{ "weixin://dl", NULL },
	{ "c:\\x", NULL },
	{ "https://", NULL },
	{ "http://[", NULL },
	{ "http://?x", NULL },
	{ "mailto:a@b.c", "mailto:a@b.c" },
	{ "MAILTO:a b@c?subject=x y[z]#f",
	    "mailto:a%20b@c?subject=x%20y%5Bz%5D" },
	{ "mailto://a@b.c", "mailto:a@b.c" },
	{ "mailto:", NULL },
	{ "mailto:?subject=a", NULL },
	{ "mailto:a@b.c?body=x&cc=d@e.f&Subject=y&bcc=g@h.i&subject=z",
	    "mailto:a@b.c?Subject=y" },
	{ "mailto:a@b.c?cc=d@e.f", "mailto:a@b.c" },
	{ "mailto:a@b.c?to=d@e.f&amp;subject=x", "mailto:a@b.c" },
	{ "mailto:a@b.c?subject=x%0D%0Abcc:d@e.f", "mailto:a@b.c" },
	{ "mailto:a@b.c?subject=x%20%E6%B0%94", "mailto:a@b.c?subject=x%20%E6%B0%94" },
	{ "mailto:a@b.c,d@b.c?subject=", "mailto:a@b.c,d@b.c?subject=" },
};

static const char *const hosts[][2] = {
	{ "EXAMPLE.org", "example.org" },
	{ "e%78ample.org", "example.org" },
	{ "e.org.", "e.org" },
	{ "a_b.e.org", "a_b.e.org" },
	{ "\xe4\xbe\x8b\xe5\xad\x90.\xe4\xb8\xad\xe5\x9b\xbd",
	    "xn--fsqu00a.xn--fiqs8s" },
	{ "b\xc3\xbc" "cher.example", "xn--bcher-kva.example" },
	{ "B\xc3\x9c" "CHER.example", "xn--bcher-kva.example" },
	{ "bu\xcc\x88" "cher.example", "xn--bcher-kva.example" },
	{ "fa\xc3\x9f.de", "xn--fa-hia.de" },
	{ "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e.jp", "xn--wgv71a119e.jp" },
	{ "\xef\xbd\x85.org", "e.org" },
	{ "a\xe3\x80\x82org", "a.org" },
	{ "xn--bcher-kva.example", "xn--bcher-kva.example" },
	{ "\xe2\x98\x83.net", "xn--n3h.net" },
	{ "xn--a", NULL },
	{ "xn--", NULL },
	{ "xn--abc-.org", NULL },
	{ "a..b", NULL },
	{ ".", NULL },
	{ "-a.org", NULL },
	{ "a-.org", NULL },
	{ "ab--c.org", NULL },
	{ "a b", NULL },
	{ "a%20b", NULL },
	{ "a%00b", NULL },
	{ "a<b", NULL },
	{ "\xff.org", NULL },
	{ "\xe1\xbe\x80.org", NULL },
	{ "\xcf\x82.org", "xn--3xa.org" },
	{ "\xcc\x81" "a.org", NULL },
	{ "\xe2\x84\x80.org", NULL },
	{ "\xe2\x80\xae.org", NULL },
	{ "1.2.3.4", "1.2.3.4" },
	{ "0x7f.1", "127.0.0.1" },
	{ "2130706433", "127.0.0.1" },
	{ "0177.0.0.1", "127.0.0.1" },
	{ "0x7f000001", "127.0.0.1" },
	{ "1.2.3.4.", "1.2.3.4" },
	{ "4294967296", NULL },
	{ "1.2.3.256", NULL },
	{ "256.1.1.1", NULL },
	{ "1.2.3.4.5", NULL },
	{ "a.0x", NULL },
	{ "1.2.3.08", NULL },
	{ "3com.org", "3com.org" },
	{ "e.3com", NULL },
	{ "e.0x2rg", NULL },
	{ "[::1]", "[::1]" },
	{ "[0:0::0:1]", "[::1]" },
	{ "[2001:DB8::1]", "[2001:db8::1]" },
	{ "[::1", NULL },
	{ "[::1]x", NULL },
	{ "[fe80::1%25eth0]", NULL },
	{ "[1:2]", NULL },
};

/* What RFC 3986 allows in an http URL, beyond what the parser ensures. */
static bool
is_plain_url(struct str s)
{
	size_t hashes = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '%' && (i + 2 >= s.len
		    || !strchr("0123456789abcdefABCDEF", s.p[i + 1])
		    || !strchr("0123456789abcdefABCDEF", s.p[i + 2])))
			return false;
		hashes += c == '#';
		if (c <= ' ' || c >= 0x7f || strchr("<>\"\\^`{|}", c))
			return false;
	}
	return hashes <= 1;
}

static void
check_resolve(const char *ref, const char *want)
{
	struct buf out = BUF_INIT, again = BUF_INIT;
	int rc;

	buf_adds(&out, "rest of before");
	rc = url_resolve(str_of(base), str_of(ref), &out);
	if (rc != (want ? 0 : -1))
		fprintf(stderr, "of \"%s\":\n", ref);
	CHECK_NUM(rc, want ? 0 : -1);
	CHECK_STR(buf_str(&out), want ? want : "");
	CHECK(is_plain_url(buf_str(&out)));
	if (want) {
		CHECK_NUM(url_resolve(str_of(base), buf_str(&out), &again), 0);
		CHECK_STR(buf_str(&again), want);
	}
	buf_release(&out);
	buf_release(&again);
}

static void
test_resolve(void)
{
	for (size_t i = 0; i < sizeof(resolved) / sizeof(*resolved); i++)
		check_resolve(resolved[i][0], resolved[i][1]);
}

static void
test_hosts(void)
{
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		struct buf ref = BUF_INIT, want = BUF_INIT;

		buf_addf(&ref, "http://%s:81/", hosts[i][0]);
		if (hosts[i][1])
			buf_addf(&want, "http://%s:81/", hosts[i][1]);
		check_resolve(ref.data, hosts[i][1] ? want.data : NULL);
		buf_release(&ref);
		buf_release(&want);
	}
}

static void
test_resolve_without_base(void)
{
	const struct str none = { NULL, 0 };
	struct buf out = BUF_INIT;

	CHECK_NUM(url_resolve(none, STR("x/y"), &out), -1);
	CHECK_NUM(url_resolve(none, STR("//e.org/x"), &out), -1);
	CHECK_NUM(url_resolve(none, none, &out), -1);
	CHECK_NUM(url_resolve(STR("a/b"), STR("x"), &out), -1);
	CHECK_NUM(url_resolve(STR("mailto:a@b.c"), STR("x"), &out), -1);
	CHECK_NUM(url_resolve(STR("file:///a"), STR("x"), &out), -1);
	CHECK_NUM(url_resolve(none, STR("http://e.org"), &out), 0);
	CHECK_STR(buf_str(&out), "http://e.org/");
	buf_release(&out);
}

static void
test_long(void)
{
	struct buf ref = BUF_INIT, out = BUF_INIT;

	buf_adds(&ref, "http://e.org/");
	while (ref.len < LIMIT_URL_BYTES / 2)
		buf_adds(&ref, "../a");
	CHECK_NUM(url_resolve(STR(""), buf_str(&ref), &out), 0);
	while (ref.len < LIMIT_URL_BYTES)
		buf_adds(&ref, "\"");
	CHECK_NUM(url_resolve(STR(""), buf_str(&ref), &out), -1);
	CHECK_STR(buf_str(&out), "");
	buf_clear(&ref);
	buf_adds(&ref, "http://");
	for (int i = 0; i < 64; i++)
		buf_adds(&ref, "a");
	CHECK_NUM(url_resolve(STR(""), buf_str(&ref), &out), -1);
	ref.len--;
	CHECK_NUM(url_resolve(STR(""), buf_str(&ref), &out), 0);
	buf_release(&ref);
	buf_release(&out);
}

static void
test_scheme(void)
{
	CHECK_NUM(url_scheme(STR(" HTTP:x")), URL_HTTP);
	CHECK_NUM(url_scheme(STR("ht\ntps:")), URL_HTTPS);
	CHECK_NUM(url_scheme(STR("mailto:")), URL_MAILTO);
	CHECK_NUM(url_scheme(STR("data:,")), URL_DATA);
	CHECK_NUM(url_scheme(STR("javascript:")), URL_OTHER);
	CHECK_NUM(url_scheme(STR("\x01javascript:")), URL_OTHER);
	CHECK_NUM(url_scheme(STR("httpsecure:")), URL_OTHER);
	CHECK_NUM(url_scheme(STR("mailto12:")), URL_OTHER);
	CHECK_NUM(url_scheme(STR("a/b:c")), URL_RELATIVE);
	CHECK_NUM(url_scheme(STR("1a:b")), URL_RELATIVE);
	CHECK_NUM(url_scheme(STR(":b")), URL_RELATIVE);
	CHECK_NUM(url_scheme(STR("//e.org")), URL_RELATIVE);
	CHECK_NUM(url_scheme((struct str){ NULL, 0 }), URL_RELATIVE);
}

static void
check_tree(const char *from, const char *ref, const char *want)
{
	struct buf out = BUF_INIT;

	CHECK_NUM(url_tree_path(str_of(from), str_of(ref), &out),
	    want ? 0 : -1);
	CHECK_STR(buf_str(&out), want ? want : "");
	buf_release(&out);
}

static void
test_tree_path(void)
{
	check_tree("a/b/c.md", "x.png", "a/b/x.png");
	check_tree("a/b/c.md", "./x.png?v=1#f", "a/b/x.png");
	check_tree("a/b/c.md", "../x.png", "a/x.png");
	check_tree("a/b/c.md", "../../x.png", "x.png");
	check_tree("a/b/c.md", "../../../x.png", NULL);
	check_tree("a/b/c.md", "%2e%2e/%2e%2e/%2e%2e/x", NULL);
	check_tree("a/b/c.md", "%252e%252e/x", "a/b/%2e%2e/x");
	check_tree("a/b/c.md", "/img/x.png", "img/x.png");
	check_tree("a/b/c.md", "/../x.png", NULL);
	check_tree("c.md", "x%20y.png", "x y.png");
	check_tree("c.md", " x.png\n", "x.png");
	check_tree("c.md", "a//b/", "a/b");
	check_tree("c.md", "100%.png", "100%.png");
	check_tree("c.md", "what%3Fname.png", "what?name.png");
	check_tree("c.md", "x%00.png", NULL);
	check_tree("c.md", "..\\x.png", NULL);
	check_tree("a/c.md", "..\\x y\\b.png", "x y/b.png");
	check_tree("a/c.md", "\\img\\b.png", "img/b.png");
	check_tree("a/c.md", "img/b\\c.png?x\\y", "a/img/b/c.png");
	check_tree("c.md", "\\\\host\\x.png", NULL);
	check_tree("c.md", "/\\host/x.png", NULL);
	check_tree("c.md", "a%5Cx.png", NULL);
	check_tree("c.md", "%5cx.png", NULL);
	check_tree("c.md", "#f", NULL);
	check_tree("c.md", "?q", NULL);
	check_tree("c.md", "", NULL);
	check_tree("c.md", ".", NULL);
	check_tree("c.md", "//e.org/x", NULL);
	check_tree("c.md", "file:///etc/passwd", NULL);
	check_tree("../c.md", "x", NULL);
}

static void
test_parts(void)
{
	struct str url = STR("https://e.org:81/a/b?c/d#e#f");

	CHECK_STR(url_host(url), "e.org");
	CHECK_STR(url_path(url), "/a/b");
	CHECK_STR(url_fragment(url), "e#f");
	CHECK_STR(url_host(STR("http://[::1]:80/x")), "[::1]");
	CHECK_STR(url_site(url), "e.org");
	CHECK_STR(url_site(STR("https://www.e.org:80/x")), "e.org");
	CHECK_STR(url_site(STR("https://www.com/")), "www.com");
	CHECK_STR(url_site(STR("https://www2.e.org/")), "www2.e.org");
	CHECK_STR(url_site(STR("mailto:www.a@b.c")), "");
	CHECK_STR(url_path(STR("http://e.org/")), "/");
	CHECK_STR(url_path(STR("http://e.org/?a/b")), "/");
	CHECK_STR(url_host(STR("mailto:a@b.c")), "");
	CHECK_STR(url_host(STR("a/b")), "");
	CHECK_STR(url_path(STR("a/b")), "");
	CHECK_STR(url_fragment(STR("a")), "");
	CHECK_STR(url_fragment(STR("a#")), "");
	CHECK_STR(url_host((struct str){ NULL, 0 }), "");
}

int
main(void)
{
	RUN(test_resolve);
	RUN(test_hosts);
	RUN(test_resolve_without_base);
	RUN(test_long);
	RUN(test_scheme);
	RUN(test_tree_path);
	RUN(test_parts);
	return test_end();
}
