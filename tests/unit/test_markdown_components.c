/* SPDX-License-Identifier: MIT */
/* What a reader sees of components, and what is noted of the others. */
#include "article/dialect/dialect.h"
#include "article/markdown/markdown.h"

#include "test.h"

struct row {
	const char *in, *want, *note;	/* all that was left out */
};

static void
check_rows(const struct row *rows, size_t count, unsigned dialects)
{
	for (size_t i = 0; i < count; i++) {
		struct dropped dropped = { .pool = pool_new() };
		struct buf html = BUF_INIT, note = BUF_INIT;

		CHECK(markdown_to_html(str_of(rows[i].in), dialects, &dropped,
		    &html));
		CHECK_STR(str_trim(buf_str(&html)), rows[i].want);
		for (size_t j = 0; j < dropped.count; j++)
			buf_addf(&note, j ? "; %.*s" : "%.*s",
			    STR_ARG(dropped.texts[j]));
		CHECK_STR(buf_str(&note), rows[i].note);
		buf_release(&html);
		buf_release(&note);
		pool_free(dropped.pool);
	}
}

#define CHECK_ROWS(rows, dialects) \
	check_rows((rows), sizeof(rows) / sizeof((rows)[0]), (dialects))

#define MDX (DIALECT_MDX | DIALECT_COMPONENTS)

static void
test_links(void)
{
	static const struct row rows[] = {
		{ "<LinkCard\n\ttitle=\"The shed\"\n\tdescription=\"Where the "
		    "tools are.\"\n\thref=\"/shed/\"\n/>",
		    "<p><strong><a href=\"/shed/\">The shed</a></strong></p>"
		    "<p>Where the tools are.</p><LinkCard/>", "" },
		{ "<LinkCard title=\"A\" href=\"/b\" />",
		    "<p><strong><a href=\"/b\">A</a></strong><LinkCard/></p>",
		    "" },
		{ "See <LinkButton text=\"the plan\" href=\"/plan\" /> first.",
		    "<p>See <a href=\"/plan\">the plan</a><LinkButton/> "
		    "first.</p>", "" },
		{ "- <Card title=\"Oak\" href=\"/oak\" />\n- <Card\n  "
		    "title=\"Ash\"\n  description=\"Light.\" />",
		    "<ul>\n<li><strong><a href=\"/oak\">Oak</a></strong>"
		    "<Card/></li>\n<li><strong>Ash</strong> Light.<Card/>"
		    "</li>\n</ul>", "" },
	};

	CHECK_ROWS(rows, MDX);
}

static void
test_authors(void)
{
	static const struct row rows[] = {
		{ "<Said\n  name=\"Pia\"\n  handle=\"pia_h\"\n  "
		    "cite=\"https://example.org/1\"\n>\n  It holds.\n</Said>",
		    "<Said><p><strong><a href=\"https://example.org/1\">Pia"
		    "</a> (@pia_h)</strong></p>\n<p>It holds.</p>\n</Said>",
		    "" },
		{ "<Said author=\"Pia\">\n\nIt holds.\n\n</Said>",
		    "<Said><p><strong>Pia</strong></p>\n<p>It holds.</p>\n"
		    "</Said>", "" },
		{ "<Said name=\"pia\">\n\nIt holds.\n\n</Said>",
		    "<Said>\n<p>It holds.</p>\n</Said>", "" },
	};

	CHECK_ROWS(rows, MDX);
}

