/* SPDX-License-Identifier: MIT */
/* What goes from links, where redirectors lead, and what all of it leaves. */
#include "base/url.h"

#include "test.h"

#define KEY "0123456789abcdef0123456789abcdef"

static void
check(const char *url, const char *want)
{
	struct buf out = BUF_INIT, again = BUF_INIT, resolved = BUF_INIT;

	url_untracked(str_of(url), &out);
	CHECK_STR(buf_str(&out), want);
	url_untracked(buf_str(&out), &again);
	CHECK_STR(buf_str(&again), want);
	/* What came out normalised stays so. */
	if (!url_resolve(STR(""), str_of(url), &resolved)
	    && str_eq(buf_str(&resolved), str_of(url))) {
		url_resolve(STR(""), buf_str(&out), &resolved);
		CHECK_STR(buf_str(&resolved), want);
	}
	buf_release(&out);
	buf_release(&again);
	buf_release(&resolved);
}

static void
test_parameters(void)
{
	static const struct {
		const char *url, *want;
	} cases[] = {
		{ "https://e.org/a?utm_source=x&id=3&fbclid=y#z",
		    "https://e.org/a?id=3#z" },
		{ "https://e.org/a?UTM_Medium=x&gclid=1&msclkid=2",
		    "https://e.org/a" },
		{ "https://e.org/?mc_eid=1&p=12&mc_cid=2&igshid=3",
		    "https://e.org/?p=12" },
		{ "https://e.org/a?b=1&amp;utm_source=rss", "https://e.org/a?b=1" },
		{ "https://e.org/a?utm%5Fsource=x&q=%E8%B7%AF",
		    "https://e.org/a?q=%E8%B7%AF" },
		{ "https://e.org/a#xtor=RSS-1", "https://e.org/a" },
		{ "https://e.org/a?b#utm_source=x&part=2",
		    "https://e.org/a?b#part=2" },
		{ "https://e.org/a?from=singlemessage&isappinstalled=0",
		    "https://e.org/a" },
		{ "https://blog.e.org/a-1?source=rss----7f60-4",
		    "https://blog.e.org/a-1" },
		{ "https://xn--e1afmkfd.xn--p1ai/a?ysclid=l1&_openstat=x&n=2",
		    "https://xn--e1afmkfd.xn--p1ai/a?n=2" },
		{ "https://www.facebook.com/a?__cft__%5B0%5D=x&__tn__=y",
		    "https://www.facebook.com/a" },
		{ "https://www.youtube.com/watch?v=abc&si=def&t=42&pp=x",
		    "https://www.youtube.com/watch?v=abc&t=42" },
		{ "https://youtu.be/abc?si=def", "https://youtu.be/abc" },
		{ "https://twitter.com/a/status/1?s=20&t=abc",
		    "https://twitter.com/a/status/1" },
		{ "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b&"
		    "chksm=c&scene=21#wechat_redirect",
		    "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b"
		    "#wechat_redirect" },
		{ "https://www.bilibili.com/video/BV1?vd_source=x&p=2&"
		    "spm_id_from=333", "https://www.bilibili.com/video/BV1?p=2" },
		/* Sessions. */
		{ "https://e.org/a.jsp;jsessionid=1A2B.n1?id=2",
		    "https://e.org/a.jsp?id=2" },
		{ "https://e.org/a;jsessionid=1/b;v=2", "https://e.org/a/b;v=2" },
		{ "https://e.org/t.php?PHPSESSID=x&t=5", "https://e.org/t.php?t=5" },
		{ "https://e.org/viewtopic.php?t=5&sid=" KEY,
		    "https://e.org/viewtopic.php?t=5" },
		{ "https://e.org/a.asp?ASPSESSIONIDQQAB=X&n=1",
		    "https://e.org/a.asp?n=1" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i].url, cases[i].want);
}

/* To the byte: what is content where it stands, and what is no parameter. */
static void
test_content(void)
{
	static const char *const urls[] = {
		"https://e.org/?s=river&ref=main",
		"https://e.org/a?utm=33N&utmost=1",
		"https://e.org/a?",
		"https://e.org/a?&b&&c=",
		"https://e.org/a?id=1&tag=x&source=book&share=5&t=10&si=7",
		"https://e.org/a#utm_source",
		"https://e.org/a#:~:text=fbclid",
		"https://e.org/a#/utm_source/b=c",
		"https://e.org/utm_source=x/fbclid",
		"https://shop.e.org/p?sku=12&variant=red&ref=catalogue",
		"https://e.org/talks?sessionid=42",
		"https://e.org/talks?session_id=0b2c-7d1e-48aa-9f10-22aa",
		"https://e.org/story?sid=14/05/26",
		"https://e.org/?s=" KEY,
		"https://git.e.org/?h=" KEY "&id=" KEY,
		"https://e.org/a;v=1.2?lang=de",
		"https://e.org/?q=utm_source%3Dx%26fbclid%3D1",
		"https://e.org/%E6%9D%A5%E6%BA%90?%E6%9D%A5%E6%BA%90=1",
		"https://e.org/?from=Kyiv&to=Lviv",
		"https://e.org/?from=timelines",
		"https://notyoutube.com/?si=1", "https://netflix.com/?s=20",
		"https://youtube.com.e.org/?si=1",
		"https://x.com/search?q=fbclid",
		"https://medium.e.org/?source=diary",
		"mailto:a@e.org?subject=utm_source=x",
		"mailto:a@e.org",
	};

	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++)
		check(urls[i], urls[i]);
}

