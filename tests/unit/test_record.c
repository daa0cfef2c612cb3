/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdlib.h>

#include "article/record/document.h"
#include "article/record/ending.h"
#include "article/record/record.h"
#include "base/limits.h"

static struct str words[] = { { "一", 3 }, { "two", 3 } };
static struct link links[] = {
	{ TARGET_URL, { "https://a.example/b?c=d", 23 }, { NULL, 0 } },
	{ TARGET_ANCHOR, { "a1", 2 }, { NULL, 0 } },
	{ TARGET_PATH, { "a/b c.md", 8 }, { "text", 4 } },
	{ TARGET_URL, { "mailto:a@b.example", 18 }, { NULL, 0 } }
};
static struct candidate candidates[] = {
	{ .kind = TARGET_PATH, .ref = { "i/a.png", 7 }, .rooted = true },
	{ .kind = TARGET_PATH, .ref = { "i/a-2.png", 9 },
	    .origin = FROM_SRCSET, .width_px = 99999 },
	{ .kind = TARGET_URL, .ref = { "https://a.example/a", 19 },
	    .origin = FROM_FULL, .density_x100 = 150, .spare = true }
};
static struct image images[] = {
	{ .kind = TARGET_DATA, .ref = { "data:image/png;base64,AA==", 26 },
	    .alt = { "alt", 3 }, .has_alt = true, .in_link = true,
	    .width_px = 600, .height_px = 400 },
	{ .kind = TARGET_NONE, .ref = { "ftp://x", 7 } },
	{ .kind = TARGET_PATH, .ref = { "i/a.png", 7 },
	    .candidates = candidates, .candidate_count = 3,
	    .folder = { "b/c", 3 } }
};

static struct record
sample(void)
{
	return (struct record){
		.kind = RECORD_ARTICLE,
		.title = STR("标题 & more"),
		.date = { 2023, 7, 19 },
		.date_source = DATE_DATELINE,
		.url = STR("https://a.example/23/7/19/n1.htm"),
		.authors = { words, 1 }, .tags = { words, 2 },
		.sections = { words + 1, 1 },
		.lang = STR("zh-Hans"), .dir = STR("ltr"),
		.site = STR("site"), .description = STR("what"),
		.body = STR("<p id=\"a1\">\1L0\2a\1l\2 \1L1\2b\1l\2\1P0\2"
		    "\1P1\2\1P2\2</p>\n"),
		.text_chars = 3,
		.links = links, .link_count = 4,
		.images = images, .image_count = 3, .lead_image = 1,
		.notes = { words, 1 }
	};
}

static bool
survives(const struct record *rec)
{
	struct pool *pool = pool_new();
	struct buf out = BUF_INIT, again = BUF_INIT;
	struct err err = ERR_INIT;
	struct record copy;
	bool same;

	record_encode(rec, &out);
	same = !record_decode(buf_str(&out), pool, &copy, &err);
	if (same) {
		record_encode(&copy, &again);
		CHECK(str_eq(buf_str(&out), buf_str(&again)));
	} else {
		CHECK(err.kind == ERR_FORMAT && err.message[0]);
	}
	buf_release(&out);
	buf_release(&again);
	pool_free(pool);
	return same;
}

static void
test_round_trip(void)
{
	struct record rec = sample(), copy;
	struct pool *pool = pool_new();
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	record_encode(&rec, &out);
	CHECK_NUM(record_decode(buf_str(&out), pool, &copy, &err), 0);
	memset(out.data, 'x', out.len);	/* nothing may point in there */
	CHECK_STR(copy.title, "标题 & more");
	CHECK_NUM(copy.date.day, 19);
	CHECK_STR(copy.tags.items[1], "two");
	CHECK_STR(copy.links[2].ref, "a/b c.md");
	CHECK_STR(copy.links[2].text, "text");
	CHECK(copy.images[0].in_link && copy.images[0].has_alt);
	CHECK(!copy.images[1].in_link && !copy.images[1].has_alt);
	CHECK_NUM(copy.images[0].height_px, 400);
	CHECK_NUM(copy.images[1].candidate_count, 0);
	CHECK_STR(copy.images[2].folder, "b/c");
	CHECK_NUM(copy.images[2].candidate_count, 3);
	CHECK(copy.images[2].candidates[0].rooted);
	CHECK_STR(copy.images[2].candidates[0].ref, "i/a.png");
	CHECK_NUM(copy.images[2].candidates[1].width_px, 99999);
	CHECK_NUM(copy.images[2].candidates[1].origin, FROM_SRCSET);
	CHECK_NUM(copy.images[2].candidates[2].density_x100, 150);
	CHECK(copy.images[2].candidates[2].spare);
	CHECK_NUM(copy.lead_image, 1);
	CHECK(str_eq(copy.body, rec.body));
	buf_release(&out);
	pool_free(pool);
	CHECK(survives(&(struct record){ .kind = RECORD_NONE }));
}

