/* SPDX-License-Identifier: MIT */
/* What an article is called, and that it is not said twice. */
#include "result.h"

#define TEXT "The bridge is open again, and the ferry has gone.\n\n" \
	"Nobody had asked the ferryman, who is ninety years old.\n\n"
#define TEXT_READ "The bridge is open again, and the ferry has gone.\n\n" \
	"Nobody had asked the ferryman, who is ninety years old."

static void
check_page(int line, const char *path, const char *page, const char *title,
    const char *text)
{
	struct result r;

	begin(&r, path, "", str_of(page));
	test_check_str(__FILE__, line, r.rec.title, title);
	test_check_str(__FILE__, line, str_trim(buf_str(&r.text)), text);
	end(&r);
}

#define CHECK_PAGE(path, page, title, text) \
	check_page(__LINE__, path, page, title, text)

/* Above the title a site may have its name, a department, the day. */
static void
test_above(void)
{
	CHECK_PAGE("7/n1.md", "### [The Ferry Times](../README.md)\n\n"
	    "### A bridge\n\n" TEXT, "A bridge", TEXT_READ);
	CHECK_PAGE("7/n1.md", "#### [World](../w.md)\n\nThursday, 3 April\n\n"
	    "# A bridge\n\n[Home](a.md) | [Up](b.md)\n\n" TEXT, "A bridge",
	    TEXT_READ);
	CHECK_PAGE("7/n1.md", "# The Ferry Times\n\n## A bridge, at last\n\n"
	    TEXT "Original: https://a.example/2020/a-bridge-at-last-77.html\n",
	    "A bridge, at last", TEXT_READ);
	CHECK_PAGE("7/a-bridge-at-last.md", "# The Ferry Times\n\n"
	    "## A bridge, at last\n\n" TEXT, "A bridge, at last", TEXT_READ);
	CHECK_PAGE("7/n1.md", "# The Ferry Times\n\n<div class=\"artbody\">"
	    "<h2>一座桥：开了（图）</h2>水上有一座桥。</div>\n\n"
	    "原文链接：https://a.example/一座桥-开了（图）-77.html\n",
	    "一座桥：开了（图）", "水上有一座桥。");
	/* A title that is a link may be the original's. */
	CHECK_PAGE("7/n1.md", "# [A bridge](https://a.example/b)\n\n"
	    "## Part one\n\n" TEXT, "A bridge", "Part one\n\n" TEXT_READ);
	CHECK_PAGE("7/n1.md", "# [A bridge](n1.md)\n\n" TEXT, "A bridge",
	    TEXT_READ);
}

static void
test_lines(void)
{
	CHECK_PAGE("7/n1.md", "[Home](a.md) | [Up](b.md)\n\n**A bridge**\n\n"
	    "[Home](a.md) | [Up](b.md)\n\n" TEXT, "A bridge", TEXT_READ);
	CHECK_PAGE("7/n1.md", "A bridge\n\n" TEXT, "A bridge", TEXT_READ);
	CHECK_PAGE("7/n1.md", "**A bridge**\n\n<div class=\"artbody\">Text."
	    "</div>\n", "A bridge", "Text.");
	/* Not of the article, or not all of a line. */
	CHECK_PAGE("7/a-tunnel.md", "A bridge\n\n" TEXT, "a tunnel",
	    "A bridge\n\n" TEXT_READ);
	CHECK_PAGE("7/n1.md", "3 April 2020\n\n" TEXT,
	    "3 April 2020 The bridge is open again, and the ferry has gone. "
	    "Nobody had asked the fer…", "3 April 2020\n\n" TEXT_READ);
}

static void
test_twice(void)
{
	CHECK_PAGE("7/n1.md", "# A bridge\n\n<div class=\"artbody\">"
	    "<h1>A bridge</h1>Text.</div>\n", "A bridge", "Text.");
	CHECK_PAGE("7/n1.md", "# A bridge\n\n**A bridge**\n\n" TEXT,
	    "A bridge", TEXT_READ);
	CHECK_PAGE("7/n1.md", "# A bridge\n\n**A bridge** is open.\n",
	    "A bridge", "A bridge is open.");
}

static void
test_site_names(void)
{
	CHECK_PAGE("1.html", "<title>一座桥开了_新闻频道_河湖网</title><div "
	    "class=top>河湖网</div><p>水上有一座桥，昨天开了，很多人来看。",
	    "一座桥开了", "河湖网\n\n水上有一座桥，昨天开了，很多人来看。");
	CHECK_PAGE("1.html", "<title>水、桥与路-过河-河湖网</title><div "
	    "class=tit>水、桥与路-过河</div><p>水上有一座桥。",
	    "水、桥与路-过河", "水上有一座桥。");
	CHECK_PAGE("1.html", "<title>Ferry_1 and ferry_2</title><p>"
	    "They have gone, both of them, and nobody knows where to.",
	    "Ferry_1 and ferry_2",
	    "They have gone, both of them, and nobody knows where to.");
}

int
main(void)
{
	RUN(test_above);
	RUN(test_lines);
	RUN(test_twice);
	RUN(test_site_names);
	return test_end();
}
