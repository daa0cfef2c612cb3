/* SPDX-License-Identifier: MIT */
/*
 * The numbers of dialect_weights.h and markdown_weights.h: what they still
 * take, and the next that they do not; and what is noted of what is left out.
 */
#include "article/dialect/dialect_weights.h"
#include "article/markdown/markdown_weights.h"

#include "result.h"
#include "article/dialect/dialect.h"
#include "article/markdown/markdown.h"

/* Markdown in all dialects; with MDX any braces are an expression. */
static bool
makes(const char *markdown, unsigned dialects, const char *html)
{
	struct buf out = BUF_INIT;
	bool found;

	markdown_to_html(str_of(markdown), dialects, NULL, &out);
	found = str_find(buf_str(&out), str_of(html)) != STR_NONE;
	buf_release(&out);
	return found;
}

#define MAKES(markdown, html) \
	makes((markdown), DIALECT_ALL & ~DIALECT_MDX, (html))

/* The same for start, a filling of so many bytes, and end. */
static bool
makes_long(const char *start, char fill, size_t bytes, const char *end,
    const char *html)
{
	struct buf text = BUF_INIT;
	bool found;

	buf_adds(&text, start);
	for (size_t i = 0; i < bytes; i++)
		buf_addc(&text, fill);
	buf_adds(&text, end);
	found = makes(text.data, DIALECT_ALL, html);
	buf_release(&text);
	return found;
}

static void
test_columns(void)
{
	CHECK(MAKES("a\n\n    b", "<pre>") && !MAKES("a\n\n   b", "<pre>"));
	CHECK(MAKES("a\n\n \tb", "<pre>") && MAKES("- a\n\n \tb", "<p>b"));
	CHECK(MAKES("!!! a \"b\"\n    c\n", "<strong>b</strong>"));
	CHECK(!MAKES("!!! a \"b\"\n   c\n", "<strong>b</strong>"));
	CHECK(MAKES("a[^1]\n\n[^1]: b\n\n  c", "<p>c</p>\n<a href=\"#fnref"));
	CHECK(!MAKES("a[^1]\n\n[^1]: b\n\n c", "<p>c</p>\n<a href=\"#fnref"));
	CHECK(MAKES("a[^1]\n\n[^1]: b\n\n        c", "<pre><code>c"));
	CHECK(!MAKES("a[^1]\n\n[^1]: b\n\n       c", "<pre><code>c"));
}

static void
test_bytes_ahead(void)
{
	CHECK(makes_long("a {% b ", 'c', CALL_BYTES - 10, "%}d", "<p>a d"));
	CHECK(!makes_long("a {% b ", 'c', CALL_BYTES, "%}d", "<p>a d"));
	CHECK(makes_long("[[", 'a', LINK_BYTES - 4, "]]", "<a href"));
	CHECK(!makes_long("[[", 'a', LINK_BYTES, "]]", "<a href"));
	/* Emphasis in a code span is none. */
	CHECK(!makes_long("`", 'a', CODE_SPAN_BYTES - 20, " [[b]]`", "href"));
	CHECK(makes_long("`", 'a', CODE_SPAN_BYTES, " [[b]]`", "[b]("));
	CHECK(makes_long("a {'", 'b', EXPRESSION_BYTES - 4, "'}", "<p>a b"));
	CHECK(!makes_long("a {'", 'b', EXPRESSION_BYTES, "'}", "<p>a b"));
	CHECK(makes_long("export const a = [", ' ', STATEMENT_BYTES - 30,
	    "]\n\nb", "<p>b") && !makes_long("export const a = [", ' ',
	    STATEMENT_BYTES - 30, "]\n\nb", "export"));
	CHECK(makes_long("export const a = [", ' ', STATEMENT_BYTES, "]\n\nb",
	    "export"));
}

static void
test_words(void)
{
	CHECK(MAKES("{% note a b c d %}\ne\n{% endnote %}", "<strong>b c d"));
	CHECK(!MAKES("{% note a b c %}\ne\n{% endnote %}", "<strong>"));
	CHECK(MAKES("a^9999^", "<sup>") && !MAKES("a^10000^", "<sup>"));
}

/* A component with so many attributes. */
static bool
reads_attributes(int count)
{
	struct buf text = BUF_INIT;
	bool found;

	buf_adds(&text, "a <Badge");
	for (int i = 1; i < count; i++)
		buf_adds(&text, " b");
	buf_adds(&text, " text=\"c\" /> d");
	found = makes(text.data, DIALECT_ALL, "<p>a c<Badge");
	buf_release(&text);
	return found;
}

/* The last of so many imports. */
static bool
reads_imports(int count)
{
	struct buf text = BUF_INIT;
	bool found;

	for (int i = 1; i < count; i++)
		buf_addf(&text, "import a%d from './a'\n", i);
	buf_adds(&text, "import last from './b.png'\n\n<img src={last} />");
	found = makes(text.data, DIALECT_ALL, "./b.png");
	buf_release(&text);
	return found;
}

/* Directives in directives, the innermost a picture. */
static bool
nests_directives(size_t count)
{
	struct buf text = BUF_INIT;
	bool found;

	for (size_t i = 1; i < count; i++)
		buf_addf(&text, ":::{note} a%zu\n", i);
	buf_adds(&text, ":::{figure} b.png\n");
	found = makes(text.data, DIALECT_MYST, "<img");
	buf_release(&text);
	return found;
}

