/* SPDX-License-Identifier: MIT */
/*
 * Real pages: what markdown_to_html() and html_parse() make of them has the
 * text of the pages with their tags cut out, no less and no more.
 */
#include "article/html/html.h"
#include "article/dialect/dialect.h"
#include "article/markdown/markdown.h"
#include "base/text.h"
#include "corpus.h"
#include "test.h"

/* Backslashes are left out of comparisons: Markdown takes some of them. */
static bool
is_compared(char c)
{
	return !ascii_space(c) && c != '\\';
}

/* The bytes of text nodes that are no ASCII white space. */
static void
tree_text(const xmlDoc *doc, struct buf *out)
{
	const xmlNode *node = (const xmlNode *)doc;
	const char *p;

	while (node) {
		if (node->type == XML_TEXT_NODE)
			for (p = (const char *)node->content; *p; p++)
				if (is_compared(*p))
					buf_addc(out, *p);
		if (node->children) {
			node = node->children;
			continue;
		}
		while (node && !node->next)
			node = node->parent;
		node = node ? node->next : NULL;
	}
}

/* Writes the character of a reference at s.p[at]; returns its length. */
static size_t
naive_reference(struct str s, size_t at, struct buf *out)
{
	static const struct {
		struct str name;
		const char *text;
	} known[] = {
		{ { "&amp;", 5 }, "&" }, { { "&lt;", 4 }, "<" },
		{ { "&gt;", 4 }, ">" }, { { "&quot;", 6 }, "\"" },
		{ { "&nbsp;", 6 }, "\xc2\xa0" },
		{ { "&copy;", 6 }, "\xc2\xa9" },
		{ { "&#183;", 6 }, "\xc2\xb7" },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (!str_starts(str_sub(s, at, s.len), known[i].name))
			continue;
		buf_adds(out, known[i].text);
		return known[i].name.len;
	}
	buf_addc(out, '&');
	return 1;
}

/* HTML with its tags cut out, without ASCII white space. */
static void
naive_text(struct str s, struct buf *out)
{
	size_t at = 0;

	while (at < s.len) {
		struct str rest = str_sub(s, at, s.len);
		size_t end = STR_NONE;

		if (str_starts(rest, STR("<!--")))
			end = str_find(rest, STR("-->")) + 3;
		else if (str_istarts(rest, STR("<script")))
			end = str_ifind(rest, STR("</script>")) + 9;
		else if (rest.len > 1 && rest.p[0] == '<' &&
		    (ascii_alpha(rest.p[1]) || rest.p[1] == '/'))
			end = str_chr(rest, '>') + 1;
		if (end != STR_NONE) {
			at += end;
		} else if (s.p[at] == '&') {
			at += naive_reference(s, at, out);
		} else {
			if (is_compared(s.p[at]))
				buf_addc(out, s.p[at]);
			at++;
		}
	}
}

static void
report(struct str name, int line)
{
	char text[200];

	snprintf(text, sizeof(text), "%.*s", STR_ARG(name));
	test_fail(__FILE__, line, text);
}

static void
check_text(struct str name, struct str text)
{
	struct buf html = BUF_INIT, got = BUF_INIT;
	struct buf want = BUF_INIT;
	struct html_losses losses = { false, false, false };
	struct err err = ERR_INIT;
	size_t start = str_find(text, STR("\n<div"));
	size_t end = str_find(text, STR("\n</div>"));
	xmlDoc *doc;

	CHECK(markdown_to_html(text, DIALECT_ALL, NULL, &html));
	doc = html_parse(buf_str(&html), HTML_MEND_ESCAPES, &losses, &err);
	CHECK(!losses.depth && !losses.nodes && !losses.attributes);
	tree_text(doc, &got);
	naive_text(buf_str(&html), &want);
	if (!str_eq(buf_str(&got), buf_str(&want)))
		report(name, __LINE__);
	/* And the article against the Markdown file itself. */
	buf_clear(&want);
	if (start != STR_NONE && end != STR_NONE && start < end)
		naive_text(str_sub(text, start, end), &want);
	if (str_find(buf_str(&got), buf_str(&want)) == STR_NONE)
		report(name, __LINE__);
	html_free(doc);
	buf_release(&html);
	buf_release(&got);
	buf_release(&want);
}

/* One whose tags are text: test_html_escaped.c tells what becomes of it. */
static bool
is_escaped(struct str text)
{
	return str_find(text, STR("&lt;/div&gt;")) != STR_NONE;
}

static bool
check_page(struct str name)
{
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	bool found = corpus_read(name, &bytes);

	if (found) {
		text_sanitise(buf_str(&bytes), &text);
		if (!is_escaped(buf_str(&text)))
			check_text(name, buf_str(&text));
	}
	buf_release(&bytes);
	buf_release(&text);
	return found;
}

/* The pages that the first column of a table names, in a folder. */
static void
check_table(const char *table, const char *folder, size_t want)
{
	struct buf rows = BUF_INIT, name = BUF_INIT;
	struct str rest, file;
	size_t count = 0;

	if (!corpus_read(str_of(table), &rows))
		SKIP("no corpus");
	rest = buf_str(&rows);
	corpus_row(&rest, &file, 1);
	while (corpus_row(&rest, &file, 1)) {
		buf_clear(&name);
		buf_addf(&name, "%s/%.*s", folder, STR_ARG(file));
		CHECK(check_page(buf_str(&name)));
		count++;
	}
	CHECK_NUM(count, want);
	buf_release(&rows);
	buf_release(&name);
}

static void
test_mirror(void)
{
	check_table("mirror.tsv", "mirror", 692);
}

static void
test_posts(void)
{
	check_table("posts.tsv", "posts", 79);
}

static void
test_seed(void)
{
	if (!check_page(STR("seed/pages/nf1412576/n14037762.md")))
		SKIP("no corpus");
}

int
main(void)
{
	html_init();
	RUN(test_seed);
	RUN(test_mirror);
	RUN(test_posts);
	xmlCleanupParser();
	return test_end();
}
