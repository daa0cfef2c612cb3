/* SPDX-License-Identifier: MIT */
#include "article/html/html_parts.h"

#include <string.h>

static size_t
skip_space(struct str s, size_t at)
{
	while (at < s.len && ascii_space(s.p[at]))
		at++;
	return at;
}

/* Reads the value at *at into value and moves *at behind it. */
static bool
read_value(struct str s, size_t *at, bool lenient, struct str *value)
{
	size_t i = *at;
	const char *quote;

	if (s.p[i] == '"' || s.p[i] == '\'') {
		quote = memchr(s.p + i + 1, s.p[i], s.len - i - 1);
		if (!quote && !lenient)
			return false;
		/* Where the quote never closes, the tag's '>' is no value. */
		*at = quote ? (size_t)(quote - s.p) + 1 : s.len - 1;
		*value = str_sub(s, i + 1, quote ? *at - 1 : *at);
		return true;
	}
	while (i < s.len && !ascii_space(s.p[i]) && s.p[i] != '>')
		i++;
	*value = str_sub(s, *at, i);
	*at = i;
	return true;
}

static bool
read_attribute(struct str s, size_t *at, bool lenient,
    struct html_attribute *a)
{
	size_t i = *at + 1;	/* the first character may be anything */

	while (i < s.len && !ascii_space(s.p[i]) && s.p[i] != '/' &&
	    s.p[i] != '>' && s.p[i] != '=')
		i++;
	a->name = str_sub(s, *at, i);
	a->value = (struct str){ s.p + i, 0 };
	*at = skip_space(s, i);
	if (*at >= s.len || s.p[*at] != '=')
		return *at < s.len;
	*at = skip_space(s, *at + 1);
	if (*at >= s.len)
		return false;
	return s.p[*at] == '>' || read_value(s, at, lenient, &a->value);
}

bool
html_tag_read(struct str s, size_t at, bool lenient, struct html_tag *tag)
{
	struct html_attribute a;
	size_t i = at;

	while (i < s.len && !ascii_space(s.p[i]) && s.p[i] != '/' &&
	    s.p[i] != '>')
		i++;
	tag->name = str_sub(s, at, i);
	tag->attribute_count = 0;
	tag->self_closing = tag->cut = false;
	for (;;) {
		i = skip_space(s, i);
		if (i >= s.len)
			return false;
		if (s.p[i] == '>')
			break;
		if (s.p[i] == '/') {
			i++;
			tag->self_closing = i < s.len && s.p[i] == '>';
			continue;
		}
		if (!read_attribute(s, &i, lenient, &a))
			return false;
		if (tag->attribute_count < LIMIT_TAG_ATTRIBUTES)
			tag->attributes[tag->attribute_count++] = a;
		else
			tag->cut = true;
	}
	tag->end = i + 1;
	return true;
}

const struct str *
html_tag_value(const struct html_tag *tag, const char *name)
{
	struct str wanted = str_of(name);
	size_t i;

	for (i = 0; i < tag->attribute_count; i++)
		if (str_ieq(tag->attributes[i].name, wanted))
			return &tag->attributes[i].value;
	return NULL;
}

size_t
html_raw_end(struct str s, size_t at, const char *name)
{
	struct str wanted = str_of(name);

	while (at < s.len) {
		const char *lt = memchr(s.p + at, '<', s.len - at);
		struct str rest;

		if (!lt)
			break;
		at = (size_t)(lt - s.p) + 1;
		if (at >= s.len || s.p[at] != '/')
			continue;
		rest = str_sub(s, at + 1, s.len);
		if (!str_istarts(rest, wanted) || rest.len == wanted.len)
			continue;
		if (ascii_space(rest.p[wanted.len]) ||
		    rest.p[wanted.len] == '/' || rest.p[wanted.len] == '>')
			return at - 1;
	}
	return STR_NONE;
}
