/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "clean_check.h"

static void
test_headings(void)
{
	CHECK_BODY("<h4>a</h4><h6>b</h6><h5>c</h5><h1>d</h1>",
	    "<h2>a</h2>\n<h3>b</h3>\n<h3>c</h3>\n<h2>d</h2>");
	CHECK_BODY("<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5>"
	    "<h6>f</h6>", "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h5>d</h5>\n"
	    "<h6>e</h6>\n<h6>f</h6>");
	CHECK_BODY("<h2></h2><h3> </h3><p>a", "<p>a</p>");
	CHECK_BODY("<h2><div>a</div><div>b</div></h2>", "<h2>a<br/>b</h2>");
	CHECK_BODY("<h2>a<table><tr><td>b<td>c</table></h2>",
	    "<p>a</p>\n<table><tbody><tr><td>b</td><td>c</td></tr></tbody>"
	    "</table>");
	CHECK_BODY("<h2><img src=a.png></h2>", "<figure>[P0]</figure>");
	CHECK_BODY("<table><tr><th><h3>a</h3><td>b<tr><td>c<td>d</table>",
	    "<table><tbody><tr><th><b>a</b></th><td>b</td></tr>"
	    "<tr><td>c</td><td>d</td></tr></tbody></table>");
}

static void
test_lists(void)
{
	CHECK_BODY("<ul>a<li>b<ul><li>c</ul></li><ul><li>d</ul></ul>",
	    "<ul><li>a</li><li>b<ul><li>c</li></ul><ul><li>d</li></ul></li>"
	    "</ul>");
	CHECK_BODY("<li>a<li>b</li><p>c", "<ul><li>a</li><li>b</li></ul>\n"
	    "<p>c</p>");
	CHECK_BODY("<ul></ul><ol><li></ol><p>a", "<p>a</p>");
	CHECK_BODY("<ol start=3 type=a reversed><li value=-1>a<li><p>b<p>c",
	    "<ol type=\"a\" reversed=\"reversed\" start=\"3\">"
	    "<li value=\"-1\">a</li><li><p>b</p><p>c</p></li></ol>");
	CHECK_BODY("<dl><dd>a<dt>b<dd>c<dt>d</dl>",
	    "<p>a</p>\n<dl><dt>b</dt><dd>c</dd></dl>\n<p>d</p>");
	/* No term twice in one list. */
	CHECK_BODY("<dl lang=en id=x><dt>a<dd>1<dt>b<dd>2<dt>c<dt> <b>a</b> <dd>3"
	    "<dt>c<dd>4</dl>z", "<dl lang=\"en\" xml:lang=\"en\"><dt>a</dt><dd>1</dd><dt>b</dt>"
	    "<dd>2</dd></dl>\n<dl lang=\"en\" xml:lang=\"en\"><dt>c</dt><dt><b>a</b></dt>"
	    "<dd>3</dd></dl>\n<dl lang=\"en\" xml:lang=\"en\"><dt>c</dt><dd>4</dd></dl>\n"
	    "<p>z</p>");
	CHECK_BODY("<dl><dt>a<dt>a<dt>b<dd>1</dl>",
	    "<dl><dt>a</dt><dd>a</dd><dt>b</dt><dd>1</dd></dl>");
	CHECK_BODY("<dl><div><dt>a</dt><dd>b</dd></div>c</dl>",
	    "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>");
	CHECK_BODY("<details><summary>a</summary>b</details>",
	    "<p><b>a</b></p>\n<p>b</p>");
}

static void
test_tables(void)
{
	CHECK_BODY("<table>x<tr><p><td>a</td><p><td>b</p></tr><caption>c",
	    "<p>x</p>\n<table><caption>c</caption><tbody><tr><td>a</td>"
	    "<td>b</td></tr></tbody></table>");
	CHECK_BODY("<table><tfoot><tr><td>f<td>g<tbody><tr><th scope=row>a"
	    "<th><tr></tr></table>", "<table><tbody><tr><th scope=\"row\">a"
	    "</th><td></td></tr></tbody><tfoot><tr><td>f</td><td>g</td></tr>"
	    "</tfoot></table>");
	/* Rows of one width, spans that fit, a cell begins in each column. */
	CHECK_BODY("<table><tr><td colspan=3>a<td>b<tr><td rowspan=9>c"
	    "</table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr>"
	    "<td>c</td><td></td></tr></tbody></table>");
	CHECK_BODY("<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c"
	    "</table>", "<table><tbody><tr><td>a</td><td rowspan=\"2\">b"
	    "</td></tr><tr><td>c</td></tr></tbody></table>");
	CHECK_BODY("<table></table><table><tr></tr></table><p>a", "<p>a</p>");
	CHECK_BODY("<table><tr><td>a</table>", "<p>a</p>");
	CHECK_BODY("<table><tr><td>a<table><tr><td>b<td>c</table><td>d"
	    "</table>", "<p>a</p>\n<table><tbody><tr><td>b</td><td>c</td>"
	    "</tr></tbody></table>\n<p>d</p>");
}

/* Pictures in tables, as mirrors have them. */
static void
test_figures(void)
{
	struct record rec = clean("<center><table><tr align=CENTER><p><td>"
	    "<ok href=\"http://e.example/a.jpg\"><img alt=\"x\" "
	    "src=\"http://e.example/a--ss.jpg\"/></ok><br/>\n标题\n</td><p></p>"
	    "</p></tr></table></center>");

	CHECK_STR(shown(rec.body),
	    "<figure>[P0]<figcaption>标题</figcaption></figure>");
	CHECK_NUM(rec.link_count, 0);
	CHECK_STR(rec.images[0].ref, "http://e.example/a--ss.jpg");
	CHECK_STR(rec.images[0].alt, "x");
	CHECK_NUM(rec.lead_image, 1);
	CHECK_BODY("<table><tr><td><img src=a.png><td><img src=b.png><br>b"
	    "</table>", "<figure>[P0]</figure>\n<figure>[P1]<figcaption>b"
	    "</figcaption></figure>");
	CHECK_BODY("<figure><figcaption>a</figcaption><figcaption>b"
	    "</figcaption></figure>", "<figure><figcaption>a</figcaption>"
	    "<p>b</p></figure>");
	CHECK_BODY("<figure><img src=a.png><figcaption>x</figcaption><p>y"
	    "</figure>", "<figure>[P0]<p>y</p><figcaption>x</figcaption>"
	    "</figure>");
	CHECK_BODY("<div class='wp-caption'><img src=a.png><p>x</p></div>",
	    "<figure>[P0]<figcaption>x</figcaption></figure>");
	CHECK_BODY("<figure><figcaption><img src=a.png><p>x</figure>",
	    "<figure>[P0]<figcaption>x</figcaption></figure>");
	CHECK_BODY("<figcaption>x</figcaption>", "<p>x</p>");
}

int
main(void)
{
	html_init();
	pool = pool_new();
	RUN(test_headings);
	RUN(test_lists);
	RUN(test_tables);
	RUN(test_figures);
	pool_free(pool);
	return test_end();
}
