/* SPDX-License-Identifier: MIT */
/* Pages on either side of each constant of article/extract/weights.h. */
#include "page_sides.h"

#define MD "pages/7/n1.md"
#define HTML "pages/7/n1.html"
#define TEXT "The bridge is open again, and the ferry has gone.\n\n" \
	"Nobody had asked the ferryman, who is ninety years old.\n\n"
#define URL "https://a.example/b/c.html"
#define OWN "https://code.example/x/pages/7/n1.md"

static const struct page_sides kinds[] = {
	{ "KIND_TEXT_LETTERS", "a/few.md", "‹latin›\n", 29, 30, "is none",
		"is article" },
	{ "KIND_TEXT_LETTERS", "a/few.md", "‹han›。\n", 29, 30, "is none",
		"is article" },
	{ "KIND_INDEX_LETTERS", "indexes/7.md",
		"# Bridges\n\n‹latin›\n\n[One](one.md)\n", 399, 400, "is index",
		"is article" },
	{ "KIND_INDEX_LETTERS", "posts.md", "---\nlayout: page\n---\n‹arabic›"
		"\n\n{% for post in site.posts %}\n", 399, 400, "is none",
		"is article" },
	{ "KIND_INDEX_LINKS", "a/old.md", "# Old stories\n\n‹20 latin›\n\n"
		"‹times - [‹40 latin›](https://a.example/1)\n›", 2, 3,
		"is article", "is index" },
	{ "KIND_INDEX_PERCENT", "a/old.md", "# Old stories\n\n‹35 latin›\n\n"
		"- [‹latin›](https://a.example/1)\n- [A](https://a.example/2)\n"
		"- [B](https://a.example/3)\n", 60, 61, "is article", "is index" },
	{ "KIND_TEASERS", "old/2.md", "# Old stories\n\n"
		"‹times ## [A story](s.md)\n\n‹60 latin›\n\n›", 2, 3,
		"is article", "is index" },
	{ "KIND_TEASERS_OF_FOUR", "old/2.md", "# Old stories\n\n"
		"‹times ## [A story](s.md)\n\n‹60 latin›\n\n›"
		"‹3 times ## A part\n\n‹60 latin›\n\n›", 5, 6, "is article",
		"is index" },
	{ "KIND_INTRO_LETTERS_MAX", "old/2.md", "# Old stories\n\n"
		"‹cyrillic›\n\n‹3 times ## [A story](s.md)\n\n‹60 latin›\n\n›",
		300, 301, "is index", "is article" },
	{ "KIND_TEASER_LETTERS_MAX", "old/2.html", "<title>Old stories</title>"
		"<body><h1>Old stories</h1><div><h2><a href=/1>A story</a></h2>"
		"‹latin›</div>‹2 times <div><h2><a href=/2>A story</a></h2>"
		"‹1000 latin›</div>›", 1002, 1003, "is index", "is article" },
	{ "KIND_PARAGRAPH_LETTERS", "old/2.md", "# Old stories\n\n"
		"‹3 times ## [A story](s.md)\n\n›‹30 times ‹latin›\n\n›", 39,
		40, "is index", "is article" },
	{ "KIND_PROSE_LETTERS", "old/2.md", "# Old stories\n\n"
		"‹3 times ## [A story](s.md)\n\n›‹han›\n", 799, 800, "is index",
		"is article" },
	{ "KIND_TEMPLATE_BYTES", "layouts/one.html", "<body><p>‹bytes›</p>"
		"<p>{{ page.title }}</p>", 8187, 8188, "is none", "is article" },
};

#define INNER(name, more) "<title>Bridges</title><body><h1>Bridges</h1>" \
	"<" name "><div class=entry-content>‹1000 latin›</div><p>Mill " \
	"‹latin›</p>" more