/* A key of a session has from 26 to 40 letters and digits. */
static void
test_session_keys(void)
{
	static const char key[] = "0a1b2c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4";

	for (int n = 1; n <= 42; n++) {
		struct buf url = BUF_INIT;

		buf_addf(&url, "https://e.org/a?sid=%.*s", n, key);
		check(url.data, n >= 26 && n <= 40 ? "https://e.org/a"
		    : url.data);
		buf_release(&url);
	}
}

static void
test_redirectors(void)
{
	static const struct {
		const char *url, *want;
	} cases[] = {
		{ "https://l.facebook.com/l.php?u=https%3A%2F%2Fe.org%2Fa%3Fb%3D1"
		    "%26fbclid%3Dx&h=AT0", "https://e.org/a?b=1" },
		{ "https://www.google.com/url?sa=t&q=https://e.org/a&usg=x",
		    "https://e.org/a" },
		{ "https://www.google.co.jp/url?url=http://e.org/%25E8%25B7%25AF",
		    "http://e.org/%E8%B7%AF" },
		{ "https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fe.org",
		    "https://e.org/" },
		{ "https://vk.com/away.php?to=http%3A%2F%2Fe.org%2F%23x",
		    "http://e.org/#x" },
		{ "https://link.zhihu.com/?target=https%3A//e.org/%E8%B7%AF",
		    "https://e.org/%E8%B7%AF" },
		{ "https://link.juejin.cn/?target=https%3A%2F%2Fe.org%2F",
		    "https://e.org/" },
		{ "https://href.li/?https://e.org/a?b=1&c=2#d",
		    "https://e.org/a?b=1&c=2#d" },
		{ "https://www.pixiv.net/jump.php?https%3A%2F%2Fe.org%2Fa",
		    "https://e.org/a" },
		{ "https://eur01.safelinks.protection.outlook.com/?url=https%3A"
		    "%2F%2Fe.org%2Fa&data=05", "https://e.org/a" },
		{ "https://slack-redir.net/link?url=https%253A%252F%252Fe.org",
		    "https://e.org/" },
		{ "https://t.umblr.com/redirect?z=https%3A%2F%2Fe.org&t=x",
		    "https://e.org/" },
		{ "https://duckduckgo.com/l/?kh=-1&uddg=https%3A%2F%2Fe.org",
		    "https://e.org/" },
		/* One that leads to another. */
		{ "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com"
		    "%2Furl%3Fq%3Dhttps%253A%252F%252Fe.org%252F"
		    "%253Futm_source%253Dx", "https://e.org/" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i].url, cases[i].want);
}

/* No redirector, one that leads nowhere, or one with a page of its own. */
static void
test_no_redirectors(void)
{
	static const char *const urls[] = {
		"https://www.google.com/url",
		"https://www.google.com/url?q=river",
		"https://www.google.com/url?q=javascript:alert(1)",
		"https://www.google.com/url?q=//e.org/",
		"https://www.google.com/url?q=mailto:a@e.org",
		"https://www.google.com/url?q=http://",
		"https://www.google.com/search?q=https://e.org/",
		"https://google.com.e.org/url?q=https://e.org/",
		"https://e.org/url?q=https://e.org/b",
		"https://e.org/l.php?u=https://e.org/b",
		"https://web.archive.org/web/2020/https://e.org/",
		"https://translate.google.com/translate?u=https://e.org/",
		"https://www.facebook.com/sharer.php?u=https://e.org/",
		"https://validator.w3.org/check?uri=https://e.org/",
		"https://www.baidu.com/link?url=Ab-Cd",
		"https://href.li/?river",
	};

	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++)
		check(urls[i], urls[i]);
}

/* Four lead to each other; of more the first stays as it is. */
static void
test_bound(void)
{
	for (int steps = 1; steps < 40; steps++) {
		struct buf url = BUF_INIT;

		for (int i = 0; i < steps; i++)
			buf_adds(&url, "https://href.li/?");
		buf_adds(&url, "https://e.org/");
		check(url.data, steps <= 4 ? "https://e.org/" : url.data);
		buf_release(&url);
	}
}

static void
test_trackers(void)
{
	static const struct {
		const char *url;
		bool is;
	} cases[] = {
		{ "https://www.facebook.com/tr?id=1&noscript=1", true },
		{ "https://www.facebook.com/tr/?id=1", true },
		{ "https://www.facebook.com/travel.jpg", false },
		{ "http://feeds.feedburner.com/~r/a/~4/b", true },
		{ "http://feeds.feedburner.com/a.jpg", false },
		{ "https://vg01.met.vgwort.de/na/0123", true },
		{ "https://www.vgwort.de/logo.png", false },
		{ "https://counter.theconversation.com/content/1/count.gif",
		    true },
		{ "https://hm.baidu.com/hm.gif?si=1", true },
		{ "https://img.baidu.com/hm.gif", false },
		{ "https://mc.yandex.ru/watch/1", true },
		{ "https://pixel.wp.com/g.gif?v=ext", true },
		{ "https://i0.wp.com/e.org/a.jpg", false },
		{ "https://ssl.google-analytics.com/__utm.gif", true },
		{ "https://e.us1.list-manage.com/track/open.php?u=1", true },
		{ "https://medium.com/_/stat?event=x", true },
		{ "https://notquantserve.com/a.gif", false },
		{ "https://img.shields.io/badge/build-passing.png", false },
		{ "https://e.org/google-analytics.com/a.png", false },
		{ "mailto:a@hm.baidu.com", false }, { "", false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		CHECK_NUM(url_is_tracker(str_of(cases[i].url)), cases[i].is);
}

int
main(void)
{
	RUN(test_parameters);
	RUN(test_content);
	RUN(test_session_keys);
	RUN(test_redirectors);
	RUN(test_no_redirectors);
	RUN(test_bound);
	RUN(test_trackers);
	return test_end();
}
