/* SPDX-License-Identifier: MIT */
/* Pieces of HTML on either side of each constant of article/clean/weights.h. */
#include "test.h"

#include "clean_check.h"
#include "sides.h"

static void
put_body(struct str in, const char *lang, struct buf *out)
{
	struct buf html = BUF_INIT;
	struct record rec;

	buf_addstr(&html, in);
	rec = clean_as(html.data, (struct document){ .path = STR("a/b.md") },
	    lang);
	buf_addstr(out, shown(rec.body));
	for (size_t i = 0; i < rec.image_count; i++)
		for (size_t k = 0; k < rec.images[i].candidate_count; k++) {
			buf_addc(out, ' ');
			buf_addstr(out, rec.images[i].candidates[k].ref);
		}
	buf_release(&html);
}

static void
in_english(struct str in, struct buf *out)
{
	put_body(in, "en", out);
}

static void
in_chinese(struct str in, struct buf *out)
{
	put_body(in, "zh-Hans", out);
}

static const struct sides blocks[] = {
	{ "CAPTION_BYTES", "<figure><img src=a.jpg><p>‹bytes›</p></figure>",
		599, 600, "has figcaption", "lacks figcaption" },
	{ "HEADING_LINES_MAX", "<h2>‹times <div>Mill</div>›</h2><p>Water</p>",
		3, 4, "has <h2", "lacks <h2" },
	{ "HEADING_ELEMENTS", "<h2>‹times <b>x</b>›<hr></h2><p>Water</p>", 63,
		64, "lacks <h2", "has <h2" },
	{ "PASSAGE_OTHER_LETTERS", "<p>‹han›</p>", 11, 12, "lacks lang",
		"has lang=\"zh" },
	{ "TABLE_COLUMNS", "<table>‹2 times <tr>‹times <td>Mill</td>›</tr>›"
		"</table>", 1, 2, "lacks <table", "has <table" },
};

static const struct sides passages[] = {
	{ "PASSAGE_LATIN_LETTERS", "<p>‹latin›</p>", 59, 60, "lacks lang",
		"has lang=\"en" },
};

static const struct sides pictures[] = {
	{ "PICTURE_PARENTS", "<a href=photo.jpg>‹times <b>›"
		"<img src=photo-mill.jpg>‹times </b>›</a>", 4, 5,
		"has a/photo.jpg", "lacks a/photo.jpg" },
	{ "PICTURES_SHOWN", "<p><img src=a.jpg>‹times <img src=b.jpg>›"
		"</p><p>Mill</p><noscript><img src=a.jpg></noscript>", 7, 8,
		"lacks [P8]", "has [P9]" },
	{ "PICTURE_SPECK_PX", "<p>Mill <img src=a.jpg width=‹n›></p>", 1, 2,
		"lacks [P0]", "has [P0]" },
	{ "PICTURE_STEM_BYTES", "<a href=‹times q›-mill.jpg>"
		"<img src=‹times q›.jpg></a>", 3, 4, "lacks mill", "has mill" },
};

static void
test_blocks(void)
{
	CHECK_SIDES(blocks, in_english);
}

static void
test_passages(void)
{
	CHECK_SIDES(passages, in_chinese);
}

static void
test_pictures(void)
{
	CHECK_SIDES(pictures, in_english);
}

int
main(void)
{
	html_init();
	pool = pool_new();
	RUN(test_blocks);
	RUN(test_passages);
	RUN(test_pictures);
	pool_free(pool);
	return test_end();
}
