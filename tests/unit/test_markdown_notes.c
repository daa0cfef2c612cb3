/* SPDX-License-Identifier: MIT */
/* Markdown of note programs and of documentation. */
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
test_notes(void)
{
	static const struct pair pairs[] = {
		{ "a %%b *c*%%d 5%% e\n^f-1 g ^h-1\ni^j k ^ l ^22",
		    "<p>a d 5%% e\n^f-1 g\ni^j k ^ l ^22</p>" },
		{ "!> a\n\n?> b\n\n!>c", "<blockquote>\n<p>a</p>\n"
		    "</blockquote>\n<blockquote>\n<p>b</p>\n</blockquote>\n<p>!&gt;c</p>" },
		{ "::alert{type=\"a\"}\nb\n::\n\n::c-d\n\n:: e f\nstd::g\n"
		    "::h()",
		    "<p>b</p>\n<p>:: e f\nstd::g\n::h()</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_myst(void)
{
	static const struct pair pairs[] = {
		{ "(a)=\n# B\n\n```{note} C d\n:class: e\nf\n\n- g\n```\nh",
		    "<h1>B</h1>\n<p><strong>C d</strong></p>\n<p>f</p>\n"
		    "<ul>\n<li>g</li>\n</ul>\n<p>h</p>" },
		{ "```{figure} a.png\n:alt: b\n\nC *d*\n```\n\n"
		    "```{toctree}\n:hidden:\ne\n```\n\n:::{tip}\nf\n:::",
		    "<p><img src=\"a.png\" alt=\"\"></p>\n<p>C <em>d</em></p>"
		    "\n<p>f</p>" },
		{ "```{code-block} python\n:linenos:\na: b\n```\n"
		    "```{r a, b=1}\nc\n```", "<pre><code class=\"language-"
		    "python\">a: b\n</code></pre>\n<pre><code class=\""
		    "language-{r\">c\n</code></pre>" },
		{ "{doc}`a b <c>` {py:func}`d` {e} `{ref}` {ref}`f`",
		    "<p>a b <code>d</code> {e} <code>{ref}</code> f</p>" },
		{ "```{toctree}\na", "<pre><code class=\"language-{toctree}"
		    "\">a\n</code></pre>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_scripts(void)
{
	static const struct pair pairs[] = {
		{ "H~2~O 10^-3^ 5^th^ x^2^ `x^2^` ~1~ ~~a~~ 3~5~7 $x^ay^b$ 五~六天，七~八天 "
		    "http://a.b/c~d~e",
		    "<p>H<sub>2</sub>O 10<sup>-3</sup> 5<sup>th</sup> "
		    "x<sup>2</sup> <code>x^2^</code> <del>1</del> "
		    "<del>a</del> 3&#126;5&#126;7 $x^ay^b$ 五&#126;六天，七&#126;八天 "
		    "<a href=\"http://a.b/c~d~e\">http://a.b/c~d~e</a></p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_emoji(void)
{
	static const struct pair pairs[] = {
		{ ":tada: a:+1: (:x:) :zzz::100: :material-home: `:tada:` :no: "
		    "10:30:45 http://a.b:fire:/ :rocket:中",
		    "<p>🎉 a:+1: (❌) :zzz::100:  <code>:tada:</code> :no: "
		    "10:30:45 <a href=\"http://a.b:fire:/\">"
		    "http://a.b:fire:/</a> 🚀中</p>" },
	};

	CHECK_PAIRS(pairs);
}

int
main(void)
{
	RUN(test_notes);
	RUN(test_myst);
	RUN(test_scripts);
	RUN(test_emoji);
	return test_end();
}
