/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdlib.h>

#include "base/limits.h"
#include "book/deflate.h"
#include "book/lint.h"
#include "book/page.h"
#include "book/strings.h"
#include "worker/wire.h"

struct fixture {
	struct pool *pool;
	struct templates *templates;
	void *prepared;
	struct record rec;
	struct page_request req;
	struct link links[3];
	struct str hrefs[3];
	struct image images[2];
	struct page_picture pictures[2];
	struct page_reply reply;
	struct buf raw;		/* the reply */
	struct buf page;	/* the page last read */
	struct err err;
};

static struct fixture fx;

static void
reset(const char *body)
{
	buf_release(&fx.raw);
	buf_release(&fx.page);
	pool_clear(fx.pool);
	memset(fx.links, 0, sizeof(fx.links));
	memset(fx.hrefs, 0, sizeof(fx.hrefs));
	memset(fx.images, 0, sizeof(fx.images));
	memset(fx.pictures, 0, sizeof(fx.pictures));
	for (size_t i = 0; i < 3; i++)
		fx.links[i].kind = TARGET_NONE;
	for (size_t i = 0; i < 2; i++)
		fx.images[i].kind = TARGET_NONE;
	fx.rec = (struct record){ .title = STR("A title"),
		.lang = STR("en"), .dir = STR("ltr"), .body = str_of(body),
		.links = fx.links, .link_count = 3, .images = fx.images,
		.image_count = 2 };
	fx.req = (struct page_request){ .book_language = STR("en"),
		.page = STR("a00002"), .previous = STR("a00001.xhtml"),
		.next = STR("a00003.xhtml"), .rec = &fx.rec,
		.hrefs = fx.hrefs, .pictures = fx.pictures };
}

static int
run(void)
{
	struct buf in = BUF_INIT;
	int status;

	page_request_encode(&fx.req, &in);
	buf_clear(&fx.raw);
	status = page_job.run(fx.prepared, buf_str(&in), &fx.raw, &fx.err);
	if (!status)
		status = page_reply_decode(buf_str(&fx.raw), fx.pool,
		    &fx.reply, &fx.err);
	if (status)
		fprintf(stderr, "%s\n", fx.err.message);
	buf_release(&in);
	return status;
}

static struct str
page(size_t part)
{
	const struct page_part *p = &fx.reply.parts[part];

	buf_clear(&fx.page);
	CHECK(inflate_exact(p->deflated, p->size, &fx.page, &fx.err) == 0);
	return buf_str(&fx.page);
}

static bool
has(struct str text, const char *what)
{
	return str_find(text, str_of(what)) != STR_NONE;
}

static size_t
count(struct str text, const char *what)
{
	struct str mark = str_of(what);
	size_t n = 0, at;

	while ((at = str_find(text, mark)) != STR_NONE) {
		text = str_sub(text, at + mark.len, text.len);
		n++;
	}
	return n;
}

static void
test_metadata(void)
{
	struct str authors[] = { STR("A & B"), STR("C") };
	struct str tags[] = { STR("<x>"), STR("y") };
	struct str p;

	reset("<p>Text.</p>");
	fx.rec.title = STR("1 < 2 & \"3\"");
	fx.rec.date = (struct date){ 2023, 7, 19 };
	fx.rec.url = STR("https://www.example.org/a?b=1&c=2");
	fx.rec.authors = (struct str_list){ authors, 2 };
	fx.rec.tags = (struct str_list){ tags, 2 };
	fx.req.section = STR("2023-W29");
	CHECK(run() == 0);
	CHECK_NUM(fx.reply.count, 1);
	p = page(0);
	CHECK(has(p, "<title>1 &lt; 2 &amp; &quot;3&quot;</title>"));
	CHECK(has(p, "<bdi>A &amp; B, C</bdi>"));
	CHECK(has(p, "<time datetime=\"2023-07-19\"><bdi>19 July 2023"));
	CHECK(has(p, "href=\"https://www.example.org/a?b=1&amp;c=2\""
	    "><bdi>example.org</bdi>"));
	CHECK(has(p, "<bdi>&lt;x&gt;</bdi> · <bdi>y</bdi>"));
	CHECK(has(p, "Week 29, 2023"));
	CHECK(has(p, "<a href=\"a00001.xhtml\">Previous</a>"));
	CHECK(has(p, "<a href=\"a00003.xhtml\">Next</a>"));
	CHECK(!has(p, "<article lang"));
}

