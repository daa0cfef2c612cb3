/* SPDX-License-Identifier: MIT */
#include "base/text.h"


#include "growth.h"

static void
check_by(const char *file, int line, void (*f)(struct str, struct buf *),
    struct str in, const char *want)
{
	struct buf out = BUF_INIT;

	buf_adds(&out, "+");
	f(in, &out);
	test_check_str(file, line, str_sub(buf_str(&out), 1, out.len), want);
	if (out.data[0] != '+')
		test_fail(file, line, "what was there before is gone");
	buf_release(&out);
}

#define CHECK_BY(f, in, want) check_by(__FILE__, __LINE__, f, STR(in), want)

static size_t
read_all(struct str s, uint32_t *points)
{
	size_t at = 0, n = 0;

	while ((points[n] = text_next(s, &at)) != UINT32_MAX)
		n++;
	CHECK_NUM(at, s.len);
	return n;
}

static void
test_next(void)
{
	uint32_t c[32];

	CHECK_NUM(read_all(STR("a\u00e9\u4e2d\U0001f600"), c), 4);
	CHECK(c[0] == 'a' && c[1] == 0xe9 && c[2] == 0x4e2d
	    && c[3] == 0x1f600);
	CHECK_NUM(read_all((struct str){ NULL, 0 }, c), 0);
	CHECK_NUM(read_all(STR("\0"), c), 1);
	CHECK(c[0] == 0);
}

/* The example of the Unicode Standard, table 3-8 and 3-11. */
static void
test_maximal_subparts(void)
{
	uint32_t c[32];

	CHECK_NUM(read_all(STR("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41"), c), 9);
	CHECK(c[8] == 'A' && c[7] == 0xfffd);
	CHECK_NUM(read_all(STR("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41"), c), 5);
	CHECK(c[3] == 0xfffd && c[4] == 'A');
	/* Surrogates, and beyond the last plane. */
	CHECK_NUM(read_all(STR("\xed\xa0\x80"), c), 3);
	CHECK_NUM(read_all(STR("\xf4\x90\x80\x80"), c), 4);
	CHECK_NUM(read_all(STR("\xe4\xb8"), c), 1);
	CHECK_NUM(read_all(STR("\xff\xfe"), c), 2);
}

static void
test_put(void)
{
	struct buf b = BUF_INIT;

	for (uint32_t c = 0; c < 0x110000; c += 7) {
		size_t at = 0;
		uint32_t want = c >= 0xd800 && c <= 0xdfff ? 0xfffd : c;

		buf_clear(&b);
		text_put(&b, c);
		if (text_next(buf_str(&b), &at) != want || at != b.len
		    || !text_is_utf8(buf_str(&b)))
			CHECK_NUM(c, -1);
	}
	buf_clear(&b);
	text_put(&b, 0x110000);
	CHECK_STR(buf_str(&b), "\ufffd");
	buf_release(&b);
}

static void
test_is_utf8(void)
{
	CHECK(text_is_utf8((struct str){ NULL, 0 }));
	CHECK(text_is_utf8(STR("plain text of more than eight bytes\n")));
	CHECK(text_is_utf8(STR("caf\u00e9 \u4e2d\u6587 \U0001f600 and more")));
	CHECK(!text_is_utf8(STR("more than eight bytes, then \xe9 here")));
	CHECK(!text_is_utf8(STR("\xe4\xb8")));
	CHECK(!text_is_utf8(STR("\xc0\x80")));
	CHECK(!text_is_utf8(STR("\xed\xa0\x80")));
	CHECK(!text_is_utf8(STR("\xf4\x90\x80\x80")));
	CHECK(!text_is_utf8(STR("\xf8\x88\x80\x80\x80")));
	CHECK(!text_is_utf8(STR("\x80")));
}

static void
test_classes(void)
{
	CHECK(text_is_xml_char('\t') && text_is_xml_char(0x10fffd));
	CHECK(!text_is_xml_char(0) && !text_is_xml_char(0x1b));
	CHECK(!text_is_xml_char(0xd800) && !text_is_xml_char(0xfffe));
	CHECK(!text_is_xml_char(0x1ffff) && !text_is_xml_char(0xfdd0));
	CHECK(!text_is_xml_char(0x110000) && !text_is_xml_char(UINT32_MAX));
	CHECK(text_is_cjk(0x4e2d) && text_is_cjk(0x3042));
	CHECK(text_is_cjk(0xff0c) && text_is_cjk(0x3002));
	CHECK(text_is_cjk(0xac00) && !text_is_cjk_unspaced(0xac00));
	CHECK(text_is_cjk(0x20000) && !text_is_cjk('a'));
	CHECK(!text_is_cjk(0x1f600) && !text_is_cjk(UINT32_MAX));
	CHECK(text_is_space(' ') && text_is_space(0xa0));
	CHECK(text_is_space(0x3000) && text_is_space(0x2009));
	CHECK(!text_is_space(0x200b) && !text_is_space('x'));
}

