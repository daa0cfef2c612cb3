/* SPDX-License-Identifier: MIT */
/*
 * Tags of Hexo, its themes and like programs that stand in running text:
 * {% link text url %}, {% post_link name title %}, {% label primary@text %}.
 */
#include "article/markdown/markdown_parts.h"

bool
call_is_address(struct str s)
{
	return str_starts(s, STR("/")) || str_istarts(s, STR("http://"))
		|| str_istarts(s, STR("https://"));
}

struct str
call_unquoted(struct str s)
{
	s = str_trim(s);
	if (s.len >= 2 && (s.p[0] == '"' || s.p[0] == '\'')
	    && s.p[s.len - 1] == s.p[0])
		s = str_sub(s, 1, s.len - 1);
	return s;
}

/* Hexo's "link text url [true] [title]", "btn url, text, icon". */
static bool
put_link(struct inliner *in, const struct call *call)
{
	struct str rest = call->rest, part, href = STR(""), text = STR("");
	char sep = str_chr(rest, ',') == STR_NONE ? ' ' : ',';

	while (str_next(&rest, sep, &part)) {
		part = call_unquoted(part);
		if (!href.len && call_is_address(part))
			href = part;
		else if (sep == ' ' && !href.len && part.len)
			text = (struct str){ text.len ? text.p : part.p,
			    (size_t)(part.p + part.len
			    - (text.len ? text.p : part.p)) };
		else if (sep == ',' && !text.len)
			text = part;
	}
	if (!href.len || (!text.len && str_starts(href, STR("/"))))
		return false;
	call_put_link(in, text.len ? call_unquoted(text) : href, href);
	return true;
}

/* "post_link name [title]": else the name stands for the title. */
static void
put_post_link(struct inliner *in, const struct call *call)
{
	struct str text = str_trim(call->behind), name = call->first;
	size_t slash = str_rchr(name, '/');
	struct buf href = BUF_INIT;

	if (str_ends(text, STR(" false")) || str_ends(text, STR(" true")))
		text = str_sub(text, 0, str_rchr(text, ' '));
	text = call_unquoted(text);
	if (!text.len)
		text = slash == STR_NONE ? name : str_sub(name, slash + 1,
		    name.len);
	buf_addf(&href, "%.*s.md", STR_ARG(name));
	if (name.len)
		call_put_link(in, text, buf_str(&href));
	buf_release(&href);
}

/* Text among the values of Hexo's tags for running text. */
static struct str
hexo_text(const struct call *call)
{
	struct str s = call->rest;
	size_t at = str_chr(s, '@'), comma = str_chr(s, ',');

	if (call_is(call, "label") && at != STR_NONE)
		return call_unquoted(str_sub(s, at + 1, s.len));
	if (call_is(call, "label") && comma == STR_NONE)
		return call_unquoted(str_sub(s, 0, str_rchr(s, ' ')));
	if (call_is(call, "hideinline"))
		return call_unquoted(str_sub(s, 0, comma));
	if (call_is(call, "span p label checkbox radio")
	    && comma != STR_NONE)
		return call_unquoted(str_sub(s, comma + 1, s.len));
	return call_is(call, "span p label checkbox radio u emp wavy del kbd "
	    "psw") ? call_unquoted(s) : STR("");
}

bool
call_write_hexo(struct inliner *in, const struct call *call)
{
	struct str text = hexo_text(call);

	if (call_is(call, "link btn button embed") && put_link(in, call))
		return true;
	if (call_is(call, "post_link"))
		put_post_link(in, call);
	else if (text.len)
		call_put(in->out, text);
	else
		return false;
	return true;
}
