/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "article/record/body.h"

static bool
accepts_bytes(struct str body)
{
	struct err err = ERR_INIT;
	int rc = body_check(body, 2, 2, &err);

	CHECK((rc == 0) == (err.kind == ERR_NONE));
	return rc == 0;
}

static bool
accepts(const char *body)
{
	return accepts_bytes(str_of(body));
}

static void
test_pieces(void)
{
	struct str rest = STR("<p>a&amp;\1L12\2b\1l\2\1P0\2</p>\n"), piece;
	size_t n;

	CHECK_NUM(body_next(&rest, &piece, &n), BODY_MARKUP);
	CHECK_STR(piece, "<p>");
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_TEXT);
	CHECK_STR(piece, "a&amp;");
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_LINK_START);
	CHECK_NUM(n, 12);
	CHECK_STR(piece, "\1L12\2");
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_TEXT);
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_LINK_END);
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_PICTURE);
	CHECK_NUM(n, 0);
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_MARKUP);
	CHECK_STR(piece, "</p>");
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_TEXT);
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_END);
	CHECK_NUM(body_next(&rest, &piece, &n), BODY_END);
}

static void
test_broken_pieces(void)
{
	static const char *const broken[] = {
		"<p", "\1", "\1P1", "\1P\2", "\1L\2", "\1l1\2", "\1X1\2",
		"\1P-1\2", "\1P01\2", "\1P99999999999999999999\2", "\1\2"
	};

	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		struct str rest = str_of(broken[i]), piece;
		size_t n;

		CHECK_NUM(body_next(&rest, &piece, &n), BODY_BROKEN);
	}
}

static void
test_accepted(void)
{
	CHECK(accepts(""));
	CHECK(accepts("<p>a <b>b<br/></b> &lt;&amp;&gt;&quot;</p>\n<hr/>"));
	CHECK(accepts("<p id=\"a1\" class=\"lead\" lang=\"en\" "
	    "xml:lang=\"en\" dir=\"ltr\">a</p><p id=\"a7\">b</p>"));
	CHECK(accepts("<p>\1L0\2a\1P1\2\1l\2\1L1\2b\1l\2</p>"));
	CHECK(accepts("<ol start=\"-3\" type=\"a\" reversed=\"reversed\">"
	    "<li value=\"0\">a<ul><li>b</li></ul></li></ol>"));
	CHECK(accepts("<table><caption>a</caption><thead><tr><th scope="
	    "\"col\">b</th></tr></thead><tbody><tr><td colspan=\"2\" "
	    "rowspan=\"2\"><p>c</p></td></tr></tbody><tfoot><tr><td></td>"
	    "</tr></tfoot></table>"));
	CHECK(accepts("<p><abbr title=\"a &quot; b\">x</abbr></p>"));
	CHECK(!accepts("<p><abbr title=\" \">x</abbr></p>"));
	CHECK(accepts("<p>\xef\xbc\x8c\xc2\xa0\xf0\x9f\x98\x80</p>"));
	CHECK(accepts("<dl><dt>a</dt><dd>b</dd></dl>"));
	CHECK(accepts("<p><ruby>a<rt>b</rt></ruby></p>"));
	CHECK(accepts("<figure>\1P0\2<figcaption>a</figcaption></figure>"));
}

