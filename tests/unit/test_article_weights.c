/* SPDX-License-Identifier: MIT */
/* Documents on either side of each constant of article/weights.h. */
#include "page_sides.h"

static const struct page_sides documents[] = {
	{ "HTML_SIGN_BYTES", "7/1", "<!--‹bytes›-->\n<body>\n\nThe *bridge* is "
		"open again, and the ferry has gone.", 1011, 1012, "has *bridge*",
		"lacks *bridge*" },
	{ "LANG_ALONE_BYTES", "7/1.md", "# Der Mann ist nicht gekommen\n\n"
		"‹times z›\n", 199, 200, "lang de", "lang und" },
	{ "LANG_TITLE_TIMES", "7/1.md", "# Mill und Mill\n\n‹times zz ›\n", 29, 30,
		"lang de", "lang und" },
	{ "LANG_FOLDER_LETTERS", "zh-cn/1.md", "# npm\n\nthis is what you run in "
		"the folder of the site and it is not what the others do, and "
		"they have been there for all of the year with us and with you "
		"but not with them\n\n‹han›\n", 39, 40, "lang en",
		"lang zh-Hans" },
};

static void
test_documents(void)
{
	CHECK_PAGES(documents);
}

int
main(void)
{
	RUN(test_documents);
	return test_end();
}
