/* SPDX-License-Identifier: MIT */
/* Articles that are too long for one page. */
#include "page_fixture.h"

#include "base/limits.h"
#include "check/check.h"

/* So many paragraphs of test_blocks() are half of a part. */
#define HALF 858

static void
check_parts(size_t least, size_t most)
{
	CHECK(fx.reply.count >= least && fx.reply.count <= most);
	for (size_t i = 0; i < fx.reply.count; i++) {
		struct str p = page(i);

		CHECK(p.len <= LIMIT_PAGE_BYTES);
		CHECK(check_page(p, &fx.err) == 0);
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

/* Whether the first of two parts ends before the list after n paragraphs. */
static bool
ends_before_list(size_t n)
{
	struct buf body = BUF_INIT;
	bool ends;

	for (size_t i = 0; i < 3000; i++) {
		const char *tag = i < n ? "p" : "li";

		buf_adds(&body, i == n ? "<ul>" : "");
		buf_addf(&body, "<%s>Line %04zu goes on for a while, so that "
		    "some thousands of them fill two pages.</%s>\n", tag, i,
		    tag);
	}
	buf_adds(&body, "</ul>");
	reset(body.data);
	CHECK(run() == 0 && fx.reply.count >= 2);
	ends = !has(page(0), "<ul>");
	buf_release(&body);
	return ends;
}

/* Not if that would leave less than half of a part. */
static void
test_blocks(void)
{
	CHECK(!ends_before_list(HALF - 1));
	CHECK(ends_before_list(HALF));
}

/* How often what is on the first page of so many in a row, between tags. */
static size_t
count_on_first(const char *start, const char *what, size_t n, const char *end)
{
	struct buf body = BUF_INIT;
	size_t found;

	buf_adds(&body, start);
	for (size_t i = 0; i < n; i++)
		buf_adds(&body, what);
	buf_adds(&body, end);
	reset(body.data);
	CHECK(run() == 0 && fx.reply.count == 2);
	found = count(page(0), what);
	buf_release(&body);
	return found;
}

/* Of two parts the first is larger by an eighth; text is cut each 2 KB. */
static void
test_sizes(void)
{
	CHECK_NUM(count_on_first("<hr/>", "<p>The rain fell on a roof.</p>",
	    10000, "<hr/>"), 5625);
	CHECK_NUM(count_on_first("<p>", "raining ", 38100, "</p>"), 21331);
	CHECK_NUM(count_on_first("<p>x", "raining ", 38100, "</p>"), 21330);
}

/* Each heading is at most one level below that before it, from h1 on. */
static void
check_levels(struct str p)
{
	int last = 1;
	size_t at;

	p = str_sub(p, str_find(p, STR("</h1>")), p.len);
	while ((at = str_find(p, STR("<h"))) != STR_NONE) {
		int level = at + 2 < p.len ? p.p[at + 2] - '0' : 0;

		if (level >= 1 && level <= 6) {
			struct str end = { (char[]){ '<', '/', 'h',
			    (char)('0' + level), '>' }, 5 };

			CHECK(level <= last + 1);
			CHECK(str_find(str_sub(p, at, p.len), end) < 40);
			last = level;
		}
		p = str_sub(p, at + 2, p.len);
	}
}

static void
test_headings(void)
{
	struct buf body = BUF_INIT;
	struct str p;

	buf_adds(&body, "<h2>Two</h2>\n<p>a</p>\n<h3>Three</h3>\n");
	for (size_t i = 0; i < 1500; i++)
		buf_addf(&body, "<h4>Four</h4>\n<p>Paragraph %zu goes on for a "
		    "while, so that a few thousand of them fill some pages, "
		    "as they do here.</p>\n<hr/>\n<h5>Five <em>of</em> them"
		    "</h5>\n<p>&lt;h3&gt;x</p>", i);
	buf_adds(&body, "<h3>Last three</h3>\n<p>b</p>\n<h2>Last two</h2>\n"
	    "<p>c</p>\n<h3>End</h3>\n<p>d</p>");
	reset(body.data);
	CHECK(run() == 0);
	check_parts(2, 3);
	for (size_t i = 0; i < fx.reply.count; i++)
		check_levels(page(i));
	p = page(0);
	CHECK(has(p, "<h3>Three</h3>") && has(p, "<h4>Four</h4>"));
	p = page(fx.reply.count - 1);
	CHECK(has(p, "<h3>Five <em>of</em> them</h3>"));
	CHECK(!has(p, "<h4") && !has(p, "<h5"));
	CHECK(has(p, "<h2>Last three</h2>") && has(p, "<h2>Last two</h2>")
	    && has(p, "<h3>End</h3>"));
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

int
main(void)
{
	if (begin())
		return 1;
	RUN(test_parts);
	RUN(test_blocks);
	RUN(test_sizes);
	RUN(test_headings);
	RUN(test_giant_list);
	RUN(test_giant_table);
	RUN(test_giant_texts);
	RUN(test_one_giant_inline);
	return end();
}
