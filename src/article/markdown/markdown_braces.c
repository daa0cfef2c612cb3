/* SPDX-License-Identifier: MIT */
/*
 * What site generators and Kramdown write in braces: Liquid and Jinja tags,
 * Hugo's and Zola's shortcodes, attribute lists. A picture stays a picture;
 * of the others only what stands between them.
 */
#include "article/markdown/markdown_parts.h"

#include <string.h>

/* Farther ahead the end of a brace is not looked for. */
#define BRACE_BYTES 1024

static bool
is_name(char c)
{
	return ascii_alpha((unsigned char)c) || ascii_digit((unsigned char)c)
		|| c == '-' || c == '_' || c == '.';
}

/*
 * Kramdown's "{: .class #id key="value"}" or Logseq's "{:height 300}"; where
 * there is something that it can belong to, or nothing, also "{:name}" and
 * "{:name: .class}". Not a map of Ruby's or Elixir's "{:ok}".
 */
static bool
is_attribute_list(struct str s, char before)
{
	size_t i = 0;

	s = str_trim(s);
	if (!s.len || s.p[0] == '.' || s.p[0] == '#')
		return s.len > 0;
	while (i < s.len && (ascii_alpha(s.p[i]) || s.p[i] == '-'
	    || s.p[i] == '_'))
		i++;
	if ((i == s.len || (i && s.p[i] == ':')) && (before == '\n'
	    || before == ')' || before == ']' || str_eq(s, STR("toc"))))
		return true;
	return dialect_is_attributes(s) || str_starts(s, STR("height "))
		|| str_starts(s, STR("width "));
}

/* Takes the brackets off "[text]", which was copied last. */
static void
take_brackets_off(struct inliner *in)
{
	struct buf *out = in->out;
	size_t open, from;

	markdown_cut(in, 0);
	from = out->len < MARKDOWN_LINK_BYTES ? 0
		: out->len - MARKDOWN_LINK_BYTES;
	open = str_rchr(str_sub(buf_str(out), from, out->len), '[');
	if (open == STR_NONE)
		return;
	open += from;
	if (open > 0 && (out->data[open - 1] == '!'
	    || out->data[open - 1] == ']' || out->data[open - 1] == '\\'))
		return;
	memmove(out->data + open, out->data + open + 1,
	    out->len - open - 2);
	buf_truncate(out, out->len - 2);
}

/* "{#id .class}" behind a link, a picture, or at the end of a line. */
static void
take_attributes(struct inliner *in, struct str rest)
{
	size_t end = str_chr(rest, '}');
	char before = in->at ? in->s.p[in->at - 1] : '\0';
	bool at_end;

	if (!has_dialect(in->md, DIALECT_ATTRIBUTES
	    | DIALECT_KRAMDOWN) || end == STR_NONE
	    || !dialect_is_attributes(str_sub(rest, 1, end))) {
		in->at++;
		return;
	}
	at_end = !str_trim(str_sub(rest, end + 1, rest.len)).len;
	if (before == ']')
		take_brackets_off(in);
	if (before == ')' || before == ']' || (at_end && before == ' '))
		markdown_cut(in, end + 1);
	else
		in->at++;
}

/* Writes what stands for the tag, which is bytes long, and cuts it. */
static void
take_call(struct inliner *in, struct str content, size_t bytes,
    bool is_liquid)
{
	struct call call;

	call_read(content, &call);
	call.is_liquid = is_liquid;
	call_write(in, &call, bytes);
}

/* Objects of the programs: without them nobody can tell their values. */
static bool
is_object(struct str s)
{
	static const struct str objects[] = { STR("site."), STR("page."),
		STR("post."), STR("layout."), STR("include."),
		STR("paginator."), STR("forloop."), STR("frontmatter."),
		STR("theme."), STR("config."), STR("collections."),
		STR("."), STR("$"), STR("/*"), STR("- /*") };

	for (size_t i = 0; i < sizeof(objects) / sizeof(objects[0]); i++)
		if (str_starts(s, objects[i]))
			return true;
	return false;
}

