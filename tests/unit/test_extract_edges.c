/* SPDX-License-Identifier: MIT */
/* What stands above and below the text of pages without a container. */
#include "result.h"

#define TEXT "The bridge is open again, and the ferry has gone.\n\n" \
	"Nobody had asked the ferryman, who is ninety years old.\n\n"
#define TEXT_READ "The bridge is open again, and the ferry has gone.\n\n" \
	"Nobody had asked the ferryman, who is ninety years old."

static void
check_page(int line, const char *path, const char *page, const char *url,
    const char *text)
{
	struct result r;

	begin(&r, path, "", str_of(page));
	test_check_str(__FILE__, line, r.rec.url, url);
	test_check_str(__FILE__, line, str_trim(buf_str(&r.text)), text);
	end(&r);
}

#define CHECK_PAGE(head, foot, url, text) \
	check_page(__LINE__, "pages/7/n1.md", "# The bridge\n\n" head TEXT \
	    foot, url, text)

static void
test_menus(void)
{
	CHECK_PAGE("- [Home](../../README.md)\n- [World](https://a.example/)"
	    "\n\n", "---\n* [Home](../a.md)\n* [The next article](n2.md)\n",
	    "", TEXT_READ);
	CHECK_PAGE("[Home](https://a.example/) / [World](https://a.example/w)"
	    "\n\n", "[首页](https://a.example/)　[新闻](https://a.example/n)\n",
	    "", TEXT_READ);
	CHECK_PAGE("[Home](../../a.md) > [World](../w.md) > Text\n\n",
	    "[← Previous: a long story of another bridge](n0.md)\n\n"
	    "[Nächster Artikel](https://a.example/n2.md) →\n", "", TEXT_READ);
	CHECK_PAGE("| [Home](../a.md) | [World](../b.md) |\n|---|---|\n\n",
	    "🏠 [Home](https://a.example/) ℹ️ [About](https://a.example/b)\n",
	    "", TEXT_READ);
	CHECK_PAGE("<p align=center><a href=/a>Home</a> <a href=/b>News</a>"
	    "</p>\n\n", "<div class=foot><a href=https://a.example/a>Home</a>"
	    " <a href=https://a.example/b>News</a></div>\n", "", TEXT_READ);
	CHECK_PAGE("[![logo](https://a.example/logo.png)](https://a.example/) "
	    "[![get it](https://a.example/badge.svg)](https://a.example/app)"
	    "\n\n", "", "", TEXT_READ);
	CHECK_PAGE("#### If this is blocked, see [here](https://a.example/)\n"
	    "\n[Home](https://a.example/) | [World](https://a.example/w)\n\n",
	    "", "", TEXT_READ);
}

/* Links of an article stay, also where it begins or ends with them. */
static void
test_no_menus(void)
{
	CHECK_PAGE("See [the first part](https://a.example/1) of this.\n\n",
	    "- [A study of bridges](https://b.example/1)\n"
	    "- [A study of ferries](https://b.example/2)\n",
	    "", "See the first part of this.\n\n" TEXT_READ
	    "\n\nA study of bridges\n\nA study of ferries");
	CHECK_PAGE("- [Water](#water)\n- [Stone](#stone)\n\n",
	    "[MP3](https://a.example/a.mp3) [PDF](../a.pdf)\n", "",
	    "Water\n\nStone\n\n" TEXT_READ "\n\nMP3 PDF");
	CHECK_PAGE("[The whole report](https://b.example/report)\n\n",
	    "It is said to come back, says [the mayor](https://b.example/).\n",
	    "", "The whole report\n\n" TEXT_READ
	    "\n\nIt is said to come back, says the mayor.");
}

static void
test_share(void)
{
	CHECK_PAGE("", "<ul><li><a href='https://t.example/share?url=x'>T</a>"
	    "<li><a href='mailto:?subject=x'>Mail</a></ul>\n\n"
	    "[Home](../a.md) | [World](../b.md)\n", "", TEXT_READ);
	CHECK_PAGE("", "<hr/>\n微信扫一扫，转发给朋友：<br/>\n"
	    "https://code.example/x/pages/7/n1.md?t=1<br/>\n"
	    "<img src='https://code.example/x/pages/7/n1.md.png'/>\n", "",
	    TEXT_READ);
	CHECK_PAGE("", "---\n\n扫码阅读\n\n![](https://a.example/qr-code?u=7)"
	    "\n", "", TEXT_READ);
	/* What says more about the page, behind what says where it is. */
	CHECK_PAGE("", "---\n\nShare this page:\n\n"
	    "https://code.example/x/pages/7/n1.md\n\n"
	    "If it is blocked, take [our app](https://a.example/app)\n\n"
	    "[![chat](https://a.example/c.png)](https://a.example/c)\n", "",
	    TEXT_READ);
	CHECK_PAGE("", "分享到此为止，他说，我们该回家了。\n", "",
	    TEXT_READ "\n\n分享到此为止，他说，我们该回家了。");
	CHECK_PAGE("", "شارك في الافتتاح مئة شخص من المدينة.\n", "",
	    TEXT_READ "\n\nشارك في الافتتاح مئة شخص من المدينة.");
}

