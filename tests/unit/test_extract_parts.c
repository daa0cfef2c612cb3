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

/* The lead picture is no badge, and no button. */
static void
test_lead(void)
{
	static const char page[] =
		"### Two\n\n[![](https://e.example/logo.png)](https://e.example/)"
		" [![](https://e.example/t.svg)](https://t.example/)\n\n"
		"<div><a href=\"https://e.example/a.jpg\">"
		"<img src=\"https://e.example/a-s.jpg\"></a>"
		"<div class=\"caption\">A bridge.</div></div>\n\n"
		"<div class=\"artbody\">Text.</div>\n";
	struct result r;

	begin(&r, "a/1.md", "", str_of(page));
	CHECK_NUM(r.rec.image_count, 1);
	CHECK_STR(r.rec.images[0].ref, "https://e.example/a-s.jpg");
	CHECK_NUM(r.rec.lead_image, 1);
	CHECK_STR(str_trim(buf_str(&r.text)), "A bridge.\n\nText.");
	end(&r);
}

/* A film above the text, and counters by any means. */
static void
test_film(void)
{
	struct result r;

	begin(&r, "a/1.md", "", STR("### Two\n\n<div class=\"top\"><iframe "
	    "src=\"https://v.example/embed/1\" title=\"Ice\"></iframe></div>"
	    "<hr/>\n<div class=\"artbody\">Text.<img src=\"c.gif\" "
	    "style=\"width:1px; height:1px\"></div>\n"));
	CHECK_NUM(r.rec.image_count, 0);
	CHECK_STR(str_trim(buf_str(&r.text)), "Ice\n\nText.");
	CHECK_STR(r.rec.links[0].ref, "https://v.example/embed/1");
	end(&r);
	/* One that is all there is. */
	begin(&r, "a/2.md", "", STR("# Ice\n\n"
	    "<video src=\"https://v.example/ice.mp4\"></video>\n"));
	CHECK_NUM(r.rec.kind, RECORD_ARTICLE);
	CHECK_STR(str_trim(buf_str(&r.text)), "ice.mp4");
	end(&r);
}

int
main(void)
{
	RUN(test_markdown);
	RUN(test_html);
	RUN(test_lead);
	RUN(test_film);
	return test_end();
}