static void
test_nothing_known(void)
{
	struct str p;

	reset("");
	fx.rec.title = STR("");
	fx.rec.lang = STR("und");
	fx.rec.dir = STR("");
	fx.req.previous = fx.req.next = STR("");
	CHECK(run() == 0);
	p = page(0);
	CHECK(has(p, "<h1>Untitled</h1>"));
	CHECK(!has(p, "byline") && !has(p, "class=\"tags\"")
	    && !has(p, "Original") && !has(p, "Previous")
	    && !has(p, "Next") && !has(p, "kicker"));
}

static void
test_languages(void)
{
	struct str p;

	reset("<p>نص \1P0\2</p>");
	fx.req.book_language = STR("zh-Hans");
	fx.rec.lang = STR("ar");
	fx.rec.dir = STR("rtl");
	fx.rec.date = (struct date){ 2023, 7, 9 };
	CHECK(run() == 0);
	p = page(0);
	CHECK(has(p, "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
	    "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"zh-Hans\" "
	    "xml:lang=\"zh-Hans\">"));
	CHECK(has(p, "<article lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">"));
	CHECK(has(p, "2023年7月9日"));
	CHECK(has(p, "<span lang=\"zh-Hans\" xml:lang=\"zh-Hans\">图片"));
	reset("<p>文</p>");
	fx.req.book_language = STR("ar");
	fx.rec.lang = STR("zh-Hans");
	CHECK(run() == 0);
	p = page(0);
	CHECK(has(p, "xml:lang=\"ar\" dir=\"rtl\""));
	CHECK(has(p, "<article class=\"cjk\" lang=\"zh-Hans\" "
	    "xml:lang=\"zh-Hans\" dir=\"ltr\">"));
}

static void
test_links(void)
{
	struct str p;

	reset("<p>\1L0\2one\1l\2 \1L1\2two\1l\2 \1L2\2 \1l\2end</p>");
	fx.hrefs[0] = STR("https://example.org/?a&b");
	fx.hrefs[2] = STR("https://example.org/empty");
	CHECK(run() == 0);
	p = page(0);
	CHECK(has(p, "<p><a href=\"https://example.org/?a&amp;b\">one</a> two"
	    "  end</p>"));
}

static void
test_pictures(void)
{
	struct str p;

	reset("<p>\1P0\2 \1P1\2</p>");
	fx.images[0].alt = STR("a \"cat\"");
	fx.images[0].has_alt = true;
	fx.pictures[0] = (struct page_picture){ STR("../i/0.jpg"), 30, 20,
		STR("https://example.org/cat.jpg") };
	fx.pictures[1].original = STR("https://example.org/dog.jpg");
	CHECK(run() == 0);
	p = page(0);
	CHECK(has(p, "<img src=\"../i/0.jpg\" alt=\"a &quot;cat&quot;\" "
	    "width=\"30\" height=\"20\"/> <span class=\"missing\"><a href="
	    "\"https://example.org/dog.jpg\">[Picture]</a></span>"));
}

/* A link needs a name: an undescribed picture is none, its absence is. */
static void
test_pictures_in_links(void)
{
	struct str p;

	reset("<p>\1L0\2\1P0\2\1l\2\1L1\2\1P1\2\1l\2</p>");
	fx.hrefs[0] = fx.hrefs[1] = STR("https://example.org/");
	fx.pictures[0].file = STR("../i/0.jpg");
	fx.pictures[1].original = STR("https://example.org/dog.jpg");
	fx.images[1].alt = STR("a dog");
	CHECK(run() == 0);
	p = page(0);
	CHECK(has(p, "<p><img src=\"../i/0.jpg\" alt=\"\"/>"
	    "<a href=\"https://example.org/\"><span class=\"missing\">"
	    "[Picture: a dog]</span></a></p>"));
}

static void
test_lead(void)
{
	reset("<p>Text.</p>");
	fx.rec.lead_image = 1;
	fx.pictures[0].file = STR("../i/0.jpg");
	CHECK(run() == 0);
	CHECK_NUM(count(page(0), "<figure class=\"lead\"><img"), 1);
	reset("<p>Text.</p><figure>\1P0\2</figure>");
	fx.rec.lead_image = 1;
	fx.pictures[0].file = STR("../i/0.jpg");
	CHECK(run() == 0);
	CHECK_NUM(count(page(0), "<img"), 1);
}

static void
anchors(void)
{
	fx.links[0] = (struct link){ TARGET_ANCHOR, STR("a2"), { NULL, 0 } };
	fx.links[1] = (struct link){ TARGET_ANCHOR, STR("a9"), { NULL, 0 } };
	fx.links[2] = (struct link){ TARGET_ANCHOR, STR("a1"), { NULL, 0 } };
}

static void
test_anchors(void)
{
	struct str p;

	reset("<p id=\"a1\">\1L0\2there\1l\2 \1L1\2nowhere\1l\2</p>"
	    "<p id=\"a2\">\1L2\2back\1l\2</p>");
	anchors();
	CHECK(run() == 0);
	p = page(0);
	CHECK(has(p, "<a href=\"#a2\">there</a> nowhere</p>"));
	CHECK(has(p, "<a href=\"#a1\">back</a>"));
}

static void
check_parts(size_t least, size_t most)
{
	CHECK(fx.reply.count >= least && fx.reply.count <= most);
	for (size_t i = 0; i < fx.reply.count; i++) {
		struct str p = page(i);

		CHECK(p.len <= LIMIT_PAGE_BYTES);
		CHECK(lint_page(p, &fx.err) == 0);
		CHECK(has(p, "<h1>A title") && !has(p, "\1"));
	}
}

static void
test_parts(void)
{
	struct buf body = BUF_INIT;
	struct str p;
	size_t last;

	buf_adds(&body, "<p id=\"a1\">\1L0\2down\1l\2 \1L1\2no\1l\2</p>");
	for (size_t i = 0; i < 6000; i++)
		buf_addf(&body, "<p>Paragraph %zu goes on for a while, so "
		    "that a few thousand of them fill some pages.</p>\n", i);
	buf_adds(&body, "<p id=\"a2\">\1L2\2up\1l\2</p>");
	reset(body.data);
	anchors();
	CHECK(run() == 0);
	check_parts(3, 4);
	last = fx.reply.count - 1;
	p = page(0);
	CHECK(has(p, last == 2 ? "<a href=\"a00002-3.xhtml#a2\">down</a> no"
	    : "<a href=\"a00002-4.xhtml#a2\">down</a> no"));
	CHECK(has(p, "<a href=\"a00001.xhtml\">Previous</a>"));
	CHECK(has(p, "<a href=\"a00002-2.xhtml\">Next</a>"));
	p = page(1);
	CHECK(has(p, "<h1>A title (2)</h1>") && !has(p, "class=\"byline\""));
	CHECK(has(p, "<a href=\"a00002.xhtml\">Previous</a>"));
	p = page(last);
	CHECK(has(p, "<a href=\"a00002.xhtml#a1\">up</a>"));
	CHECK(has(p, "<a href=\"a00003.xhtml\">Next</a>"));
	buf_release(&body);
}

static void
test_giant_list(void)
{
	struct buf body = BUF_INIT;
	size_t items = 0;

	buf_adds(&body, "<ol start=\"5\">");
	for (size_t i = 0; i < 4000; i++)
		buf_addf(&body, "<li><p>Item %zu of a list that is too long "
		    "for one page by far, and longer still.</p></li>", i);
	buf_adds(&body, "</ol>");
	reset(body.data);
	CHECK(run() == 0);
	check_parts(2, 3);
	for (size_t i = 0; i < fx.reply.count; i++) {
		struct buf start = BUF_INIT;

		buf_addf(&start, "<ol start=\"%zu\"><li><p>Item %zu of",
		    items + 5, items);
		CHECK(has(page(i), start.data));
		items += count(buf_str(&fx.page), "<li>");
		buf_release(&start);
	}
	CHECK_NUM(items, 4000);
	buf_release(&body);
}

static void
test_giant_table(void)
{
	struct buf body = BUF_INIT;
	size_t rows = 0;

	buf_adds(&body, "<table><thead><tr><th>N</th><th>M</th></tr></thead>"
	    "<tbody>");
	for (size_t i = 0; i < 3000; i++)
		buf_addf(&body, "<tr><td rowspan=\"2\">%zu</td><td>a cell of "
		    "some words, which go on and on and on</td></tr>"
		    "<tr><td>the row that belongs to it, %zu</td></tr>", i, i);
	buf_adds(&body, "</tbody></table>");
	reset(body.data);
	CHECK(run() == 0);
	check_parts(2, 4);
	for (size_t i = 0; i < fx.reply.count; i++) {
		struct str p = page(i);

		rows += count(p, "<tr>");
		CHECK_NUM(count(p, "<table>"), 1);
		CHECK_NUM(count(p, "rowspan"),
		    count(p, "the row that belongs"));
	}
	CHECK_NUM(rows, 6001);
	buf_release(&body);
}

static void
test_giant_texts(void)
{
	struct buf body = BUF_INIT;
	size_t lines = 0;

	buf_adds(&body, "<pre><code>");
	for (size_t i = 0; i < 12000; i++)
		buf_addf(&body, "line %zu &lt; the next one\n", i);
	buf_adds(&body, "</code></pre><blockquote><p>");
	for (size_t i = 0; i < 9000; i++)
		buf_adds(&body, "没有尽头的一段，一句接着一句。");
	buf_adds(&body, "</p></blockquote>");
	reset(body.data);
	CHECK(run() == 0);
	check_parts(4, 8);
	for (size_t i = 0; i < fx.reply.count; i++)
		lines += count(page(i), "&lt; the next one\n");
	CHECK_NUM(lines, 12000);
	buf_release(&body);
}

/* What cannot be cut stays whole rather than being broken. */
static void
test_one_giant_inline(void)
{
	struct buf body = BUF_INIT;

	buf_adds(&body, "<p><em>");
	for (size_t i = 0; i < 30000; i++)
		buf_adds(&body, "word after word ");
	buf_adds(&body, "</em></p><p>After.</p>");
	reset(body.data);
	CHECK(run() == 0);
	CHECK_NUM(fx.reply.count, 2);
	CHECK_NUM(count(page(0), "<em>"), 1);
	CHECK(has(page(1), "<p>After.</p>"));
	buf_release(&body);
}

static void
test_hostile_replies(void)
{
	struct page_reply reply;
	struct buf b = BUF_INIT;
	struct str whole;

	reset("<p>Text.</p>");
	CHECK(run() == 0);
	whole = buf_str(&fx.raw);
	for (size_t len = 0; len < whole.len; len++)
		CHECK(page_reply_decode(str_sub(whole, 0, len), fx.pool,
		    &reply, &fx.err) == -1);
	/* Every byte matters: count, sizes, CRC, the stream itself. */
	for (size_t i = 0; i < whole.len; i++) {
		buf_clear(&b);
		buf_addstr(&b, whole);
		b.data[i] ^= 0x10;
		CHECK(page_reply_decode(buf_str(&b), fx.pool, &reply,
		    &fx.err) == -1);
	}
	buf_clear(&b);
	buf_addstr(&b, whole);
	buf_addc(&b, 0);
	CHECK(page_reply_decode(buf_str(&b), fx.pool, &reply, &fx.err) == -1);
	buf_release(&b);
}

static void
test_hostile_page(void)
{
	struct deflater *d = deflater_new();
	struct str evil = STR("<html><script>x</script></html>");
	struct buf packed = BUF_INIT, b = BUF_INIT;
	struct page_reply reply;
	uint32_t crc;

	deflate_page(d, evil, &packed, &crc);
	wire_put_u32(&b, 1);
	wire_put_u32(&b, (uint32_t)evil.len);
	wire_put_u32(&b, crc);
	wire_put_str(&b, buf_str(&packed));
	CHECK(page_reply_decode(buf_str(&b), fx.pool, &reply, &fx.err) == -1);
	buf_clear(&b);
	wire_put_u32(&b, 1);
	wire_put_u32(&b, 0xffffffff);
	wire_put_u32(&b, crc);
	wire_put_str(&b, buf_str(&packed));
	CHECK(page_reply_decode(buf_str(&b), fx.pool, &reply, &fx.err) == -1);
	CHECK_NUM(fx.err.kind, ERR_LIMIT);
	buf_release(&packed);
	buf_release(&b);
	deflater_free(d);
}

static void
test_hostile_requests(void)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	reset("<p>\1L0\2Text\1l\2 \1P0\2</p>");
	page_request_encode(&fx.req, &in);
	for (size_t len = 0; len < in.len; len++)
		CHECK(page_job.run(fx.prepared, str_sub(buf_str(&in), 0, len),
		    &out, &fx.err) == -1);
	buf_release(&in);
	buf_release(&out);
}

static void
test_strings(void)
{
	struct languages *all = languages_load();
	struct buf b = BUF_INIT;
	const struct strings *en, *zh;

	CHECK(languages_count(all) >= 2);
	for (size_t i = 0; i < languages_count(all); i++) {
		const char *fault = strings_fault(languages_at(all, i));

		if (fault)
			test_fail(__FILE__, __LINE__, fault);
	}
	en = languages_find(all, STR("de"));
	zh = languages_find(all, STR("zh-CN"));
	CHECK_STR(strings_language(en), "en");
	CHECK_STR(strings_language(zh), "zh-Hans");
	CHECK_STR(strings_language(languages_find(all, STR("zh-TW"))),
	    "zh-Hant");
	CHECK_STR(strings_language(languages_find(all, STR("en-GB"))), "en");
	strings_count(en, LABEL_ARTICLE_ONE, LABEL_ARTICLES, 1, &b);
	buf_adds(&b, "; ");
	strings_count(en, LABEL_ARTICLE_ONE, LABEL_ARTICLES, 1234567, &b);
	CHECK_STR(buf_str(&b), "1 article; 1,234,567 articles");
	buf_release(&b);
	languages_free(all);
}

static void
test_periods(void)
{
	static const struct {
		struct date first, last;
		const char *en, *zh;
	} cases[] = {
		{ { 2023, 7, 1 }, { 2023, 7, 1 }, "1 July 2023",
		  "2023年7月1日" },
		{ { 2023, 7, 1 }, { 2023, 7, 31 }, "1–31 July 2023",
		  "2023年7月1日至31日" },
		{ { 2023, 6, 1 }, { 2023, 7, 2 }, "1 June – 2 July 2023",
		  "2023年6月1日至7月2日" },
		{ { 2022, 12, 30 }, { 2023, 1, 2 },
		  "30 December 2022 – 2 January 2023",
		  "2022年12月30日至2023年1月2日" },
		{ { 0, 0, 0 }, { 0, 0, 0 }, "", "" },
	};
	struct languages *all = languages_load();
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_clear(&b);
		strings_period(languages_find(all, STR("en")),
		    cases[i].first, cases[i].last, &b);
		CHECK_STR(buf_str(&b), cases[i].en);
		buf_clear(&b);
		strings_period(languages_find(all, STR("zh")),
		    cases[i].first, cases[i].last, &b);
		CHECK_STR(buf_str(&b), cases[i].zh);
	}
	buf_release(&b);
	languages_free(all);
}