static const struct page_sides scores[] = {
	{ "WEIGHT_POST, SCORE_OUTER_PART", HTML, INNER("div class=entry", ""),
		756, 757, "lacks Mill", "has Mill" },
	{ "WEIGHT_ARTICLE", HTML, INNER("article", ""), 1196, 1197,
		"lacks Mill", "has Mill" },
	{ "WEIGHT_MAIN", HTML, INNER("main", ""), 1929, 1930, "lacks Mill",
		"has Mill" },
	{ "WEIGHT_CONTENT", HTML, INNER("div id=content", ""), 3396, 3397,
		"lacks Mill", "has Mill" },
	{ "WEIGHT_PAGE", HTML, "<body><div id=content>‹1000 latin›</div>"
		"<p>Mill ‹latin›</p>", 995, 996, "lacks Mill", "has Mill" },
	{ "WEIGHT_MARKDOWN_PAGE", MD, "# Bridges\n\n<div class=\"hentry\">"
		"‹1000 latin›</div>\n\nMill ‹latin›\n", 322, 323,
		"lacks Mill", "has Mill" },
	{ "SCORE_PICTURE_LETTERS", HTML, "<body><div id=content>‹100 latin›"
		"<img src=a.jpg></div><p>Mill ‹latin›</p>", 125, 126,
		"lacks Mill", "has Mill" },
	{ "SCORE_FILM_LETTERS", MD, "# Film\n\n<div id=\"artbody\"></div>\n\n"
		"‹cyrillic›\n", 295, 296, "is none", "is article" },
};

static const struct page_sides edges[] = {
	{ "CHROME_PART", HTML, "<body><h1>Bridges</h1><div class=sidebar>Mill "
		"‹latin›</div><p>‹600 latin›</p>", 296, 297, "lacks Mill",
		"has Mill" },
	{ "CHROME_HEADER_LETTERS", HTML, "<body><article><h1>Bridges</h1>"
		"<p>‹900 latin›</p><footer>Mill ‹latin›</footer><p>‹20 latin›",
		195, 196, "lacks Mill", "has Mill" },
	{ "LINKS_REST_PART", MD, "# The bridge\n\n" TEXT "[‹20 latin›](../a.md)"
		" Mill ‹latin› [‹20 latin›](../b.md)\n", 6, 7, "lacks Mill",
		"has Mill" },
	{ "LABEL_BYTES_MAX", MD, "# The bridge\n\n" TEXT "Original: " URL
		" Published: ‹bytes›\n", 189, 190, "lacks Published",
		"has Published" },
	{ "LABEL_BYTES_MAX", MD, "# The bridge\n\n" TEXT "‹bytes›:\n\n" OWN
		"\n", 199, 200, "lacks lamp", "has lamp" },
	{ "TAGS_BYTES_MAX", MD, "# The bridge\n\n" TEXT "Tags: ‹20 times mills, ›"
		"‹bytes›\n", 254, 255, "lacks mills", "has mills" },
	{ "RELATED_BYTES_MAX", MD, "# The bridge\n\n" TEXT "Related links "
		"‹bytes›\n\n‹2 times - [‹40 latin›](https://a.example/1)\n›",
		46, 47, "lacks Related", "has Related" },
	{ "RELATED_REST_LETTERS", MD, "# The bridge\n\n" TEXT "<p>Related "
		"articles: <a href=https://a.example/1>‹40 latin›</a> ‹latin› "
		"<a href=https://a.example/2>‹40 latin›</a></p>\n", 4, 5,
		"lacks Related", "has Related" },
	{ "NOTICE_BYTES_MAX", MD, "# The bridge\n\n" TEXT "© The Ferry "
		"‹bytes›\n", 227, 228, "lacks lamp", "has lamp" },
	{ "NOTICE_BYTES_MAX", MD, "# The bridge\n\n" TEXT "Share this "
		"‹bytes›\n", 229, 230, "lacks lamp", "has lamp" },
	{ "share_all, words/zh.txt", MD, "# The bridge\n\n" TEXT "请扫这个码 "
		"‹bytes›\n", 104, 105, "lacks lamp", "has lamp" },
	{ "RELATED_NODES", HTML, "<body><h1>The bridge</h1><p>‹900 latin›</p>"
		"<p>Related articles</p>‹times <p><a href=https://a.example/1>"
		"A mill</a></p>›", 99, 100, "lacks Related",
		"has Related" },
	{ "SHARE_NODES_MAX", HTML, "<body><article><h1>Bridges</h1><p>"
		"‹400 latin›</p><div>Mill ‹times <b></b>›"
		"<a href='https://t.example/share?url=x'>T</a></div><p>"
		"‹400 latin›</p>", 125, 126, "lacks Mill", "has Mill" },
	{ "SHARE_LETTERS_MAX", HTML, "<body><article><h1>Bridges</h1><p>"
		"‹400 latin›</p><div>Mill ‹latin› "
		"<a href='https://t.example/share?url=x'>T</a></div><p>"
		"‹400 latin›</p>", 36, 37, "lacks Mill", "has Mill" },
	{ "DOUBT_LETTERS_MAX", MD, "# The bridge\n\n" TEXT "Share this page:\n\n"
		OWN "\n\nMill ‹6 latin› [‹latin›](https://a.example/app)\n",
		110, 111, "lacks Mill", "has Mill" },
	{ "DOUBT_OWN_LETTERS_MAX", MD, "# The bridge\n\n" TEXT "Share this "
		"page:\n\n" OWN "\n\nMill ‹latin› [app](https://a.example/app)"
		"\n", 56, 57, "lacks Mill", "has Mill" },
	{ "DOUBTS_MAX", MD, "# The bridge\n\n" TEXT "Share this page:\n\n" OWN
		"\n\n‹times Mill ‹20 latin› [app](https://a.example/app)\n\n›",
		3, 4, "lacks Mill", "has Mill" },
	{ "MAIN_PERCENT", HTML, "<body><h1>The bridge</h1><div><p>‹latin›</p>"
		"<p><a href=/1>Home</a> <a href=/2>News</a></p></div>"
		"<p>‹250 latin›</p>", 674, 675, "has News", "lacks News" },
	{ "MAIN_DEPTH_MAX", HTML, "<body><h1>The bridge</h1>"
		"‹times <div><p>‹10 latin›</p>›<p>‹400 latin›</p><p>"
		"<a href=/1>Home</a> <a href=/2>News</a></p>", 6, 7,
		"lacks News", "has News" },
	{ "ABOVE_LETTERS_MAX", MD, "Mill ‹latin›\n\n# The bridge\n\n" TEXT,
		55, 56, "lacks Mill", "has Mill" },
};

