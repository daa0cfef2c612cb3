/* SPDX-License-Identifier: MIT */
#include "result.h"

#include "base/limits.h"

static const char blog_page[] =
	"<!DOCTYPE html><html lang=\"en-gb\"><head><title>Snow in May - The "
	"Hill Blog</title><meta property=\"og:site_name\" content=\"The Hill "
	"Blog\"><link rel=\"canonical\" href=\"/posts/snow/\"><meta "
	"property=\"article:published_time\" content=\"2022-05-04T08:00:00Z\">"
	"<script type=\"application/ld+json\">{\"@context\":\"https://schema."
	"org\",\"@graph\":[{\"@type\":\"BlogPosting\",\"headline\":\"Snow in "
	"May\",\"author\":[{\"@type\":\"Person\",\"name\":\"Jo Hill\"}],"
	"\"articleSection\":\"Weather\"}]}</script></head><body><header><a "
	"href=\"/\">The Hill Blog</a><nav><a href=\"/about/\">About</a> <a "
	"href=\"/tags/\">Tags</a></nav></header><main><article><header><h1>"
	"Snow in May</h1><time datetime=\"2022-05-05\">5 May</time></header>"
	"<img class=\"hero\" src=\"/img/snow.jpg\" alt=\"White roofs\"><div "
	"class=\"post-content\"><p>It snowed on the fourth of May, and the "
	"children stayed at home.</p><div class=\"share\"><a href=\"#\">Tweet"
	"</a></div><img src=\"/t.gif\" width=1 height=1><p>By noon it was "
	"gone again, as if it had never been.</p><h3>Related posts</h3><ul>"
	"<li><a href=\"/posts/rain/\">Rain in June</a></li></ul></div><footer>"
	"<a rel=\"tag\" href=\"/tags/snow/\">#snow</a> <a rel=\"tag\" href=\""
	"/tags/may/\">May</a></footer></article></main><aside><article><h2>"
	"<a href=\"/posts/rain/\">Rain in June</a></h2></article></aside>"
	"<footer>All rights reserved</footer></body></html>";

static void
test_blog_page(void)
{
	struct result r;

	begin(&r, "", "https://hill.example/posts/snow/?utm_source=feed",
	    str_of(blog_page));
	CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
	CHECK_STR(r.rec.title, "Snow in May");
	CHECK_STR(r.rec.url, "https://hill.example/posts/snow/");
	CHECK_DATE(r.rec.date, "2022-05-04");
	CHECK_NUM(r.rec.date_source, DATE_METADATA);
	CHECK_LIST(r.rec.tags, "snow|May");
	CHECK_LIST(r.rec.authors, "Jo Hill");
	CHECK_LIST(r.rec.sections, "Weather");
	CHECK_STR(r.rec.site, "The Hill Blog");
	CHECK_STR(r.rec.lang, "en-GB");
	CHECK_NUM(r.rec.lead_image, 1);
	CHECK_NUM(r.rec.image_count, 1);
	CHECK_STR(r.rec.images[0].ref, "https://hill.example/img/snow.jpg");
	CHECK(says(&r, "stayed at home") && says(&r, "never been"));
	CHECK(!says(&r, "Tweet") && !says(&r, "Rain in June"));
	CHECK(!says(&r, "About") && !says(&r, "rights reserved"));
	CHECK(!says(&r, "5 May"));
	end(&r);
}

static void
read_spare_lead(struct result *r, const char *head, const char *top,
    const char *text)
{
	struct buf page = BUF_INIT;

	buf_addf(&page, "<html><head><title>Snow in May</title>%s</head><body>"
	    "<h1>Snow in May</h1>%s<article><p>It snowed on the fourth of "
	    "May, and the children stayed at home.</p>%s</article></body>"
	    "</html>", head, top, text);
	begin(r, "", "https://hill.example/posts/snow/", buf_str(&page));
	buf_release(&page);
}

