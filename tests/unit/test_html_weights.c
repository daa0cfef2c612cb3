/* SPDX-License-Identifier: MIT */
/* Pages on either side of each constant of article/html/weights.h. */
#include "article/html/html.h"
#include "article/html/node.h"
#include "article/html/style.h"
#include "html_dump.h"
#include "sides.h"

static void
prepare(struct str in, struct buf *out)
{
	struct html_losses losses = { false, false, false };
	struct err err = ERR_INIT;
	xmlDoc *page = html_parse(in, HTML_MEND_ESCAPES, &losses, &err);

	dump_html(page, out);
	html_free(page);
}

static const struct sides escaped[] = {
	{ "ESCAPED_TEXT_BYTES", "<p>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p"
		"&gt;&lt;p&gt;‹bytes›&lt;/p&gt;</p>", 234, 235, "lacks <p>One",
		"has <p>One" },
	{ "ESCAPED_TAGS", "<p>‹400 bytes›‹times &lt;br&gt;›</p>", 5, 6,
		"lacks <br/>", "has <br/>" },
	{ "ESCAPED_BLOCKS", "<p>‹400 bytes›‹3 times &lt;b&gt;x&lt;/b&gt;›"
		"‹times &lt;br&gt;›</p>", 2, 3, "lacks <br/>", "has <br/>" },
	{ "ESCAPED_JOINTS_PART", "<p>‹400 bytes›‹9 times &lt;br&gt;mill›"
		"‹times &lt;/i&gt;›</p>", 3, 4, "lacks <br/>", "has <br/>" },
	{ "ESCAPED_PROSE_TIMES", "<p>‹20 times &lt;br&gt;›‹bytes›</p>", 399,
		400, "lacks <br/>", "has <br/>" },
	{ "ESCAPED_REST_TAGS", "<p>‹900 bytes›&lt;code&gt;‹times &lt;br&gt;›"
		"&lt;/div&gt;&lt;/div&gt;</p>", 16, 17, "lacks <br/>",
		"has <br/>" },
	{ "ESCAPED_REST_ENDS", "<p>‹900 bytes›&lt;code&gt;‹30 times &lt;br&gt;›"
		"‹times &lt;/div&gt;›</p>", 1, 2, "lacks <br/>", "has <br/>" },
	{ "ESCAPED_TAG_BYTES", "<p>‹9000 bytes›‹5 times &lt;br&gt;›"
		"&lt;p class=\"‹bytes›\"&gt;</p>", 2038, 2039, "has <br/>",
		"lacks <br/>" },
};

static const struct sides limits[] = {
	{ "CUT_TAG_BYTES", "<p>One.<img src=\"‹bytes›", 1015, 1016,
		"lacks &lt;", "has &lt;" },
	{ "CUT_NAME_BYTES", "<p>One.</‹times q›", 10, 11, "lacks q", "has q" },
	{ "REOPEN_ELEMENTS", "<p><i>‹times <u>›a</i>b", 8, 9,
		"has ‹times <u>›b", "lacks ‹times <u>›b" },
	{ "REOPEN_TAG_BYTES", "<p><i><u title=\"‹bytes›\">a</i>b", 500, 501,
		"lacks </i>b", "has </i>b" },
	{ "JSON_BYTES", "<script type=application/ld+json>\"‹bytes›\"</script>",
		262142, 262143, "has <chapbook-json>", "lacks <chapbook-json>" },
	{ "HTML_NAME_BYTES", "<p ‹times a›=x>", 64, 65, "has =\"x\"",
		"lacks =\"x\"" },
	{ "ATTRIBUTE_BYTES", "<p title=\"‹bytes›\">", 65536, 65537,
		"has title", "lacks title" },
};

/* "yes" if what stands in the page's body is links. */
static void
read_links(struct str in, struct buf *out)
{
	struct html_losses losses = { false, false, false };
	struct err err = ERR_INIT;
	xmlDoc *page = html_parse(in, 0, &losses, &err);
	struct node_counts counts;

	node_count(xmlDocGetRootElement(page), &counts);
	buf_adds(out, node_counts_links(&counts) ? "yes" : "no");
	html_free(page);
}

static const struct sides links[] = {
	{ "LINKS_REST_PART", "<a href=a>‹60 latin›</a> ‹han›", 15, 16,
		"is yes", "is no" },
};

static void
test_escaped(void)
{
	CHECK_SIDES(escaped, prepare);
}

static void
test_limits(void)
{
	CHECK_SIDES(limits, prepare);
}

static void
test_links(void)
{
	CHECK_SIDES(links, read_links);
}

/* "gone" or "seen", as the style of the first <div> has its text. */
static void
read_style(struct str in, struct buf *out)
{
	struct html_losses losses = { false, false, false };
	struct err err = ERR_INIT;
	xmlDoc *page = html_parse(in, 0, &losses, &err);
	xmlNode *root = xmlDocGetRootElement(page), *node = root;

	while (node && !node_is(node, "div"))
		node = node_next_element(node, root);
	buf_adds(out, node && style_conceals(node) ? "gone" : "seen");
	html_free(page);
}

static const struct sides styles[] = {
	{ "STYLE_FAR_PX", "<div style='text-indent:-‹n›px'>a</div>", 899, 900,
		"has seen", "has gone" },
	{ "STYLE_EM_PX", "<div style='position:fixed;top:-‹n›em'>a</div>", 56,
		57, "has seen", "has gone" },
	{ "STYLE_CONCEALED_ELEMENTS", "<div style='text-indent:-9999px'>"
		"‹times <b>a</b>›</div>", 499, 500, "has gone", "has seen" },
};

static void
test_styles(void)
{
	CHECK_SIDES(styles, read_style);
}

int
main(void)
{
	html_init();
	RUN(test_escaped);
	RUN(test_limits);
	RUN(test_links);
	RUN(test_styles);
	return test_end();
}
