/* SPDX-License-Identifier: MIT */
/* Documents made to do harm cost in proportion to their size. */
#include "growth.h"
#include "result.h"

#define PAGE "<html><head><title>Of harm</title></head><body><h1>Of harm</h1>" \
	"<p>Words that come first, and some more of them, so that this is " \
	"an article.</p>"
#define NOTE "# Of harm\n\nWords that come first, and some more of them, so " \
	"that this is an article.\n\n"

struct shape {
	const char *path, *start, *repeated, *end;
};

static void
read_shape(const void *arg, size_t n)
{
	const struct shape *s = arg;
	struct buf bytes = BUF_INIT;
	struct result r;

	buf_adds(&bytes, s->start);
	for (size_t i = 0; i < n; i++)
		buf_adds(&bytes, s->repeated);
	buf_adds(&bytes, s->end);
	begin(&r, s->path, "", buf_str(&bytes));
	CHECK(n == 1 || says(&r, "Words that come first"));
	end(&r);
	buf_release(&bytes);
}

static const struct shape shapes[] = {
	{ "a.html", PAGE "<div>", "<div><b>", "deep" },
	{ "a.html", PAGE, "<a href=x><b></a></b>", "" },
	{ "a.html", PAGE "<table>", "x<b>", "" },
	{ "a.html", PAGE, "<p>Some words, <a href=\"b\">a link</a>.</p>", "" },
	{ "a.html", PAGE "<ul>", "<li><a href=\"b\">a link</a></li>", "" },
	{ "a.html", PAGE "<p ", "a=\"b\" ", ">words" },
	{ "a.html", PAGE, "<img src=\"a.png\">", "" },
	{ "a.html", PAGE, "<div class=\"related\"><h2>More</h2></div>", "" },
	{ "a.html", PAGE "<p>", "&amp;&nosuch;&#0; ", "" },
	{ "a.md", "---\ntags:\n", "- t\n", "---\n\n" NOTE },
	{ "a.md", "---\ntitle: [", "[", "\n---\n\n" NOTE },
	{ "a.md", "---\n", "title: again\n", "---\n\n" NOTE },
	{ "a.md", "+++\ntags = ", "[", "\n+++\n\n" NOTE },
	{ "a.md", NOTE, "A paragraph with *some* words.\n\n", "" },
	{ "a.md", NOTE, "![a](b.png)\n\n", "" },
};

enum { SHAPES = sizeof(shapes) / sizeof(shapes[0]), TIMES = 1000 };

static void
make_growths(struct growth *growths)
{
	for (size_t i = 0; i < SHAPES; i++)
		growths[i] = (struct growth){ shapes[i].repeated, read_shape,
			&shapes[i], TIMES };
}

static void
test_growth(void)
{
	struct growth growths[SHAPES];

	make_growths(growths);
	CHECK_GROWTH(growths);
}

int
main(int argc, char **argv)
{
	struct growth growths[SHAPES];

	make_growths(growths);
	GROWTH_MAIN(argc, argv, growths);
	RUN(test_growth);
	return test_end();
}
