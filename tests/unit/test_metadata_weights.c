/* SPDX-License-Identifier: MIT */
/* Pages on either side of each constant of article/metadata/weights.h. */
#include "page_sides.h"

#define MD "7/1.md"
#define HTML "7/1.html"
#define TEXT "The bridge is open again, and the ferry has gone.\n\n" \
	"Nobody had asked the ferryman, who is ninety years old.\n\n"
#define JSON(type, field) "<script type=application/ld+json>" \
	"{\"@type\":\"" type "\"," field "}</script>"

static const struct page_sides titles[] = {
	{ "TITLE_LETTERS_MAX", MD, "# ‹latin›\n\n" TEXT, 300, 301,
		"lacks lamp", "has lamp" },
	{ "TITLE_HEADINGS", HTML, "<title>The bridge</title><body>"
		"‹times <h2>Mill</h2>›<h1>The bridge</h1><p>It is open.</p>",
		63, 64, "lacks The bridge", "has The bridge" },
	{ "TITLE_PROSE_LETTERS", MD, "‹cyrillic›\n\n## Mill\n\n" TEXT, 200,
		201, "title Mill", "not title Mill" },
	{ "TITLE_MENU_LINKS", MD, "# ‹times [Mill](https://a.example/1) ›\n\n"
		"# The bridge\n\n" TEXT, 1, 2, "title Mill",
		"title The bridge" },
	{ "TITLE_OF_PAGE_PERCENT", HTML, "<title>The old bridge of the mill "
		"over the water - ‹bytes›</title><body><h2>The old bridge of "
		"the mill over the water</h2><p>" TEXT, 58, 59,
		"title The old bridge of the mill over the water",
		"not title The old bridge of the mill over the water" },
	{ "TITLE_BYTES_MIN", HTML, "<title>‹bytes› - Lake</title><p>" TEXT,
		5, 6, "title ‹bytes› - Lake", "title ‹bytes›" },
	{ "TITLE_SITE_BYTES", HTML, "<title>老桥重新开放的消息传遍全城内外"
		"_站‹bytes›</title><p>" TEXT, 33, 34,
		"title 老桥重新开放的消息传遍全城内外",
		"not title 老桥重新开放的消息传遍全城内外" },
	{ "TITLE_GUESS_BYTES", MD, "‹bytes›\n", 90, 91, "title ‹bytes›",
		"not title ‹bytes›" },
	{ "TITLE_NAME_LETTERS", "7/‹times q›1.md", TEXT, 1, 2,
		"not title ‹times q›1", "title ‹times q›1" },
	{ "NAME_BEGINNING_BYTES", "7/‹times q›.md", "# Mill\n\n"
		"# ‹times q›ueer bridge\n\n" TEXT, 11, 12, "title Mill",
		"title ‹times q›ueer bridge" },
};

/* What comes later wins if its rank is better, with 0 it is not there. */
static const struct page_sides ranks[] = {
	{ "RANK_JSONLD_ARTICLE", HTML, JSON("Article", "\"headline\":\"One\"")
		"‹times <meta property=og:title content=Two>›<p>" TEXT, 0, 1,
		"title One", "title Two" },
	{ "RANK_JSONLD_ARTICLE", HTML, "<meta itemprop=headline content=One>"
		"‹times " JSON("Article", "\"headline\":\"Two\"") "›<p>" TEXT,
		0, 1, "title One", "title Two" },
	{ "RANK_JSONLD_PAGE", HTML, JSON("WebPage",
		"\"datePublished\":\"2020-01-02\"") "‹times <meta name=date "
		"content=2021-03-04>›<p>" TEXT, 0, 1, "date 2020-01-02",
		"date 2021-03-04" },
	{ "RANK_JSONLD_PAGE", HTML, "<meta name=application-name content=One>"
		"‹times " JSON("WebSite", "\"name\":\"Two\"") "›<p>" TEXT, 0,
		1, "site One", "site Two" },
};

static const struct page_sides others[] = {
	{ "META_VALUE_BYTES", HTML, "<title>One</title><meta property=og:title "
		"content=\"‹bytes›\"><p>" TEXT, 4096, 4097, "not title One",
		"title One" },
	{ "JSONLD_OBJECTS", HTML, "<title>One</title>"
		"<script type=application/ld+json>[‹times {},›{\"@type\":"
		"\"Article\",\"headline\":\"Two\"}]</script><p>" TEXT, 199,
		200, "title Two", "title One" },
	{ "META_REFRESH_DIGITS", HTML, "<meta http-equiv=refresh content='‹n›; "
		"url=/new/'><h1>The bridge</h1><p>" TEXT, 9, 10, "is none",
		"is article" },
	{ "DATELINE_BYTES", HTML, "<body><h1>The bridge</h1>"
		"<div class=entry-content><p>‹bytes›</p><p>(2021-03-03)</p>"
		"</div>", 388, 389, "date 2021-03-03", "date " },
};

static void
test_titles(void)
{
	CHECK_PAGES(titles);
}

static void
test_ranks(void)
{
	CHECK_PAGES(ranks);
}

static void
test_others(void)
{
	CHECK_PAGES(others);
}

int
main(void)
{
	RUN(test_titles);
	RUN(test_ranks);
	RUN(test_others);
	return test_end();
}