/* What the page names as its picture is shown where it shows none itself. */
static void
test_spare_lead(void)
{
	static const char *const named = "<meta property=\"og:image\" "
		"content=\"/img/snow.jpg\">";
	static const char *const behind = "<div class=\"hero-box\" style=\""
		"color:red; background-image: url('/img/hill.jpg')\"></div>";
	struct result r;

	read_spare_lead(&r, named, "", "");
	CHECK_NUM(r.rec.image_count, 1);
	CHECK_NUM(r.rec.lead_image, 1);
	CHECK_STR(r.rec.images[0].ref, "https://hill.example/img/snow.jpg");
	CHECK(str_starts(r.rec.body, STR("<figure class=\"lead\">\1P0\2")));
	end(&r);
	read_spare_lead(&r, named, behind, "");
	CHECK_NUM(r.rec.image_count, 1);
	CHECK_STR(r.rec.images[0].ref, "https://hill.example/img/hill.jpg");
	end(&r);
	read_spare_lead(&r, named, behind, "<p><img src=/img/roof.jpg>");
	CHECK_NUM(r.rec.image_count, 1);
	CHECK_STR(r.rec.images[0].ref, "https://hill.example/img/roof.jpg");
	CHECK_NUM(r.rec.lead_image, 0);
	end(&r);
	read_spare_lead(&r, "<meta property=\"og:image\" "
	    "content=\"/img/hill-logo.png\">", "", "");
	CHECK_NUM(r.rec.image_count, 0);
	end(&r);
	read_spare_lead(&r, "<meta property=\"og:image\" "
	    "content=\"javascript:x\">", "<div class=\"hero\" style=\""
	    "background:url(\"></div>", "");
	CHECK_NUM(r.rec.image_count, 0);
	end(&r);
}

static void
test_list_of_teasers(void)
{
	static const char page[] =
		"<html><head><title>The Hill Blog</title></head><body><main>"
		"<article><h2><a href=\"a.html\">One</a></h2><p>The first has "
		"a beginning that is shown here.</p></article>"
		"<article><h2><a href=\"b.html\">Two</a></h2><p>So has the "
		"second, and it is as long.</p></article>"
		"<article><h2><a href=\"c.html\">Three</a></h2><p>The third "
		"is the last one of them.</p></article></main></body></html>";
	struct result r;

	begin(&r, "index.html", "", str_of(page));
	CHECK_NUM(r.rec.kind, RECORD_INDEX);
	CHECK_NUM(r.rec.link_count, 3);
	CHECK_STR(r.rec.links[2].ref, "c.html");
	end(&r);
}

static void
test_arabic_page(void)
{
	static const char page[] =
		"<html lang=\"en\"><head><title>عودة المطر</title></head><body>"
		"<h1>عودة المطر</h1><div class=\"entry-content\"><p>عاد المطر "
		"إلى المدينة بعد شهور طويلة من الجفاف، وفرح به الناس في كل "
		"مكان.</p><p>وقال المزارعون إن الأرض كانت تنتظره منذ زمن.</p>"
		"</div><p>الرابط الأصلي: https://akhbar.example/2020/11/9/rain"
		"</p></body></html>";
	struct result r;

	begin(&r, "ar/rain.html", "", str_of(page));
	CHECK_STR(r.rec.title, "عودة المطر");
	CHECK_STR(r.rec.lang, "ar");
	CHECK_STR(r.rec.dir, "rtl");
	CHECK_STR(r.rec.url, "https://akhbar.example/2020/11/9/rain");
	CHECK_DATE(r.rec.date, "2020-11-09");
	CHECK(says(&r, "وقال المزارعون"));
	CHECK(!says(&r, "الرابط"));
	end(&r);
}

