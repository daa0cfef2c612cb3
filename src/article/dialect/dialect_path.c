/* SPDX-License-Identifier: MIT */
#include "article/dialect/dialect.h"

#include "base/url.h"

/* What stands in quotes in the tag, or nothing. */
static struct str
quoted_in(struct str tag)
{
	for (size_t i = 0; i < tag.len; i++)
		if (tag.p[i] == '"' || tag.p[i] == '\'') {
			struct str rest = str_sub(tag, i + 1, tag.len);

			return str_sub(rest, 0, str_chr(rest, tag.p[i]));
		}
	return STR("");
}

bool
dialect_expand_path(struct str ref, struct buf *out)
{
	struct str path = STR("");
	bool any = false;

	while (str_starts(ref, STR("{{")) || str_starts(ref, STR("{%"))) {
		size_t end = str_find(ref, ref.p[1] == '{' ? STR("}}")
		    : STR("%}"));

		if (end == STR_NONE)
			return false;
		if (!path.len)
			path = quoted_in(str_sub(ref, 2, end));
		ref = str_trim(str_sub(ref, end + 2, ref.len));
		any = true;
	}
	if (!any || !(path.len + ref.len))
		return false;
	if (!path.len) {
		path = ref;
		ref = STR("");
	}
	if (url_scheme(path) == URL_RELATIVE && *path.p != '/')
		buf_addc(out, '/');
	buf_addstr(out, path);
	buf_addstr(out, ref);
	return true;
}
