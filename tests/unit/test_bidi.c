/* SPDX-License-Identifier: MIT */
/* Which bidirectional controls stay, in lines and in bodies. */
#include "article/article.h"
#include "article/clean/bidi.h"
#include "test.h"

#define LRE "\u202a"
#define RLE "\u202b"
#define PDF "\u202c"
#define LRO "\u202d"
#define RLO "\u202e"
#define LRI "\u2066"
#define RLI "\u2067"
#define FSI "\u2068"
#define PDI "\u2069"

/* What a line becomes; NULL: it stays. */
static const char *const lines[][2] = {
	{ "no controls \u2014 \u200f at all", NULL },
	/* As text of Hebrew, Arabic and Persian has them. */
	{ "the word " RLE "\u05e9\u05dc\u05d5\u05dd" PDF " is Hebrew", NULL },
	{ "\u0643\u062a\u0627\u0628 " LRI "C++ 11" PDI " \u062c\u062f\u064a\u062f",
	  NULL },
	{ FSI "a" RLE "b" PDF "c" PDI, NULL },
	{ RLO "reversed" PDF " for show", NULL },
	{ LRO "\u05d0\u05d1" PDF, NULL },
	/* Not closed. */
	{ "a " RLO "b", "a b" },
	{ RLE "a " RLI "b", "a b" },
	{ RLE "a " RLE "b" PDF, "a " RLE "b" PDF },
	/* Closing none. */
	{ "a" PDF " b" PDI, "a b" },
	{ RLE "a" PDF PDF, RLE "a" PDF },
	{ RLI "a" PDF "b" PDI, RLI "ab" PDI },
	{ RLE "a" PDI "b" PDF, RLE "ab" PDF },
	/* An isolate ends what is open in it. */
	{ RLI "a" RLO "b" PDI "c", RLI "ab" PDI "c" },
	/* Addresses. */
	{ "see " RLO "moc.elpmaxe" PDF, "see moc.elpmaxe" },
	{ LRO "https://example.org" PDF, "https://example.org" },
	{ RLO "//:sptth" PDF, "//:sptth" },
	{ RLO "gro@em" PDF, "gro@em" },
	{ RLE "example.org" PDF, NULL },
	{ RLO "3.14 and more." PDF, NULL },
	{ RLO, "" },
};

static void
test_lines(void)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct buf out = BUF_INIT;

		bidi_line(str_of(lines[i][0]), &out);
		CHECK_STR(buf_str(&out), lines[i][1] ? lines[i][1]
		    : lines[i][0]);
		buf_release(&out);
	}
}

static const char *const bodies[][2] = {
	{ "<p>" RLE "a <b>b</b> c" PDF "</p>", NULL },
	{ "<p>" RLE "a</p><p>b" PDF "</p>", "<p>a</p><p>b</p>" },
	{ "<ul><li>" RLI "a</li><li>b" PDI "</li></ul>",
	  "<ul><li>a</li><li>b</li></ul>" },
	{ "<p>" RLO "a <em>b</em>" PDF "</p>", NULL },
	{ "<p>\1L0\2" RLO "knil" PDF "\1l\2</p>", "<p>\1L0\2knil\1l\2</p>" },
	{ "<p>" RLO "a \1L0\2knil\1l\2" PDF "</p>", "<p>a \1L0\2knil\1l\2</p>" },
	{ "<p>\1L0\2" RLE "\u05d0" PDF "\1l\2</p>", NULL },
	{ "<p class=\"a.b\">" RLO "x<span class=\"a.b\">y</span>" PDF "</p>",
	  NULL },
};

static void
test_bodies(void)
{
	struct link link = { TARGET_URL, STR("https://example.org/"),
		STR("") };

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		const char *want = bodies[i][1] ? bodies[i][1] : bodies[i][0];
		struct record rec = { .body = str_of(bodies[i][0]),
			.text_chars = 100, .links = &link, .link_count = 1 };
		struct pool *pool = pool_new();

		bidi_settle(&rec, pool);
		CHECK_STR(rec.body, want);
		CHECK_NUM((100 - rec.text_chars) * 3,
		    str_of(bodies[i][0]).len - str_of(want).len);
		pool_free(pool);
	}
}

/* All texts of an article. */
static void
test_article(void)
{
	const struct document doc = { .media = MEDIA_MARKDOWN,
		.path = STR("a.md"), .bytes = STR("---\n"
		"title: \"A " RLO "title\"\ntags: [\"" RLO "\", b" PDF "]\n"
		"---\n\nThe words of the article, and of [" RLO
		"gro.knab" PDF "](https://example.org/) as well.\n\n"
		"![" RLE "picture](a.png)\n") };
	struct pool *pool = pool_new();
	struct record rec;
	struct err err = ERR_INIT;

	CHECK_NUM(article_read(&doc, pool, &rec, &err), 0);
	CHECK_STR(rec.title, "A title");
	CHECK_NUM(rec.tags.count, 1);
	CHECK_STR(rec.tags.items[0], "b");
	CHECK(str_find(rec.body, STR("gro.knab\1l\2")) != STR_NONE);
	CHECK(str_find(rec.body, STR("\xe2\x80")) == STR_NONE);
	CHECK_STR(rec.images[0].alt, "picture");
	pool_free(pool);
}

int
main(void)
{
	RUN(test_lines);
	RUN(test_bodies);
	RUN(test_article);
	return test_end();
}
