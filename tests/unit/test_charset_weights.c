/* SPDX-License-Identifier: MIT */
/* Bytes on either side of each constant of article/encoding/weights.h. */
#include "article/encoding/charset.h"
#include "sides.h"

static void
decode(struct str in, const char *label, struct buf *out)
{
	struct charsets *set = charsets_new();
	struct buf text = BUF_INIT;
	const char *used = NULL;

	charsets_open(set);
	charset_decode(set, in, str_of(label), true, &text, &used);
	buf_adds(out, used);
	buf_release(&text);
	charsets_close(set);
}

static void
undeclared(struct str in, struct buf *out)
{
	decode(in, "", out);
}

static void
declared_russian(struct str in, struct buf *out)
{
	decode(in, "windows-1251", out);
}

static void
declared_gbk(struct str in, struct buf *out)
{
	decode(in, "gbk", out);
}

/* So many bytes of UTF-16, and then a zero byte where it can have none. */
static void
wide(struct str in, struct buf *out)
{
	struct buf bytes = BUF_INIT;

	for (size_t i = 0; i < in.len; i++)
		buf_addc(&bytes, i % 2 ? '\0' : in.p[i]);
	buf_addc(&bytes, '\0');
	while (bytes.len < 600)
		buf_add(&bytes, "\0a", 2);
	undeclared(buf_str(&bytes), out);
	buf_release(&bytes);
}

static const struct sides texts[] = {
	{ "CHARSET_DECLARED_BYTES", "<!--‹bytes›--><meta charset=gbk>", 4072,
		4073, "lacks utf-8", "is utf-8" },
	{ "CHARSET_SLIP_PART", "\xff\xff\xff‹times é›", 5, 6, "lacks utf-8",
		"is utf-8" },
};

static const struct sides russian[] = {
	{ "CHARSET_RIGHT_TIMES", "\xff‹times é›", 9, 10, "lacks utf-8",
		"is utf-8" },
	{ "CHARSET_LONG_COUNTS", "\xff‹times 桥›", 4, 5, "lacks utf-8",
		"is utf-8" },
};

static const struct sides chinese[] = {
	{ "CHARSET_TWO_BYTES", "a‹times é›", 7, 8, "lacks utf-8",
		"is utf-8" },
};

static const struct sides zeros[] = {
	{ "CHARSET_WIDE_FOURS", "‹times ab›", 127, 128, "lacks utf-16",
		"is utf-16le" },
};

static void
test_texts(void)
{
	CHECK_SIDES(texts, undeclared);
	CHECK_SIDES(russian, declared_russian);
	CHECK_SIDES(chinese, declared_gbk);
}

static void
test_wide(void)
{
	CHECK_SIDES(zeros, wide);
}

int
main(void)
{
	RUN(test_texts);
	RUN(test_wide);
	return test_end();
}