#define REFUSES(change) do { \
	struct record rec = sample(); \
	change; \
	CHECK(!survives(&rec)); \
} while (0)

static void
test_languages(void)
{
	static const char *const known[] = { "", "und", "en", "en-US", "zh",
		"zh-Hans", "zh-Hant", "sr-Latn", "sr-Cyrl-RS", "es-419",
		"ckb" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct record rec = sample();

		rec.lang = str_of(known[i]);
		CHECK(survives(&rec));
	}
}

/* Names of files are what they are. */
static void
test_paths_of_any_bytes(void)
{
	static const struct str names[] = { { "a\xc2\x85/b.png", 9 },
		{ "a\nb", 3 }, { "\xff\xfe", 2 }, { "\xef\xbf\xbe", 3 },
		{ "\x1b[31m", 5 }, { "a\x7f", 2 } };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct record rec = sample();

		rec.links[2].ref = names[i];
		rec.images[2].folder = names[i];
		candidates[1].ref = names[i];
		CHECK(survives(&rec));
	}
	links[2].ref = STR("a/b c.md");
	images[2].folder = STR("b/c");
	candidates[1].ref = STR("i/a-2.png");
}

static void
test_refused(void)
{
	static const struct str no_langs[] = { { "zh\" x", 5 }, { "-", 1 },
		{ "-en", 3 }, { "en-", 3 }, { "en--US", 6 }, { "EN", 2 },
		{ "en-us", 5 }, { "e", 1 }, { "english", 7 }, { "x-a", 3 },
		{ "zh-CN", 5 }, { "qq", 2 }, { "und-", 4 } };
	char *large = mem_alloc(LIMIT_TITLE_BYTES + 1);

	memset(large, 'a', LIMIT_TITLE_BYTES + 1);
	REFUSES(rec.kind = (enum record_kind)3);
	REFUSES(rec.title = STR("a\nb"));
	REFUSES(rec.title = STR("a\xff"));
	REFUSES(rec.title = STR("a\xc2\x85"));
	REFUSES(rec.title = ((struct str){ large, LIMIT_TITLE_BYTES + 1 }));
	REFUSES(rec.date.month = 13);
	REFUSES(rec.date.year = 0);
	REFUSES(rec.date.year = 3000);
	REFUSES(rec.date_source = (enum date_source)9);
	REFUSES(rec.url = STR("javascript:x"));
	REFUSES(rec.url = STR("https://a.example/\" b"));
	REFUSES(rec.url = STR("https://a.example/b/]"));
	REFUSES(rec.url = STR("https://a.example/%zz"));
	REFUSES(rec.url = STR("https://a.example/#a#b"));
	REFUSES(rec.url = STR("https:///a"));
	REFUSES(rec.url = STR("mailto:a@b.example"));
	REFUSES(rec.title = STR(" a"));
	REFUSES(rec.title = STR("a\xef\xbf\xbe"));
	for (size_t i = 0; i < sizeof(no_langs) / sizeof(no_langs[0]); i++)
		REFUSES(rec.lang = no_langs[i]);
	REFUSES(rec.tags = ((struct str_list){ (struct str[]){ STR("") }, 1 }));
	REFUSES(rec.sections = ((struct str_list){ (struct str[]){ STR(" ") }, 1 }));
	REFUSES(rec.authors = ((struct str_list){ (struct str[]){ STR("a ") }, 1 }));
	REFUSES(rec.dir = STR("up"));
	REFUSES(rec.lead_image = 4);
	REFUSES(rec.text_chars = 1000);
	REFUSES(rec.body = STR("<p>\1L4\2a\1l\2</p>"));
	REFUSES(rec.body = STR("<script>a</script>"));
	REFUSES(rec.link_count = 1);
	free(large);
}

