/* SPDX-License-Identifier: MIT */
#include "article/html/html.h"

#include "html_dump.h"
#include "test.h"

struct pair {
	const char *in, *want;	/* want: what is inside html */
};

static void
check_pairs(const struct pair *pairs, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct html_losses losses = { false, false, false };
		struct buf out = BUF_INIT, want = BUF_INIT;

		struct err err = ERR_INIT;
		xmlDoc *doc = html_parse(str_of(pairs[i].in), 0, &losses, &err);

		CHECK(doc != NULL);
		dump_html(doc, &out);
		html_free(doc);
		buf_addf(&want, "<html>%s</html>", pairs[i].want);
		CHECK_STR(buf_str(&out), want.data);
		CHECK(!losses.depth && !losses.nodes && !losses.attributes);
		buf_release(&out);
		buf_release(&want);
	}
}

#define CHECK_PAIRS(pairs) \
	check_pairs((pairs), sizeof(pairs) / sizeof((pairs)[0]))

static void
test_skeleton(void)
{
	static const struct pair pairs[] = {
		{ "", "<body></body>" },
		{ " \n ", "<body></body>" },
		{ "<!DOCTYPE html><?xml x?>a", "<body>a</body>" },
		{ "<head><title>T</title></head> <body class=c>x</body>y"
		    "</html>z",
		    "<head><title>T</title></head><body class=\"c\">xyz"
		    "</body>" },
		{ "<title>T</title><p>x", "<head><title>T</title></head><body>"
		    "<p>x</p></body>" },
		{ "<meta charset=x>a<meta name=y>",
		    "<head><meta charset=\"x\"/>"
		    "</head><body>a<meta name=\"y\"/></body>" },
		{ "a<html><head><body>b<body>c", "<body>abc</body>" },
		{ "<head><noscript><img src=x></noscript></head><body>y",
		    "<head><noscript></noscript></head><body>"
		    "<img src=\"x\"/>y</body>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_nesting(void)
{
	static const struct pair pairs[] = {
		{ "<p>a<p>b<div>c</div>d</p>e", "<body><p>a</p><p>b</p>"
		    "<div>c</div>de</body>" },
		{ "<p>a<section>b",
		    "<body><p>a</p><section>b</section></body>" },
		{ "<p>a<OK HREF=u>k<p>b</ok>c", "<body><p>a<a href=\"u\">k</a>"
		    "</p><p>bc</p></body>" },
		{ "<b>1<i>2</b>3</i>4",
		    "<body><b>1<i>2</i></b><i>3</i>4</body>" },
		{ "<b><p>1</b>2</p>", "<body><b><p>1</p></b><p>2</p></body>" },
		{ "<b><div>1</b>2</div>3",
		    "<body><b><div>12</div></b>3</body>" },
		{ "<ul><li>a<ul><li>b</ul><li>c</ul>",
		    "<body><ul><li>a<ul><li>b"
		    "</li></ul></li><li>c</li></ul></body>" },
		{ "<dl><dt>a<dd>b<dt>c</dl>", "<body><dl><dt>a</dt><dd>b</dd>"
		    "<dt>c</dt></dl></body>" },
		{ "<table><tr><p><td>a<td>b<tbody><tr><th>c</table>d", "<body>"
		    "<table><tr><p></p><td>a</td><td>b</td></tr><tbody><tr>"
		    "<th>c</th></tr></tbody></table>d</body>" },
		{ "<table><td>a</div></p></table>", "<body><table><td>a</td>"
		    "</table></body>" },
		{ "<div><table><td></div>a</table>b</div>", "<body><div><table>"
		    "<td>a</td></table>b</div></body>" },
		{ "<h2>a<h3>b</h2>c", "<body><h2>a</h2><h3>b</h3>c</body>" },
		{ "<select><option>a<option>b</select>",
		    "<body><select><option>"
		    "a</option><option>b</option></select></body>" },
		{ "<select><option>a<select><option>b<div>c</div><p>d",
		    "<body><select><option>a</option></select><select><option>"
		    "b<div>c</div></option></select><p>d</p></body>" },
		{ "<ruby>a<rp>(<rt>b<rp>)</ruby>", "<body><ruby>a<rp>(</rp>"
		    "<rt>b</rt><rp>)</rp></ruby></body>" },
		{ "<a href=1>x<b>y<a href=2>z", "<body><a href=\"1\">x<b>y</b>"
		    "</a><a href=\"2\">z</a></body>" },
		{ "<p><a name=n>x<p>y", "<body><p><a name=\"n\"></a>x</p><p>y</p>"
		    "</body>" },
		{ "</div></b></ok>a</p></br>", "<body>a<br/></body>" },
	};

	CHECK_PAIRS(pairs);
}

/* Pages that a mirror did not get the end of. */
static void
test_cut(void)
{
	static const struct pair pairs[] = {
		{ "<p>a</p>\n <ok href=\"https://a.exa", "<body><p>a</p>\n"
		    "</body>" },
		{ "a<img class=b alt='c d", "<body>a</body>" },
		{ "a<img src=b ", "<body>a</body>" },
		{ "a<img src=b al", "<body>a</body>" },
		{ "<p>a</di", "<body><p>a</p></body>" },
		{ "a <b and c", "<body>a &lt;b and c</body>" },
		{ "a<b", "<body>a&lt;b</body>" },
		{ "a <b=c d", "<body>a &lt;b=c d</body>" }
	};

	CHECK_PAIRS(pairs);
}

static void
test_tags(void)
{
	static const struct pair pairs[] = {
		{ "<IMG SRC=a/b Alt='x\"y' src=c @click=1 [x]=2 data-a>",
		    "<body><img src=\"a/b\" alt=\"x&quot;y\" data-a=\"\"/>"
		    "</body>" },
		{ "<image src=a><source src=b><wbr>c<track/><br/>", "<body>"
		    "<img src=\"a\"/><source src=\"b\"/><wbr/>c<track/><br/>"
		    "</body>" },
		{ "<div/>a<x-y/>b<o:p>c</O:P>",
		    "<body><div>a<x-y></x-y>b<o-p>c</o-p>"
		    "</div></body>" },
		{ "<svg viewBox=1><path d=x /><image href=i></svg>a", "<body>"
		    "<svg viewbox=\"1\"><path d=\"x\"></path><image href=\"i\"></image>"
		    "</svg>a"
		    "</body>" },
		{ "<a<b>x</a<b>y", "<body><span>x</span>y</body>" },
		{ "a < b <3 </ >c", "<body>a &lt; b &lt;3 c</body>" },
		{ "x <b unclosed", "<body>x &lt;b unclosed</body>" },
		{ "<a href=\"foo>x</a><b>y</b>", "<body><a href=\"foo\">x</a>"
		    "<b>y</b></body>" },
		{ "<?xml version='1.0'?><p/>a<td/>b",
		    "<body><p></p>a<td></td>b</body>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_comments(void)
{
	static const struct pair pairs[] = {
		{ "a<!-- <b> -->b<!-->c<!--->d<!-- --!>e",
		    "<body>abcde</body>" },
		{ "a<![if x]>b<![endif]>c<!x>d</ x>e<?y?>f",
		    "<body>abcdef</body>" },
		{ "a<!-- <b>b</b>", "<body>ab</body>" },
		{ "a<![CDATA[<b>&amp;]]>c", "<body>a&lt;b>&amp;amp;c</body>" },
		{ "a<![CDATA[x>c", "<body>ac</body>" },
		{ "a<!-- ", "<body>a</body>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_raw_text(void)
{
	static const struct pair pairs[] = {
		{ "<script>'<p>'</SCRIPT >a<style><b></style>b",
		    "<body>ab</body>" },
		{ "a<script>b", "<body>a</body>" },
		{ "a<style><b>b</b>", "<body>a<b>b</b></body>" },
		{ "<script type='application/ld+json'>{\"a\":\"<&amp;\"}"
		    "</script>x",
		    "<head><chapbook-json>{\"a\":\"&lt;&amp;amp;\"}"
		    "</chapbook-json></head><body>x</body>" },
		{ "<textarea>\n a <b> &lt;</textarea>", "<body><textarea> a "
		    "&lt;b> &lt;</textarea></body>" },
		{ "<xmp>\n<b> &lt;</xmp>",
		    "<body><pre>&lt;b> &amp;lt;</pre></body>" },
		{ "<iframe src=x>no<b></iframe>a<noembed>b</noembed>", "<body>"
		    "<iframe src=\"x\"></iframe>a<noembed></noembed></body>" },
		{ "<plaintext></p>&amp;",
		    "<body><pre>&lt;/p>&amp;amp;</pre></body>" },
		{ "<pre>\r\n a\r\n  b<b>\n</b></pre> \t c", "<body><pre> a\n  b"
		    "<b>\n</b></pre> c</body>" },
		{ "<noscript><img src=x></noscript>",
		    "<head><noscript></noscript>"
		    "</head><body><img src=\"x\"/></body>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_text(void)
{
	static const struct pair pairs[] = {
		{ "a \t b \r\n  c\rd\fe", "<body>a b\nc\nd e</body>" },
		{ "a\x01" "b\x7f<b title='x\x02y'>c</b>", "<body>ab"
		    "<b title=\"xy\">c</b></body>" },
		{ "&nbsp&copy;&rightarrow;&notit;&NOPE;&;&", "<body>\xc2\xa0"
		    "\xc2\xa9\xe2\x86\x92\xc2\xacit;&amp;NOPE;&amp;;&amp;"
		    "</body>" },
		{ "<a href='?a&copy=1&copy;&amp;x&lt'>", "<body><a href=\"?a"
		    "&amp;copy=1\xc2\xa9&amp;x&lt;\"></a></body>" },
		{ "&#65;&#x42&#150;&#129;&#0;&#xD800;&#99999999999;&#1;&#x;&#",
		    "<body>AB\xe2\x80\x93\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
		    "&amp;#x;&amp;#</body>" },
		{ "&lt;b&gt;&quot;&apos;", "<body>&lt;b>\"'</body>" },
		/* Two characters, the longest name, and one that goes on. */
		{ "&NotEqualTilde;&CounterClockwiseContourIntegral;&notin;"
		    "&notin&ampx;", "<body>\xe2\x89\x82\xcc\xb8\xe2\x88\xb3"
		    "\xe2\x88\x89\xc2\xacin&amp;x;</body>" },
	};

	CHECK_PAIRS(pairs);
}

/* Appends "(name a=b text child...)". */
static void
dump(const xmlNode *node, struct buf *out)
{
	const xmlNode *child;
	const xmlAttr *a;

	if (node->type == XML_TEXT_NODE) {
		buf_adds(out, (const char *)node->content);
		return;
	}
	buf_addf(out, "(%s", (const char *)node->name);
	for (a = node->properties; a; a = a->next)
		buf_addf(out, " %s=%s", (const char *)a->name, a->children ?
		    (const char *)a->children->content : "");
	buf_addc(out, ' ');
	for (child = node->children; child; child = child->next) {
		CHECK(child->parent == node);
		dump(child, out);
	}
	buf_addc(out, ')');
}

static xmlDoc *
parse(struct str raw, struct html_losses *losses)
{
	struct err err = ERR_INIT;
	xmlDoc *doc;

	*losses = (struct html_losses){ false, false, false };
	doc = html_parse(raw, 0, losses, &err);
	CHECK(doc != NULL);
	return doc;
}

static void
test_parse(void)
{
	struct html_losses losses;
	struct buf out = BUF_INIT;
	xmlDoc *doc = parse(STR("<p class='a&quot;&amp;&lt;b' id>x &amp;amp; "
	    "&lt;y<br>z<p>&quot;"), &losses);
	xmlNode *root = xmlDocGetRootElement(doc);

	dump(root, &out);
	CHECK_STR(buf_str(&out), "(html (body (p class=a\"&<b id= x &amp; <y"
	    "(br )z)(p \")))");
	CHECK(doc->type == XML_HTML_DOCUMENT_NODE);
	CHECK(root->doc == doc);
	html_free(doc);
	buf_release(&out);
}

/* What breaks off anywhere. */
static void
test_parse_broken(void)
{
	static const char *const texts[] = {
		"", "x", "<", "<a", "<a ", "<a b", "<a b=", "<a b=\"",
		"<a b=\"c",
		"<a b=\"c\"", "<a/", "</", "</a", "</a>", "<a></a></a></a>x<b>",
		"<>", "< >", "<a =\"\">", "<a></>", "<a>&", "<a>&am;&amp</a>",
		"<a b=c d>e</a>", "<a/b>c",
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct html_losses losses = { false, false, false };
		struct err err = ERR_INIT;
		xmlDoc *doc = html_parse(str_of(texts[i]), 0, &losses, &err);

		CHECK(doc != NULL);
		html_free(doc);
	}
}

static void
test_plain(void)
{
	static const struct { const char *in, *want; } lines[] = {
		{ "A <em>b</em> &amp; <BR/>c<br>d", "A b &  c d" },
		{ "The <b> element", "The <b> element" },
		{ "vector<T> and <a href='x'>y</a>", "vector<T> and y" },
		{ "</span >x</span>", "</span >x" },
		{ "<div>x</div> <", "<div>x</div> <" },
		{ "R&D &hellip; &#x263a;&nvlt;", "R&D \xe2\x80\xa6 "
		    "\xe2\x98\xba<\xe2\x83\x92" },
		{ "", "" }
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct buf out = BUF_INIT;

		html_plain(str_of(lines[i].in), &out);
		CHECK_STR(buf_str(&out), lines[i].want);
		buf_release(&out);
	}
}

int
main(void)
{
	RUN(test_plain);
	html_init();
	RUN(test_skeleton);
	RUN(test_nesting);
	RUN(test_cut);
	RUN(test_tags);
	RUN(test_comments);
	RUN(test_raw_text);
	RUN(test_text);
	RUN(test_parse);
	RUN(test_parse_broken);
	xmlCleanupParser();
	return test_end();
}
