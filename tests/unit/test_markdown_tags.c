/* SPDX-License-Identifier: MIT */
/* What stays of the tags of site generators. */
#include "article/dialect/dialect.h"
#include "article/markdown/markdown.h"

#include "test.h"

struct pair {
	const char *in, *want;
};

static void
check_pairs(const struct pair *pairs, size_t count, unsigned dialects)
{
	for (size_t i = 0; i < count; i++) {
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
test_over_lines(void)
{
	static const struct pair pairs[] = {
		{ "{% include figure src=\"a.png\"\n  alt=\"b\" %}\nc",
		    "<p><span><img src=\"a.png\" alt=\"b\"></span>\nc</p>" },
		{ "- {{< figure\n  src=\"a.png\"\n  caption=\"b\nc\" >}} d",
		    "<ul>\n<li><span><figure><img src=\"a.png\" alt=\"\">"
		    "<figcaption>b c</figcaption></figure></span> d</li>\n"
		    "</ul>" },
		{ "a {% b\n\nc %}", "<p>a {% b</p>\n<p>c %}</p>" },
		{ "a {{ b\nc", "<p>a {{ b\nc</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_titles(void)
{
	static const struct pair pairs[] = {
		{ "{{< admonition tip \"A b\" >}}\nc\n{{< /admonition >}}",
		    "<p><strong>A b</strong></p>\n<p>c</p>" },
		{ "{{< details summary=\"A\" >}}b{{< /details >}}",
		    "<p><strong>A</strong> b</p>" },
		{ "> {{% notice note \"A \\\"b\\\"\" %}}\n> c",
		    "<blockquote>\n<p><strong>A &quot;b&quot;</strong><br>\nc"
		    "</p>\n</blockquote>" },
		{ "{% note info 看这里 %}\na\n{% endnote %}\n"
		    "{% note blue 'fas fa-x' %}\nb\n{% endnote %}",
		    "<p><strong>看这里</strong></p>\n<p>a</p>\n<p>b</p>" },
		{ "{% tab title=\"A\" %}\nb\n{% endtab %}\n\n{% tab C d %}",
		    "<p><strong>A</strong></p>\n<p>b</p>\n"
		    "<p><strong>C d</strong></p>" },
		{ "{% include note.html content=\"A *b*\" %}\n\n"
		    "{% include toc.html title=\"C\" %}",
		    "<p>A <em>b</em></p>" },
		{ "a {{< term text=\"b\" id=\"c\" >}} {{< youtube id=\"d\" "
		    "title=\"e\" >}}f", "<p>a b f</p>" },
		{ "{{< alert \"star\" >}}a{{< /alert >}}", "<p>a</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_captions(void)
{
	static const struct pair pairs[] = {
		{ "{% asset_img a.png 300 二 三 %}",
		    "<p><span><img src=\"a.png\" alt=\"二 三\"></span></p>" },
		{ "{% img left /a.png 3 5 'b c' 'd' %}",
		    "<p><span><img src=\"/a.png\" alt=\"b c\"></span></p>" },
		{ "{% image \"a.png\", \"b, c\", \"50vw\" %}",
		    "<p><span><img src=\"a.png\" alt=\"b, c\"></span></p>" },
		{ "{{ img(path=\"@/a.png\") }} {% picture b.png --alt c d %}",
		    "<p><img src=\"/a.png\" alt=\"\"> <img src=\"b.png\" "
		    "alt=\"c d\"></p>" },
		{ "{{< figure src=\"a.png\" title=\"b\" caption=\"*c*\" "
		    "attr=\"d\" >}}", "<p><span><figure><img src=\"a.png\" "
		    "alt=\"\"><figcaption><strong>b</strong> <em>c</em> d"
		    "</figcaption></figure></span></p>" },
		{ "{{ image(src=\"a.png\", caption=\"<i class=\\\"x\\\">b</i>"
		    "\") }}", "<p><span><figure><img src=\"a.png\" alt=\"\">"
		    "<figcaption><i class=\"x\">b</i></figcaption></figure>"
		    "</span></p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_targets(void)
{
	static const struct pair pairs[] = {
		{ "[a]({% link b/c.md %}) ![d]({{ site.x }}{% link e.png %} "
		    "\"f\") [g]({% post_url 2020-01-02-h %}#i)",
		    "<p><a href=\"/b/c.md\">a</a> <img src=\"/e.png\" "
		    "alt=\"d\" title=\"f\"> <a href=\"2020-01-02-h.md#i\">g"
		    "</a></p>" },
		{ "![a]({% asset_path b.png %}) [c]({% include d.html %})",
		    "<p><img src=\"b.png\" alt=\"a\"> <a href=\"\">c</a></p>" },
		{ "[a]({% link {{ page.b }}/c.md %})",
		    "<p><a href=\"\">a</a></p>" },
		{ "<a href=\"{% post_url 2020-01-02-h %}\">b</a>",
		    "<p><a href=\"2020-01-02-h.md\">b</a></p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_hexo(void)
{
	static const struct pair pairs[] = {
		{ "{% post_link a/b %}，{% post_link 'c' \"d e\" false %}。",
		    "<p><a href=\"a/b.md\">b</a>，<a href=\"c.md\">d e</a>。"
		    "</p>" },
		{ "{% link a b https://c.d/ true %} {% btn /e, f, g %} "
		    "{% link 甲, https://h.i/, j.png %}",
		    "<p><a href=\"https://c.d/\">a b</a> <a href=\"/e\">f</a>"
		    " <a href=\"https://h.i/\">甲</a></p>" },
		{ "{% label primary@a b %} {% span red, c %} {% kbd D %} "
		    "{% label e red %}", "<p>a b c D e</p>" },
		{ "{% twitter https://a.b/c %} {% youtube d %}",
		    "<p><a href=\"https://a.b/c\">https://a.b/c</a></p>" },
		{ "{% embed url=\"https://a.b/\" %} {% link c.md %}d",
		    "<p><a href=\"https://a.b/\">https://a.b/</a> d</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_quotes(void)
{
	static const struct pair pairs[] = {
		{ "{% blockquote A B, C https://d.e/ F g %}\nh\n\n- i\n"
		    "{% endblockquote %}\nj",
		    "<blockquote>\n<p>h</p>\n<ul>\n<li>i</li>\n</ul>\n"
		    "<p>— A B, C, <a href=\"https://d.e/\">F g</a></p>\n"
		    "</blockquote>\n<p>j</p>" },
		{ "{% quote(author=\"A\") %}\nb\n{% end %}\nc",
		    "<blockquote>\n<p>b</p>\n<p>— A</p>\n</blockquote>\n"
		    "<p>c</p>" },
		{ "{% blockquote %}\nnever ends\n\na",
		    "<p>never ends</p>\n<p>a</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_code(void)
{
	static const struct pair pairs[] = {
		{ "{{< mermaid >}}\na --> b\n{{< /mermaid >}}\nc",
		    "<pre><code>a --&gt; b\n</code></pre>\n<p>c</p>" },
		{ "{% codeblock A b lang:c %}\n*d*\n{% endcodeblock %}",
		    "<p>A b</p>\n<pre><code class=\"language-c\">*d*\n</code>"
		    "</pre>" },
		{ "{% highlight c %}\nnever *ends*",
		    "<p>never <em>ends</em></p>" },
		{ "a\n{{< script >}}\nb\n{{</ script >}}\nc", "<p>a\nc</p>" },
		/* Without an end of its own: that is another's. */
		{ "{{< code-toggle config=a />}}\n\n*b*\n\n{{< code-toggle >}}\n"
		    "*c*\n{{< /code-toggle >}}",
		    "<p><em>b</em></p>\n<pre><code>*c*\n</code></pre>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_loops(void)
{
	static const struct pair pairs[] = {
		{ "a\n{% for b in c %}\n{% for d in e %}f{% endfor %}\n\ng\n"
		    "{% endfor %}\nh", "<p>a</p>\n<p>h</p>" },
		{ "a {% for b in c %}d{% endfor %}e {% for f in g %}h",
		    "<p>a e h</p>" },
		{ "<ul>{% for b in c %}<li>{{ b.d }}</li>{% endfor %}\n"
		    "<li>{{ e.f }}{{ '/g' | h }}</li></ul>",
		    "<ul>\n<li>/g</li></ul>" },
		{ "a\n\n    {% for b in c %}\n    d\n    {% endfor %}",
		    "<p>a</p>\n<pre><code>{% for b in c %}\nd\n{% endfor %}\n"
		    "</code></pre>" },
		{ "use {% for %} and {% endfor %}", "<p>use  and</p>" },
		{ "{{ a }} {{ a.b | c: 1 }} {{- /* d */ -}} {# e #} {#f#}",
		    "<p>{{ a }}    {#f#}</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_raw_html(void)
{
	static const struct pair pairs[] = {
		{ "<div>\n{% include a.html src=\"b.png\" alt=\"c\" %}\n"
		    "<pre>{{ page.d }}</pre>{% if e %}<code>{% f %}</code>"
		    "{% endif %}\n</div>",
		    "<div>\n<img src=\"b.png\" alt=\"c\">\n<pre>{{ page.d }}"
		    "</pre><code>{% f %}</code>\n</div>" },
		{ "<div>{% highlight c %}\na < b\n{% endhighlight %}</div>",
		    "<div><pre><code class=\"language-c\">a &lt; b</code>"
		    "</pre></div>" },
		{ "{% raw %}\n<div>{{ page.a }}</div>\n{% endraw %}",
		    "<div>{{ page.a }}</div>" },
		{ "<div onclick=\"f({a: 1})\">b</div>",
		    "<div onclick=\"f({a: 1})\">b</div>" },
	};
	struct buf html = BUF_INIT;

	CHECK_PAIRS(pairs);
	markdown_untag_html(STR("<a href=\"{{ site.a }}/b\">{% if c %}d</a>"
	    "{% highlight e %}<f>{% endhighlight %}"), DIALECT_ALL, NULL, &html);
	CHECK_STR(buf_str(&html), "<a href=\"/b\">d</a><pre><code class=\""
	    "language-e\">&lt;f&gt;</code></pre>");
	buf_release(&html);
}

static void
test_kramdown(void)
{
	static const struct pair pairs[] = {
		{ "{::options toc_levels=\"2\" /}\na {::nomarkdown}b{:/}\n\n"
		    "{::comment}\nc\n\n{:/comment}\nd {::comment}e{:/}",
		    "<p>a b</p>\n<p>d</p>" },
		{ "{:refdef: style=\"x\"}\n![a](b)\n{: refdef}\n"
		    "![c](d){:height 300, :width 400} {:a=>1} {: x=1 .y} {:ok}",
		    "<p><img src=\"b\" alt=\"a\"></p>\n<p>"
		    "<img src=\"d\" alt=\"c\"> {:a=&gt;1}  {:ok}</p>" },
		{ "<div class=a markdown=\"1\">\nb *c*\n<div markdown=1>\n## d"
		    "\n</div>\n</div>\n*e*",
		    "<div class=a markdown=\"1\">\n\n<p>b <em>c</em></p>\n"
		    "<div markdown=1>\n\n<h2>d</h2>\n</div>\n</div>\n\n"
		    "<p><em>e</em></p>" },
		/* A term whose definition goes is no heading. */
		{ "a\n: {{< b >}}\n: c", "<p>a</p>\n<ul>\n<li></li>\n"
		    "<li>c</li>\n</ul>" },
		{ "a\n: b *c*\n: d\n\ne\n\n:   f\n\n: g",
		    "<p>a</p>\n<ul>\n<li>b <em>c</em></li>\n<li>d</li>\n"
		    "</ul>\n<p>e</p>\n<ul>\n<li>f</li>\n</ul>\n<p>: g</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_pandoc(void)
{
	static const struct pair pairs[] = {
		{ "![a](b){#c d-e=\"f g\" width=5%} [h *i*]{.j} [k](l){.m}",
		    "<p><img src=\"b\" alt=\"a\"> h <em>i</em> "
		    "<a href=\"l\">k</a></p>" },
		{ "[a][b]{.c} ![d]{.e} {f=}", "<p>[a][b] ![d] {f=}</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_destinations(void)
{
	static const struct pair pairs[] = {
		{ "![a](b.png =250x) ![c](d.png align=\"left\") "
		    "![e](f.png width=3) ![g](h.png \"i =3x\")",
		    "<p><img src=\"b.png\" alt=\"a\"> "
		    "<img src=\"d.png\" alt=\"c\"> "
		    "<img src=\"f.png\" alt=\"e\"> "
		    "<img src=\"h.png\" alt=\"g\" title=\"i =3x\"></p>" },
		{ "![a](b c.png) ![d](e f.jpg \"g\") [h](i j.png) (k =3x)",
		    "<p><img src=\"b c.png\" alt=\"a\"> <img src=\"e f.jpg\" "
		    "alt=\"d\" title=\"g\"> [h](i j.png) (k =3x)</p>" },
		{ "%[https://a.b/c]\n\n@[card](https://d.e/)\n"
		    "@[youtube](f)g @[h](i) 5%[j]",
		    "<p><a href=\"https://a.b/c\">https://a.b/c</a></p>\n"
		    "<p><a href=\"https://d.e/\">https://d.e/</a>\ng "
		    "@<a href=\"i\">h</a> 5%[j]</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_old_headings(void)
{
	static const struct pair pairs[] = {
		{ "##a\n###b c\n#d\n\n## e\n####### f\n\n    ##g",
		    "<h2>a</h2>\n<h3>b c</h3>\n<p>#d</p>\n<h2>e</h2>\n"
		    "<p>####### f</p>\n<pre><code>##g\n</code></pre>" },
		{ "```\n##a\n```", "<pre><code>##a\n</code></pre>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_mdx(void)
{
	static const struct pair pairs[] = {
		{ "import {\n  A,\n  B\n} from 'c'\nimport d from './d.png';\n"
		    "export const e = {\n  f: 1,\n\n  g: [2]\n}\n\n"
		    "export default ({ children }) => <A>{children}</A>\n\n"
		    "<Figure src={d} caption=\"*h*\" />\n\ni {j.k}{' '}l "
		    "{m} $\\frac{n}{o}$\n\n{p.map(q => {\n  r })}\n\n"
		    "{/* s\n*/}",
		    "<span><figure><img src=\"./d.png\" alt=\"\"><figcaption>"
		    "*h*</figcaption></figure></span>\n\n<p>i  l  "
		    "$\\frac{n}{o}$</p>" },
		{ "<img src={require('./a.png').default} alt=\"b\" "
		    "onClick={() => c} />\n<Image src=\"d.jpg\" alt={`e`} />",
		    "<img src=\"./a.png\" alt=\"b\" onClick=\"\" />\n"
		    "<img src=\"d.jpg\" alt=\"e\">" },
		{ "<Tabs>\n<TabItem value=\"a\" label=\"B\">\n\n*c*\n\n"
		    "</TabItem>\n</Tabs>",
		    "<Tabs>\n<TabItem><p><strong>B</strong></p>\n"
		    "<p><em>c</em></p>\n</TabItem>\n</Tabs>" },
		{ "<Note x={y => z} style={{a: 'b'}}>\n\nc <Badge text=\"d\" />"
		    "\n\n</Note>\n\nList<String> <Ab, c>",
		    "<Note>\n<p>c d<Badge/></p>\n</Note>\n"
		    "<p>List<String> &lt;Ab, c&gt;</p>" },
		{ "export default is a word\nimport from x\n\n"
		    "```\nimport a from 'b'\nexport const c = 1\n```",
		    "<p>export default is a word\nimport from x</p>\n"
		    "<pre><code>import a from 'b'\nexport const c = 1\n</code>"
		    "</pre>" },
		{ "import a from 'b';\nimport 'c'\n\nd {/* e */}f",
		    "<p>d f</p>" },
		{ "export const a = (\nnever *ends*",
		    "<p>export const a = (\nnever <em>ends</em></p>" },
	};

	check_pairs(pairs, sizeof(pairs) / sizeof(*pairs), DIALECT_ALL);
}

static void
test_wordpress(void)
{
	static const struct pair pairs[] = {
		{ "[caption id=\"a\" caption=\"b c\"]![d](e.png)[/caption]\n\n"
		    "\\[caption width=\"3\"\\]![f](g.png) h\\[/caption\\]",
		    "<p><img src=\"e.png\" alt=\"d\"> b c</p>\n"
		    "<p><img src=\"g.png\" alt=\"f\"> h</p>" },
		{ "[youtube=http://a.b/c]\n\n[embed]http://d.e/[/embed] "
		    "[gallery ids=\"1\"] [caption] [video](f) [gallery]",
		    "<p><a href=\"http://a.b/c\">http://a.b/c</a></p>\n"
		    "<p><a href=\"http://d.e/\">http://d.e/</a>  [caption] "
		    "<a href=\"f\">video</a> [gallery]</p>" },
		{ "[code language=\"c\"]\n*a*\n[/code]\n\n[code]\nb",
		    "<pre><code>*a*\n</code></pre>\n<p>[code]\nb</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_contents(void)
{
	static const struct pair pairs[] = {
		{ "## Table of contents\n\n## A\n\n# 目录\n[[toc]]\n\n"
		    "## Contents\n- b", "<h2>A</h2>\n<h2>Contents</h2>\n"
		    "<ul>\n<li>b</li>\n</ul>" },
		{ "<<< @/a.js\n:::message alert\nb\n:::\n:::note Info\nc\n:::",
		    "<p>b</p>\n<p><strong>Info</strong></p>\n<p>c</p>" },
	};

	CHECK_PAIRS(pairs);
}

int
main(void)
{
	RUN(test_over_lines);
	RUN(test_titles);
	RUN(test_captions);
	RUN(test_targets);
	RUN(test_hexo);
	RUN(test_quotes);
	RUN(test_code);
	RUN(test_loops);
	RUN(test_raw_html);
	RUN(test_kramdown);
	RUN(test_pandoc);
	RUN(test_destinations);
	RUN(test_old_headings);
	RUN(test_mdx);
	RUN(test_wordpress);
	RUN(test_contents);
	return test_end();
}
