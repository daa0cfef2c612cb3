/* SPDX-License-Identifier: MIT */
#include "article/encoding/charset.h"

#include "base/text.h"
#include "corpus.h"
#include "test.h"

static struct charsets *
open_all(void)
{
	struct charsets *set = charsets_new();

	charsets_open(set);
	return set;
}

static void
check_decode(int line, struct str bytes, const char *label, bool is_html,
    const char *want, const char *encoding)
{
	struct charsets *set = open_all();
	struct buf out = BUF_INIT;
	const char *used = NULL;

	buf_adds(&out, "+");
	charset_decode(set, bytes, str_of(label), is_html, &out, &used);
	test_check_str(__FILE__, line, str_sub(buf_str(&out), 1, out.len),
	    want);
	test_check_str(__FILE__, line, str_of(used), encoding);
	CHECK(text_is_utf8(buf_str(&out)));
	buf_release(&out);
	charsets_close(set);
}

#define DECODE(bytes, label, want, encoding) \
	check_decode(__LINE__, STR(bytes), label, true, want, encoding)

static void
test_bom(void)
{
	DECODE("\xef\xbb\xbf" "caf\xc3\xa9", "big5", "caf\u00e9", "utf-8");
	DECODE("\xef\xbb\xbf" "caf\xe9", NULL, "caf\ufffd", "utf-8");
	DECODE("\xff\xfe" "a\0-N", "utf-8", "a\u4e2d", "utf-16le");
	DECODE("\xfe\xff" "\0aN-", NULL, "a\u4e2d", "utf-16be");
	DECODE("\xff\xfe\0\0" "a\0\0\0", NULL, "a", "utf-32le");
	DECODE("\0\0\xfe\xff" "\0\0\0a", NULL, "a", "utf-32be");
	DECODE("\xff\xfe", NULL, "", "utf-16le");
	DECODE("\xff\xfe" "a", NULL, "\ufffd", "utf-16le");
}

static void
test_wide_without_bom(void)
{
	DECODE("<\0r\0s\0s\0>\0", NULL, "<rss>", "utf-16le");
	DECODE("\0<\0r\0s\0s\0>", NULL, "<rss>", "utf-16be");
	DECODE("<\0\0\0r\0\0\0", NULL, "<r", "utf-32le");
	DECODE("\0\0\0<\0\0\0r", NULL, "<r", "utf-32be");
	DECODE("-N\x87\x65\x0c\xff", "utf-16", "\u4e2d\u6587\uff0c",
	    "utf-16le");
	/* Said to be UTF-16, but plain to see it is not. */
	DECODE("<p>plain</p>", "utf-16", "<p>plain</p>", "utf-8");
	DECODE("<meta charset=utf-16>\xc3\xa9", NULL,
	    "<meta charset=utf-16>\u00e9", "utf-8");
	/* Unpaired surrogates; a NUL in ASCII is not UTF-16. */
	DECODE("\xff\xfe\0\xd8" "a\0", NULL, "\ufffda", "utf-16le");
	DECODE("abc\0defgh", NULL, "abcdefgh", "utf-8");
}

static void
test_labels(void)
{
	DECODE("caf\xe9 \x93q\x94", "ISO-8859-1", "caf\u00e9 \u201cq\u201d",
	    "windows-1252");
	DECODE("caf\xe9", "'us-ascii'", "caf\u00e9", "windows-1252");
	DECODE("\xd6\xd0\xce\xc4", "gb2312", "\u4e2d\u6587", "gb18030");
	DECODE("\xd6\xd0\x81\x30\x81\x30", "GBK", "\u4e2d", "gb18030");
	DECODE("\xa4\xa4\xa4\xe5", "Big5", "\u4e2d\u6587", "big5");
	DECODE("\x92\x86\x95\xb6 \x87\x40", "x-sjis", "\u4e2d\u6587 \u2460",
	    "shift_jis");
	DECODE("\xc3\xe6\xca\xb8", "euc-jp", "\u4e2d\u6587", "euc-jp");
	DECODE("\x1b$BCfJ8\x1b(B!", "iso-2022-jp", "\u4e2d\u6587!",
	    "iso-2022-jp");
	DECODE("\xb3\xe2", "euc-kr", "\ub144", "euc-kr");
	DECODE("\xcf\xf0\xe8\xe2\xe5\xf2", "cp1251",
	    "\u041f\u0440\u0438\u0432\u0435\u0442", "windows-1251");
	DECODE("\xf0\xd2\xc9\xd7\xc5\xd4", "KOI8-R",
	    "\u041f\u0440\u0438\u0432\u0435\u0442", "koi8-r");
	DECODE("\xa3\xf1\xb1", "iso_8859-2:1987", "\u0141\u0144\u0105",
	    "iso-8859-2");
	DECODE("\xa1\xa2", "tis-620", "\u0e01\u0e02", "windows-874");
	DECODE("\xfe\xfd", "latin5", "\u015f\u0131", "windows-1254");
	DECODE("\x8e\x8f", "macintosh", "\u00e9\u00e8", "macintosh");
	DECODE("\xc3\xa9", "no such encoding", "\u00e9", "utf-8");
	DECODE("x", "utf-8; and a label that is far too long for any", "x",
	    "utf-8");
}