static void
test_group_titles(void)
{
	static const char *const cases[][2] = {
		{ "2023-07-19", "2023年7月19日" }, { "2023-07", "2023年7月" },
		{ "2023-W29", "2023年第29周" }, { "", "其他文章" },
		{ "环境", "环境" }, { "2023-99", "2023-99" },
	};
	struct languages *all = languages_load();
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_clear(&b);
		strings_group(languages_find(all, STR("zh-Hans")),
		    str_of(cases[i][0]), &b);
		CHECK_STR(buf_str(&b), cases[i][1]);
	}
	buf_release(&b);
	languages_free(all);
}

int
main(void)
{
	fx.pool = pool_new();
	fx.templates = templates_load(NULL, &fx.err);
	if (!fx.templates) {
		fprintf(stderr, "%s\n", fx.err.message);
		return 1;
	}
	buf_init(&fx.raw);
	buf_init(&fx.page);
	fx.prepared = page_job.prepare(fx.templates);
	RUN(test_metadata);
	RUN(test_nothing_known);
	RUN(test_languages);
	RUN(test_links);
	RUN(test_pictures);
	RUN(test_pictures_in_links);
	RUN(test_lead);
	RUN(test_anchors);
	RUN(test_parts);
	RUN(test_giant_list);
	RUN(test_giant_table);
	RUN(test_giant_texts);
	RUN(test_one_giant_inline);
	RUN(test_hostile_replies);
	RUN(test_hostile_page);
	RUN(test_hostile_requests);
	RUN(test_strings);
	RUN(test_periods);
	RUN(test_group_titles);
	buf_release(&fx.raw);
	buf_release(&fx.page);
	templates_free(fx.templates);
	pool_free(fx.pool);
	return test_end();
}
