/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "check/check.h"
#include "growth.h"

#define HTML "<html xmlns=\"http://www.w3.org/1999/xhtml\" " \
	"xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\" " \
	"xml:lang=\"en\">"
#define HEAD "<head><title>T</title></head>"

/* Checks a whole document; want is the error's message, NULL: none. */
static void
check(int line, int (*checker)(struct str, struct err *), const char *page,
    size_t len, const char *want)
{
	/* Exactly as long as it is, so that an overrun is seen. */
	char *copy = malloc(len ? len : 1);
	struct err err = ERR_INIT;
	int status;

	memcpy(copy, page, len);
	status = checker((struct str){ copy, len }, &err);
	free(copy);
	test_check_str(__FILE__, line, str_of(err.message), want ? want : "");
	if (status != (want ? -1 : 0) || (want && err.kind != ERR_FORMAT))
		test_fail(__FILE__, line, page);
}

#define PAGE(page, want) \
	check(__LINE__, check_page, (page), sizeof(page) - 1, (want))
#define XML(xml, want) \
	check(__LINE__, check_xml, (xml), sizeof(xml) - 1, (want))
#define BODY(body, want) \
	PAGE(HTML "\n" HEAD "\n<body>" body "</body></html>", (want))

static void
test_good_pages(void)
{
	PAGE("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
	    HTML "<head><meta charset=\"UTF-8\"/><title>T</title>"
	    "<link rel=\"stylesheet\" type=\"text/css\" href=\"../book.css\"/>"
	    "<meta name=\"viewport\" content=\"width=device-width\"/></head>"
	    "<body class=\"cover\" epub:type=\"cover\"></body>\n</html>\n",
	    NULL);
	BODY("", NULL);
	BODY("<p>a &lt; b &amp;&#38;&#x4E2D; > c</p>", NULL);
	BODY("<p lang='zh-Hans' xml:lang=\"zh-Hans\">\xe4\xb8\xad</p>", NULL);
	BODY("<p>\xf0\x9f\x98\x80 caf\xc3\xa9\t\r\n</p>", NULL);
	BODY("<ol start=\"-3\" type=\"a\" reversed=\"reversed\">"
	    "<li value=\"2\">x</li></ol>", NULL);
	BODY("<table><tr><td colspan=\"2\" rowspan=\"1\">x</td>"
	    "<th scope=\"col\">h</th></tr></table>", NULL);
	BODY("<img src=\"../i/a_b-1.jpg\" alt=\"\" width=\"1\"\n"
	    "height=\"2\"/><br/><hr />", NULL);
	BODY("<nav epub:type=\"toc\" role=\"doc-toc\" aria-label=\"C\" "
	    "hidden=\"hidden\"></nav>", NULL);
	BODY("<time datetime=\"2023-07-19\">x</time>", NULL);
	BODY("<section aria-labelledby=\"a1\"><h2 id=\"a1\">x</h2></section>",
	    NULL);
	BODY("<p >x</p >", NULL);
	BODY("<code class=\"language-C++ language-f# x_y.z\">x</code>", NULL);
}