/* Thousands of nested containers, headings and tags must cost little. */
/* Nothing of Markdown's is left where a line turns out to be HTML. */
static void
test_tilde(void)
{
	struct result r;

	begin(&r, "a/b.md", "", STR("### T\n\n The words that the page begins "
	    "with.\n <p>\n  It is 7~14 or\n  <p>\n   8~9 times.\n"));
	CHECK(str_find(r.rec.body, STR("It is 7~14 or")) != STR_NONE);
	CHECK(str_find(r.rec.body, STR("8~9 times.")) != STR_NONE);
	end(&r);
}

static void
test_hostile(void)
{
	struct buf page = BUF_INIT;
	struct result r;

	buf_adds(&page, "<h1>t</h1>");
	for (int i = 0; i < 20000; i++)
		buf_adds(&page, "<div class='entry-content share related'>"
		    "<article><h2><a href='/tag/x'>a</a>");
	buf_adds(&page, "the text at the bottom of it all");
	begin(&r, "deep.html", "", buf_str(&page));
	CHECK_NUM(r.status, 0);
	CHECK(r.rec.tags.count <= LIMIT_NAMES);
	end(&r);
	buf_clear(&page);
	buf_adds(&page, "<body>");
	for (int i = 0; i < 50000; i++)
		buf_adds(&page, "<a rel=tag href='/tag/'>#</a><hr><br>"
		    "Source: http://<p>原文：");
	begin(&r, "wide.html", "", buf_str(&page));
	CHECK_NUM(r.status, 0);
	end(&r);
	buf_release(&page);
}

static const char job_page[] =
	"### 老桥重新开放（图）\n\n<div class=\"art-content\">今天重新开放。"
	"<a href=\"https://news.example/gb/tag/b.html\">桥梁</a></div>\n";

static void
test_job(void)
{
	struct document doc = {
		.path = STR("pages/12/n77.md"), .media = MEDIA_MARKDOWN,
		.bytes = str_of(job_page)
	};
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct pool *pool = pool_new();
	struct record rec;
	struct err err = ERR_INIT;
	/* Lives as long as a worker; static, so that no leak is seen in it. */
	static void *tools;

	tools = article_job.prepare(NULL);
	document_encode(&doc, &in);
	for (int i = 0; i < 3; i++) {
		buf_clear(&out);
		CHECK(!article_job.run(tools, buf_str(&in), &out, &err));
		CHECK(!record_decode(buf_str(&out), pool, &rec, &err));
		CHECK_STR(rec.title, "老桥重新开放（图）");
		CHECK_NUM(rec.tags.count, 1);
	}
	CHECK(article_job.run(tools, str_sub(buf_str(&in), 0, 20), &out,
	    &err));
	CHECK_NUM(err.kind, ERR_FORMAT);
	buf_release(&in);
	buf_release(&out);
	pool_free(pool);
}

/* Bytes that are replaced are named; a text without any has no note. */
static void
test_slips_are_named(void)
{
	static const struct {
		struct str bytes;
		size_t notes;
	} texts[] = {
		{ STR("# T\n\nThe caf\u00e9 on the quay, na\xefve words.\n"), 1 },
		{ STR("# T\n\nThe caf\u00e9 on the quay, \ufffd words.\n"), 0 },
		{ STR("# T\n\nThe caf\xe9 on the quay, na\xefve words.\n"), 0 },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct document doc = { .media = MEDIA_MARKDOWN,
			.path = STR("a.md"), .bytes = texts[i].bytes };
		struct pool *pool = pool_new();
		struct record rec;
		struct err err = ERR_INIT;

		CHECK_NUM(article_read(&doc, pool, &rec, &err), 0);
		CHECK_NUM(rec.notes.count, texts[i].notes);
		if (rec.notes.count)
			CHECK(str_starts(rec.notes.items[0],
			    STR("bytes that are not UTF-8")));
		pool_free(pool);
	}
}

int
main(void)
{
	RUN(test_blog_page);
	RUN(test_spare_lead);
	RUN(test_list_of_teasers);
	RUN(test_arabic_page);
	RUN(test_tilde);
	RUN(test_hostile);
	RUN(test_job);
	RUN(test_slips_are_named);
	return test_end();
}