static void
test_declared(void)
{
	DECODE("<meta charset=\"gbk\">\xd6\xd0", NULL,
	    "<meta charset=\"gbk\">\u4e2d", "gb18030");
	DECODE("<META http-equiv='Content-Type' content='text/html; "
	    "CHARSET = big5'>\xa4\xa4", NULL, "<META http-equiv='Content-Type'"
	    " content='text/html; CHARSET = big5'>\u4e2d", "big5");
	DECODE("<!-- <meta charset=big5> --><meta charset=gbk>\xd6\xd0", NULL,
	    "<!-- <meta charset=big5> --><meta charset=gbk>\u4e2d",
	    "gb18030");
	DECODE("<?xml version='1.0' encoding='koi8-r'?>\xc1", NULL,
	    "<?xml version='1.0' encoding='koi8-r'?>\u0430", "koi8-r");
	/* What HTTP says comes first. */
	DECODE("<meta charset=big5>\xd6\xd0", "gbk",
	    "<meta charset=big5>\u4e2d", "gb18030");
	check_decode(__LINE__, STR("<meta charset=koi8-r>\xc1"), "", false,
	    "<meta charset=koi8-r>\u00c1", "windows-1252");
	DECODE("<meta charset", NULL, "<meta charset", "utf-8");
	DECODE("<meta charset=", NULL, "<meta charset=", "utf-8");
	DECODE("<!--", NULL, "<!--", "utf-8");
	DECODE("<?xml encoding", NULL, "<?xml encoding", "utf-8");
}

static void
test_utf8_wins(void)
{
	DECODE("<meta charset=gb2312>\u4e2d\u6587", NULL,
	    "<meta charset=gb2312>\u4e2d\u6587", "utf-8");
	DECODE("caf\u00e9", "iso-8859-1", "caf\u00e9", "utf-8");
	/* Two bytes that GBK and UTF-8 both know. */
	DECODE("\xc2\xbc", "gbk", "\u5f55", "gb18030");
	DECODE("\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\xff", "gbk",
	    "\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\ufffd", "utf-8");
	DECODE("\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587 \xe4\xb8", NULL,
	    "\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587 \ufffd", "utf-8");
}

/* A slip costs its own character and no other, however short the text. */
static void
test_slips(void)
{
	static const char *const texts[] = {
		"caf\u00e9 cr\u00e8me br\xfbl\u00e9e", "\u00fc\xfc",
		"\u4e2d\xe6 and no more", "\u041f\u0440\u0438\xd0 \u043c\u0438\u0440",
		"\u05e9\u05dc\xd7", "\u0633\u0644\xd8\u0645",
		"\ud55c\xea", "\u3042\xe3\x81", "\u03b1\xce.",
		"\u2018quoted\u2019 \x92", "\u0e01\xe0\xb8 \u0e02",
		"\U0001f600 \xf0\x9f\x98",
	};
	struct charsets *set = open_all();

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct buf out = BUF_INIT;
		const char *used;

		charset_decode(set, str_of(texts[i]), STR(""), false, &out,
		    &used);
		CHECK_STR(str_of(used), "utf-8");
		CHECK(str_find(buf_str(&out), STR("\ufffd")) != STR_NONE);
		buf_release(&out);
	}
	charsets_close(set);
	/* With slips as many as letters it is no UTF-8. */
	DECODE("caf\xe9", NULL, "caf\u00e9", "windows-1252");
	DECODE("na\u00efve caf\xe9 cr\xe8me br\xfbl\xe9" "e", NULL,
	    "na\u00c3\u00afve caf\u00e9 cr\u00e8me br\u00fbl\u00e9e",
	    "windows-1252");
	/* What is said of it counts for more. */
	DECODE("\u00ef \xe9", "iso-8859-1", "\u00c3\u00af \u00e9",
	    "windows-1252");
}

