/* SPDX-License-Identifier: MIT */
#include "result.h"

#define NAVIGATION \
	"#### [首页](https://code.example/README.md) &nbsp;|&nbsp; " \
	"[教程](https://code.example/wiki) &nbsp;|&nbsp; [论坛](../x.md)\n\n"
#define SHARE_FOOT(path) \
	"<hr/>\n手机上长按并复制下列链接或二维码分享本文章：<br/>\n" \
	"https://code.example/blob/master/" path " <br/>\n" \
	"<a href='https://code.example/blob/master/" path "'>" \
	"<img src='https://code.example/blob/master/" path ".png'/></a> " \
	"<br/>\n原文地址（需翻墙访问）：" \
	"http://news.example/gb/2021/3/5/桥（图）-77.html\n\n\n" \
	"------------------------\n" NAVIGATION \
	"<img src='http://count.example/" path "' width='0px' " \
	"height='0px'/>\n"

static const char mirror_page[] =
	"### 老桥重新开放（图）\n------------------------\n\n" NAVIGATION
	"<div class=\"feature-image\">\n "
	"<ok href=\"https://i.example/a.jpg\">\n"
	"  <img alt=\"\" class=\"aligncenter wp-post-image\" "
	"src=\"https://i.example/a.jpg\"/>\n </ok>\n"
	" <div class=\"caption\">\n  桥上的行人。\n </div>\n</div>\n"
	"<hr/><div class=\"art-content\">\n <p>\n  【本报讯】\n"
	"  <ok href=\"https://news.example/gb/tag/%E6%A1%A5%E6%A2%81.html\">\n"
	"   桥梁\n  </ok>\n  今天重新开放。\n </p>\n <h4>\n  两年维修\n </h4>\n"
	" <p>\n  工程用了两年，\n"
	"  <ok href=\"https://news.example/gb/tag/%E5%9F%8E%E5%B8%82.html\">\n"
	"   城市\n  </ok>\n  的居民等了很久。\n </p>\n"
	" <p>\n  责任编辑：王一\n </p>\n"
	" <div id=\"below_article_ad\">\n  买一送一\n </div>\n</div>\n\n"
	SHARE_FOOT("pages/12/n77.md");

static void
test_mirror_page(void)
{
	struct result r;

	begin(&r, "pages/12/n77.md", "", str_of(mirror_page));
	CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
	CHECK_STR(r.rec.title, "老桥重新开放（图）");
	CHECK_DATE(r.rec.date, "2021-03-05");
	CHECK_NUM(r.rec.date_source, DATE_URL);
	CHECK_LIST(r.rec.tags, "桥梁|城市");
	CHECK_STR(r.rec.site, "news.example");
	CHECK_STR(r.rec.lang, "zh-Hans");
	CHECK(str_starts(r.rec.url,
	    STR("http://news.example/gb/2021/3/5/%E6%A1%A5")));
	CHECK_NUM(r.rec.lead_image, 1);
	CHECK_NUM(r.rec.image_count, 1);
	CHECK(says(&r, "桥上的行人。"));
	CHECK(says(&r, "居民等了很久"));
	CHECK(says(&r, "责任编辑：王一"));
	CHECK(!says(&r, "首页") && !says(&r, "买一送一"));
	CHECK(!says(&r, "长按") && !says(&r, "原文地址"));
	CHECK(!says(&r, "老桥重新开放"));
	end(&r);
}

/* The same where nothing names the article's element. */
static void
test_mirror_page_without_container(void)
{
	static const char page[] =
		"# 河边的新路\n---\n\n" NAVIGATION
		"第一段讲路的由来，写得不长也不短，足够成为一段话。\n\n"
		"第二段说[参考](https://other.example/a)与结论，也是一段话。\n\n"
		SHARE_FOOT("pages/a/8.md");
	struct result r;

	begin(&r, "pages/a/8.md", "", str_of(page));
	CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
	CHECK_STR(r.rec.title, "河边的新路");
	CHECK_DATE(r.rec.date, "2021-03-05");
	CHECK(says(&r, "第一段讲路的由来"));
	CHECK(says(&r, "第二段说参考与结论"));
	CHECK(!says(&r, "首页") && !says(&r, "长按"));
	CHECK(!says(&r, "原文地址") && !says(&r, "河边的新路"));
	CHECK_NUM(r.rec.image_count, 0);
	end(&r);
}

static void
test_dateline(void)
{
	static const char page[] =
		"### 一次会议\n\n<div itemprop=\"articleBody\">"
		"【本网二零二零年十二月十一日】会议在下午开始，很多人到场。"
		"<p>发言持续到晚上。</div>\n";
	struct result r;

	begin(&r, "x/1.md", "", str_of(page));
	CHECK_DATE(r.rec.date, "2020-12-11");
	CHECK_NUM(r.rec.date_source, DATE_DATELINE);
	end(&r);
}

