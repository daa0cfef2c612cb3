/* SPDX-License-Identifier: MIT */
/*
 * Roles of MyST (https://mystmd.org/guide), and WordPress' shortcodes, which
 * stay in posts that were exported from it.
 */
#include "article/markdown/inline.h"

#include "tables/calls.h"

/* "{doc}`text <target>`" */
size_t
take_role(struct inliner *in)
{
	struct str s = inline_ahead(in, LINK_BYTES), text;
	size_t name = word_end(s, 1, "-:_"), end, target;

	if (name < 2 || !str_starts(str_sub(s, name, s.len), STR("}`")))
		return 0;
	end = str_chr(str_sub(s, name + 2, s.len), '`');
	if (end == STR_NONE)
		return 0;
	text = str_sub(s, name + 2, name + 2 + end);
	inline_flush(in);
	end += name + 3;
	/* "{py:func}`f`" stays code. */
	if (!words_has(&WORDS_ROLES, str_sub(s, 1, name))) {
		buf_addf(in->out, "`%.*s`", STR_ARG(text));
		return in->at + end;
	}
	target = str_find(text, STR(" <"));
	if (str_ends(text, STR(">")) && target != STR_NONE)
		text = str_sub(text, 0, target);
	buf_addstr(in->out, text);
	return in->at + end;
}

/*
 * "[caption width="300"]<img> Words[/caption]", "[embed]url[/embed]",
 * "[youtube=url]". Exporters escape the brackets, too.
 */
size_t
take_wordpress(struct inliner *in)
{
	bool escaped = in->s.p[in->at] == '\\';
	struct str s = str_sub(in->s, in->at + escaped, in->at + LINK_BYTES);
	struct str url;
	bool has_values;
	struct call call;
	size_t len = str_starts(s, STR("["))
		? call_read(&in->md->imports, s, &call) : 0;

	if (!len || !call.meaning || call_means(&call, CALL_CODE))
		return 0;
	url = str_trim(str_sub(call.rest, 1, call.rest.len));
	has_values = str_find(call.rest, STR("=\"")) != STR_NONE;
	if (call_means(&call, CALL_MEDIA) ? !is_address(url)
	    : call.rest.len ? !has_values
	    : !call.closes && !str_ieq(call.name, STR("embed")))
		return 0;
	inline_flush(in);
	if (call_means(&call, CALL_MEDIA)) {
		call_put_link(url, url, in->is_html, in->out);
	} else if (call_means(&call, CALL_FRAME) && call.closes) {
		buf_adds(in->out, in->md->caption.len ? " " : "");
		call_put(in->out, in->md->caption);
		in->md->caption = STR("");
	} else if (call_means(&call, CALL_FRAME)) {
		in->md->caption = call.values[VALUE_CAPTION];
	}
	return in->at + escaped + len;
}