static void
test_malformed(void)
{
	BODY("<p>", "element 'p': line 3: misplaced end tag 'body'");
	BODY("</p>", "element 'body': line 3: misplaced end tag 'p'");
	BODY("<b><i></b></i>",
	    "element 'i': line 3: misplaced end tag 'b'");
	BODY("<p", "line 3: malformed tag 'p'");
	BODY("<p/>", "line 3: tag not closed as it should be 'p'");
	BODY("<br></br>", "line 3: tag not closed as it should be 'br'");
	BODY("<p / >x</p>", "line 3: malformed tag 'p'");
	BODY("a < b", "line 3: neither element nor text ' b</body><'");
	BODY("a & b", "line 3: unfinished entity ' b</body></'");
	BODY("&nbsp;", "line 3: unknown entity 'nbsp'");
	BODY("&#0;", "line 3: unknown entity '#0'");
	BODY("&#xD800;", "line 3: unknown entity '#xD800'");
	BODY("&#x110000;", "line 3: unknown entity '#x110000'");
	BODY("&#99999999999;", "line 3: unfinished entity '#9999999999'");
	BODY("&#;", "line 3: unknown entity '#'");
	BODY("&#x;", "line 3: unknown entity '#x'");
	BODY("&;", "line 3: unknown entity ''");
	BODY("]]>", "line 3: stray end of CDATA section ']]>'");
	BODY("<!-- x -->", "line 3: neither element nor text '!-- x --><'");
	BODY("<![CDATA[x]]>", "line 3: neither element nor text '![CDATA[x]'");
	BODY("<?php ?>", "line 3: neither element nor text '?php ?></b'");
	BODY("<P>x</P>", "line 3: unknown element 'P'");
}

static void
test_characters(void)
{
	BODY("\x01", "line 3: no such character here 'U+0001'");
	BODY("a\0", "line 3: no such character here 'U+0000'");
	BODY("\xff", "line 3: malformed UTF-8 '\xff'");
	BODY("\xc0\x80", "line 3: malformed UTF-8 '\xc0'");
	BODY("\xe4\xb8", "line 3: malformed UTF-8 '\xe4\xb8'");
	BODY("\xe0\x80\x80", "line 3: no character of XML '\xe0\x80\x80'");
	BODY("\xed\xa0\x80", "line 3: no character of XML '\xed\xa0\x80'");
	BODY("\xef\xbf\xbe", "line 3: no character of XML '\xef\xbf\xbe'");
	BODY("\xef\xb7\x90", "line 3: no character of XML '\xef\xb7\x90'");
	BODY("\xc2\x85", "line 3: no character of XML '\xc2\x85'");
	BODY("\xf4\x90\x80\x80",
	    "line 3: no character of XML '\xf4\x90\x80\x80'");
	BODY("\xef\xbf\xbd\xee\x80\x80", NULL);
}

static void
test_unknown_names(void)
{
	BODY("<script>x</script>", "line 3: unknown element 'script'");
	BODY("<iframe></iframe>", "line 3: unknown element 'iframe'");
	BODY("<style></style>", "line 3: unknown element 'style'");
	BODY("<svg></svg>", "line 3: unknown element 'svg'");
	BODY("<p style=\"x\"></p>", "line 3: unknown attribute 'style'");
	BODY("<p onclick=\"x\"></p>", "line 3: unknown attribute 'onclick'");
	BODY("<p href=\"x\"></p>", "line 3: unknown attribute 'href'");
	BODY("<a src=\"x\"></a>", "line 3: unknown attribute 'src'");
	BODY("<p xmlns=\"http://www.w3.org/1999/xhtml\"></p>",
	    "line 3: unknown attribute 'xmlns'");
	BODY("<p id=\"a\" id=\"b\"></p>", "line 3: duplicate attribute 'id'");
	BODY("<p id=a></p>", "line 3: no quoted value for attribute 'id'");
	BODY("<p id></p>", "line 3: no quoted value for attribute 'id'");
	BODY("<p id=\"a\"class=\"b\"></p>", "line 3: malformed tag 'p'");
	BODY("<p =\"a\"></p>", "line 3: malformed tag 'p'");
}