/* "name" or "name.part[0]", perhaps with "| filter: value" behind it. */
static bool
is_variable(struct str s, bool *filtered)
{
	size_t i = 0;

	while (i < s.len && (is_name(s.p[i]) || s.p[i] == '[' || s.p[i] == ']'
	    || ascii_digit((unsigned char)s.p[i])))
		i++;
	if (!i || !ascii_alpha((unsigned char)s.p[0]))
		return false;
	s = str_trim(str_sub(s, i, s.len));
	*filtered = s.len > 2 && s.p[0] == '|'
		&& ascii_alpha((unsigned char)str_trim(str_sub(s, 1,
		s.len)).p[0]);
	return !s.len || *filtered;
}

/* {{ site.x }} is nothing; {{ "x" | filter }} is x; {{ name(...) }} a call. */
static bool
take_output(struct inliner *in, struct str content, size_t bytes)
{
	size_t i, quote;
	bool filtered = false;

	content = str_trim(content);
	if (str_starts(content, STR("-")) && !str_starts(content, STR("- /*")))
		content = str_trim(str_sub(content, 1, content.len));
	if (content.len && (content.p[0] == '"' || content.p[0] == '\'')) {
		quote = str_chr(str_sub(content, 1, content.len),
		    content.p[0]);
		if (quote == STR_NONE)
			return false;
		markdown_cut(in, bytes);
		buf_addstr(in->out, str_sub(content, 1, 1 + quote));
		return true;
	}
	if (is_object(content) || (is_variable(content, &filtered)
	    && (filtered || in->md->is_liquid))) {
		if (!call_is_target(in))
			markdown_drop(in->md, str_sub(in->s, in->at,
			    in->at + bytes));
		markdown_cut(in, bytes);
		return true;
	}
	for (i = 0; i < content.len && is_name(content.p[i]); i++)
		;
	if (!i || i == content.len || content.p[i] != '('
	    || content.p[content.len - 1] != ')')
		return false;
	take_call(in, content, bytes, false);
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
	take_call(in, str_sub(rest, 3, end), end + 3, false);
	return true;
}

/* Only what a program would run: these say that the document is for one. */
static bool
is_statement(struct str content)
{
	static const char *const words[] = {
		"assign ", "capture ", "include ", "include_relative ",
		"if ", "unless ", "for ", "set ", "link ", "post_url ",
		"highlight ", "raw", "comment", "import ", "from "
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(content, str_of(words[i])))
			return true;
	return false;
}

static void
take_liquid(struct inliner *in, struct str rest)
{
	size_t end = str_find(rest, STR("%}")), loop;
	struct str content;

	if (end == STR_NONE) {
		in->at++;
		return;
	}
	content = str_trim(str_sub(rest, 2, end));
	if (str_starts(content, STR("-")))
		content = str_trim(str_sub(content, 1, content.len));
	if (str_starts(content, STR("endraw")))
		in->in_raw = false;
	if (in->in_raw) {
		in->at++;
		return;
	}
	in->md->is_liquid |= is_statement(content);
	loop = markdown_loop_end(in->md, str_sub(in->s, in->at, in->s.len));
	if (loop) {
		markdown_drop(in->md, str_sub(in->s, in->at + end + 2,
		    in->at + loop));
		markdown_cut(in, loop);
	} else
		take_call(in, content, end + 2, true);
	in->in_raw = str_starts(content, STR("raw"))
		&& !str_trim(str_sub(content, 3, content.len)).len;
}

/* "{# remark #}" of Jinja and its kin. */
static bool
take_remark(struct inliner *in, struct str rest)
{
	size_t end = str_find(rest, STR("#}"));

	if (rest.len < 4 || rest.p[2] != ' ' || end == STR_NONE
	    || rest.p[end - 1] != ' ')
		return false;
	markdown_cut(in, end + 2);
	return true;
}