static void
test_sanitise(void)
{
	CHECK_BY(text_sanitise, "", "");
	CHECK_BY(text_sanitise, "a\0b\x01\x1f\x7f""c", "abc");
	CHECK_BY(text_sanitise, "a\tb\r\nc", "a\tb\r\nc");
	CHECK_BY(text_sanitise, "\ufeffx\ufeff", "x");
	CHECK_BY(text_sanitise, "\xc2\x85y\xc2\x9f\u00a0", "y\u00a0");
	CHECK_BY(text_sanitise, "\xef\xbf\xbe\xef\xbf\xbf\ufdd0!", "!");
	CHECK_BY(text_sanitise, "caf\xe9 \xe4\xb8 \xff", "caf\ufffd \ufffd "
	    "\ufffd");
	CHECK_BY(text_sanitise, "kept: \ufffd", "kept: \ufffd");
	CHECK_BY(text_sanitise, "long plain run of text, \u4e2d\u6587, "
	    "then\x02 more of it", "long plain run of text, \u4e2d\u6587, "
	    "then more of it");
	CHECK_BY(text_sanitise, "12345678\x7f" "9012345\x08", "123456789012345");
}

/* The fast paths agree with one character at a time, at every offset. */
static void
test_sanitise_exhaustive(void)
{
	for (unsigned c = 0; c < 256; c++)
		for (size_t i = 0; i < 20; i++) {
			char in[20];
			struct buf out = BUF_INIT, xml = BUF_INIT;
			bool gone = (c < 0x20 && c != '\t' && c != '\n'
			    && c != '\r') || c == 0x7f;
			bool markup = c && strchr("&<>\"", (int)c);

			memset(in, 'x', sizeof(in));
			in[i] = (char)c;
			text_sanitise((struct str){ in, 20 }, &out);
			text_xml((struct str){ in, 20 }, &xml);
			CHECK_NUM(out.len, c > 0x7f ? 22 : 20 - gone);
			CHECK((xml.len != out.len) == markup);
			buf_release(&out);
			buf_release(&xml);
		}
}

static void
test_xml(void)
{
	CHECK_BY(text_xml, "a<b>&\"c\"'", "a&lt;b&gt;&amp;&quot;c&quot;'");
	CHECK_BY(text_xml, "]]>", "]]&gt;");
	CHECK_BY(text_xml, "\x1b[31m\u4e2d<\xff>", "[31m\u4e2d&lt;\ufffd&gt;");
	CHECK_BY(text_xml, "plain, long enough for a word & more",
	    "plain, long enough for a word &amp; more");
}

static void
test_collapse(void)
{
	CHECK_BY(text_collapse, "  a \t\n b\u00a0\u00a0c  ", "a b c");
	CHECK_BY(text_collapse, "", "");
	CHECK_BY(text_collapse, " \u00a0\n", "");
	CHECK_BY(text_collapse, "\u4e2d\u3000\u6587", "\u4e2d\u3000\u6587");
	CHECK_BY(text_collapse, "\xc2", "\xc2");
}

static void
test_fold(void)
{
	CHECK_BY(text_fold, " Climate  CHANGE ", "climate change");
	CHECK_BY(text_fold, "Stra\u00dfe", "strasse");
	CHECK_BY(text_fold, "STRASSE", "strasse");
	CHECK_BY(text_fold, "\u00c9t\u00e9", "\u00e9t\u00e9");
	CHECK_BY(text_fold, "E\u0301te\u0301", "\u00e9t\u00e9");
	CHECK_BY(text_fold, "\u6c14\u5019 \u3000\u95ee\u9898",
	    "\u6c14\u5019 \u95ee\u9898");
	CHECK_BY(text_fold, "\uff21\uff22", "\uff41\uff42");
	CHECK_BY(text_fold, "\u304b\u3099", "\u304c");
	CHECK_BY(text_fold, "\u03a3\u03c2", "\u03c3\u03c3");
	CHECK_BY(text_fold, "a\xff", "a\ufffd");
}

static void
test_nfc(void)
{
	CHECK_BY(text_nfc, "e\u0301 E", "\u00e9 E");
	CHECK_BY(text_nfc, "\u1112\u1161\u11ab", "\ud55c");
	CHECK_BY(text_nfc, "\u212b", "\u00c5");
	CHECK_BY(text_nfc, "\u4e2d\u6587", "\u4e2d\u6587");
	CHECK_BY(text_nfc, "e\u0301\xff", "\u00e9\ufffd");
}