static void
test_origin(void)
{
	const char *url = "https://a.example/b/c.html";

	CHECK_PAGE("", "---\n\n来源：https://a.example/b/c.html\n", url,
	    TEXT_READ);
	CHECK_PAGE("", "本文转载自 [某报](https://a.example/b/c.html)\n", url,
	    TEXT_READ);
	CHECK_PAGE("", "Quelle: [Zeitung](https://a.example/b/c.html)\n\n"
	    "[Home](../a.md) | [World](../b.md)\n", url, TEXT_READ);
	CHECK_PAGE("", "👉 **原文**：<https://a.example/b/c.html>\n", url,
	    TEXT_READ);
	CHECK_PAGE("", "## Original link\n\nhttps://a.example/b/c.html\n", url,
	    TEXT_READ);
	CHECK_PAGE("", "---\n\nhttps://a.example/b/c.html\n", url, TEXT_READ);
	CHECK_PAGE("> 来源：某报  \n> 链接：https://a.example/b/c.html\n\n", "",
	    url, TEXT_READ);
	CHECK_PAGE("**Source:** https://a.example/b/c.html\n"
	    "**Published:** 2021-03-04\n**Author:** Ann Lee\n\n---\n\n", "",
	    url, TEXT_READ);
	CHECK_PAGE("", "المصدر: https://a.example/b/c.html\n", url, TEXT_READ);
	CHECK_PAGE("", "Originally published on [Ferries]"
	    "(https://a.example/b/c.html).\n", url, TEXT_READ);
}

/* A quotation may have a source, too, and a line more than that. */
static void
test_no_origin(void)
{
	CHECK_PAGE("", "Source: https://a.example/\n", "",
	    TEXT_READ "\n\nSource: https://a.example/");
	CHECK_PAGE("", "https://tube.example/watch?v=1\n", "",
	    TEXT_READ "\n\nhttps://tube.example/watch?v=1");
	CHECK_PAGE(TEXT "Source: https://a.example/b/c.html\n\n", "", "",
	    TEXT_READ "\n\nSource: https://a.example/b/c.html\n\n" TEXT_READ);
	CHECK_PAGE("", "原文：https://a.example/b/c.html 说的是另一座桥，那座桥"
	    "在山的另一边，早就没有人走了。\n",
	    "https://a.example/b/c.html", TEXT_READ
	    "\n\n原文：https://a.example/b/c.html 说的是另一座桥，那座桥"
	    "在山的另一边，早就没有人走了。");
	CHECK_PAGE("", "He said:\n\nOriginal: https://a.example/b/c.html\n",
	    "https://a.example/b/c.html", TEXT_READ "\n\nHe said:");
}

static void
test_related(void)
{
	CHECK_PAGE("", "<p><b>延伸阅读</b><br/><a href=https://a.example/1>"
	    "另一座桥</a><br/><a href=https://a.example/2>又一座桥</a></p>\n",
	    "", TEXT_READ);
	CHECK_PAGE("", "### ▶ Read also\n\n- [One](https://a.example/1)\n\n"
	    "Tags: [Bridges](https://a.example/tag/bridges)\n\n"
	    "Source: https://a.example/b/c.html\n",
	    "https://a.example/b/c.html", TEXT_READ);
}

#define HTML "<h1>The bridge</h1><p>The bridge is open again, and the ferry " \
	"has gone.</p><p>Nobody had asked the ferryman, who is ninety years " \
	"old.</p>"
#define LINKS "<ul><li><a href=/1.html>A long story of a mill</a><li>" \
	"<a href=/2.html>A longer one of a well</a></ul>"

