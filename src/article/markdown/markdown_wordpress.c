/* SPDX-License-Identifier: MIT */
/*
 * WordPress' shortcodes, which stay in posts that were exported from it:
 * "[caption width="300"]<img> Words[/caption]", "[embed]url[/embed]".
 */
#include "article/markdown/markdown_parts.h"

/* Exporters escape the brackets, too. */
static size_t
skip(struct str s, size_t at, char sign)
{
	at += at < s.len && s.p[at] == '\\';
	return at < s.len && s.p[at] == sign ? at + 1 : STR_NONE;
}

/* The value of the attribute in "name a="b" c="d"". */
static struct str
attribute(struct str s, struct str name)
{
	size_t at = str_find(s, name);

	s = str_sub(s, at == STR_NONE ? s.len : at + name.len, s.len);
	if (!str_starts(s, STR("=\"")))
		return STR("");
	s = str_sub(s, 2, s.len);
	return str_sub(s, 0, str_chr(s, '"'));
}

/* Whether what stands in the brackets is WordPress'; *url: what it shows. */
static bool
is_shortcode(struct str s, struct str *url)
{
	static const struct { struct str name, sign; } codes[] = {
		{ STR("caption "), STR("=\"") },
		{ STR("gallery "), STR("=\"") },
		{ STR("audio "), STR("=\"") },
		{ STR("video "), STR("=\"") },
		{ STR("youtube"), STR("://") },
		{ STR("vimeo"), STR("://") },
		{ STR("embed "), STR("=\"") }
	};
	static const struct str ends[] = {
		STR("/caption"), STR("/gallery"), STR("/audio"),
		STR("/video"), STR("/embed"), STR("embed")
	};

	*url = STR("");
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_eq(s, ends[i]))
			return true;
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		if (!str_starts(s, codes[i].name)
		    || str_find(s, codes[i].sign) == STR_NONE)
			continue;
		if (codes[i].sign.len == 3)
			*url = str_trim(str_sub(s, codes[i].name.len + 1,
			    s.len));
		return true;
	}
	return false;
}

bool
markdown_wordpress(struct inliner *in)
{
	struct str s = str_sub(in->s, in->at, in->at + MARKDOWN_LINK_BYTES);
	size_t open = skip(s, 0, '['), close, escaped;
	struct str inside, url;

	if (!HAS(in->md, WORDPRESS) || open == STR_NONE || open >= s.len || (s.p[open] != '/'
	    && !ascii_alpha((unsigned char)s.p[open])))
		return false;
	close = str_chr(s, ']');
	if (close == STR_NONE)
		return false;
	escaped = close > 0 && s.p[close - 1] == '\\';
	inside = str_sub(s, open, close - escaped);
	if (!is_shortcode(inside, &url))
		return false;
	markdown_cut(in, close + 1);
	if (str_starts(inside, STR("caption "))) {
		in->md->caption = attribute(inside, STR(" caption"));
	} else if (str_starts(inside, STR("/caption"))) {
		buf_adds(in->out, in->md->caption.len ? " " : "");
		call_put(in->out, in->md->caption);
		in->md->caption = STR("");
	} else if (url.len && call_is_address(url)) {
		call_put_link(in, url, url);
	}
	return true;
}