static void
test_values(void)
{
	BODY("<p id=\"\"></p>", "attribute 'id': line 3: malformed value ''");
	BODY("<p id=\"1a\"></p>",
	    "attribute 'id': line 3: malformed value '1a'");
	BODY("<p id=\"a b\"></p>",
	    "attribute 'id': line 3: malformed value 'a b'");
	BODY("<p id=\"a\"></p><p id=\"a\"></p>", "duplicate id 'a'");
	BODY("<p lang=\"zh_CN\" xml:lang=\"zh_CN\"></p>",
	    "attribute 'lang': line 3: malformed value 'zh_CN'");
	BODY("<p lang=\"en\"></p>",
	    "line 3: lang and xml:lang differ 'en'");
	BODY("<p lang=\"en\" xml:lang=\"de\"></p>",
	    "line 3: lang and xml:lang differ 'en'");
	BODY("<p dir=\"up\"></p>",
	    "attribute 'dir': line 3: malformed value 'up'");
	BODY("<img src=\"a.jpg\"/>", "line 3: alt or src is missing 'img'");
	BODY("<img alt=\"x\"/>", "line 3: alt or src is missing 'img'");
	BODY("<img src=\"a.jpg\" alt=\"x\" width=\"100%\"/>",
	    "attribute 'width': line 3: malformed value '100%'");
	BODY("<p title=\"a<b\"></p>",
	    "line 3: no such character here 'U+003C'");
	BODY("<time datetime=\"2026\xe5\xb9\xb4\">x</time>",
	    "attribute 'datetime': line 3: malformed value '2026\xe5\xb9\xb4'");
	BODY("<section aria-labelledby=\"gone\"></section>",
	    "no id 'gone' that is referred to");
	BODY("<p role=\"a b\"></p>",
	    "attribute 'role': line 3: malformed value 'a b'");
}

static void
check_href(int line, const char *href, bool good)
{
	struct buf page = BUF_INIT, want = BUF_INIT;

	buf_addf(&page, HTML "\n" HEAD "\n<body><a id=\"a1\" href=\"%s\">x</a>"
	    "</body></html>", href);
	buf_addf(&want, "attribute 'href': line 3: malformed value '%s'",
	    href);
	check(line, check_page, page.data, page.len, good ? NULL : want.data);
	buf_release(&page);
	buf_release(&want);
}

#define GOOD(href) check_href(__LINE__, (href), true)
#define BAD(href) check_href(__LINE__, (href), false)

static void
test_hrefs(void)
{
	GOOD("http://example.org/");
	GOOD("https://example.org/a%20b?c=d&amp;e=f#g");
	GOOD("http://[2001:db8::1]:80/x");
	GOOD("http://[::1]");
	GOOD("mailto:a@example.org");
	GOOD("a00001-2.xhtml");
	GOOD("../nav.xhtml#a1");
	GOOD("t/a00001.xhtml");
	GOOD("#a1");
	BAD("");
	BAD("#");
	BAD("javascript:x");
	BAD("JAVASCRIPT:x");
	BAD("file:///etc/passwd");
	BAD("data:text/html,x");
	BAD("HTTP://example.org/");
	BAD("http://");
	BAD("http:///x");
	BAD("http://?x");
	BAD("http:x");
	BAD("https://example.org/a b");
	BAD("https://example.org/%");
	BAD("https://example.org/%4");
	BAD("https://example.org/%zz");
	BAD("https://example.org/#a#b");
	BAD("https://example.org/{x}");
	BAD("https://example.org/[x]");
	BAD("https://example.org/&lt;");
	BAD("https://\xe4\xb8\xad/");
	BAD("http://[/x");
	BAD("http://[::1");
	BAD("http://[x]/");
	BAD("/a.xhtml");
	BAD("//example.org/");
	BAD("../../a.xhtml");
	BAD("t/../a.xhtml");
	BAD("./a.xhtml");
	BAD("a.xhtml?x");
	BAD("a.xhtml#");
	BAD("../");
	BAD("t/");
	BAD("A.xhtml");
	BODY("<a href=\"#gone\">x</a>", "no id 'gone' that is referred to");
	BODY("<a href=\"x.xhtml\"><a href=\"y.xhtml\">x</a></a>",
	    "line 3: link inside a link 'a'");
	BODY("<img src=\"http://example.org/x.jpg\" alt=\"\"/>",
	    "attribute 'src': line 3: malformed value "
	    "'http://example.org/x.jpg'");
	BODY("<img src=\"../../x.jpg\" alt=\"\"/>",
	    "attribute 'src': line 3: malformed value '../../x.jpg'");
}

