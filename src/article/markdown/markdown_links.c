/* SPDX-License-Identifier: MIT */
/*
 * Links that CommonMark does not know: of wikis and note programs, embedded
 * pages, and destinations with blanks or sizes in them.
 */
#include "article/markdown/markdown_parts.h"

#include <string.h>

bool
markdown_has_any(struct str s, const char *signs)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] && strchr(signs, s.p[i]))
			return true;
	return false;
}

static void
put_wiki_link(struct buf *out, struct str target, struct str label,
    bool is_embedded)
{
	struct str name = str_sub(target, 0, str_chr(target, '#'));
	size_t dot = str_rchr(name, '.');
	bool is_file = dot != STR_NONE && name.len - dot <= 5
		&& !str_iends(name, STR(".md"));

	if (is_embedded && is_file) {
		buf_addf(out, "![](<%.*s>)", STR_ARG(name));
		return;
	}
	if (!name.len) {
		buf_addstr(out, label);
		return;
	}
	buf_addf(out, "[%.*s](<%s%.*s%s>)", STR_ARG(label),
	    str_chr(name, '/') == STR_NONE ? "" : "/", STR_ARG(name),
	    is_file || str_iends(name, STR(".md")) ? "" : ".md");
}

/*
 * "[[Page]]", "[[Page#Part|label]]" and "![[picture.png]]" of wikis and note
 * programs; "[[1]](url)" is Markdown's own.
 */
void
markdown_wiki_link(struct inliner *in)
{
	struct str rest = str_sub(in->s, in->at + 2,
	    in->at + MARKDOWN_LINK_BYTES);
	size_t end = str_find(rest, STR("]]")), bar, hash;
	bool is_embedded = in->at > in->from && in->s.p[in->at - 1] == '!';
	struct str content, label;
	char next;

	content = str_sub(rest, 0, end == STR_NONE ? 0 : end);
	next = end != STR_NONE && end + 2 < rest.len ? rest.p[end + 2] : '\n';
	if (!content.len || ascii_space((unsigned char)content.p[0])
	    || content.p[0] == '-' || content.p[0] == '^' || next == '('
	    || next == '[' || next == ':'
	    || markdown_has_any(content, "[]<>\\\1\n`")) {
		in->at += 2;
		return;
	}
	bar = str_chr(content, '|');
	label = bar == STR_NONE ? content
		: str_sub(content, bar + 1, content.len);
	content = str_trim(str_sub(content, 0, bar));
	hash = str_chr(label, '#');
	if (hash == 0)
		label = str_sub(label, 1, label.len);
	in->at -= is_embedded;
	markdown_cut(in, end + 4 + is_embedded);
	put_wiki_link(in->out, content, str_trim(label), is_embedded);
}

/* Whether the brackets that end before in->at are those of a picture. */
static bool
is_picture(const struct inliner *in)
{
	struct str before = str_sub(in->s, 0, in->at - 1);
	size_t open = str_rchr(before, '[');

	return open != STR_NONE && open > 0 && before.p[open - 1] == '!';
}

/* What follows a destination and is no title: "=300x200", "align="left"". */
static bool
is_size(struct str s)
{
	size_t i = 0;

	if (s.len > 1 && s.p[0] == '=')
		return ascii_digit((unsigned char)s.p[1]) || s.p[1] == 'x'
			|| s.p[1] == '*';
	while (i < s.len && (ascii_alpha((unsigned char)s.p[i])
	    || s.p[i] == '-'))
		i++;
	return i && i + 1 < s.len && s.p[i] == '='
		&& (s.p[i + 1] == '"' || ascii_digit((unsigned char)
		s.p[i + 1]));
}

/* A picture's file in whose name there are blanks: its length, or 0. */
static size_t
spaced_name(struct str s)
{
	static const char *const endings[] = {
		".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t end = str_ifind(s, str_of(endings[i]));

		end = end == STR_NONE ? s.len : end + strlen(endings[i]);
		if (end < s.len && (s.p[end] == ')' || s.p[end] == ' ')
		    && !markdown_has_any(str_sub(s, 0, end), "<>()\"\n\1"))
			return end;
	}
	return 0;
}

/* Makes what stands behind "](" a destination to CommonMark. */
void
markdown_destination(struct inliner *in)
{
	bool is_link = in->at > 0 && in->s.p[in->at - 1] == ']';
	struct str s;
	size_t i = 0, end;

	in->at++;
	/* Zola's links go from the root of the content. */
	s = str_sub(in->s, in->at, in->at + MARKDOWN_LINK_BYTES);
	if (HAS(in->md, PATHS) && str_starts(s, STR("@/")))
		markdown_cut(in, 1);
	if (!is_link || !s.len || s.p[0] == '<')
		return;
	while (i < s.len && !ascii_space((unsigned char)s.p[i])
	    && s.p[i] != ')' && s.p[i] != '{')
		i++;
	if (!i || i == s.len || s.p[i] != ' ')
		return;
	end = str_chr(str_sub(s, i, s.len), ')');
	if (end == STR_NONE)
		return;
	if (is_size(str_trim(str_sub(s, i, i + end)))) {
		in->at += i;
		markdown_cut(in, end);
		return;
	}
	in->at--;
	end = is_picture(in) ? spaced_name(s) : 0;
	in->at++;
	if (end <= i)
		return;
	markdown_cut(in, end);
	buf_addf(in->out, "<%.*s>", STR_ARG(str_sub(s, 0, end)));
}