static const struct page_sides origins[] = {
	{ "LINE_BYTES_MAX", MD, "# The bridge\n\n" TEXT "Original: " URL
		" ‹bytes›\n", 4059, 4060, "url " URL, "url " },
	{ "ORIGIN_REST_LETTERS", MD, "# The bridge\n\n" TEXT "Original: " URL
		" (mill ‹arabic›)\n", 16, 17, "lacks mill", "has mill" },
	{ "ORIGIN_NEXT_BYTES", MD, "# The bridge\n\n" TEXT "Original: " URL
		" ‹bytes›: mill ‹20 latin›\n", 39, 40, "lacks mill",
		"has mill" },
	{ "ORIGIN_NAME_BYTES", MD, "# The bridge\n\n" TEXT "Source: ‹bytes› "
		"https://a.example/b/a-long-story-of-an-old-bridge-on-a-lake"
		"\n", 71, 72, "url https://a.example/b/"
		"a-long-story-of-an-old-bridge-on-a-lake", "url " },
	{ "ORIGIN_REMARK_BYTES", MD, "# 老桥\n\n" TEXT "原文链接（‹bytes›）："
		URL "\n", 54, 55, "url " URL, "url " },
	{ "ORIGIN_LINE_BYTES", MD, "# The bridge\n\n" TEXT "Original: "
		"[‹bytes›](" URL ")\n", 120, 121, "url " URL, "url " },
	{ "ORIGIN_LABEL_BYTES", MD, "# The bridge\n\n" TEXT "Original source: "
		"‹bytes›\n\n" URL "\n", 63, 64, "url " URL, "url " },
	{ "ORIGIN_EDGE_LETTERS", MD, "# The bridge\n\n" TEXT "Source: " URL
		"\n\nMill ‹latin›\n", 56, 57, "url " URL, "url " },
	{ "ORIGIN_EDGE_LETTERS", MD, "# The bridge\n\n‹han›\n\nSource: " URL
		"\n\n" TEXT, 60, 61, "url " URL, "url " },
};

