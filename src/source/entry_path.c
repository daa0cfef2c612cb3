/* SPDX-License-Identifier: MIT */
#include "source/entry_path.h"

#include "base/limits.h"

static const char *
objection(struct str name)
{
	if (!name.len)
		return "no name";
	if (name.len > LIMIT_PATH_BYTES)
		return "path is too long";
	if (name.p[0] == '/')
		return "absolute path";
	for (size_t i = 0; i < name.len; i++) {
		const unsigned char c = (unsigned char)name.p[i];

		if (c < ' ' || c == 0x7f)
			return "control character in its name";
		if (c == '\\')
			return "backslash in its name";
	}
	return NULL;
}

enum entry_path
entry_path(struct str name, struct buf *out, const char **why)
{
	struct str rest = name, step;
	size_t depth = 0;
	bool hidden = false;

	buf_clear(out);
	*why = objection(name);
	if (*why)
		return ENTRY_PATH_REFUSED;
	while (str_next(&rest, '/', &step)) {
		if (!step.len || str_eq(step, STR(".")))
			continue;
		if (str_eq(step, STR(".."))) {
			*why = "path that may leave the archive";
			return ENTRY_PATH_REFUSED;
		}
		hidden |= step.p[0] == '.';
		if (out->len)
			buf_addc(out, '/');
		buf_addstr(out, step);
		depth++;
	}
	if (!depth)
		return ENTRY_PATH_ROOT;
	if (hidden)
		return ENTRY_PATH_HIDDEN;
	if (depth > LIMIT_TREE_DEPTH) {
		*why = "folder lies too deep";
		return ENTRY_PATH_REFUSED;
	}
	return ENTRY_PATH_GOOD;
}