static void
test_jekyll_post(void)
{
	static const char page[] =
		"---\ntitle: \"Bees &amp; flowers\"\ntags: [garden, bees]\n"
		"author: \"[Ann Lee](https://example.org/ann)\"\n"
		"categories: [Nature]\n---\n\n"
		"Bees visit the flowers in the morning.\n\n"
		"## Where to see them\n\nNear [the river](https://a.example/)"
		" | [the hill](https://b.example/) and in the old park.\n\n"
		"Source: https://elsewhere.example/study\n";
	struct result r;

	begin(&r, "_posts/2019-06-03-bees.md", "", str_of(page));
	CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
	CHECK_STR(r.rec.title, "Bees & flowers");
	CHECK_DATE(r.rec.date, "2019-06-03");
	CHECK_NUM(r.rec.date_source, DATE_URL);
	CHECK_LIST(r.rec.tags, "garden|bees");
	CHECK_LIST(r.rec.authors, "Ann Lee");
	CHECK_LIST(r.rec.sections, "Nature");
	CHECK_STR(r.rec.lang, "en");
	CHECK_STR(r.rec.url, "");
	CHECK(says(&r, "Where to see them"));
	CHECK(says(&r, "elsewhere.example/study"));
	end(&r);
}

static void
test_front_matter_forms(void)
{
	struct result r;

	begin(&r, "a.md", "", STR("---\ntitle: One\ntags: red green\n"
	    "date: 2020-01-01 23:30:00 +0800\nlang: de\n"
	    "canonical_url: https://blog.example/one?utm_source=x\n---\n"
	    "Ein kurzer Text.\n"));
	CHECK_LIST(r.rec.tags, "red|green");
	CHECK_DATE(r.rec.date, "2020-01-01");
	CHECK_NUM(r.rec.date_source, DATE_FRONT_MATTER);
	CHECK_STR(r.rec.url, "https://blog.example/one");
	CHECK_STR(r.rec.lang, "de");
	end(&r);
	begin(&r, "b.md", "", STR("+++\ntitle = \"Two\"\ndate = 2021-02-03\n"
	    "[taxonomies]\ntags = [\"machine learning\"]\n+++\nA text.\n"));
	CHECK_STR(r.rec.title, "Two");
	CHECK_DATE(r.rec.date, "2021-02-03");
	CHECK_LIST(r.rec.tags, "machine learning");
	end(&r);
}

/* A post may be little more than links; it says itself that it is a post. */
static void
test_link_post(void)
{
	struct result r;

	begin(&r, "_posts/2020-02-02-links.md", "", STR(
	    "---\ntitle: Links\n---\nRead these.\n\n"
	    "- [A long title of something](https://a.example/)\n"
	    "- [Another long title of it](https://b.example/)\n"
	    "- [And a third long title](https://c.example/)\n"));
	CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
	CHECK(says(&r, "And a third long title"));
	end(&r);
	begin(&r, "index.md", "", STR("---\ntitle: Home\nlayout: home\n---\n"
	    "[A](a.md) and [B](posts/b.md)\n"));
	CHECK_NUM(r.rec.kind, RECORD_INDEX);
	CHECK_NUM(r.rec.link_count, 2);
	end(&r);
}

static void
test_index_page(void)
{
	struct result r;

	begin(&r, "indexes/12.md", "", STR(
	    "#### 请参考 [教程](https://code.example/)\n\n"
	    "#### [老桥重新开放](../pages/12/n77.md?t=0721)\n\n"
	    "#### [河边的新路](../pages/12/n78.md?t=0721)\n"));
	CHECK_NUM(r.rec.kind, RECORD_INDEX);
	CHECK_NUM(r.rec.link_count, 2);
	CHECK_NUM(r.rec.links[0].kind, TARGET_PATH);
	CHECK_STR(r.rec.links[0].ref, "pages/12/n77.md");
	CHECK_STR(r.rec.links[0].text, "老桥重新开放");
	end(&r);
	begin(&r, "README.md", "", STR("### Mirror\n\n#### "
	    "[Climate](indexes/365.md) &nbsp;|&nbsp; [Energy](energy/)\n"));
	CHECK_NUM(r.rec.kind, RECORD_INDEX);
	CHECK_NUM(r.rec.link_count, 2);
	CHECK_STR(r.rec.links[0].text, "Climate");
	end(&r);
}

/* Headings that lead to the posts, with their beginnings between. */
static void
test_list_of_posts(void)
{
	struct result r;

	begin(&r, "old/page2.md", "", STR("## [One](one.md)\n\nThe first post "
	    "begins in this way and goes on there.\n\n## [Two](two/)\n\nThe "
	    "second begins like this, and it is a long one.\n\n"
	    "## [Three](%6Fther.md)\n\nAnd the third has its beginning.\n"));
	CHECK_NUM(r.rec.kind, RECORD_INDEX);
	CHECK_NUM(r.rec.link_count, 3);
	CHECK_STR(r.rec.links[1].ref, "old/two");
	CHECK_STR(r.rec.links[2].ref, "old/other.md");
	end(&r);
}