/* Obsidian's "%%remark%%" within a line. */
static bool
take_remark(struct inliner *in, struct str s)
{
	size_t end;

	if (!HAS(in->md, LINKS) || !str_starts(s, STR("%%")))
		return false;
	end = str_find(str_sub(s, 2, str_chr(s, '\n')), STR("%%"));
	if (end == STR_NONE || !end)
		return false;
	markdown_cut(in, end + 4);
	return true;
}

/* A number, "th", or below the line one letter: formulas may have more. */
static bool
is_script(struct str s, char sign)
{
	static const struct str endings[] = {
		STR("st"), STR("nd"), STR("rd"), STR("th")
	};
	unsigned long number;

	if (sign == '~' && s.len == 1)
		return ascii_alpha((unsigned char)s.p[0])
			|| ascii_digit((unsigned char)s.p[0]);
	for (size_t i = 0; sign == '^' && i < 4; i++)
		if (str_eq(s, endings[i]))
			return true;
	if (sign == '^' && (str_starts(s, STR("-")) || str_starts(s, STR("+"))))
		s = str_sub(s, 1, s.len);
	return str_number(s, 9999, &number);
}

/* Whether in->at may stand in an address, which stays as it is. */
static bool
is_in_address(const struct inliner *in)
{
	for (size_t i = in->at; i > 0 && in->at - i < 128
	    && !ascii_space((unsigned char)in->s.p[i - 1]); i--)
		if (strchr("/=<\"", in->s.p[i - 1]))
			return true;
	return false;
}

static bool
is_letter(struct str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.p[at] : ' ';

	return ascii_alpha(c) || ascii_digit(c) || c >= 0x80;
}

/* "x^2^" and "H~2~O", where no blank parts them from what is before. */
static bool
take_script(struct inliner *in)
{
	char sign = in->s.p[in->at], before = in->at ? in->s.p[in->at - 1] : 0;
	struct str s = str_sub(in->s, in->at + 1, in->at + 8);
	size_t end = str_chr(s, sign);
	const char *tag = sign == '^' ? "sup" : "sub";

	if (!HAS(in->md, EXTRA) || end == STR_NONE || !is_script(str_sub(s, 0, end), sign)
	    || (!ascii_alpha((unsigned char)before) && before != ')'
	    && (sign == '~' || !ascii_digit((unsigned char)before)))
	    || is_in_address(in))
		return false;
	markdown_cut(in, end + 2);
	buf_addf(in->out, "<%s>%.*s</%s>", tag, STR_ARG(str_sub(s, 0, end)),
	    tag);
	return true;
}

/* Obsidian's " ^name-of-a-block" at the end of a line; or a script. */
void
markdown_caret(struct inliner *in)
{
	struct str s = str_sub(in->s, in->at + 1, in->s.len);
	bool has_letter = false;
	size_t i = 0;

	if (take_script(in))
		return;
	if (in->s.p[in->at] == '~') {
		/*
		 * "3~5" is no end of what was struck out. A backslash would
		 * stay where the line turns out to be HTML.
		 */
		if (in->at && is_letter(in->s, in->at - 1)
		    && is_letter(in->s, in->at + 1) && !is_in_address(in)) {
			markdown_cut(in, 1);
			buf_adds(in->out, "&#126;");
		} else {
			in->at++;
		}
		return;
	}
	while (i < s.len && (ascii_alpha((unsigned char)s.p[i])
	    || ascii_digit((unsigned char)s.p[i]) || s.p[i] == '-')) {
		has_letter |= ascii_alpha((unsigned char)s.p[i]);
		i++;
	}
	if (HAS(in->md, LINKS) && has_letter && i > 2 && in->at && is_blank(in->s.p[in->at - 1])
	    && (i == s.len || s.p[i] == '\n'))
		markdown_cut(in, i + 1);
	else
		in->at += i + 1;
}

/*
 * "@[card](url)" of Zenn and VuePress and "%[url]" of Hashnode: the page that
 * is shown there.
 */
void
markdown_embed(struct inliner *in)
{
	static const char names[] = "card embed tweet twitter youtube gist "
		"github slideshare speakerdeck codepen code docswell jsfiddle "
		"codesandbox stackblitz figma video vimeo";
	struct str s = str_sub(in->s, in->at, in->at + MARKDOWN_LINK_BYTES);
	bool is_named = s.p[0] == '@', is_page;
	size_t end = 0, close = s.len > 1 && s.p[1] == '['
		? str_chr(s, ']') : STR_NONE;
	struct call call;
	struct str url;

	if (close == STR_NONE || !HAS(in->md, EMBEDS)) {
		in->at += take_remark(in, s) ? 0 : 1;
		return;
	}
	call = (struct call){ .name = str_sub(s, 2, close) };
	url = call.name;
	if (is_named) {
		end = str_chr(s, ')');
		url = str_sub(s, close + 2, end == STR_NONE ? 0 : end);
	}
	is_page = call_is_address(url) && url.p[0] != '/';
	if (end == STR_NONE || markdown_has_any(url, " <>\n")
	    || (is_named && (!str_starts(str_sub(s, close + 1, s.len),
	    STR("(")) || !call_is(&call, names)))
	    || (!is_named && !is_page)) {
		in->at++;
		return;
	}
	markdown_cut(in, (is_named ? end : close) + 1);
	if (is_page)
		buf_addf(in->out, "<%.*s>", STR_ARG(url));
}
