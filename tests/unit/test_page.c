/* SPDX-License-Identifier: MIT */
#include "page_fixture.h"

#include "worker/wire.h"

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

int
main(void)
{
	if (begin())
		return 1;
	RUN(test_metadata);
	RUN(test_nothing_known);
	RUN(test_languages);
	RUN(test_links);
	RUN(test_pictures);
	RUN(test_pictures_in_links);
	RUN(test_lead);
	RUN(test_anchors);
	RUN(test_hostile_replies);
	RUN(test_hostile_page);
	RUN(test_hostile_requests);
	return end();
}
