/* SPDX-License-Identifier: MIT */
#include "picture/data_uri.h"

#include <stdint.h>

#include "base/limits.h"
#include "base/url.h"

/* Line breaks and tabs are no part of a URL (WHATWG URL, 4.4), spaces are. */
static bool
is_dropped(char c)
{
	return c == '\t' || c == '\n' || c == '\r';
}

static void
percent_decode(struct str s, struct buf *out)
{
	buf_reserve(out, s.len);
	for (size_t i = 0; i < s.len; i++) {
		int escaped = url_escape_at(s, i);

		if (escaped >= 0) {
			buf_addc(out, (char)escaped);
			i += 2;
		} else if (!is_dropped(s.p[i])) {
			buf_addc(out, s.p[i]);
		}
	}
}

static int
base64_digit(int c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (ascii_digit(c))
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

/* In place: what is written never overtakes what is read. */
static int
base64_decode(struct buf *b, size_t from, struct err *err)
{
	uint32_t bits = 0;
	unsigned digits = 0;
	size_t end = b->len, to = from;

	while (end > from && b->data[end - 1] == '=')
		end--;
	for (size_t i = from; i < end; i++) {
		int digit = base64_digit(b->data[i]);

		if (ascii_space(b->data[i]))
			continue;
		if (digit < 0)
			return err_set(err, ERR_FORMAT,
			    "a data: URI with bad base64");
		bits = bits << 6 | (uint32_t)digit;
		if (++digits % 4 != 1)
			b->data[to++] = (char)(bits >>
			    (6 - 2 * ((digits - 1) % 4)) & 0xff);
	}
	if (digits % 4 == 1)
		return err_set(err, ERR_FORMAT,
		    "a data: URI whose base64 is cut");
	buf_truncate(b, to);
	return 0;
}

int
data_uri_decode(struct str uri, struct buf *out, struct err *err)
{
	struct str head;
	size_t comma, from = out->len;

	uri = str_trim(uri);
	if (uri.len > LIMIT_DATA_URI_BYTES)
		return err_set(err, ERR_LIMIT,
		    "a data: URI of %zu bytes; it may have %zu", uri.len,
		    LIMIT_DATA_URI_BYTES);
	if (!str_istarts(uri, STR("data:")))
		return err_set(err, ERR_FORMAT, "not a data: URI");
	comma = str_chr(uri, ',');
	if (comma == STR_NONE)
		return err_set(err, ERR_FORMAT, "a data: URI without a comma");
	head = str_trim(str_sub(uri, 0, comma));
	percent_decode(str_sub(uri, comma + 1, uri.len), out);
	if (!str_iends(head, STR(";base64")))
		return 0;
	return base64_decode(out, from, err);
}
