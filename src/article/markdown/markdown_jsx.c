/* SPDX-License-Identifier: MIT */
/*
 * Components in Markdown, "<Figure src={snow} caption="Snow" />": of their
 * attributes a picture, its caption, or a title.
 */
#include "article/markdown/markdown_parts.h"

/* An expression's end is not looked for farther ahead. */
#define EXPRESSION_BYTES 1024
#define ATTRIBUTES_MAX 64

bool
markdown_is_component(struct str name)
{
	return name.len > 1 && name.p[0] >= 'A' && name.p[0] <= 'Z'
		&& name.p[1] >= 'a' && name.p[1] <= 'z';
}

static struct str
between_quotes(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (c == '"' || c == '\'' || c == '`') {
			s = str_sub(s, i + 1, s.len);
			return str_sub(s, 0, str_chr(s, c));
		}
	}
	return STR("");
}

size_t
markdown_expression_end(struct str s)
{
	size_t depth = 0;
	char quote = '\0';

	s = str_sub(s, 0, EXPRESSION_BYTES);
	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (quote) {
			i += c == '\\';
			if (c == quote)
				quote = '\0';
		} else if (c == '"' || c == '\'' || c == '`') {
			quote = c;
		} else if (c == '{') {
			depth++;
		} else if (c == '}' && --depth == 0) {
			return i + 1;
		}
	}
	return 0;
}

struct str
markdown_expression_value(const struct markdown *md, struct str s)
{
	struct str value;

	s = str_trim(str_sub(s, 1, s.len - 1));
	value = between_quotes(s);
	/* "'text'", "require('./a.png').default", "useBaseUrl('/a.png')" */
	if (value.len + 2 == s.len || str_starts(s, STR("require("))
	    || str_starts(s, STR("useBaseUrl(")))
		return value;
	for (size_t i = 0; i < md->import_count; i++)
		if (str_eq(md->imports[i].name, s))
			return md->imports[i].path;
	return STR("");
}

/* The value at the start of s, its length in *len; false if there is none. */
static bool
read_value(const struct markdown *md, struct str s, struct str *value,
    size_t *len)
{
	char quote = s.len ? s.p[0] : '\0';
	size_t end = 0;

	if (quote == '{') {
		*len = markdown_expression_end(s);
		*value = markdown_expression_value(md, str_sub(s, 0, *len));
		return *len > 0;
	}
	if (quote == '"' || quote == '\'') {
		end = str_chr(str_sub(s, 1, s.len), quote);
		*value = str_sub(s, 1, end == STR_NONE ? 0 : end + 1);
		*len = end == STR_NONE ? 0 : end + 2;
		return *len > 0;
	}
	while (end < s.len && !ascii_space((unsigned char)s.p[end])
	    && s.p[end] != '>' && s.p[end] != '/')
		end++;
	*value = str_sub(s, 0, end);
	*len = end;
	return end > 0;
}

static size_t
name_end(struct str s, size_t at)
{
	while (at < s.len && (ascii_alpha((unsigned char)s.p[at])
	    || ascii_digit((unsigned char)s.p[at]) || s.p[at] == '-'
	    || s.p[at] == '_' || s.p[at] == ':' || s.p[at] == '.'
	    || s.p[at] == '@'))
		at++;
	return at;
}

static size_t
skip_space(struct str s, size_t at)
{
	while (at < s.len && ascii_space((unsigned char)s.p[at]))
		at++;
	return at;
}

/* Reads the tag that s starts with; its length, or 0 if it is none. */
static size_t
read_tag(const struct markdown *md, struct str s, struct call *call)
{
	size_t at = name_end(s, 1), end, len;

	*call = (struct call){ .name = str_sub(s, 1, at) };
	for (int i = 0; i < ATTRIBUTES_MAX; i++) {
		struct str key, value;

		at = skip_space(s, at);
		if (str_starts(str_sub(s, at, s.len), STR("/>")))
			return at + 2;
		if (at < s.len && s.p[at] == '>')
			return at + 1;
		end = name_end(s, at);
		if (end == at && at < s.len && s.p[at] == '{') {
			len = markdown_expression_end(str_sub(s, at, s.len));
			if (!len)
				return 0;
			at += len;
			continue;
		}
		if (end == at)
			return 0;
		key = str_sub(s, at, end);
		at = end;
		if (at >= s.len || s.p[at] != '=')
			continue;
		if (!read_value(md, str_sub(s, at + 1, s.len), &value, &len))
			return 0;
		at += 1 + len;
		call_take(call, key, value);
	}
	return 0;
}

bool
markdown_component(struct inliner *in)
{
	struct str s = str_sub(in->s, in->at, in->at + EXPRESSION_BYTES);
	struct call call;
	size_t len;

	if (!HAS(in->md, COMPONENTS) || s.len < 3
	    || !markdown_is_component(str_sub(s, 1, 3)))
		return false;
	len = read_tag(in->md, s, &call);
	if (!len)
		return false;
	markdown_cut(in, len);
	if (call.picture.len) {
		call_put_picture(in, &call, false);
		return true;
	}
	if (s.p[len - 2] == '/')
		call_put(in->out, call.text);
	buf_addf(in->out, "<%.*s%s", STR_ARG(call.name),
	    s.p[len - 2] == '/' ? "/>" : ">");
	if (in->is_html && call.title.len && !call_is_media(&call)) {
		buf_adds(in->out, "<p><strong>");
		call_put(in->out, call.title);
		buf_adds(in->out, "</strong></p>");
	}
	return true;
}

/* Whether the text before is a tag that has begun. */
static bool
is_in_tag(struct str before)
{
	size_t lt, gt;

	before = str_sub(before, before.len < EXPRESSION_BYTES ? 0
	    : before.len - EXPRESSION_BYTES, before.len);
	lt = str_rchr(before, '<');
	gt = str_rchr(before, '>');
	return lt != STR_NONE && (gt == STR_NONE || gt < lt);
}

bool
markdown_take_expression(struct inliner *in)
{
	struct str s = str_sub(in->s, in->at, in->s.len), name, value;
	struct str before = str_sub(in->s, 0, in->at);
	bool is_value = HAS(in->md, COMPONENTS) && str_ends(before, STR("=")) && is_in_tag(before);
	size_t end;

	if (!is_value && !HAS(in->md, MDX))
		return false;
	end = markdown_expression_end(s);
	if (!end)
		return false;
	value = markdown_expression_value(in->md, str_sub(s, 0, end));
	if (is_value) {
		markdown_cut(in, end);
		buf_addc(in->out, '"');
		markdown_escape(in->out, value);
		buf_addc(in->out, '"');
		return true;
	}
	name = str_trim(str_sub(s, 1, end - 1));
	/* Formulas have braces, too. */
	if (!value.len && (!name.len || name_end(name, 0) < name.len
	    || (before.len && !markdown_has_any(str_sub(before, before.len - 1,
	    before.len), " \n(>-"))))
		return false;
	if (!value.len && name.len)
		markdown_drop(in->md, str_sub(s, 0, end));
	markdown_cut(in, end);
	buf_addstr(in->out, value);
	return true;
}