/* Columns and boxes around the main one, at any depth. */
static void
test_columns(void)
{
	check_page(__LINE__, "n1.html", "<body><div><div class=top><a href=/>"
	    "Home</a> <a href=/n>News</a></div><div><div>" HTML "<div>" LINKS
	    "</div></div><div class=right>" LINKS "</div></div><div>"
	    "<a href=/>Home</a> <a href=/about>About us</a></div></div>", "",
	    TEXT_READ);
	check_page(__LINE__, "n1.html", "<body><article>" HTML
	    "<p>Share this article</p>" LINKS "</article>", "", TEXT_READ);
	check_page(__LINE__, "n1.html", "<title>The bridge - The Ferry</title>"
	    "<table><tr><td><a href=/>Home</a> <a href=/n>News</a></table>"
	    "<table><tr><td><table><tr><td align=center><b>The bridge</b>"
	    "<tr><td>" "<p>The bridge is open again, and the ferry has gone."
	    "<p>Nobody had asked the ferryman, who is ninety years old."
	    "</table><td>" LINKS "</table><p>上一篇：<a href=1.html>磨坊的故事"
	    "</a><br>下一篇：<a href=2.html>井的故事</a><p>© The Ferry 2020 "
	    "<a href=/imprint>Imprint</a>", "", TEXT_READ);
	/* A link without an end holds what follows. */
	check_page(__LINE__, "n1.html", "<body>" HTML "<a href=/1><a href=/2><b>"
	    "<a href=/3><p>It had three mayors.</p>", "", TEXT_READ
	    "\n\nIt had three mayors.");
	/* What is named for the text is all text. */
	check_page(__LINE__, "n1.html", "<body><div class=article-body>" HTML
	    LINKS "</div>", "", TEXT_READ
	    "\n\nA long story of a mill\n\nA longer one of a well");
}

static void
check_tags(int line, const char *text, const char *want)
{
	struct buf page = BUF_INIT;
	struct result r;

	buf_addf(&page, "# The bridge\n\n" TEXT "%s\n", text);
	begin(&r, "pages/7/n1.md", "", buf_str(&page));
	check_list(line, r.rec.tags, want);
	test_check_str(__FILE__, line, str_trim(buf_str(&r.text)), TEXT_READ);
	end(&r);
	buf_release(&page);
}

#define CHECK_TAGS(text, want) check_tags(__LINE__, text, want)

static void
test_tags(void)
{
	struct result r;

	CHECK_TAGS("Tags: old bridges, the river", "old bridges|the river");
	CHECK_TAGS("关键词：桥 河 水", "桥|河|水");
	CHECK_TAGS("标签：#桥 #河", "桥|河");
	CHECK_TAGS("Теги: [мост](https://a.example/?tag=1) "
	    "[река](https://a.example/?tag=2)", "мост|река");
	CHECK_TAGS("Tags: [Old bridges](../keyword/bridges.md) "
	    "[Rivers](tags/rivers.md)", "Old bridges|Rivers");
	CHECK_TAGS("[Bridges](/index.php?a=1&tag=7)", "Bridges");
	CHECK_TAGS("Topics: [Bridges](https://a.example/b) | "
	    "[Rivers](https://a.example/r)", "Bridges|Rivers");
	/* Nor what other sites call a topic, or the thread of a forum. */
	CHECK_TAGS("- [How big were they?](https://forum.example.net/topic/old)\n"
	    "- [这座桥](https://social.example/hashtag/bridge)\n"
	    "- [Мост](//blog.example/tag/most)", "");
	CHECK_TAGS("[Bridges](/topic/1060820-how-big/) [Old](/tag/1984-novel)",
	    "Old");
	/* Of a page that does not say where it is from, most links do. */
	CHECK_TAGS("[a](https://a.example/1) [b](https://a.example/2) "
	    "[River](https://www.a.example/tag/river) "
	    "[Sea](https://b.example/tag/sea)", "River");
	/* Who sent a buyer is no topic. */
	begin(&r, "7/n1.md", "", STR("# The bridge\n\n" TEXT
	    "[Buy one](https://shop.example/dp/B0?tag=7-21) now.\n"));
	CHECK_LIST(r.rec.tags, "");
	end(&r);
}

/* What goes never takes the container with it. */
static void
test_container_in_what_goes(void)
{
#define LINE "The hills were green, and nobody had seen them so green " \
	"for years. So they went out."
	static const char *const pages[] = {
		"<b><main>" LINE "</main></b>",
		"<h1><main>" LINE "</main></h1>",
		"<h1>Bare</h1><h2><b><main>" LINE "</main></b></h2>",
		"<p>绿色的山</p><b><div id=artbody>" LINE "</div></b>",
		"<header><article>" LINE "</article></header>",
		"<div class=share><a href='https://t.me/share/url?url=x'>x</a>"
		    "<main>" LINE "</main></div>",
		"<ul><li><a href=/a>Home</a><li><main>" LINE "</main></ul>",
		"<div>Related articles:<main>" LINE "</main></div>",
		"<nav><div itemprop=articleBody>" LINE "</div></nav>",
		"<noscript><main>" LINE "</main></noscript>",
	};

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct result r;

		begin(&r, "hills.html", "", str_of(pages[i]));
		CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
		test_check_str(__FILE__, __LINE__,
		    str_trim(buf_str(&r.text)), LINE);
		end(&r);
	}
#undef LINE
}

int
main(void)
{
	RUN(test_menus);
	RUN(test_no_menus);
	RUN(test_share);
	RUN(test_origin);
	RUN(test_no_origin);
	RUN(test_related);
	RUN(test_columns);
	RUN(test_tags);
	RUN(test_container_in_what_goes);
	return test_end();
}