static void
test_content_elsewhere(void)
{
	static const struct row rows[] = {
		{ "<ToolList />", "<ToolList/>", "<ToolList />" },
		{ "We have <ToolList startsSentence /> here.",
		    "<p>We have <ToolList/> here.</p>",
		    "<ToolList startsSentence />" },
		{ "a <Icon name=\"saw\" /> b<Br />",
		    "<p>a <Icon/> b<Br/></p>", "" },
		{ "a <Hint title=\"so it is called\">b</Hint>",
		    "<p>a <Hint>b</Hint></p>",
		    "<Hint title=\"so it is called\">" },
		{ "`<ToolList />`\n\n```\n<ToolList />\n```",
		    "<p><code>&lt;ToolList /&gt;</code></p>\n"
		    "<pre><code>&lt;ToolList /&gt;\n</code></pre>", "" },
		{ "1 <Ab and\nc> *d*",
		    "<p>1 <Ab and\nc> <em>d</em></p>",
		    "" },
	};
	static const struct row plain[] = {
		{ "a <Tool /> b", "<p>a <Tool /> b</p>", "" },
	};

	CHECK_ROWS(rows, MDX);
	CHECK_ROWS(plain, 0);
}

static void
test_data(void)
{
	static const struct row rows[] = {
		{ "<Films\n\tlabels={{ /* it's */ play: 'Play' }}\n"
		    "\tfilms={[\n\t\t{\n\t\t\thref: 'https://example.org/1',\n"
		    "\t\t\ttitle: 'A saw',\n\t\t\tdescription:\n\t\t\t\t"
		    "\"Pia's way\",\n\t\t},\n\t\t{ title: 'B < C' },\n\t]}\n"
		    "/>\n\nd",
		    "<ul><li><a href=\"https://example.org/1\">A saw</a> "
		    "Pia's way</li><li>B &lt; C</li></ul><Films/>\n"
		    "<p>d</p>", "" },
		{ "<Chart data={[{a: 1, b: \"two words\"},\n {a: 2}]} />\n\nc",
		    "<Chart/>\n<p>c</p>",
		    "<Chart data={[{a: 1, b: \"two words\"},\n {" },
		{ "<Box style={{ border: '1px solid' }}>\n\na\n\n</Box>",
		    "<Box>\n<p>a</p>\n</Box>", "" },
		{ "<Films films={[{ title: 'never\n\na",
		    "<p>&lt;Films films={[{ title: 'never</p>\n<p>a</p>",
		    "" },
	};

	CHECK_ROWS(rows, MDX);
}

static void
test_fence_titles(void)
{
	static const struct row rows[] = {
		{ "```js title=\"src/__a__.js\" {1}\nb\n```",
		    "<p>src/__a__.js</p>\n<pre><code class=\"language-js\">b\n"
		    "</code></pre>", "" },
		{ "a\n```js title='b c'\nd\n```\n",
		    "<p>a</p>\n<p>b c</p>\n<pre><code class=\"language-js\">d\n"
		    "</code></pre>", "" },
		{ "1. a\n\n   ```js title=\"b\"\n   c\n   ```\n\n2. d",
		    "<ol>\n<li><p>a</p>\n<p>b</p>\n<pre><code class=\""
		    "language-js\">c\n</code></pre>\n</li>\n<li><p>d</p>\n"
		    "</li>\n</ol>", "" },
		{ "> ```js title=\"b\"\n> c\n> ```",
		    "<blockquote>\n<pre><code class=\"language-js\">c\n</code>"
		    "</pre>\n</blockquote>", "b" },
		{ "````md\n```js title=\"a\"\n```\n````\n\n```sh\ntitle=\"b\""
		    "\n```\n\n```js mytitle=\"c\" title=d\n```",
		    "<pre><code class=\"language-md\">```js title=&quot;a&quot;"
		    "\n```\n</code></pre>\n<pre><code class=\"language-sh\">"
		    "title=&quot;b&quot;\n</code></pre>\n<pre><code class=\""
		    "language-js\"></code></pre>", "" },
	};
	static const struct row plain[] = {
		{ "```js title=\"a\"\nb\n```",
		    "<pre><code class=\"language-js\">b\n</code></pre>", "" },
	};

	CHECK_ROWS(rows, MDX);
	CHECK_ROWS(plain, DIALECT_LIQUID);
}

