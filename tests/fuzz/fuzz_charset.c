/* SPDX-License-Identifier: MIT */
/* Input: a label, a line break, bytes. Also all that works on text. */
#include <stdint.h>
#include <stdlib.h>

#include "article/encoding/charset.h"
#include "article/language/lang.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
require_clean(struct str s)
{
	size_t at = 0;
	uint32_t c;

	require(text_is_utf8(s));
	while ((c = text_next(s, &at)) != UINT32_MAX)
		require(text_is_xml_char(c) && c != 0xfeff
		    && (c < 0x7f || c > 0x9f));
}

/* f makes clean text of any bytes, and leaves that as it is. */
static void
check_stable(struct str s, void (*f)(struct str, struct buf *))
{
	struct buf once = BUF_INIT, twice = BUF_INIT;

	f(s, &once);
	f(buf_str(&once), &twice);
	require(str_eq(buf_str(&once), buf_str(&twice)));
	buf_release(&once);
	buf_release(&twice);
}

static void
check_text(struct str s)
{
	struct buf out = BUF_INIT;

	text_sanitise(s, &out);
	require_clean(buf_str(&out));
	buf_clear(&out);
	text_xml(s, &out);
	require_clean(buf_str(&out));
	require(str_chr(buf_str(&out), '<') == STR_NONE);
	buf_clear(&out);
	text_escape(s, &out);
	require(text_is_utf8(buf_str(&out)));
	buf_clear(&out);
	text_shorten(s, 20, &out);
	require(out.len <= 20);
	require(text_columns(s) <= 2 * text_count(s));
	lang_detect(s);
	lang_normalise(s, &out);
	check_stable(s, text_sanitise);
	check_stable(s, text_collapse);
	check_stable(s, text_nfc);
	buf_clear(&out);
	text_fold(s, &out);
	require(text_is_utf8(buf_str(&out)));
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct charsets *set;
	struct str rest = { (const char *)data, size }, label;
	struct buf out = BUF_INIT;
	const char *used;

	if (!set) {
		set = charsets_new();
		charsets_open(set);
	}
	if (!size)
		return 0;
	str_next(&rest, '\n', &label);
	for (int is_html = 0; is_html < 2; is_html++) {
		buf_clear(&out);
		charset_decode(set, rest, label, is_html, &out, &used);
		require(used != NULL);
		require_clean(buf_str(&out));
	}
	check_text(rest);
	buf_release(&out);
	return 0;
}
