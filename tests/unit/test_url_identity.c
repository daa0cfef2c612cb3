/* SPDX-License-Identifier: MIT */
#include "base/url.h"

#include "corpus.h"
#include "test.h"

static void
check_canonical(const char *url, const char *want)
{
	struct buf out = BUF_INIT, again = BUF_INIT;

	CHECK_NUM(url_canonical(str_of(url), &out), want ? 0 : -1);
	CHECK_STR(buf_str(&out), want ? want : "");
	if (want) {
		url_canonical(buf_str(&out), &again);
		CHECK_STR(buf_str(&again), want);
	}
	buf_release(&out);
	buf_release(&again);
}

static void
test_canonical(void)
{
	check_canonical("HTTP://E.org:80/a#x", "http://e.org/a");
	check_canonical("http://e.org/%7eme/%41%2d", "http://e.org/~me/A-");
	check_canonical("http://e.org/%e8%b7%af", "http://e.org/%E8%B7%AF");
	check_canonical("http://e.org/\xe8\xb7\xaf", "http://e.org/%E8%B7%AF");
	check_canonical("http://e.org/a%2fb%252e", "http://e.org/a%2Fb%252e");
	check_canonical("http://e.org/%28x%29", "http://e.org/(x)");
	check_canonical("http://e.org/a?utm_source=x&id=3&fbclid=y#z",
	    "http://e.org/a?id=3");
	check_canonical("http://e.org/a?UTM_medium=x&spm=1", "http://e.org/a");
	check_canonical("http://e.org/a?&b&&c=", "http://e.org/a?b&c=");
	check_canonical("http://e.org/a?", "http://e.org/a");
	check_canonical("http://e.org/a?utm=1", "http://e.org/a?utm=1");
	check_canonical("mailto:a@b.c", NULL);
	check_canonical("a/b", NULL);
	check_canonical("ftp://e.org/", NULL);
}

static void
check_display(const char *url, const char *want)
{
	struct buf out = BUF_INIT;

	url_display(str_of(url), &out);
	CHECK_STR(buf_str(&out), want);
	buf_release(&out);
}

static void
test_display(void)
{
	struct buf out = BUF_INIT;

	check_display("http://e.org/%E8%B7%AF-%41", "http://e.org/\xe8\xb7\xaf"
	    "-A");
	check_display("http://e.org/a%20b%2Fc%3F%25", "http://e.org/a%20b%2Fc"
	    "%3F%25");
	check_display("http://e.org/%FF%E8%B7", "http://e.org/%FF%E8%B7");
	check_display("http://e.org/%E2%80%AEx%00%1B", "http://e.org/%E2%80%AE"
	    "x%00%1B");
	check_display("http://e.org/%E3%80%80%C2%A0", "http://e.org/%E3%80%80"
	    "%C2%A0");
	check_display("100%", "100%");
	check_display("%%41%4", "%A%4");
	url_decode(STR("%41%zz%4%00b%"), &out);
	CHECK_NUM(out.len, 9);
	CHECK(!memcmp(out.data, "A%zz%4\0b%", 9));
	buf_release(&out);
}

/* One identity, and people see the characters that the source wrote. */
static void
test_corpus(void)
{
	struct buf table = BUF_INIT, url = BUF_INIT, text = BUF_INIT;
	struct str rest, row[4];
	unsigned rows = 0;

	if (!corpus_read(STR("mirror.tsv"), &table))
		SKIP("no corpus");
	rest = buf_str(&table);
	corpus_row(&rest, row, 4);
	while (corpus_row(&rest, row, 4)) {
		buf_clear(&text);
		CHECK_NUM(url_canonical(row[3], &url), 0);
		url_display(buf_str(&url), &text);
		CHECK(str_eq(buf_str(&text), row[3]));
		rows++;
	}
	CHECK(rows > 600);
	buf_release(&table);
	buf_release(&url);
	buf_release(&text);
}

int
main(void)
{
	RUN(test_canonical);
	RUN(test_display);
	RUN(test_corpus);
	return test_end();
}