static void
test_content(void)
{
	static const struct row rows[] = {
		{ "<Tabs>\n    <TabItem label=\"A\">\n        ```sh\n        "
		    "b\n          c\n        ```\n    </TabItem>\n</Tabs>\n\n"
		    "d",
		    "<Tabs>\n<TabItem><p><strong>A</strong></p>\n<pre><code "
		    "class=\"language-sh\">b\n  c\n</code></pre>\n</TabItem>\n"
		    "</Tabs>\n<p>d</p>", "" },
		{ "1. a\n\n   <Files>\n\n   - b/\n     - *c*\n\n   </Files>\n\n"
		    "   *d*\n\n2. e",
		    "<ol>\n<li><p>a</p>\n<Files>\n<ul>\n<li>b/<ul>\n<li>"
		    "<em>c</em></li>\n</ul>\n</li>\n</ul>\n</Files>\n<p><em>d"
		    "</em></p>\n</li>\n<li><p>e</p>\n</li>\n</ol>", "" },
		{ "- a\n\n  <Tabs>\n\t<Tab>\n\n\t```\n\tb\n\t\tc\n\t```\n\n"
		    "\t</Tab>\n  </Tabs>\n\n  d",
		    "<ul>\n<li><p>a</p>\n<Tabs>\n  <Tab>\n<pre><code>b\n    c\n"
		    "</code></pre>\n  </Tab>\n</Tabs>\n<p>d</p>\n</li>\n</ul>",
		    "" },
		{ "<Fragment slot=\"a\">\n\n\t- b\n\t- c\n\n\t*d*\n</Fragment>"
		    "\n\n- e",
		    "<Fragment>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n<p><em>d"
		    "</em></p>\n</Fragment>\n<ul>\n<li>e</li>\n</ul>", "" },
		{ "<Tabs>\n\t<Tab label=\"A\">*b*</Tab>\n\t<Tab label=\"C\">d"
		    "</Tab>\n</Tabs>\n\n<Bd>e</Bd> f\n<Bd title=\"g\">h</Bd>",
		    "<Tabs>\n<Tab><p><strong>A</strong></p>\n<p><em>b</em></p>\n"
		    "</Tab>\n<Tab><p><strong>C</strong></p>\n<p>d</p>\n</Tab>\n"
		    "</Tabs>\n<p><Bd>e</Bd> f\n<Bd>h</Bd></p>",
		    "<Bd title=\"g\">" },
		{ "2.  a\n\n         <Tabs>\n\n    <Tab>\n\n    ```\n    b\n    ```"
		    "\n\n           </Tab>\n\n        <Tab>\n\n    c\n\n           "
		    "</Tab>\n\n      </Tabs>\n\n3.  d",
		    "<ol start=\"2\">\n<li><p>a</p>\n<Tabs>\n<Tab>\n<pre><code>"
		    "b\n</code></pre>\n</Tab>\n<Tab>\n<p>c</p>\n</Tab>\n"
		    "  </Tabs>\n</li>\n<li><p>d</p>\n</li>\n</ol>", "" },
		{ "<Open>\n\na\n\n- b\n\n      c\n\n```\n    <Tab>\n```",
		    "<Open>\n<p>a</p>\n<ul>\n<li><p>b</p>\n<pre><code>c\n</code>"
		    "</pre>\n</li>\n</ul>\n<pre><code>    &lt;Tab&gt;\n</code>"
		    "</pre>", "" },
	};
	/* Without MDX what is indented is code. */
	static const struct row plain[] = {
		{ "- a\n\n      <Tab>\n\n\tb\n\nc\n\n    <Tab>\n      d\n",
		    "<ul>\n<li><p>a</p>\n<pre><code>&lt;Tab&gt;\n</code></pre>"
		    "\n<p>b</p>\n</li>\n</ul>\n<p>c</p>\n<pre><code>&lt;Tab&gt;"
		    "\n  d\n</code></pre>", "" },
	};

	CHECK_ROWS(rows, MDX);
	CHECK_ROWS(plain, DIALECT_LIQUID);
}

int
main(void)
{
	RUN(test_links);
	RUN(test_authors);
	RUN(test_content_elsewhere);
	RUN(test_data);
	RUN(test_fence_titles);
	RUN(test_content);
	return test_end();
}
