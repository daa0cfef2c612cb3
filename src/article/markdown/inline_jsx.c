/* SPDX-License-Identifier: MIT */
/*
 * Components in Markdown, "<Figure src={snow} caption="Snow" />": of their
 * attributes a picture, its caption, or a title. And expressions in braces.
 */
#include "article/markdown/inline.h"

#include <string.h>

#include "article/dialect/component.h"
#include "base/text.h"

/* Nothing but a list's or a quotation's signs is beside it on its line. */
static bool
is_alone(const struct inliner *in, size_t len)
{
	struct str before = str_sub(in->s, 0, in->at), after;
	size_t at = str_rchr(before, '\n');

	before = str_sub(before, at == STR_NONE ? 0 : at + 1, before.len);
	after = str_sub(in->s, in->at + len, line_end(in->s, in->at + len));
	for (size_t i = 0; i < before.len; i++)
		if (!strchr(" \t->*+.)0123456789", before.p[i]))
			return false;
	return !str_trim(after).len;
}

size_t
take_component(struct inliner *in)
{
	struct call_place place = { .is_html = in->is_html };
	struct call call;
	size_t len = markdown_component(in->md, inline_ahead(in,
	    COMPONENT_BYTES), &call);

	if (!len)
		return 0;
	inline_flush(in);
	if (call.picture.len) {
		call_put_picture(&call, &place, in->out);
		return in->at + len;
	}
	place.is_alone = !in->is_html && is_alone(in, len);
	if (!call.is_empty)
		buf_addf(in->out, "<%.*s>", STR_ARG(call.name));
	if (!component_write(&call, &place, in->out))
		markdown_drop(in->md, inline_ahead(in, len));
	if (call.is_empty)
		buf_addf(in->out, "<%.*s/>", STR_ARG(call.name));
	return in->at + len;
}

/* "{/" "* comment *" "/}" of MDX. */
size_t
take_script_remark(struct inliner *in)
{
	struct str rest = inline_ahead(in, CALL_BYTES);
	size_t end = str_starts(rest, STR("{/*")) ? find_close(rest,
	    STR("*/}")) : STR_NONE;

	if (end == STR_NONE)
		return 0;
	inline_flush(in);
	return in->at + end + 3;
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

/* "src={picture}" in a tag; in MDX also "{a.name}" and "{'text'}". */
size_t
take_expression(struct inliner *in)
{
	struct str s = inline_ahead(in, in->s.len), name, value;
	struct str before = str_sub(in->s, 0, in->at);
	bool is_value = has_dialect(in->md, DIALECT_COMPONENTS)
		&& inline_before(in) == '=' && is_in_tag(before);
	bool is_mdx = has_dialect(in->md, DIALECT_MDX);
	size_t end = is_value || is_mdx ? expression_length(s) : 0;

	if (!end)
		return 0;
	value = expression_value(&in->md->imports, str_sub(s, 0, end));
	name = str_trim(str_sub(s, 1, end - 1));
	/* Formulas have braces, too. */
	if (!is_value && !value.len && (!name.len
	    || word_end(name, 0, "-_:.@") < name.len || (before.len
	    && !has_any(str_sub(before, before.len - 1, before.len),
	    " \n(>-"))))
		return 0;
	inline_flush(in);
	if (is_value) {
		buf_addc(in->out, '"');
		text_xml(value, in->out);
		buf_addc(in->out, '"');
		return in->at + end;
	}
	if (!value.len)
		markdown_drop(in->md, str_sub(s, 0, end));
	buf_addstr(in->out, value);
	return in->at + end;
}
