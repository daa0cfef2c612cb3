/* SPDX-License-Identifier: MIT */
/* Whole trees of real articles against tables of what is in them. */
#include "test.h"

#include <stdlib.h>

#include "article/article.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/url.h"

static struct str
corpus_path(const char *name, struct buf *path)
{
	const char *corpus = getenv("CHAPBOOK_CORPUS");

	buf_clear(path);
	buf_addf(path, "%s/%s", corpus ? corpus : "../shared/corpus", name);
	return buf_str(path);
}

/* One row of a table: which columns there are, the caller knows. */
enum { COLUMNS_MAX = 6 };

static size_t
split_row(struct str line, struct str *columns)
{
	size_t n = 0;

	while (n < COLUMNS_MAX && str_next(&line, '\t', &columns[n]))
		n++;
	for (size_t i = n; i < COLUMNS_MAX; i++)
		columns[i] = (struct str){ NULL, 0 };
	return n;
}

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

static int
compare_tree(const char *tree, const char *table, bool posts,
    struct mismatches *m)
{
	struct buf path = BUF_INIT, rows = BUF_INIT, bytes = BUF_INIT;
	struct err err = ERR_INIT;
	struct str rest, line, columns[COLUMNS_MAX];
	struct root *root = NULL;
	int status = -1;

	*m = (struct mismatches){ 0 };
	if (file_read(corpus_path(table, &path).p, LIMIT_DOCUMENT_BYTES,
	    &rows, &err))
		goto out;
	root = root_open(corpus_path(tree, &path).p, &err);
	if (!root)
		goto out;
	status = 0;
	rest = buf_str(&rows);
	str_next(&rest, '\n', &line);
	while (str_next(&rest, '\n', &line) && line.len) {
		split_row(line, columns);
		if (root_read(root, columns[0], LIMIT_DOCUMENT_BYTES, &bytes,
		    &err))
			continue;
		compare_file(columns, buf_str(&bytes), posts, m);
	}
out:
	root_close(root);
	buf_release(&path);
	buf_release(&rows);
	buf_release(&bytes);
	return status;
}

static void
test_mirror_truth(void)
{
	struct mismatches m;

	if (compare_tree("mirror", "mirror.tsv", false, &m))
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

	if (compare_tree("posts", "posts.tsv", true, &m))
		SKIP("no corpus");
	CHECK_NUM(m.rows, 79);
	CHECK_NUM(m.kind, 0);
	CHECK_NUM(m.title, 0);
	CHECK_NUM(m.date, 0);
	CHECK_NUM(m.tags, 0);
	CHECK_NUM(m.authors, 0);
}

int
main(void)
{
	RUN(test_mirror_truth);
	RUN(test_posts_truth);
	return test_end();
}