/* Pelican's "{static}/a.jpg": a path in the tree of the site. */
static bool
take_place(struct inliner *in, struct str rest)
{
	static const struct str places[] = {
		STR("{static}"), STR("{filename}"), STR("{attach}")
	};

	for (size_t i = 0; HAS(in->md, PELICAN) && i < sizeof(places) / sizeof(*places); i++)
		if (str_starts(rest, places[i])) {
			markdown_cut(in, places[i].len);
			return true;
		}
	return false;
}

/* The word of the tag that s starts with, behind its "{%". */
static struct str
tag_name(struct str s)
{
	size_t end = 0;

	s = str_trim(str_sub(s, 2, 64));
	if (s.len && s.p[0] == '-')
		s = str_trim(str_sub(s, 1, s.len));
	while (end < s.len && is_name(s.p[end]))
		end++;
	return str_sub(s, 0, end);
}

size_t
markdown_loop_end(struct markdown *md, struct str s)
{
	size_t at = 0, depth = 0, next;

	if (md->no_loop_end || !str_eq(tag_name(s), STR("for"))
	    || str_find(str_sub(s, 0, str_find(s, STR("%}"))), STR(" in "))
	    == STR_NONE)
		return 0;
	do {
		struct str name = tag_name(str_sub(s, at, s.len));
		size_t end = str_find(str_sub(s, at, s.len), STR("%}"));

		if (end == STR_NONE)
			break;
		depth += str_eq(name, STR("for"));
		if (str_eq(name, STR("endfor")) && --depth == 0)
			return at + end + 2;
		next = str_find(str_sub(s, at + 2, s.len), STR("{%"));
		at += 2 + next;
	} while (next != STR_NONE);
	md->no_loop_end = true;
	return 0;
}

/* "{: .class}", and what stands between "{::nomarkdown}" and "{:/}" stays. */
static bool
take_kramdown(struct inliner *in, struct str rest)
{
	size_t end = str_chr(rest, '}'), close;

	if (end == STR_NONE || (rest.p[2] != ':' && rest.p[2] != '/'
	    && !is_attribute_list(str_sub(rest, 2, end), in->at
	    ? in->s.p[in->at - 1] : '\n')))
		return false;
	close = str_starts(rest, STR("{::comment}"))
		? str_find(rest, STR("{:/")) : STR_NONE;
	if (close != STR_NONE)
		end = close + str_chr(str_sub(rest, close, rest.len), '}');
	markdown_cut(in, end + 1);
	return true;
}

void
markdown_brace(struct inliner *in)
{
	struct str rest = str_sub(in->s, in->at, in->at + BRACE_BYTES);
	char kind = rest.len > 1 ? rest.p[1] : '\0';
	size_t end = STR_NONE;

	switch (kind) {
	case '%':
		if (!HAS(in->md, LIQUID))
			break;
		take_liquid(in, rest);
		return;
	case '{':
		end = str_find(rest, STR("}}"));
		if (in->in_raw || end == STR_NONE)
			break;
		if ((HAS(in->md, SHORTCODES) && take_shortcode(in, rest))
		    || (HAS(in->md, VALUES) && take_output(in, str_sub(rest, 2, end), end + 2)))
			return;
		break;
	case ':':
		if (HAS(in->md, KRAMDOWN) && take_kramdown(in, rest))
			return;
		break;
	case '/':
		end = str_find(rest, STR("*/}"));
		if (!HAS(in->md, MDX) || end == STR_NONE
		    || !str_starts(rest, STR("{/*")))
			break;
		markdown_cut(in, end + 3);
		return;
	case '#':
		if (!HAS(in->md, LIQUID) || !take_remark(in, rest))
			take_attributes(in, rest);
		return;
	default:
		if (!take_place(in, rest) && !markdown_role(in)
		    && !markdown_take_expression(in))
			take_attributes(in, rest);
		return;
	}
	in->at++;
}