static void
test_refused_references(void)
{
	static const struct {
		enum target_kind kind;
		struct str ref;
		bool image;
	} bad[] = {
		{ (enum target_kind)5, { "a", 1 }, false },
		{ TARGET_URL, { "file:///etc/passwd", 18 }, false },
		{ TARGET_URL, { "mailto:a@b", 10 }, true },
		{ TARGET_PATH, { "../a", 4 }, false },
		{ TARGET_PATH, { "/etc/passwd", 11 }, true },
		{ TARGET_PATH, { "a/../../b", 9 }, true },
		{ TARGET_PATH, { "a//b", 4 }, true },
		{ TARGET_PATH, { "", 0 }, true },
		{ TARGET_PATH, { "a\0b", 3 }, true },
		{ TARGET_ANCHOR, { "b1", 2 }, false },
		{ TARGET_ANCHOR, { "a1", 2 }, true },
		{ TARGET_DATA, { "data:image/png,", 15 }, false },
		{ TARGET_DATA, { "data:text/html,", 15 }, true }
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct link link = { bad[i].kind, bad[i].ref, { NULL, 0 } };
		struct image image = { .kind = bad[i].kind,
			.ref = bad[i].ref };
		struct record rec = { .link_count = !bad[i].image,
			.links = &link, .image_count = bad[i].image,
			.images = &image };

		CHECK(!survives(&rec));
	}
}

static void
test_refused_candidates(void)
{
	static const struct candidate bad[] = {
		{ .kind = TARGET_NONE },
		{ .kind = TARGET_ANCHOR, .ref = { "a1", 2 } },
		{ .kind = TARGET_PATH, .ref = { "../a", 4 } },
		{ .kind = TARGET_URL, .ref = { "file:///a", 9 } },
		{ .kind = TARGET_URL, .ref = { "https://a.example/", 18 },
		    .rooted = true },
		{ .kind = TARGET_PATH, .ref = { "a", 1 },
		    .origin = (enum candidate_origin)5 },
		{ .kind = TARGET_PATH, .ref = { "a", 1 },
		    .width_px = 100000 },
		{ .kind = TARGET_PATH, .ref = { "a", 1 },
		    .density_x100 = 10001 },
	};
	static struct candidate many[LIMIT_CANDIDATES + 1];
	struct image image = { .kind = TARGET_PATH, .ref = STR("b"),
		.candidate_count = 1 };
	struct record rec = { .image_count = 1, .images = &image };

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		image.candidates = &bad[i];
		CHECK(!survives(&rec));
	}
	for (size_t i = 0; i <= LIMIT_CANDIDATES; i++)
		many[i] = (struct candidate){ .kind = TARGET_PATH,
			.ref = STR("a") };
	image.candidates = many;
	image.candidate_count = LIMIT_CANDIDATES;
	CHECK(survives(&rec));
	image.candidate_count++;
	CHECK(!survives(&rec));
	image.candidate_count = 1;
	image.folder = STR("a/../..");
	CHECK(!survives(&rec));
}

/* Each byte lost or changed: refused, or a record that is one. */
static void
test_damage(void)
{
	struct record rec = sample(), copy;
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	record_encode(&rec, &out);
	for (size_t i = 0; i < out.len; i++) {
		struct pool *pool = pool_new();

		CHECK(record_decode(str_sub(buf_str(&out), 0, i), pool,
		    &copy, &err));
		out.data[i] = (char)(out.data[i] ^ 0x80);
		record_decode(buf_str(&out), pool, &copy, &err);
		out.data[i] = (char)(out.data[i] ^ 0x80);
		pool_free(pool);
	}
	buf_addc(&out, 0);
	{
		struct pool *pool = pool_new();

		CHECK(record_decode(buf_str(&out), pool, &copy, &err));
		pool_free(pool);
	}
	buf_release(&out);
}

static void
test_endings(void)
{
	CHECK_NUM(media_of_name(STR("a.b/c.MDX")), MEDIA_MARKDOWN);
	CHECK_NUM(media_of_name(STR("index.htm")), MEDIA_HTML);
	CHECK_NUM(media_of_name(STR("html")), MEDIA_UNKNOWN);
	CHECK_NUM(media_of_name(STR("a.html.gz")), MEDIA_UNKNOWN);
	CHECK(ending_is_picture(STR("a/b.Tiff")));
	CHECK(!ending_is_picture(STR("a.jpg.html")));
	CHECK(!ending_is_picture(STR("jpg")));
	CHECK_NUM(ending_of_name(STR("a.pdf")), ENDING_DOWNLOAD);
	CHECK_NUM(ending_of_name(STR("a.")), ENDING_UNKNOWN);
}

int
main(void)
{
	RUN(test_endings);
	RUN(test_round_trip);
	RUN(test_languages);
	RUN(test_paths_of_any_bytes);
	RUN(test_refused);
	RUN(test_refused_references);
	RUN(test_refused_candidates);
	RUN(test_damage);
	return test_end();
}
