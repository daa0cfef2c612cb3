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