#define BODY "<div class=entry-content><p>‹200 latin›</p></div>"

static const struct page_sides dates[] = {
	{ "BYLINE_BYTES_MAX", HTML, "<body><h1>The bridge</h1><p>3 March 2021 "
		"‹bytes›</p>" BODY, 107, 108, "date 2021-03-03", "date " },
	{ "BYLINE_DATE_AT_MAX", HTML, "<body><h1>The bridge</h1><p>‹bytes› "
		"3 March 2021</p>" BODY, 59, 60, "date 2021-03-03", "date " },
	{ "BYLINE_LINK_PART", HTML, "<body><h1>The bridge</h1><p>3 March 2021 "
		"<a href=/1>‹latin›</a></p>" BODY, 10, 11, "date 2021-03-03",
		"date " },
	{ "BYLINE_PROSE_BYTES", MD, "# The bridge\n\n‹bytes›\n\n‹180 latin›"
		"\n\n3 March 2021\n\n" TEXT, 240, 241, "date 2021-03-03",
		"date " },
	{ "DATELINE_BESIDE_WORDS", HTML, "<body><h1>The bridge</h1>"
		"<div class=entry-content><p>‹times Mill ›3 March 2021</p>"
		"<p>‹200 latin›</p></div>", 3, 4, "date 2021-03-03", "date " },
	{ "DATELINE_BESIDE_BYTES", HTML, "<body><h1>The bridge</h1>"
		"<div class=entry-content><p>‹times m› 3 March 2021</p>"
		"<p>‹200 latin›</p></div>", 40, 41, "date 2021-03-03", "date " },
	{ "DATELINE_LINE_LETTERS", HTML, "<body><h1>The bridge</h1>"
		"<div class=entry-content><p>‹times m› | 3 March 2021</p>"
		"<p>‹200 latin›</p></div>", 60, 61, "date 2021-03-03", "date " },
	{ "DATELINE_BYTES", HTML, "<body><h1>The bridge</h1>"
		"<div class=entry-content><p>‹bytes›</p><p>(2021-03-03)</p>"
		"</div>", 388, 389, "date 2021-03-03", "date " },
};

static const struct page_sides tags[] = {
	{ "TAG_NUMBER_DIGITS", MD, "# The bridge\n\n" TEXT
		"[Bridges](/topic/‹times 1›-how-old)\n", 4, 5, "tags Bridges",
		"tags " },
	{ "SITE_LINKS_MIN", MD, "# The bridge\n\n" TEXT
		"‹times [a](https://a.example/1) ›"
		"[River](https://a.example/tag/river)\n", 1, 2, "tags ",
		"tags River" },
};

static const struct page_sides menus[] = {
	{ "MENU_NAME_BYTES", MD, "# The bridge\n\n" TEXT "[‹bytes›]"
		"(https://a.example/1) [‹bytes›](https://a.example/2)\n", 23,
		24, "lacks rain", "has rain" },
	{ "MENU_HEADLINE_LETTERS", MD, "# The bridge\n\n" TEXT "[‹latin›]"
		"(../a.md) [World](../b.md)\n", 120, 121, "lacks World",
		"has World" },
	{ "MENU_HEADLINE_LETTERS", MD, "# The bridge\n\n" TEXT "下一篇："
		"[‹han›](../a.md)\n", 120, 121, "lacks 下一篇", "has 下一篇" },
	{ "MENU_CRUMB_LETTERS", MD, "# The bridge\n\n[Home](../../a.md) > "
		"[World](../w.md) > Mill ‹latin›\n\n" TEXT, 47, 48,
		"lacks Mill", "has Mill" },
	{ "MENU_LABEL_LETTERS", MD, "# The bridge\n\n" TEXT "Mill ‹latin› "
		"[Bridges](https://a.example/tag/bridges)\n", 11, 12,
		"lacks Mill", "has Mill" },
	{ "MENU_LINKS", MD, "# The bridge\n\n" TEXT "‹times [Mill](../a.md) ›\n",
		1, 2, "has Mill", "lacks Mill" },
};