static void
test_refused_markup(void)
{
	static const char *const bad[] = {
		"<script>a</script>", "<p>a", "</p>", "<p>a</b></p>",
		"<b><p>a</p></b>", "<p><p>a</p></p>", "text", "<P>a</P>",
		"<p>a</p >", "<p/>", "<br>", "<p>a<br></br></p>", "<>", "</>",
		"<!-- a -->", "<?a?>", "<![CDATA[a]]>", "<h1>a</h1>",
		"<div>a</div>", "<li>a</li>", "<ul>a</ul>", "<ul></ul>",
		"<ul><p>a</p></ul>", "<table><tr><td>a</td></tr></table>",
		"<table></table>", "<table><tbody></tbody></table>",
		"<table><tbody><tr></tr></tbody></table>",
		("<table><tbody><tr><td>a</td></tr></tbody><caption>b"
		"</caption></table>"), "<dl><dd>a</dd></dl>",
		"<dl><dt>a</dt></dl>", "<p><ruby>a</ruby></p>",
		"<p><ruby><rt>a</rt></ruby></p>", "<p><rt>a</rt></p>",
		"<h2><p>a</p></h2>", "<pre><p>a</p></pre>",
		"<blockquote>a</blockquote>", "<p>a&nbsp;b</p>",
		"<p>a & b</p>", "<p>a&#1;b</p>", "<p>a > b</p>",
		"<p>\x03</p>", "<p>\xff</p>", "<p>\x7f</p>",
		"<p>\xc2\x85</p>", "<p>\xef\xbf\xbe</p>",
		"<p>\xf0\x9f\xbf\xbf</p>"
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (accepts(bad[i])) {
			fprintf(stderr, "%s\n", bad[i]);
			test_fail(__FILE__, __LINE__, "refused");
		}
}

static void
test_refused_attributes(void)
{
	static const char *const bad[] = {
		"style=\"a\"", "onclick=\"a\"", "src=\"a\"", "href=\"a\"",
		"id=\"b\"", "id=\"a0\"", "id=\"a\"", "id=\"a1 \"",
		"id=\"a1\" id=\"a2\"", "class=\"x\"", "class=\"lead x\"",
		"lang=\"\"", "lang=\"e n\"", "dir=\"up\"", "title=\"a\"",
		"colspan=\"2\"", "lang=en", "lang='en'", "lang",
		"lang=\"en", " lang=\"en\"", "lang=\"en\" ",
		"lang=\"en\"dir=\"ltr\"", "lang=\"<b>\"",
		"lang=\"en\"", "lang=\"en\" xml:lang=\"de\"",
		"lang=\"e\" xml:lang=\"e\"",
		"lang=\"en-abcdefghi\" xml:lang=\"en-abcdefghi\"",
		"lang=\"en-\" xml:lang=\"en-\""
	};
	struct buf body = BUF_INIT;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		buf_clear(&body);
		buf_addf(&body, "<p %s>a</p>", bad[i]);
		if (accepts(body.data)) {
			fprintf(stderr, "%s\n", body.data);
			test_fail(__FILE__, __LINE__, "refused");
		}
	}
	buf_release(&body);
	CHECK(!accepts("<p id=\"a2\">a</p><p id=\"a1\">b</p>"));
	CHECK(!accepts("<p id=\"a1\">a</p><p id=\"a1\">b</p>"));
	CHECK(!accepts("<ol start=\"1e3\"><li>a</li></ol>"));
	CHECK(!accepts("<p><abbr title=\"&x;\">a</abbr></p>"));
}

/* No NUL, wherever it stands. */
static void
test_refused_nul(void)
{
	static const char good[] = "<p id=\"a1\" class=\"lead\" lang=\"en\" "
	    "xml:lang=\"en\" dir=\"ltr\">a <code class=\"language-c\">b"
	    "</code></p><ol start=\"2\" type=\"a\"><li>a&amp;b</li></ol>";
	char bad[sizeof(good)];

	CHECK(accepts(good));
	for (size_t i = 0; i < sizeof(good) - 1; i++) {
		memcpy(bad, good, sizeof(good));
		bad[i] = '\0';
		if (accepts_bytes((struct str){ bad, sizeof(good) - 1 }))
			test_fail(__FILE__, __LINE__, good + i);
	}
}

static void
test_refused_slots(void)
{
	CHECK(!accepts("<p>\1L2\2a\1l\2</p>"));
	CHECK(!accepts("<p>\1P2\2</p>"));
	CHECK(!accepts("<p>\1L0\2a</p>"));
	CHECK(!accepts("<p>\1l\2</p>"));
	CHECK(!accepts("<p>\1L0\2\1L1\2a\1l\2\1l\2</p>"));
	CHECK(!accepts("<p>\1L0\2<b>a\1l\2</b></p>"));
	CHECK(!accepts("\1P0\2"));
	CHECK(!accepts("<p title=\"\1P0\2\">a</p>"));
}

static void
test_depth(void)
{
	struct buf body = BUF_INIT;

	for (int i = 0; i < 100000; i++)
		buf_adds(&body, "<blockquote>");
	CHECK(!accepts(body.data));
	buf_release(&body);
}

static void
test_text(void)
{
	struct buf out = BUF_INIT;

	body_text(STR("<h2>a &amp; b</h2>\n<p>c<br/><b>d</b> \1L0\2e\1l\2"
	    "\1P0\2</p>\n<ul><li>f</li><li>g</li></ul>\n<table><tbody><tr>"
	    "<td>h</td><td>i</td></tr><tr><td>j</td></tr></tbody></table>\n"
	    "<pre> k\n  &lt;l&gt;</pre>\n"), &out);
	CHECK_STR(buf_str(&out), "a & b\n\nc\nd e\n\nf\n\ng\n\nh\ti\n\nj\n\n"
	    " k\n  <l>");
	buf_release(&out);
}

int
main(void)
{
	RUN(test_pieces);
	RUN(test_broken_pieces);
	RUN(test_accepted);
	RUN(test_refused_markup);
	RUN(test_refused_attributes);
	RUN(test_refused_nul);
	RUN(test_refused_slots);
	RUN(test_depth);
	RUN(test_text);
	return test_end();
}
