/* SPDX-License-Identifier: MIT */
/* Articles whose text stands in several containers. */
#include "result.h"

static void
check_text(const char *path, const char *page, const char *want)
{
	struct result r;

	begin(&r, path, "", str_of(page));
	test_check_str(__FILE__, __LINE__, str_trim(buf_str(&r.text)), want);
	end(&r);
}

static void
test_markdown(void)
{
	check_text("a/1.md", "### Two\n\n<div class=\"post_content\">"
	    "<p>The first part.</p></div>\n<p>Between.</p>\n"
	    "<div class=\"post_content\"><p>The second part, which is "
	    "longer.</p></div>\n<div class=\"post_content\"><p>Third.</p>"
	    "</div>\n\n[Home](x.md) | [Up](y.md)\n",
	    "The first part.\n\nBetween.\n\nThe second part, which is longer."
	    "\n\nThird.");
	/* Not of one parent, as where end tags are missing or too many. */
	check_text("a/1.md", "### Two\n\n<div><div class=\"artBody\">One."
	    "</div></div></div>\n\n<div class=\"artBody\">Two two.</div>\n",
	    "One.\n\nTwo two.");
	/* One inside the other is no second part. */
	check_text("a/1.md", "### Two\n\n<div class=\"post_content\">Zero."
	    "<div class=\"post_content\">One.</div> Two two.</div>\n",
	    "Zero.\n\nOne.\n\nTwo two.");
	/* Other names, other things. */
	check_text("a/1.md", "### Two\n\n<div class=\"post_content\">One one."
	    "</div>\n\n<div class=\"post_content more\">Two.</div>\n",
	    "One one.");
}

static void
test_html(void)
{
	check_text("1.html", "<body><h1>Two</h1><div class=story-body>The "
	    "first part.</div><div class=ad>Buy this</div><figure>"
	    "<img src=a.jpg></figure><div class=story-body>The second part."
	    "</div><h3>More</h3><div class=story-body>Another.</div>",
	    "The first part.\n\nThe second part.");
	/* A list of articles, or remarks, each in a box of its own. */
	check_text("1.html", "<body><h1>Two</h1><div><div class=post-body>The "
	    "first part.</div></div><div><div class=post-body>Not I.</div>"
	    "</div>", "The first part.");
}

int
main(void)
{
	RUN(test_markdown);
	RUN(test_html);
	return test_end();
}