static void
test_structure(void)
{
	PAGE("", "line 1: no root element ''");
	PAGE(" ", "line 1: no root element ''");
	PAGE("x", "line 1: no root element 'x'");
	PAGE("\xef\xbb\xbf" HTML HEAD "<body></body></html>",
	    "line 1: no root element '\xef\xbb\xbf<html x'");
	PAGE("<p></p>", "line 1: misplaced element 'p'");
	PAGE("</html>", "line 1: misplaced end tag 'html'");
	PAGE("<html>" HEAD "<body></body></html>",
	    "line 1: no namespace 'html'");
	PAGE(HTML "</html>", "line 1: head, title or body is missing 'html'");
	PAGE(HTML HEAD "</html>",
	    "line 1: head, title or body is missing 'html'");
	PAGE(HTML "<body></body></html>", "line 1: misplaced element 'body'");
	PAGE(HTML "<head></head><body></body></html>",
	    "line 1: head, title or body is missing 'html'");
	PAGE(HTML HEAD HEAD "</html>", "line 1: misplaced element 'head'");
	PAGE(HTML HEAD "<body></body><body></body></html>",
	    "line 1: misplaced element 'body'");
	PAGE(HTML HEAD "x<body></body></html>",
	    "line 1: misplaced text 'x<body></b'");
	PAGE(HTML HEAD "<body></body></html>x",
	    "line 1: content after the root element 'x'");
	PAGE(HTML HEAD "<body></body></html><html/>",
	    "line 1: content after the root element '<html/>'");
	PAGE(HTML HEAD "<body>", "line 1: unclosed element 'body'");
	PAGE(HTML HEAD "<body><body></body></body></html>",
	    "line 1: misplaced element 'body'");
	PAGE("<!DOCTYPE html SYSTEM \"x\">" HTML HEAD "<body></body></html>",
	    "line 1: neither element nor text '!DOCTYPE h'");
	PAGE("<!DOCTYPE html [<!ENTITY x \"y\">]>" HTML HEAD
	    "<body></body></html>",
	    "line 1: neither element nor text '!DOCTYPE h'");
	PAGE("<?xml version=\"1.0\" encoding=\"gbk\"?>" HTML HEAD
	    "<body></body></html>",
	    "line 1: malformed XML declaration 'gbk\"?><htm'");
	PAGE("<html xmlns=\"http://www.w3.org/1999/xhtml\">" HEAD
	    "<body epub:type=\"toc\"></body></html>",
	    "line 1: epub:type without its namespace 'body'");
}

/* Every prefix of a good page is a bad one, and none is read beyond. */
static void
test_truncated(void)
{
	static const char page[] = "<?xml version=\"1.0\" "
		"encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n" HTML HEAD
		"<body><p id=\"a\">&amp;\xe4\xb8\xad<a href=\"#a\">x</a>"
		"<br/></p></body></html>";
	struct err err = ERR_INIT;

	PAGE(page, NULL);
	for (size_t n = 0; n < sizeof(page) - 1; n++) {
		char *copy = malloc(n ? n : 1);

		memcpy(copy, page, n);
		CHECK(check_page((struct str){ copy, n }, &err));
		free(copy);
	}
}

/* Any one byte changed: no crash, whatever the verdict. */
static void
test_flipped(void)
{
	char page[] = HTML HEAD "<body><p id=\"a\">&amp;\xe4\xb8\xad"
		"<img src=\"a.jpg\" alt=\"\"/></p></body></html>";
	struct err err = ERR_INIT;
	unsigned good = 0;

	for (size_t i = 0; i < sizeof(page) - 1; i++) {
		char before = page[i];

		for (int c = 0; c < 256; c++) {
			page[i] = (char)c;
			good += !check_page(str_of(page), &err);
		}
		page[i] = before;
	}
	CHECK(good > 100 && good < 100 * sizeof(page));
}

