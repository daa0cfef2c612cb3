/* SPDX-License-Identifier: MIT */
/*
 * What site generators and Kramdown write in braces: Liquid and Jinja tags,
 * Hugo's and Zola's shortcodes, attribute lists. A picture stays a picture;
 * of the others only what stands between them.
 */
#include "article/markdown/markdown_parts.h"

/* Farther ahead the end of a brace is not looked for. */
#define BRACE_BYTES 1024

static bool
is_name(char c)
{
	return ascii_alpha((unsigned char)c) || ascii_digit((unsigned char)c)
		|| c == '-' || c == '_' || c == '.';
}

/* Every word is "#id", ".class" or "key=value". */
static bool
is_attributes(struct str s)
{
	bool any = false;
	struct str word;

	s = str_trim(s);
	while (str_next(&s, ' ', &word)) {
		size_t i = 0;

		if (!word.len)
			continue;
		while (i < word.len && is_name(word.p[i]))
			i++;
		if (word.p[0] == '#' ? word.len < 2 : word.p[0] != '.'
		    && (!i || i + 1 >= word.len || word.p[i] != '='))
			return false;
		any = true;
	}
	return any;
}

/* Kramdown's "{: .class #id key="value"}", not a map of Ruby's. */
static bool
is_attribute_list(struct str s)
{
	size_t i = 0;

	s = str_trim(s);
	if (str_eq(s, STR("toc")))
		return true;
	if (!s.len || s.p[0] == '.' || s.p[0] == '#')
		return s.len > 0;
	while (i < s.len && (ascii_alpha(s.p[i]) || s.p[i] == '-'))
		i++;
	return i && i + 1 < s.len && s.p[i] == '=' &&
	    (s.p[i + 1] == '"' || s.p[i + 1] == '\'');
}

/* "{#id .class}" behind a link, a picture, or at the end of a line. */
static void
take_attributes(struct inliner *in, struct str rest)
{
	size_t end = str_chr(rest, '}');
	char before = in->at ? in->s.p[in->at - 1] : '\0';
	bool at_end;

	if (end == STR_NONE || !is_attributes(str_sub(rest, 1, end))) {
		in->at++;
		return;
	}
	at_end = !str_trim(str_sub(rest, end + 1, rest.len)).len;
	if (before == ')' || before == ']' || (at_end && before == ' '))
		markdown_cut(in, end + 1);
	else
		in->at++;
}

static void
write_picture(struct inliner *in, const struct call *call)
{
	struct buf *out = &in->md->text;

	if (call->caption.len)
		buf_adds(out, "<span><figure>");
	buf_adds(out, "<img src=\"");
	markdown_write_source(in->md, call->picture, true, out);
	buf_adds(out, "\" alt=\"");
	markdown_write_source(in->md, call->alt, true, out);
	buf_adds(out, "\">");
	if (call->caption.len) {
		buf_adds(out, "<figcaption>");
		buf_addstr(out, call->caption);
		buf_adds(out, "</figcaption></figure></span>");
	}
}

/* Writes what stands for the tag, which is bytes long, and cuts it. */
static void
take_call(struct inliner *in, struct str content, size_t bytes)
{
	struct call call;

	call_read(content, &call);
	markdown_cut(in, bytes);
	if (call.picture.len)
		write_picture(in, &call);
	else if (str_eq(call.name, STR("ref"))
	    || str_eq(call.name, STR("relref")))
		for (size_t i = 0; i < call.first.len; i++)
			buf_addc(&in->md->text, call.first.p[i] == ' ' ? '+'
			    : call.first.p[i]);
}

/* {{ site.x }} is nothing; {{ "x" | filter }} is x; {{ name(...) }} a call. */
static bool
take_output(struct inliner *in, struct str content, size_t bytes)
{
	static const struct str objects[] = { { "site.", 5 }, { "page.", 5 },
		{ "post.", 5 }, { "layout.", 7 }, { "include.", 8 },
		{ ".", 1 }, { "$", 1 } };
	size_t i, quote;

	content = str_trim(content);
	if (content.len && (content.p[0] == '"' || content.p[0] == '\'')) {
		quote = str_chr(str_sub(content, 1, content.len),
		    content.p[0]);
		if (quote == STR_NONE)
			return false;
		markdown_cut(in, bytes);
		buf_addstr(&in->md->text, str_sub(content, 1, 1 + quote));
		return true;
	}
	for (i = 0; i < sizeof(objects) / sizeof(objects[0]); i++) {
		if (!str_starts(content, objects[i]))
			continue;
		markdown_cut(in, bytes);
		return true;
	}
	for (i = 0; i < content.len && is_name(content.p[i]); i++)
		;
	if (!i || i == content.len || content.p[i] != '('
	    || content.p[content.len - 1] != ')')
		return false;
	take_call(in, content, bytes);
	return true;
}

/* Hugo's "{{< name >}}" and "{{% name %}}"; false for others. */
static bool
take_shortcode(struct inliner *in, struct str rest)
{
	size_t end;

	if (rest.len < 6 || (rest.p[2] != '<' && rest.p[2] != '%'))
		return false;
	end = str_find(rest, rest.p[2] == '<' ? STR(">}}") : STR("%}}"));
	if (end == STR_NONE || str_starts(str_sub(rest, 3, end), STR("/*")))
		return false;
	take_call(in, str_sub(rest, 3, end), end + 3);
	return true;
}

static void
take_liquid(struct inliner *in, struct str rest)
{
	size_t end = str_find(rest, STR("%}"));
	struct str content;

	if (end == STR_NONE) {
		in->at++;
		return;
	}
	content = str_trim(str_sub(rest, 2, end));
	if (str_starts(content, STR("endraw")))
		in->in_raw = false;
	if (in->in_raw) {
		in->at++;
		return;
	}
	take_call(in, content, end + 2);
	in->in_raw = str_eq(content, STR("raw"));
}

/* Pelican's "{static}/a.jpg": a path in the tree of the site. */
static bool
take_place(struct inliner *in, struct str rest)
{
	static const struct str places[] = {
		{ "{static}", 8 }, { "{filename}", 10 }, { "{attach}", 8 }
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (str_starts(rest, places[i])) {
			markdown_cut(in, places[i].len);
			return true;
		}
	return false;
}

void
markdown_brace(struct inliner *in)
{
	struct str rest = str_sub(in->s, in->at, in->at + BRACE_BYTES);
	char kind = rest.len > 1 ? rest.p[1] : '\0';
	size_t end = STR_NONE;

	switch (kind) {
	case '%':
		take_liquid(in, rest);
		return;
	case '{':
		end = str_find(rest, STR("}}"));
		if (in->in_raw || end == STR_NONE)
			break;
		if (take_shortcode(in, rest)
		    || take_output(in, str_sub(rest, 2, end), end + 2))
			return;
		break;
	case ':':
		end = str_chr(rest, '}');
		if (end == STR_NONE
		    || !is_attribute_list(str_sub(rest, 2, end)))
			break;
		markdown_cut(in, end + 1);
		return;
	case '/':
		end = str_find(rest, STR("*/}"));
		if (end == STR_NONE || !str_starts(rest, STR("{/*")))
			break;
		markdown_cut(in, end + 3);
		return;
	default:
		if (!take_place(in, rest))
			take_attributes(in, rest);
		return;
	}
	in->at++;
}
