/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include "base/text.h"

json_t *
json_bytes(struct str s)
{
	json_t *value = json_stringn(s.p ? s.p : "", s.len);
	struct buf shown = BUF_INIT;
	size_t at = 0;

	if (value)
		return value;
	while (at < s.len) {
		size_t from = at;
		bool good = text_next(s, &at) != 0xfffd
		    || text_is_utf8(str_sub(s, from, at));

		if (good)
			buf_addstr(&shown, str_sub(s, from, at));
		for (size_t i = from; !good && i < at; i++)
			buf_addf(&shown, "\\x%02x", (unsigned char)s.p[i]);
	}
	value = json_stringn(shown.data, shown.len);
	buf_release(&shown);
	return value;
}

static int
put_raw(const char *bytes, size_t len, void *arg)
{
	buf_addstr(arg, (struct str){ bytes, len });
	return 0;
}

void
json_put(const json_t *value, size_t flags, struct buf *out)
{
	struct buf raw = BUF_INIT;
	struct str all;

	json_dump_callback(value, put_raw, &raw, flags);
	all = buf_str(&raw);
	for (size_t at = 0; at < all.len;) {
		size_t from = at;
		uint32_t c = (unsigned char)all.p[at];

		/* Nearly all is ASCII. */
		if (c < 0x7f)
			at++;
		else
			c = text_next(all, &at);
		if (c != 0x7f && !(c >= 0x80 && c < 0xa0)
		    && !text_is_hidden(c))
			buf_addstr(out, str_sub(all, from, at));
		else if (c < 0x10000)
			buf_addf(out, "\\u%04x", (unsigned)c);
		else
			buf_addf(out, "\\u%04x\\u%04x",
			    (unsigned)(0xd7c0 + (c >> 10)),
			    (unsigned)(0xdc00 + (c & 0x3ff)));
	}
	buf_release(&raw);
}
