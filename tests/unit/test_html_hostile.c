/* SPDX-License-Identifier: MIT */
/* What would take a parser too long, too deep, or its text. */
#include "article/html/html.h"
#include "base/buf.h"
#include "base/limits.h"
#include "growth.h"

static xmlDoc *
parse(struct str raw, struct html_losses *losses)
{
	struct err err = ERR_INIT;
	xmlDoc *doc;

	*losses = (struct html_losses){ false, false, false };
	doc = html_parse(raw, HTML_MEND_ESCAPES, losses, &err);
	CHECK(doc != NULL);
	return doc;
}

static bool
has_text(const xmlDoc *doc, const char *what)
{
	const xmlNode *node = (const xmlNode *)doc;

	while (node) {
		if (node->type == XML_TEXT_NODE &&
		    strstr((const char *)node->content, what))
			return true;
		if (node->children) {
			node = node->children;
			continue;
		}
		while (node && !node->next)
			node = node->parent;
		node = node ? node->next : NULL;
	}
	return false;
}

static size_t
depth_of(const xmlDoc *doc)
{
	const xmlNode *node = (const xmlNode *)doc;
	size_t depth = 0, most = 0;

	while (node) {
		if (node->children) {
			node = node->children;
			if (++depth > most)
				most = depth;
			continue;
		}
		while (node && !node->next) {
			node = node->parent;
			depth--;
		}
		node = node ? node->next : NULL;
	}
	return most;
}

struct hostile {
	const char *start, *repeated;
	size_t times;
	const char *end;
	bool keeps_end;		/* "END" must be in the text */
};

/* The same with n times what is repeated. */
static void
read_hostile(const struct hostile *h, size_t n, struct html_losses *losses)
{
	struct buf raw = BUF_INIT;
	xmlDoc *doc;
	size_t i;

	buf_adds(&raw, h->start);
	for (i = 0; i < n; i++)
		buf_adds(&raw, h->repeated);
	buf_adds(&raw, h->end);
	doc = parse(buf_str(&raw), losses);
	if (h->keeps_end && !has_text(doc, "END"))
		test_fail(__FILE__, __LINE__, h->repeated);
	CHECK(depth_of(doc) <= LIMIT_HTML_DEPTH + 2);
	xmlFreeDoc(doc);
	buf_release(&raw);
}

static void
check_hostile(const struct hostile *h, struct html_losses *losses)
{
	read_hostile(h, h->times, losses);
}

static const struct hostile cases[] = {
	{ "", "<", 1000000, "END", true },
	{ "", "<!--", 50000, "END", false },
	{ "", "<!--", 50000, ">END", true },
	{ "", "<![CDATA[", 50000, ">END", true },
	{ "", "<a ", 50000, ">END", true },
	{ "", "<a b=\"", 50000, ">END", true },
	{ "", "<a b='>", 50000, "END", true },
	{ "", "</", 50000, "END", true },
	{ "", "</p>", 300000, "END", true },
	{ "", "&", 1000000, "END", true },
	{ "", "&amp", 300000, "END", true },
	{ "", "&#", 300000, "END", true },
	{ "", "<title>", 50000, "END", true },
	{ "", "<textarea>", 50000, "END", true },
	{ "", "<style>", 50000, "END", true },
	{ "", "<xmp>", 50000, "END", true },
	{ "", "<b><p></b>", 50000, "END", true },
	{ "", "<b><i><u><s></b>", 50000, "END", true },
	{ "", "<p><b><i><font>", 50000, "END", true },
	{ "", "<a href=x>", 50000, "END", true },
	{ "", "<table>", 50000, "END", true },
	{ "", "<table><tr><td>", 50000, "END", true },
	{ "", "<li>", 200000, "END", true },
	{ "", "<ul><li>", 100000, "END", true },
	{ "", "<svg>", 50000, "END", true },
	{ "", "<select><option>", 50000, "END", true },
	{ "", "<script>x</script>", 50000, "END", true },
	{ "", "<?", 300000, ">END", true },
	{ "<a ", "a=\"", 300000, ">END", true },
	{ "<a b=\"", "&quot;", 300000, "\">END", true },
	{ "<pre>", "\r\n \t", 300000, "</pre>END", true },
	{ "", " \n", 1000000, "END", true },
};
enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static void
read_case(const void *arg, size_t n)
{
	struct html_losses losses;

	read_hostile(arg, n, &losses);
}

/* As many as go beyond every limit of depth. */
enum { GROWTH_TIMES = 1500 };