static void
test_counts(void)
{
	CHECK(reads_attributes(COMPONENT_ATTRIBUTES_MAX - 1));
	CHECK(!reads_attributes(COMPONENT_ATTRIBUTES_MAX + 1));
	CHECK(reads_imports(IMPORTS_MAX) && !reads_imports(IMPORTS_MAX + 1));
	CHECK(nests_directives(DIRECTIVES_MAX));
	CHECK(!nests_directives(DIRECTIVES_MAX + 1));
}

static unsigned
find_all(const char *text)
{
	struct document doc = { .path = STR("a.md"), .media = MEDIA_MARKDOWN };
	struct front_matter fm = { 0 };
	struct pool *pool = pool_new();
	struct dialects found;

	dialects_find(&doc, &fm, str_of(text), pool, &found);
	pool_free(pool);
	return found.set;
}

/* Names whose end is waited for, of each dialect alone. */
static void
test_open_markers(void)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i + 1 < MARKERS_OPEN_MAX; i++)
		buf_addf(&text, ":::b%zu\n", i);
	buf_adds(&text, "<Tabs>\n");
	for (size_t i = 0; i + 1 < MARKERS_OPEN_MAX; i++)
		buf_addf(&text, "<Ab%zu>\n", i);
	buf_adds(&text, "</Tabs>\n");
	CHECK(find_all(text.data) & DIALECT_COMPONENTS);
	buf_clear(&text);
	buf_adds(&text, "<Tabs>\n");
	for (size_t i = 0; i < MARKERS_OPEN_MAX; i++)
		buf_addf(&text, "<Ab%zu>\n", i);
	buf_adds(&text, "</Tabs>\n");
	CHECK(!(find_all(text.data) & DIALECT_COMPONENTS));
	buf_release(&text);
}

static void
read_page(struct result *r, int values)
{
	struct buf page = BUF_INIT;

	buf_adds(&page, "---\nlayout: post\ntitle: A\n---\nThe first "
	    "sentence of a page that says what it is about, at some length.\n\n");
	for (int i = 0; i < values; i++)
		buf_addf(&page, "Here {{ page.value_%d }} is missing.\n\n", i);
	buf_adds(&page, "{% for a in site.b %}\nA loop is for the site's "
	    "program, and nobody else can run it here.\n{% endfor %}\n\n"
	    "The end {: .right}");
	begin(r, "a.md", "", buf_str(&page));
	buf_release(&page);
}

/* What a person could have read is noted, with its first bytes. */
static void
test_dropped(void)
{
	struct result r;

	read_page(&r, 1);
	CHECK_LIST(r.rec.notes, "left out \"{{ page.value_0 }}\"|left out "
	    "\"A loop is for the site's program, and no\"");
	end(&r);
	read_page(&r, (int)DROPPED_SHOWN + 1);
	CHECK_NUM(r.rec.notes.count, DROPPED_SHOWN + 1);
	CHECK_STR(r.rec.notes.items[DROPPED_SHOWN],
	    "left out 2 more like these");
	end(&r);
}

/* What only the site's program has is noted; classes and settings are not. */
static void
test_missing(void)
{
	static const struct {
		const char *call, *notes;
	} calls[] = {
		{ "{{% glossary-term \"cascade\" %}}",
		    "left out \"glossary-term \"cascade\"\"" },
		{ "{{< include \"/_common/scope.md\" >}}",
		    "left out \"include \"/_common/scope.md\"\"" },
		{ "{{< new-in 0.139.0 />}}", "left out \"new-in 0.139.0\"" },
		{ "{{< term \"каскад\" >}}", "left out \"term \"каскад\"\"" },
		{ "{{< 术语 \"级联\" >}}", "left out \"术语 \"级联\"\"" },
		{ "{% include notes/渡船.md %}",
		    "left out \"include notes/渡船.md\"" },
		{ "{% include footer.html %}", "" },
		{ "{{< wide >}}", "" }, { "{{< wide blue >}}", "" },
		{ "{{< wide id=3 >}}", "" }, { "{% assign x = 3 %}", "" },
		{ "{{< figure src=\"a.jpg\" >}}", "" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(calls); i++) {
		struct buf page = BUF_INIT, notes = BUF_INIT;
		struct result r;

		buf_addf(&page, "---\ntitle: The ferry\nlayout: post\n"
		    "draft: false\n---\n\nThe ferry has gone, and nobody "
		    "knows where it went.\n\n%s\n", calls[i].call);
		begin(&r, "7/1.md", "", buf_str(&page));
		for (size_t k = 0; k < r.rec.notes.count; k++)
			buf_addf(&notes, "%s%.*s", k ? "|" : "",
			    STR_ARG(r.rec.notes.items[k]));
		CHECK_STR(buf_str(&notes), calls[i].notes);
		end(&r);
		buf_release(&page);
		buf_release(&notes);
	}
}

int
main(void)
{
	RUN(test_columns);
	RUN(test_bytes_ahead);
	RUN(test_words);
	RUN(test_counts);
	RUN(test_open_markers);
	RUN(test_dropped);
	RUN(test_missing);
	return test_end();
}