/* Marks in alternating classes are what sorting takes longest for. */
static void
fold_marks(const void *arg, size_t n)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	(void)arg;
	buf_adds(&in, "a");
	for (size_t i = 0; i < n; i++)
		buf_adds(&in, "\u0301\u0323");
	text_fold(buf_str(&in), &out);
	CHECK(out.len > 0);
	buf_release(&in);
	buf_release(&out);
}

static const struct growth growths[] = {
	{ "marks", fold_marks, NULL, 5000 },
};

static void
test_growth(void)
{
	fold_marks(NULL, 300000);
	CHECK_GROWTH(growths);
}

static void
check_shorten(int line, struct str in, size_t bytes, const char *want)
{
	struct buf out = BUF_INIT;

	text_shorten(in, bytes, &out);
	test_check_str(__FILE__, line, buf_str(&out), want);
	CHECK(out.len <= bytes);
	buf_release(&out);
}

static void
test_shorten(void)
{
	check_shorten(__LINE__, STR("short"), 5, "short");
	check_shorten(__LINE__, STR("longer"), 5, "lo\u2026");
	check_shorten(__LINE__, STR("one two three"), 7, "one\u2026");
	check_shorten(__LINE__, STR("\u4e2d\u6587\u5b57"), 8,
	    "\u4e2d\u2026");
	check_shorten(__LINE__, STR("\u4e2d\u6587\u5b57"), 6, "\u4e2d\u2026");
	check_shorten(__LINE__, STR("\u4e2d\u6587"), 2, "");
	check_shorten(__LINE__, STR("e\u0301e\u0301e\u0301"), 8,
	    "e\u0301\u2026");
	check_shorten(__LINE__, STR("\u0301\u0301\u0301\u0301"), 7,
	    "\u0301\u0301\u2026");
	check_shorten(__LINE__, STR("abc"), 0, "");
}

static void
test_counts(void)
{
	CHECK_NUM(text_count(STR("a\u4e2d\xff")), 3);
	CHECK_NUM(text_columns(STR("a\u4e2d")), 3);
	CHECK_NUM(text_columns(STR("e\u0301")), 1);
	CHECK_NUM(text_columns(STR("\x1b")), 0);
	CHECK_NUM(text_count((struct str){ NULL, 0 }), 0);
}

static void
test_escape(void)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	CHECK_BY(text_escape, "plain \u4e2d\u6587", "plain \u4e2d\u6587");
	CHECK_BY(text_escape, "\x1b]0;x\x07\n", "\\x1b]0;x\\x07\\x0a");
	CHECK_BY(text_escape, "\xc2\x9b""31m", "\\u009b31m");
	CHECK_BY(text_escape, "a\u202e" "b\u2066", "a\\u202eb\\u2066");
	CHECK_BY(text_escape, "\xff\xe4\xb8", "\\xff\\xe4\\xb8");
	CHECK_BY(text_escape, "\ufffd\x7f", "\ufffd\\x7f");
	CHECK_BY(text_escape, "\xef\xbf<\xef", "\\xef\\xbf<\\xef");
	for (int i = 0; i < 300; i++)
		buf_adds(&in, "\u4e2d");
	buf_adds(&in, ": the cause");
	text_escape(buf_str(&in), &out);
	CHECK_NUM(text_count(buf_str(&out)), 201);
	CHECK(str_ends(buf_str(&out), STR("\u4e2d: the cause")));
	buf_release(&in);
	buf_release(&out);
}

static void
test_edits(void)
{
	static const uint32_t kitten[] = { 'k', 'i', 't', 't', 'e', 'n' };
	static const uint32_t sitting[] = { 's', 'i', 't', 't', 'i', 'n', 'g' };

	CHECK_NUM(text_edits(kitten, 6, sitting, 7), 3);
	CHECK_NUM(text_edits(sitting, 7, kitten, 6), 3);
	CHECK_NUM(text_edits(kitten, 6, kitten, 6), 0);
	CHECK_NUM(text_edits(kitten, 6, NULL, 0), 6);
	CHECK_NUM(text_edits(NULL, 0, kitten, 6), 6);
	CHECK_NUM(text_edits(NULL, 0, NULL, 0), 0);
}

int
main(int argc, char **argv)
{
	GROWTH_MAIN(argc, argv, growths);
	RUN(test_next);
	RUN(test_maximal_subparts);
	RUN(test_put);
	RUN(test_is_utf8);
	RUN(test_classes);
	RUN(test_sanitise);
	RUN(test_sanitise_exhaustive);
	RUN(test_xml);
	RUN(test_collapse);
	RUN(test_fold);
	RUN(test_nfc);
	RUN(test_growth);
	RUN(test_shorten);
	RUN(test_counts);
	RUN(test_escape);
	RUN(test_edits);
	return test_end();
}
