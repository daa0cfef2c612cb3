/* SPDX-License-Identifier: MIT */
/* One spelling for one page, and one for people. */
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"
#include "base/url_parts.h"

/*
 * Without escapes of characters that need none, or that only some encoders
 * escape.
 */
static void
put_even(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len; i++) {
		int byte = url_escape_at(s, i);

		if (byte < 0) {
			buf_addc(out, s.p[i]);
			continue;
		}
		if (url_is_unreserved(byte)
		    || (byte && strchr("!'()*,", byte)))
			buf_addc(out, (char)byte);
		else
			buf_addstr(out, str_sub(s, i, i + 3));
		i += 2;
	}
}

static void
put_query(struct str query, struct buf *out)
{
	struct str rest = query, field;
	char sep = '?';

	while (str_next(&rest, '&', &field)) {
		if (!field.len)
			continue;
		buf_addc(out, sep);
		put_even(field, out);
		sep = '&';
	}
}

int
url_canonical(struct str url, struct buf *out)
{
	struct buf whole = BUF_INIT, clean = BUF_INIT;
	struct str s;
	size_t mark;
	int rc = -1;

	buf_clear(out);
	if (url_resolve((struct str){ NULL, 0 }, url, &whole)
	    || url_scheme(buf_str(&whole)) == URL_MAILTO)
		goto out;
	url_untracked(buf_str(&whole), &clean);
	s = buf_str(&clean);
	s = str_sub(s, 0, str_chr(s, '#'));
	mark = str_chr(s, '?');
	put_even(str_sub(s, 0, mark), out);
	if (mark != STR_NONE)
		put_query(str_sub(s, mark + 1, s.len), out);
	rc = 0;
out:
	buf_release(&whole);
	buf_release(&clean);
	return rc;
}

static bool
is_printable(uint32_t c)
{
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	default:
		return c != 0xfffd;
	}
}

/* The bytes of the escapes in a row at s.p[at]. */
static size_t
escapes_at(struct str s, size_t at, struct buf *bytes)
{
	size_t count = 0;
	int byte;

	for (; (byte = url_escape_at(s, at)) >= 0; at += 3, count++)
		buf_addc(bytes, (char)byte);
	return count;
}

/* escaped spells bytes, three characters for each. */
static void
put_readable(struct str escaped, struct str bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.len;) {
		size_t start = i;
		uint32_t c = text_next(bytes, &i);

		if (c < 0x80 ? url_is_unreserved((int)c) : is_printable(c))
			buf_addstr(out, str_sub(bytes, start, i));
		else
			buf_addstr(out, str_sub(escaped, 3 * start, 3 * i));
	}
}

void
url_display(struct str url, struct buf *out)
{
	struct buf bytes = BUF_INIT;

	for (size_t i = 0; i < url.len;) {
		struct str rest = str_sub(url, i, url.len);
		size_t plain = str_chr(rest, '%'), count;

		if (plain == STR_NONE)
			plain = rest.len;
		buf_addstr(out, str_sub(rest, 0, plain));
		i += plain;
		buf_clear(&bytes);
		count = escapes_at(url, i, &bytes);
		put_readable(str_sub(url, i, i + 3 * count), buf_str(&bytes),
		    out);
		i += 3 * count;
		if (!count && i < url.len) {
			buf_addc(out, '%');
			i++;
		}
	}
	buf_release(&bytes);
}
