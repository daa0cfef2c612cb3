/* SPDX-License-Identifier: MIT */
#include "article/html/style.h"

#include "article/html/node.h"

/* Takes "name: value" off the rest; what has no colon is left out. */
static bool
next_property(struct str *rest, struct str *name, struct str *value)
{
	struct str one;

	while (str_next(rest, ';', &one)) {
		size_t colon = str_chr(one, ':');

		if (colon == STR_NONE)
			continue;
		*name = str_trim(str_sub(one, 0, colon));
		*value = str_trim(str_sub(one, colon + 1, one.len));
		return true;
	}
	return false;
}

bool
style_hides(struct str style)
{
	struct str name, value;

	while (next_property(&style, &name, &value))
		if ((str_ieq(name, STR("display"))
		    && str_istarts(value, STR("none")))
		    || (str_ieq(name, STR("visibility"))
		    && str_istarts(value, STR("hidden"))))
			return true;
	return false;
}

/* "0", "1px", "1px !important" */
static bool
is_speck(struct str length)
{
	length = str_trim(str_sub(length, 0, str_chr(length, '!')));
	if (str_iends(length, STR("px")))
		length = str_trim(str_sub(length, 0, length.len - 2));
	return str_eq(length, STR("0")) || str_eq(length, STR("1"));
}

bool
style_is_speck(const xmlNode *node)
{
	bool narrow = is_speck(str_trim(node_attr(node, "width")));
	bool low = is_speck(str_trim(node_attr(node, "height")));
	struct str style = node_attr(node, "style"), name, value;

	while (next_property(&style, &name, &value)) {
		if (str_ieq(name, STR("width")))
			narrow = is_speck(value);
		else if (str_ieq(name, STR("height")))
			low = is_speck(value);
	}
	return narrow && low;
}
