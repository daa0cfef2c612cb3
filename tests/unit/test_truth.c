/* SPDX-License-Identifier: MIT */
/* Whole trees of real articles against tables of what is in them. */
#include "test.h"

#include "article/article.h"
#include "article/record/body.h"
#include "base/url.h"
#include "corpus.h"

enum { COLUMNS = 6 };

static bool
same_url(struct str got, struct str want)
{
	struct buf canonical = BUF_INIT;
	bool same = want.len ? !url_canonical(want, &canonical)
		&& str_eq(got, buf_str(&canonical)) : true;

	buf_release(&canonical);
	return same;
}

static bool
same_list(struct str_list got, struct str want)
{
	struct str name;
	size_t i = 0;

	if (!want.len)
		return !got.count;
	while (str_next(&want, '|', &name))
		if (i >= got.count || !str_eq(got.items[i++], name))
			return false;
	return i == got.count;
}

/* White space collapsed, and the one entity that the table has decoded. */
static bool
same_title(struct str got, struct str want)
{
	struct buf text = BUF_INIT;
	bool same, space = false;

	for (size_t i = 0; i < want.len; i++) {
		if (want.p[i] == ' ' && space)
			continue;
		space = want.p[i] == ' ';
		if (str_starts(str_sub(want, i, want.len), STR("&#183;"))) {
			buf_adds(&text, "·");
			i += 5;
		} else {
			buf_addc(&text, want.p[i]);
		}
	}
	same = str_eq(got, str_trim(buf_str(&text)));
	buf_release(&text);
	return same;
}

struct mismatches {
	size_t rows, kind, title, date, url, tags, authors;
};

static void
compare(const struct record *rec, const struct str *want, bool posts,
    struct mismatches *m)
{
	struct buf date = BUF_INIT;

	date_format(rec->date, &date);
	m->rows++;
	m->kind += rec->kind != RECORD_ARTICLE;
	m->title += !same_title(rec->title, want[1]);
	m->date += !str_eq(buf_str(&date), want[2]);
	m->url += !posts && !same_url(rec->url, want[3]);
	m->tags += !same_list(rec->tags, want[posts ? 3 : 4]);
	m->authors += posts && !same_list(rec->authors, want[4]);
	buf_release(&date);
}

static void
compare_file(const struct str *columns, struct str bytes, bool posts,
    struct mismatches *m)
{
	struct document doc = {
		.path = columns[0], .media = media_of_name(columns[0]),
		.bytes = bytes
	};
	struct pool *pool = pool_new();
	struct record rec;
	struct err err = ERR_INIT;

	if (article_read(&doc, pool, &rec, &err))
		test_fail(__FILE__, __LINE__, err.message);
	else
		compare(&rec, columns, posts, m);
	pool_free(pool);
}

/* False if there is no such table. */
static bool
compare_tree(const char *tree, const char *table, bool posts,
    struct mismatches *m)
{
	struct buf rows = BUF_INIT, bytes = BUF_INIT, name = BUF_INIT;
	struct str rest, columns[COLUMNS];
	bool found = corpus_read(str_of(table), &rows);

	*m = (struct mismatches){ 0 };
	rest = buf_str(&rows);
	if (found)
		corpus_row(&rest, columns, COLUMNS);
	while (found && corpus_row(&rest, columns, COLUMNS)) {
		buf_clear(&name);
		buf_addf(&name, "%s/%.*s", tree, STR_ARG(columns[0]));
		if (corpus_read(buf_str(&name), &bytes))
			compare_file(columns, buf_str(&bytes), posts, m);
	}
	buf_release(&rows);
	buf_release(&bytes);
	buf_release(&name);
	return found;
}

static void
test_mirror_truth(void)
{
	struct mismatches m;

	if (!compare_tree("mirror", "mirror.tsv", false, &m))
		SKIP("no corpus");
	CHECK_NUM(m.rows, 692);
	CHECK_NUM(m.kind, 0);
	CHECK_NUM(m.title, 0);
	CHECK_NUM(m.date, 0);
	CHECK_NUM(m.url, 0);
	CHECK_NUM(m.tags, 0);
}

static void
test_posts_truth(void)
{
	struct mismatches m;

	if (!compare_tree("posts", "posts.tsv", true, &m))
		SKIP("no corpus");
	CHECK_NUM(m.rows, 79);
	CHECK_NUM(m.kind, 0);
	CHECK_NUM(m.title, 0);
	CHECK_NUM(m.date, 0);
	CHECK_NUM(m.tags, 0);
	CHECK_NUM(m.authors, 0);
}

static size_t
count(struct str s, struct str what)
{
	size_t n = 0, at;

	while ((at = str_find(s, what)) != STR_NONE) {
		s = str_sub(s, at + what.len, s.len);
		n++;
	}
	return n;
}

/* The article that everything began with. */
static void
test_seed(void)
{
	struct document doc = {
		.path = STR("pages/nf1412576/n14037762.md"),
		.media = MEDIA_MARKDOWN
	};
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	struct pool *pool = pool_new();
	struct record rec;
	struct err err = ERR_INIT;

	if (!corpus_read(STR("seed/pages/nf1412576/n14037762.md"), &bytes)) {
		pool_free(pool);
		SKIP("no corpus");
	}
	doc.bytes = buf_str(&bytes);
	CHECK(!article_read(&doc, pool, &rec, &err));
	CHECK_STR(rec.title, "克里见韩正 美中在气候合作上存分歧");
	CHECK_STR(rec.url,
	    "https://www.epochtimes.com/gb/23/7/19/n14037762.htm");
	CHECK_NUM(date_cmp(rec.date, (struct date){ 2023, 7, 19 }), 0);
	CHECK(same_list(rec.tags, STR("克里|韩正|气候问题")));
	CHECK_STR(rec.lang, "zh-Hans");
	CHECK_NUM(rec.lead_image, 1);
	CHECK_NUM(rec.image_count, 1);
	/* Its caption is a paragraph, too, or not one at all. */
	CHECK_NUM(count(rec.body, STR("<p>"))
	    - count(rec.body, STR("<figcaption><p>")), 24);
	CHECK_NUM(count(rec.body, STR("<h2>")), 3);
	body_text(rec.body, &text);
	CHECK(count(buf_str(&text), STR("周三，克里告诉韩正，气候变化")) == 1);
	CHECK(count(buf_str(&text), STR("抵达人民大会堂。")) == 1);
	CHECK(!count(buf_str(&text), STR("首页"))
	    && !count(buf_str(&text), STR("原文链接")));
	buf_release(&bytes);
	buf_release(&text);
	pool_free(pool);
}

int
main(void)
{
	RUN(test_seed);
	RUN(test_mirror_truth);
	RUN(test_posts_truth);
	return test_end();
}