static void
test_detection(void)
{
	DECODE("caf\xe9 cr\xe8me", NULL, "caf\u00e9 cr\u00e8me",
	    "windows-1252");
	DECODE("<meta charset=utf-8>"
	    "\xbd\xf1\xcc\xec\xcc\xec\xc6\xf8\xba\xdc\xba\xc3\xa3\xac"
	    "\xce\xd2\xc3\xc7\xd2\xbb\xc6\xf0\xc8\xa5\xb9\xab\xd4\xb0\xa1\xa3",
	    NULL, "<meta charset=utf-8>今天天气很好，我们一起去公园。",
	    "gb18030");
}

static void
test_bad_bytes(void)
{
	DECODE("\xd6\xd0\xff\xce\xc4", "gbk", "\u4e2d\ufffd\u6587", "gb18030");
	DECODE("\xd6\xd0\xce", "gbk", "\u4e2d\ufffd", "gb18030");
	DECODE("\xa4\xa4<\xa4", "big5", "\u4e2d<\ufffd", "big5");
	DECODE("\xd6\xd0\x01\0!", "gbk", "\u4e2d!", "gb18030");
	DECODE("", "gbk", "", "gb18030");
	check_decode(__LINE__, (struct str){ NULL, 0 }, NULL, true, "",
	    "utf-8");
}

/* UTF-8 needs no converter; what does is not read at all without. */
static void
test_not_open(void)
{
	struct charsets *set = charsets_new();
	struct buf out = BUF_INIT;

	CHECK(charset_decode(set, STR("caf\xc3\xa9"), STR("utf-8"), true,
	    &out, NULL));
	CHECK(!charset_decode(set, STR("caf\xe9 d'\xe9t\xe9"), STR("latin1"),
	    true, &out, NULL));
	CHECK(!charset_decode(set, STR("\xff\xfe!\0"), STR(""), true, &out,
	    NULL));
	CHECK_STR(buf_str(&out), "caf\xc3\xa9");
	buf_release(&out);
	charsets_close(set);
}

/* Every converter, over every byte and pair of bytes, comes to an end. */
static void
test_all_labels(void)
{
	static const char *const labels[] = {
		"gbk", "big5", "sjis", "euc-jp", "iso-2022-jp", "euc-kr",
		"cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255",
		"cp1256", "cp1257", "cp1258", "cp874", "latin2", "latin3",
		"latin4", "cyrillic", "arabic", "greek", "hebrew", "latin6",
		"iso-8859-13", "iso-8859-14", "latin9", "iso-8859-16",
		"koi8-r", "koi8-u", "mac", "x-mac-cyrillic", "cp866", "cp852",
		"utf-16", "utf-16be", "utf-32", "utf-32be", "utf-8",
	};
	struct charsets *set = open_all();
	struct buf in = BUF_INIT, out = BUF_INIT;

	for (unsigned i = 0; i < 0x10000; i++) {
		buf_addc(&in, (char)(i >> 8));
		buf_addc(&in, (char)i);
	}
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		buf_clear(&out);
		charset_decode(set, buf_str(&in), str_of(labels[i]), false,
		    &out, NULL);
		CHECK(out.len > 1000);
		CHECK(text_is_utf8(buf_str(&out)));
	}
	buf_release(&in);
	buf_release(&out);
	charsets_close(set);
	charsets_close(NULL);
}

int
main(void)
{
	RUN(test_bom);
	RUN(test_not_open);
	RUN(test_wide_without_bom);
	RUN(test_labels);
	RUN(test_declared);
	RUN(test_utf8_wins);
	RUN(test_slips);
	RUN(test_detection);
	RUN(test_bad_bytes);
	RUN(test_all_labels);
	return test_end();
}
