/* SPDX-License-Identifier: MIT */
#include "book/entry_name.h"

#include <string.h>

#include "base/limits.h"

static bool
is_component(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!(c >= 'a' && c <= 'z') && !ascii_digit(c)
		    && !ascii_in(c, "._-"))
			return false;
	}
	return s.len && s.p[0] != '.' && s.p[s.len - 1] != '.';
}

bool
entry_name_valid(struct str name)
{
	struct str rest = name, part;

	if (str_starts(rest, STR("META-INF/")))
		rest = str_sub(rest, 9, rest.len);
	if (!rest.len || name.len > LIMIT_ENTRY_NAME_BYTES)
		return false;
	while (str_next(&rest, '/', &part))
		if (!is_component(part))
			return false;
	return true;
}