static void
make_growths(struct growth *growths)
{
	for (size_t i = 0; i < CASES; i++)
		growths[i] = (struct growth){ cases[i].repeated, read_case,
			&cases[i], GROWTH_TIMES };
}

static void
test_hostile(void)
{
	struct growth growths[CASES];
	struct html_losses losses;
	size_t i;

	for (i = 0; i < CASES; i++)
		check_hostile(&cases[i], &losses);
	make_growths(growths);
	CHECK_GROWTH(growths);
}

static void
test_depth(void)
{
	static const char *const tags[] = {
		"<div>", "<b>", "<x>", "<blockquote>", "<span>", "<ul><li>",
		"<table><tr><td>", "<font><i>"
	};
	static const size_t times[] = { 600, 200000 };
	struct html_losses losses;
	size_t i, k;

	for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		for (k = 0; k < 2; k++) {
			struct hostile h = { "", tags[i], times[k], "END",
				true };

			check_hostile(&h, &losses);
			CHECK(losses.depth);
		}
	}
}

/* What comes behind elements too deep stands where it belongs. */
static void
test_depth_ends(void)
{
	struct html_losses losses;
	struct buf raw = BUF_INIT;
	xmlDoc *doc;
	size_t i;

	for (i = 0; i < 600; i++)
		buf_adds(&raw, "<div>");
	buf_adds(&raw, "deep");
	for (i = 0; i < 600; i++)
		buf_adds(&raw, "</div>");
	buf_adds(&raw, "<p>END</p>");
	doc = parse(buf_str(&raw), &losses);
	CHECK(strcmp((const char *)
	    xmlDocGetRootElement(doc)->children->last->name, "p") == 0);
	CHECK(has_text(doc, "deep"));
	html_free(doc);
	buf_release(&raw);
}

static void
test_large(void)
{
	struct hostile text = { "", "0123456789ab", 1000000, "END", true };
	struct hostile attribute = { "<img alt=\"", "0123456789ab", 1000000,
		"\">END", true };
	struct hostile script = { "<script>", "0123456789ab", 1000000,
		"</script>END", true };
	struct html_losses losses;

	check_hostile(&text, &losses);
	check_hostile(&attribute, &losses);
	CHECK(losses.attributes);
	check_hostile(&script, &losses);
}

static void
test_attributes(void)
{
	struct html_losses losses;
	struct buf raw = BUF_INIT;
	const xmlAttr *a;
	size_t i, count = 0;
	xmlDoc *doc;

	buf_adds(&raw, "<p ");
	for (i = 0; i < 40000; i++)
		buf_addf(&raw, "a%zu=1 ", i);
	buf_adds(&raw, ">END");
	doc = parse(buf_str(&raw), &losses);
	for (a = xmlDocGetRootElement(doc)->children->children->properties;
	    a; a = a->next)
		count++;
	CHECK_NUM(count, LIMIT_TAG_ATTRIBUTES);
	CHECK(losses.attributes);
	CHECK(has_text(doc, "END"));
	html_free(doc);
	buf_release(&raw);
}

static void
test_nodes(void)
{
	struct hostile h = { "", "<i>x</i>", LIMIT_HTML_NODES + 10,
		"<p>END", true };
	struct html_losses losses;

	check_hostile(&h, &losses);
	CHECK(losses.nodes);
}

static void
test_wrong_ends(void)
{
	struct buf raw = BUF_INIT;
	struct html_losses losses;
	xmlDoc *doc;
	size_t i;

	for (i = 0; i < 40000; i++)
		buf_addf(&raw, "<x%zu>", i);
	for (i = 0; i < 40000; i++)
		buf_addf(&raw, "</y%zu>", i);
	buf_adds(&raw, "END");
	doc = parse(buf_str(&raw), &losses);
	CHECK(has_text(doc, "END"));
	html_free(doc);
	buf_release(&raw);
}

static void
test_nul(void)
{
	struct html_losses losses;
	xmlDoc *doc = parse(STR("a\0b<p\0q r\0s=\"t\0u\">END\0"), &losses);

	CHECK(has_text(doc, "ab"));
	CHECK(has_text(doc, "END"));
	html_free(doc);
}

int
main(int argc, char **argv)
{
	struct growth growths[CASES];

	make_growths(growths);
	GROWTH_MAIN(argc, argv, growths);
	html_init();
	RUN(test_hostile);
	RUN(test_depth);
	RUN(test_depth_ends);
	RUN(test_large);
	RUN(test_attributes);
	RUN(test_nodes);
	RUN(test_wrong_ends);
	RUN(test_nul);
	xmlCleanupParser();
	return test_end();
}