static const struct page_sides headlines[] = {
	{ "HEADLINE_BYTES_MAX", "7/1.md", "**‹bytes›**\n\n" TEXT, 200, 201,
		"lacks lamp", "has lamp" },
	{ "HEADLINE_MARKS_BYTES", "7/1.md", "---\ntitle: The bridge\n---\n"
		"‹times .›The bridge\n\nRain fell on old roofs.\n", 12, 13,
		"lacks The bridge", "has The bridge" },
	{ "HEADLINE_DEPTH_MAX", HTML, "<title>The bridge</title><body>"
		"‹times <div>›<p>The bridge</p><p>‹40 latin›</p>"
		"‹times </div><p>‹40 latin›</p>›", 11, 12, "lacks The bridge",
		"has The bridge" },
	{ "HEADLINE_TEXT_TIMES", "7/1.md", "Mill ‹16 latin›\n\n‹latin›\n", 39,
		40, "has Mill", "lacks Mill" },
	{ "HEADLINE_DATE_PART", "7/1.md", "‹bytes› 3 March 2021 mill\n\n" TEXT,
		14, 15, "has mill", "lacks mill" },
};

static const struct page_sides leads[] = {
	{ "LEAD_SIDE_PX", HTML, "<title>The bridge</title><body><div class=hero>"
		"<img src=a.jpg width=‹n›></div>" BODY, 49, 50, "images 0",
		"images 1" },
	{ "LEAD_PARENTS", HTML, "<title>The bridge</title><body><div class=hero>"
		"‹times <div>›<img src=a.jpg>‹times </div>›</div>" BODY, 2, 3,
		"images 1", "images 0" },
	{ "LEAD_PARENTS", HTML, "<body><h1>The bridge</h1><p><a href=/shop>"
		"‹times <b>›<img src=a.jpg>‹times </b>›</a><img src=b.jpg></p>"
		BODY, 3, 4, "image pages/7/b.jpg", "image pages/7/a.jpg" },
	{ "LEAD_SITE_PARENTS", HTML, "<body><h1>The bridge</h1><div class=logo>"
		"‹times <div>›<img src=a.jpg>‹times </div>›</div>" BODY, 1, 2,
		"images 0", "images 1" },
	{ "LEAD_CAPTION_PARENTS", HTML, "<body><h1>The bridge</h1><div>"
		"<p class=caption>Mill</p>‹times <div>›<img src=a.jpg>"
		"‹times </div>›</div>" BODY, 3, 4, "has Mill", "lacks Mill" },
};

static void
test_kinds(void)
{
	CHECK_PAGES(kinds);
}

static void
test_scores(void)
{
	CHECK_PAGES(scores);
}

static void
test_edges(void)
{
	CHECK_PAGES(edges);
}

static void
test_origins(void)
{
	CHECK_PAGES(origins);
}

static void
test_dates(void)
{
	CHECK_PAGES(dates);
	CHECK_PAGES(tags);
}

static void
test_menus(void)
{
	CHECK_PAGES(menus);
}

static void
test_headlines(void)
{
	CHECK_PAGES(headlines);
}

static void
test_leads(void)
{
	CHECK_PAGES(leads);
}

int
main(void)
{
	RUN(test_kinds);
	RUN(test_scores);
	RUN(test_edges);
	RUN(test_origins);
	RUN(test_dates);
	RUN(test_menus);
	RUN(test_headlines);
	RUN(test_leads);
	return test_end();
}
