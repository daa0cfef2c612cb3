/* SPDX-License-Identifier: MIT */
#include "article/dialect/dialect.h"
#include "article/markdown/markdown.h"

#include <stdlib.h>
#include "base/limits.h"
#include "growth.h"

struct pair {
	const char *in, *want;
};

static void
check_pairs(const struct pair *pairs, size_t count, unsigned dialects)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct buf html = BUF_INIT;

		CHECK(markdown_to_html(str_of(pairs[i].in), dialects, NULL,
		    &html));
		CHECK_STR(str_trim(buf_str(&html)), pairs[i].want);
		buf_release(&html);
	}
}

/* In all dialects but MDX, to which any braces are an expression. */
#define CHECK_PAIRS(pairs) \
	check_pairs((pairs), sizeof(pairs) / sizeof((pairs)[0]), \
	    DIALECT_ALL & ~DIALECT_MDX)

static void
test_blocks(void)
{
	static const struct pair pairs[] = {
		{ "", "" },
		{ "# A `b`\n\nc  \nd\\\ne\n***\n> q",
		    "<h1>A <code>b</code></h1>\n<p>c<br>\nd<br>\ne</p>\n<hr>\n"
		    "<blockquote>\n<p>q</p>\n</blockquote>" },
		{ "- a\n- [x] b\n- [ ] c", "<ul>\n<li>a</li>\n<li>☑ b</li>\n"
		    "<li>☐ c</li>\n</ul>" },
		{ "3. a\n4. b",
		    "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>" },
		{ "|a|b|\n|---|:-:|\n|1|2|", "<table>\n<thead>\n<tr><th>a</th>"
		    "<th align=\"center\">b</th></tr>\n</thead>\n<tbody>\n<tr>"
		    "<td>1</td><td align=\"center\">2</td></tr>\n</tbody>\n"
		    "</table>" },
		{ "```c x\na<b\n```\n\n    i &",
		    "<pre><code class=\"language-c\">"
		    "a&lt;b\n</code></pre>\n<pre><code>i &amp;\n</code>"
		    "</pre>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_spans(void)
{
	static const struct pair pairs[] = {
		{ "*a* __b__ ~~c~~ &copy; &lt; <b>d</b>", "<p><em>a</em> "
		    "<strong>b</strong> <del>c</del> &copy; &lt; <b>d</b>"
		    "</p>" },
		{ "[a](/u?x&y \"t\\\"\") <http://b.c> www.d.ef",
		    "<p><a href=\"/u?x&amp;y\" title=\"t&quot;\">a</a> "
		    "<a href=\"http://b.c\">http://b.c</a> "
		    "<a href=\"http://www.d.ef\">www.d.ef</a></p>" },
		{ "![a *b* [c](d)](e.png 'f')",
		    "<p><img src=\"e.png\" alt=\"a b c\" title=\"f\"></p>" },
		{ "see <script> and <title>",
		    "<p>see &lt;script&gt; and &lt;title&gt;</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_tight_headings(void)
{
	static const struct pair pairs[] = {
		{ "##标题\n###2020年\n##A b", "<h2>标题</h2>\n<h3>2020年</h3>\n"
		    "<h2>A b</h2>" },
		{ "\n#标题\n\n#标签", "<h1>标题</h1>\n<p>#标签</p>" },
		{ "#标签 #标签二", "<p>#标签 #标签二</p>" },
		{ "#define A", "<p>#define A</p>" },
		{ "##\n####### a\n###!", "<h2></h2>\n<p>####### a\n###!</p>" },
		{ "```\n##a\n```", "<pre><code>##a\n</code></pre>" }
	};

	CHECK_PAIRS(pairs);
}

static void
test_islands(void)
{
	static const struct pair pairs[] = {
		{ "<div>\n  <p>\n\n        a\n\n  </p>\n </div>\n*b*",
		    "<div>\n<p>\na\n</p>\n</div>\n\n<p><em>b</em></p>" },
		{ "<DIV a='</div>'><div>\n\n\n    x\n</div>\n\n      y\n</div"
		    " >",
		    "<DIV a='</div>'><div>\nx\n</div>\ny\n</div >" },
		{ "<div>a</div><hr/><div class=x>\n\n     b\n\n</div>\nc",
		    "<div>a</div><hr/><div class=x>\nb\n</div>\n\n<p>c</p>" },
		{ "<!-- \n\n<div> -->\n*a*",
		    "<!-- \n<div> -->\n\n<p><em>a</em></p>" },
		{ "<pre>\n  a\n\n  <b>*c*\n</pre>",
		    "<pre>\n  a\n\n  <b>*c*\n</pre>" },
		{ "<div>\n<pre>\n  a\n\nb\n</pre>\n\n     c\n</div>",
		    "<div>\n<pre>\n  a\n\nb\n</pre>\nc\n</div>" },
		{ "```\n<div>\n```\n*a*",
		    "<pre><code>&lt;div&gt;\n</code></pre>\n"
		    "<p><em>a</em></p>" },
		{ "    <div>\n\n*a*", "<pre><code>&lt;div&gt;\n</code></pre>\n"
		    "<p><em>a</em></p>" },
		{ "<b>a</b> *c*\n\n<ok href=x>d</ok> *e*",
		    "<p><b>a</b> <em>c</em></p>\n"
		    "<p><ok href=x>d</ok> <em>e</em></p>" },
		{ "<x-y>\n\n      a\n\n</x-y>\n\n<T> is a *type*",
		    "<x-y>\na\n</x-y>\n\n<p><T> is a <em>type</em></p>" },
		{ "- a\n\n  <div>\n\n        b\n  </div>\n- c",
		    "<ul>\n<li><p>a</p>\n<div>\nb\n</div>\n\n</li>\n"
		    "<li><p>c</p>\n</li>\n</ul>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_markdown_in_islands(void)
{
	static const struct pair pairs[] = {
		{ "<details>\n<summary>S</summary>\n\nA *b*\n\n- c\n  - d\n\n"
		    "```\n<div>\n```\n\n</details>\n*e*",
		    "<details>\n<summary>S</summary>\n\n<p>A <em>b</em></p>\n"
		    "<ul>\n<li>c<ul>\n<li>d</li>\n</ul>\n</li>\n</ul>\n"
		    "<pre><code>&lt;div&gt;\n</code></pre>\n</details>\n\n"
		    "<p><em>e</em></p>" },
		{ "<div>\n\n*a*\n\n     <p>*b*</p>\n</div>\nc",
		    "<div>\n\n<p><em>a</em></p>\n<p>*b*</p>\n</div>\n\n<p>c"
		    "</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_open_islands(void)
{
	static const struct pair pairs[] = {
		{ "<div>\n\n        a\n\n        <b>c</b>",
		    "<div>\n<p>a</p>\n<p><b>c</b></p>" },
		{ "<div>\na\n\nb\n\n        c",
		    "<div>\na\n\n<p>b</p>\n<p>c</p>" },
		{ "<p>a\n\n<p>b\n\n<p align=c>\n\n        d\n\n</p>",
		    "<p>a\n<p>b\n<p align=c>\nd\n</p>" },
		{ "<!-- a\n\nb", "<!-- a\n\nb" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_notes(void)
{
	static const struct pair pairs[] = {
		{ "a[^x] b[^y] c[^x]\n\n[^y]: two\n[^x]: one *i*\nlazy\n\nd",
		    "<p>a<sup><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup> "
		    "b<sup><a href=\"#fn-2\" id=\"fnref-2\">2</a></sup> "
		    "c<sup><a href=\"#fn-1\" id=\"fnref-1-2\">1</a></sup></p>\n"
		    "<p>d</p>\n<section class=\"footnotes\">\n<ol>\n\n"
		    "<li id=\"fn-1\">\n<p>one <em>i</em>\nlazy "
		    "<a href=\"#fnref-1\">↩</a> <a href=\"#fnref-1-2\">↩</a>"
		    "</p>\n"
		    "</li>\n\n<li id=\"fn-2\">\n<p>two <a href=\"#fnref-2\">↩"
		    "</a>"
		    "</p>\n</li>\n\n</ol>\n</section>" },
		{ "a[^1]\n\n[^1]: b\n\n    c\n\n        d\n",
		    "<p>a<sup><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup></p>"
		    "\n"
		    "<section class=\"footnotes\">\n<ol>\n\n<li id=\"fn-1\">\n"
		    "<p>b</p>\n<p>c</p>\n<pre><code>d\n</code></pre>\n"
		    "<a href=\"#fnref-1\">↩</a>\n</li>\n\n</ol>\n</section>" },
		{ "a [^no] `[^1]`\n\n    [^1]\n\n[^1]: b",
		    "<p>a [^no] <code>[^1]</code></p>\n<pre><code>[^1]\n"
		    "</code></pre>\n<section class=\"footnotes\">\n<ol>\n\n"
		    "<li id=\"fn-1\">\n<p>b </p>\n</li>\n\n</ol>\n</section>" },
		{ "`a\n[^<1>]` [b](c \"[^d]\")\n\n[^d]: e",
		    "<p><code>a [^&lt;1&gt;]</code> "
		    "<a href=\"c\" title=\"[^d]\">b</a></p>\n"
		    "<section class=\"footnotes\">\n<ol>\n\n<li id=\"fn-1\">\n"
		    "<p>e <a href=\"#fnref-1\">↩</a></p>\n</li>\n\n</ol>\n"
		    "</section>" },
		{ "[^<b>]", "[^&lt;b&gt;]" },
		{ "[^1] a\n\n[^1]: b", "<p><sup><a href=\"#fn-1\" "
		    "id=\"fnref-1\">1</a></sup> a</p>\n"
		    "<section class=\"footnotes\">\n<ol>\n\n<li id=\"fn-1\">\n"
		    "<p>b <a href=\"#fnref-1\">↩</a></p>\n</li>\n\n</ol>\n"
		    "</section>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_leftovers(void)
{
	static const struct pair pairs[] = {
		{ "> a\n{: .tip }\n\n![b](c){: style=\"x\"}\n{:toc}",
		    "<blockquote>\n<p>a</p>\n</blockquote>\n"
		    "<p><img src=\"c\" alt=\"b\"></p>" },
		{ "h = {:a => 1} `{: .x}`",
		    "<p>h = {:a =&gt; 1} <code>{: .x}</code></p>" },
		{ "{% highlight c linenos %}\na {{ page.x }} <b>\n"
		    "{% endhighlight %}\nb", "<pre><code class=\"language-c\">"
		    "a {{ page.x }} &lt;b&gt;\n</code></pre>\n<p>b</p>" },
		{ "[a]({{ site.baseurl }}/b) {{ '/c' | relative_url }}"
		    "{% include d %} {{ e }}",
		    "<p><a href=\"/b\">a</a> /c</p>" },
		{ "![a](b){width=50%} [c](d){ .e } {x} {y=z} {.f}",
		    "<p><img src=\"b\" alt=\"a\"> <a href=\"d\">c</a> {x} "
		    "{y=z}</p>" },
		{ "## a {#b .c}\n\n{{< sup \"x\" >}}d{{% /sup %}} {{</* e */>}}",
		    "<h2>a</h2>\n<p>d {{&lt;/* e */&gt;}}</p>" },
		{ "{{< figure src=\"a\\\"b.png\" alt='<c>' title=\"*d*\" >}}",
		    "<p><span><figure><img src=\"a&quot;b.png\" "
		    "alt=\"&lt;c&gt;\">"
		    "<figcaption><em>d</em></figcaption></figure></span></p>" },
		{ "{{ img(path=\"a.jpg\", alt=\"b\") }} {% asset_img c.png %} "
		    "{{ f(x) | y }} [g]({{< ref \"h i.md\" >}})",
		    "<p><img src=\"a.jpg\" alt=\"b\"> <img src=\"c.png\" "
		    "alt=\"\"> {{ f(x) | y }} <a href=\"h+i.md\">g</a></p>" },
		{ "{{< highlight go \"x\" >}}\n<b>\n{{< /highlight >}}\n"
		    "{% codeblock lang:js %}\n[[a]]\n{% endcodeblock %}",
		    "<pre><code class=\"language-go\">&lt;b&gt;\n</code></pre>"
		    "\n<pre><code class=\"language-js\">[[a]]\n</code></pre>" },
		{ "a\n{% comment %}\nb\n{% endcomment %}\nc e",
		    "<p>a\nc e</p>" },
		{ "{% comment %}\nnever ends\n", "<p>never ends</p>" },
		{ "[[a]] [[b#c|d]] [[1]](e) [[ -f x ]] ![[f g.png]] [[h/i]]",
		    "<p><a href=\"a.md\">a</a> <a href=\"b.md\">d</a> "
		    "<a href=\"e\">[1]</a> [[ -f x ]] <img src=\"f g.png\" "
		    "alt=\"\"> <a href=\"/h/i.md\">h/i</a></p>" },
		{ "==a *b*== c == d == e ==`==`", "<p><mark>a <em>b</em></mark>"
		    " c == d == e ==<code>==</code></p>" },
		{ "!!! note \"a\"\n    b\n\n    ```c\n    d\n    ```\n\n"
		    "e\n\n!!! Really\n\n??? note\n    f",
		    "<p><strong>a</strong></p>\n<p>b</p>\n<pre><code class=\""
		    "language-c\">d\n</code></pre>\n<p>e</p>\n<p>!!! Really"
		    "</p>\n<p>f</p>" },
		{ ":::tip[a]\nb\n:::\n> [!NOTE]\n> c\n\n> [!x]- d\n> e",
		    "<p><strong>a</strong></p>\n<p>b</p>\n<blockquote>\n<p>c"
		    "</p>\n</blockquote>\n<blockquote>\n<p><strong>d</strong>"
		    "</p>\n<p>e</p>\n</blockquote>" },
		{ "import from d\n\n[TOC]\n\n"
		    "* toc\n{:toc}\n\n*[e]: f\n\n--8<-- \"g\"",
		    "<p>import from d</p>" },
		{ "[a](@/b.md) ![c]({static}/d.png) (@e)", "<p><a href=\"/b.md\">"
		    "a</a> <img src=\"/d.png\" alt=\"c\"> (@e)</p>" },
		{ "    :::python\n    a\n    :::b",
		    "<pre><code>a\n:::b\n</code></pre>" },
		{ "{% raw %}\n{{ page.a }}\n{% endraw %}\n\n"
		    "x {% raw %}{{ page.b }}{% endraw %} y{{ page.c }}",
		    "<p>{{ page.a }}</p>\n<p>x {{ page.b }} y</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_cjk_emphasis(void)
{
	static const struct pair pairs[] = {
		{ "中文**加粗。**后面",
		    "<p>中文<strong>加粗。</strong>后面</p>" },
		{ "他说**「引」**了，*斜*。",
		    "<p>他说<strong>「引」</strong>了，"
		    "<em>斜</em>。</p>" },
		{ "甲。**乙**丙", "<p>甲。<strong>乙</strong>丙</p>" },
		{ "`甲。**乙`", "<p><code>甲。**乙</code></p>" },
		{ "“**quoted**” and 2 * 3 * 4",
		    "<p>“<strong>quoted</strong>” and 2 * 3 * 4</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
check_hostile(const char *start, const char *repeated, size_t bytes,
    const char *end)
{
	struct buf md = BUF_INIT, html = BUF_INIT;
	size_t at;

	buf_adds(&md, start);
	while (md.len < bytes)
		buf_adds(&md, repeated);
	buf_adds(&md, end);
	markdown_to_html(buf_str(&md), DIALECT_ALL, NULL, &html);
	/* A callback may pass the limit by one text, no more. */
	CHECK(html.len <= md.len * (LIMIT_MARKDOWN_GROWTH + 2) +
	    2 * LIMIT_MARKDOWN_SLACK);
	for (at = 0; at < html.len; at++)
		if (html.data[at] == '\1')
			break;
	if (at < html.len)
		test_fail(__FILE__, __LINE__, repeated);
	buf_release(&md);
	buf_release(&html);
}

static const char *const hostile[] = {
	"[", "![", "[a](b", "*a **a ", "<div>\n", "<div>\n\n",
	"<div>\n\nx\n\n", "<p>", "<p>\n", "<p>\n\n", "</div>\n",
	"<div a='\n", "<div a=", "<pre>\n", "<x>\n\n", "<!--\n",
	"<!--", "<![CDATA[", "> ", "> <div>\n", "- ", "`", "` ``",
	"`a``b```c", "~~~\n", "```\n\n", "{:", "{: .a}", "{%", "{{",
	"{{ 'a", "{% highlight %}\n", "{% comment %}\n", "{{< a ",
	"{{ a(", "[[", "[[a]]", "![[a|b", "==a", "==a==b", ":::a\n",
	"!!! a\n    ", "> [!a]\n", "{#a}", "{{< f x=\"a.png\" >}}", "[^1]", "[^1]: ", "[^1]:\n",
	"[^1]:\n\n\n", "[^a", "a@", "\\", "*", "**a。**b", "。**",
	"<details>\n\na\n\n</details>\n", "<div></div>\n",
	"<div></div><div>", "|a", "|a\n|-\n", "&amp;", "\n", "\t- a\n",
	"<a href=\"", "<div>\n\n\n    x</div>\n", "# [^1]\n",
};
static void
render_hostile(const void *arg, size_t n)
{
	check_hostile("", arg, n, "\n\n[^1]: END\n");
}

/* Of a size at which all that is looked for in vain is given up. */
#define GROWTH(text) { text, render_hostile, text, 16384 }

static const struct growth growths[] = {
	GROWTH("["), GROWTH("[a](b"), GROWTH("*a **a "), GROWTH("<div>\n\n"),
	GROWTH("<div a='\n"), GROWTH("<!--"), GROWTH("> "), GROWTH("` ``"),
	GROWTH("{% comment %}\n"), GROWTH("{{< a "), GROWTH("[["),
	GROWTH("[^1]: "), GROWTH("a@"), GROWTH("www."), GROWTH("|a"),
};

static void
test_hostile(void)
{
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		check_hostile("", hostile[i], 1 << 18, "\n\n[^1]: END\n");
		check_hostile("<div>\n\n", hostile[i], 1 << 18, "</div>");
	}
	CHECK_GROWTH(growths);
}

static void
test_growth(void)
{
	struct buf md = BUF_INIT, html = BUF_INIT;
	size_t i;

	buf_adds(&md, "# T & t\n[a]: /");
	for (i = 0; i < 20000; i++)
		buf_addc(&md, 'u');
	buf_adds(&md, "\n\n");
	for (i = 0; i < 20000; i++)
		buf_adds(&md, "[a] ");
	buf_adds(&md, "\nEND <b>\n\n# No\n#no\n");
	CHECK(!markdown_to_html(buf_str(&md), DIALECT_ALL, NULL, &html));
	CHECK(str_starts(buf_str(&html),
	    STR("<h1>T &amp; t</h1>\n<p>[a]: /uuu")));
	CHECK(str_ends(buf_str(&html),
	    STR("<br>\nEND &lt;b&gt;</p>\n<h1>No</h1>\n<p>#no</p>\n")));
	buf_release(&md);
	buf_release(&html);
}

/* A "\1" that text_sanitise() should have taken is no placeholder's. */
static void
test_forged(void)
{
	struct buf html = BUF_INIT;

	CHECK(markdown_to_html(STR("<!--\1" "0-->\n\n<!--\1" "7-->\n\n"
	    "a <!--\1x--> \1 `<b a=\1" "0>`\n\n<div>b</div>\n"),
	    DIALECT_ALL, NULL, &html));
	CHECK(str_find(buf_str(&html), STR("<div>b</div>")) != STR_NONE);
	buf_release(&html);
}

static void
test_tabs_of_code(void)
{
	static const struct pair pairs[] = {
		{ "- a\n\n  ```\n  b:\n  \tc:\n  \t\td\n  \t  \te\n  ```",
		    "<ul>\n<li><p>a</p>\n<pre><code>b:\n    c:\n        d\n"
		    "        e\n</code></pre>\n</li>\n</ul>" },
		{ "1. ```\n   b\n   \tc\n   \t\td\n   ```\n   - e\n\n     ~~~\n"
		    "     f\n     \tg\n     \t\th\n     ~~~",
		    "<ol>\n<li><pre><code>b\n    c\n        d\n</code></pre>\n"
		    "<ul>\n<li><p>e</p>\n<pre><code>f\n    g\n        h\n"
		    "</code></pre>\n</li>\n</ul>\n</li>\n</ol>" },
		/* The tab is the item's, in part. */
		{ "- ```\n\ta\n\t\tb\n  ```",
		    "<ul>\n<li><pre><code>  a\n      b\n</code></pre>\n</li>\n"
		    "</ul>" },
		{ "- a\n\n\t```\n\tb\n\t\tc\td\n\t```\n\n```\n\te\n```\n\n"
		    "f\n\n\tg\n\t\th",
		    "<ul>\n<li><p>a</p>\n<pre><code>b\n    c\td\n</code></pre>"
		    "\n</li>\n</ul>\n<pre><code>    e\n</code></pre>\n<p>f</p>\n"
		    "<pre><code>g\n    h\n</code></pre>" },
	};

	CHECK_PAIRS(pairs);
}

int
main(int argc, char **argv)
{
	GROWTH_MAIN(argc, argv, growths);
	RUN(test_blocks);
	RUN(test_spans);
	RUN(test_tight_headings);
	RUN(test_islands);
	RUN(test_markdown_in_islands);
	RUN(test_open_islands);
	RUN(test_notes);
	RUN(test_leftovers);
	RUN(test_cjk_emphasis);
	RUN(test_hostile);
	RUN(test_growth);
	RUN(test_forged);
	RUN(test_tabs_of_code);
	return test_end();
}