static void
check_deep_and_wide(const void *arg, size_t n)
{
	struct buf page = BUF_INIT;
	struct err err = ERR_INIT;

	(void)arg;
	buf_adds(&page, HTML HEAD "<body>");
	for (size_t i = 0; i < n; i++)
		buf_adds(&page, "<div>");
	for (size_t i = 0; i < n; i++)
		buf_addf(&page, "<p id=\"a%zu\"></p>", i);
	for (size_t i = 0; i < n; i++)
		buf_adds(&page, "</div>");
	buf_adds(&page, "</body></html>");
	CHECK(!check_page(buf_str(&page), &err));
	CHECK_STR(str_of(err.message), "");
	buf_release(&page);
}

static const struct growth growths[] = {
	{ "deep and wide", check_deep_and_wide, NULL, 2000 },
};

static void
test_deep_and_wide(void)
{
	check_deep_and_wide(NULL, 50000);
	CHECK_GROWTH(growths);
}

static void
test_xml(void)
{
	XML("<a/>", NULL);
	XML("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"c\" d='e'>"
	    "f<g h=\"&amp;\"/> &#x4e00; <i></i >\n</a>\n", NULL);
	XML("<a xmlns:b=\"c\" b:d=\"e\" xml:lang=\"en\"><b:f/></a>", NULL);
	XML("<b:a xmlns:b=\"c\"/>", NULL);
	XML("", "line 1: no root element ''");
	XML("x", "line 1: no root element 'x'");
	XML("<a", "line 1: unfinished tag 'a'");
	XML("<a>", "line 1: unclosed element 'a'");
	XML("<a>\n<b>\n</a>",
	    "element 'b': line 3: misplaced end tag 'a'");
	XML("<a></a", "line 1: unfinished end tag 'a'");
	XML("<a/><b/>", "line 1: content after the root element '<b/>'");
	XML("<a/>x", "line 1: content after the root element 'x'");
	XML("<a b/>", "line 1: no quoted value for attribute 'b'");
	XML("<a b=c/>", "line 1: no quoted value for attribute 'b'");
	XML("<a b=\"c/>", "line 1: unfinished attribute 'b'");
	XML("<a b=\"<\"/>", "line 1: no such character here 'U+003C'");
	XML("<a b=\"1\" b=\"2\"/>", "line 1: duplicate attribute 'b'");
	XML("<a b=\"1\"c=\"2\"/>", "line 1: malformed tag 'a'");
	XML("<a / >", "line 1: malformed tag 'a'");
	XML("<a>&nbsp;</a>", "line 1: unknown entity 'nbsp'");
	XML("<a>\x01</a>", "line 1: no such character here 'U+0001'");
	XML("<a>\xff</a>", "line 1: malformed UTF-8 '\xff'");
	XML("<a><!-- b --></a>",
	    "line 1: neither element nor text '!-- b --><'");
	XML("<a>]]></a>", "line 1: stray end of CDATA section ']]>'");
	XML("<a:b/>", "line 1: no namespace for 'a:b'");
	XML("<a b:c=\"d\"/>", "line 1: no namespace for 'b:c'");
	XML("<1/>", "line 1: malformed name '1'");
	XML("<a:/>", "line 1: malformed name 'a:'");
	XML("<!DOCTYPE a><a/>", "line 1: neither element nor text "
	    "'!DOCTYPE a'");
}

int
main(int argc, char **argv)
{
	GROWTH_MAIN(argc, argv, growths);
	RUN(test_good_pages);
	RUN(test_malformed);
	RUN(test_characters);
	RUN(test_unknown_names);
	RUN(test_values);
	RUN(test_hrefs);
	RUN(test_structure);
	RUN(test_truncated);
	RUN(test_flipped);
	RUN(test_deep_and_wide);
	RUN(test_xml);
	return test_end();
}