/* What YAML and JSON can write and no document may hold. */
static void
test_controls(void)
{
	struct result r;

	begin(&r, "a.md", "", STR("---\ntitle: \"A\\x01\\x7f\\u0085B\"\n"
	    "tags: [\"x\\ty\", \"#z\"]\n---\nText &#127;&#x81; here.\n\n"
	    "[a](b%0A.md) [c](d%00.md) [e](../../f.md)\n"));
	CHECK_STR(r.rec.title, "AB");
	CHECK_LIST(r.rec.tags, "x y|z");
	end(&r);
}

static void
test_no_article(void)
{
	static const struct {
		const char *path, *bytes;
	} pages[] = {
		{ "LICENSE.md", "# License\n\nYou may copy this text freely, "
			"if you keep this notice where it stands.\n" },
		{ "README.md", "# A tree\n\nPages of a small site.\n" },
		{ "_includes/head.html", "<p>{{ page.title }} is a title that "
			"is long enough to be a text.</p>" },
		{ "empty.md", "" },
		{ "blank.html", "<html><body> &nbsp; </body></html>" },
		{ "few.md", "Nothing much.\n" },
		{ "old.html", "<html><head><title>Moved</title><meta "
			"http-equiv=\"refresh\" content=\"0; url=/new/\">"
			"</head><body>This page has moved to another place, "
			"please follow it there.</body></html>" }
	};

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct result r;

		begin(&r, pages[i].path, "", str_of(pages[i].bytes));
		if (r.rec.kind != RECORD_NONE)
			test_fail(__FILE__, __LINE__, pages[i].path);
		end(&r);
	}
}

/* The number of a file may be 404; that of an answer to nothing is, too. */
static void
test_404(void)
{
#define SAID "The ferry to the island leaves at seven and comes back at noon, "\
	"when the market closes; who misses it walks over the sands at low "\
	"tide, as people did before there was any ferry. "
	static const struct {
		const char *path, *bytes;
		bool article;
	} pages[] = {
		{ "404.md", "# Page not found\n\nThere is no such page here; "
			"go back to the start, please.\n", false },
		{ "404.html", "<title>404</title><h1>404</h1><p>The page that "
			"you look for is not here any more.</p>", false },
		{ "en/404.md", "---\ntitle: Not found\nlayout: page\n---\n"
			"Sorry, there is no such page on this site.\n", false },
		{ "zh/404.md", "# 页面不存在\n\n您访问的页面不存在或已被删除，"
			"请返回首页。\n", false },
		{ "404.md", "---\npermalink: /404.html\n---\n# Oops\n\n"
			"Nothing to see here, [go home](/).\n", false },
		{ "pages/404.md", "# The ferry\n\n" SAID SAID SAID, true },
		{ "404.md", "# The ferry\n\n" SAID SAID SAID, true },
		{ "2021/404.html", "<h1>The ferry</h1><p>" SAID SAID SAID, true },
		{ "pages/404.md", "---\ntitle: The ferry\ndate: 2021-05-03\n"
			"---\n" SAID, true },
		{ "pages/404.md", "# 渡船\n\n早上七点开船，中午回来，"
			"集市那时已经散了，赶不上的人只好在落潮时走过沙滩。\n\n"
			"原文链接：https://news.example/404.html\n", true },
		{ "pages/405.md", "# The ferry\n\n" SAID, true },
		{ "pages/1404.md", "# The ferry\n\n" SAID, true },
	};
#undef SAID

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct result r;

		begin(&r, pages[i].path, "", str_of(pages[i].bytes));
		if ((r.rec.kind == RECORD_ARTICLE) != pages[i].article)
			test_fail(__FILE__, __LINE__, pages[i].bytes);
		end(&r);
	}
}

/* A picture alone, in an element that says that it is the article. */
static void
test_picture_article(void)
{
	struct result r;

	begin(&r, "p/1.md", "", STR("### 组图\n\n<div id=\"artbody\">"
	    "<img src=\"a.jpg\" alt=\"\"></div>\n\n"
	    "原文链接：https://news.example/1.html\n"));
	CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
	CHECK_NUM(r.rec.image_count, 1);
	CHECK_STR(r.rec.images[0].ref, "p/a.jpg");
	CHECK_STR(r.rec.url, "https://news.example/1.html");
	end(&r);
}

int
main(void)
{
	RUN(test_mirror_page);
	RUN(test_mirror_page_without_container);
	RUN(test_dateline);
	RUN(test_jekyll_post);
	RUN(test_front_matter_forms);
	RUN(test_link_post);
	RUN(test_index_page);
	RUN(test_list_of_posts);
	RUN(test_controls);
	RUN(test_no_article);
	RUN(test_404);
	RUN(test_picture_article);
	return test_end();
}
