/* SPDX-License-Identifier: MIT */
/*
 * Lines that mean something to one site generator or note program, and to a
 * reader nothing: tables of contents to be made, abbreviations. What frames a
 * remark leaves its title.
 */
#include "article/markdown/markdown_parts.h"
#include "tables/dialects.h"

/* A remark's indentation. */
#define INSET_COLUMNS 4

static bool
is_word(char c)
{
	return ascii_alpha((unsigned char)c) || c == '-' || c == '_';
}

/* The title in quotes or brackets, or what follows the word that s is. */
static struct str
remark_title(struct str s)
{
	size_t end = 0;

	while (end < s.len && is_word(s.p[end]))
		end++;
	s = str_trim(str_sub(s, end, s.len));
	if (s.len >= 2 && ((s.p[0] == '"' && s.p[s.len - 1] == '"')
	    || (s.p[0] == '[' && s.p[s.len - 1] == ']')))
		return str_trim(str_sub(s, 1, s.len - 1));
	return s;
}

static void
put_title(struct buf *out, struct str title)
{
	buf_addc(out, '\n');
	if (title.len)
		buf_addf(out, "**%.*s**\n\n", STR_ARG(title));
}

/* MkDocs: "!!! note "Title"", "??? note", "=== "Tab"", then an inset. */
static bool
take_inset(struct buf *out, struct str s, struct str next)
{
	bool is_tab = str_starts(s, STR("=== \"")), is_titled;
	size_t blanks = 0;
	struct str title;

	if (!is_tab && !str_starts(s, STR("!!! "))
	    && !str_starts(s, STR("??? ")) && !str_starts(s, STR("???+ ")))
		return false;
	title = str_trim(str_sub(s, str_chr(s, ' '), s.len));
	is_titled = str_ends(title, STR("\""));
	while (blanks < next.len && next.p[blanks] == ' ')
		blanks++;
	/* Prose may start with the same signs. */
	if (blanks < INSET_COLUMNS && (!next.len || next.p[0] != '\t')
	    && (!is_titled || str_trim(next).len))
		return false;
	title = str_sub(title, is_titled ? str_chr(title, '"') : title.len,
	    title.len);
	put_title(out, remark_title(title));
	return true;
}

/* Nuxt: "::name{a="b"}" and "::". */
static bool
is_component(struct str s)
{
	size_t i = 0;

	while (i < s.len && (is_word(s.p[i]) || ascii_digit(s.p[i])))
		i++;
	return i == s.len || (i && s.p[i] == '{' && str_ends(s, STR("}")));
}

/* Docusaurus and Pandoc: ":::tip Title", "::: {.note}", ":::". */
static bool
take_fence(struct buf *out, struct str s)
{
	struct str title;
	size_t n = 0;

	while (n < s.len && s.p[n] == ':')
		n++;
	s = str_trim(str_sub(s, n, s.len));
	if (n == 2 && is_component(s)) {
		buf_addc(out, '\n');
		return true;
	}
	if (n < 3 || (s.len && !is_word(s.p[0]) && s.p[0] != '{'))
		return false;
	title = s.len && s.p[0] != '{' ? remark_title(s) : STR("");
	/* Zenn's ":::message alert" and Qiita's ":::note warn" are kinds. */
	if (str_eq(title, STR("alert")) || str_eq(title, STR("warn"))
	    || str_eq(title, STR("info")))
		title = STR("");
	put_title(out, title);
	return true;
}

/* GitHub's own, which all Markdown has here: nothing follows them. */
static bool
is_alert(struct str name, struct str title)
{
	static const struct str names[] = {
		STR("NOTE"), STR("TIP"), STR("IMPORTANT"), STR("WARNING"),
		STR("CAUTION")
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_ieq(name, names[i]))
			return !str_trim(title).len;
	return false;
}

/* Obsidian and GitHub: "> [!info]- Title". */
static bool
take_callout(struct markdown *md, struct str s)
{
	struct buf *out = &md->text;
	struct str rest = str_trim(str_sub(s, 1, s.len)), title;
	size_t end = str_chr(rest, ']');

	if (s.p[0] != '>' || !str_starts(rest, STR("[!")) || end == STR_NONE)
		return false;
	for (size_t i = 2; i < end; i++)
		if (!is_word(rest.p[i]))
			return false;
	title = str_sub(rest, end + 1, rest.len);
	if (!HAS(md, LINKS) && !is_alert(str_sub(rest, 2, end), title))
		return false;
	if (title.len && (title.p[0] == '-' || title.p[0] == '+'))
		title = str_sub(title, 1, title.len);
	title = str_trim(title);
	if (title.len)
		buf_addf(out, "> **%.*s**\n>\n", STR_ARG(title));
	else
		buf_adds(out, ">\n");
	return true;
}

/* A heading over contents that are to be made: nothing stands under it. */
static bool
is_contents_heading(struct str s, struct str rest)
{
	static const struct str labels[] = {
		STR("Table of contents"), STR("Contents"), STR("TOC"),
		STR("目录"), STR("目錄"), STR("目次"), STR("목차")
	};
	struct str line = STR("");

	while (s.len && s.p[0] == '#')
		s = str_trim(str_sub(s, 1, s.len));
	while (str_next(&rest, '\n', &line) && !str_trim(line).len)
		;
	if (!str_starts(line, STR("#")) && !words_has(&WORDS_DIALECT_CONTENTS, str_trim(line)))
		return false;
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (str_ieq(s, labels[i]))
			return true;
	return false;
}

/* Kramdown puts contents in place of the list behind which it says so. */
static bool
is_contents_item(struct str s, struct str next)
{
	next = str_trim(next);
	return (str_starts(s, STR("* ")) || str_starts(s, STR("- "))
		|| str_starts(s, STR("1. "))) && str_starts(next, STR("{:"))
		&& str_find(next, STR("toc")) != STR_NONE;
}

/* "*[HTML]: Hyper Text", of PHP Markdown Extra. */
static bool
take_abbreviation(struct markdown *md, struct str s)
{
	size_t end = str_find(s, STR("]: "));

	if (!str_starts(s, STR("*[")) || end == STR_NONE || end < 3)
		return false;
	markdown_drop(md, s);
	return true;
}

enum leftover
markdown_leftover(struct markdown *md, struct str s, struct str rest)
{
	struct buf *out = &md->text;
	struct str next = str_sub(rest, 0, markdown_line_end(rest, 0));

	s = str_trim(s);
	if (!s.len)
		return LEFTOVER_NONE;
	switch (s.p[0]) {
	case '<':
		return HAS(md, CONTAINERS) && str_starts(s, STR("<<< "))
			? LEFTOVER_LINE
			: LEFTOVER_NONE;
	case '#':
		if (!HAS(md, CONTENTS) || !is_contents_heading(s, rest))
			return LEFTOVER_NONE;
		markdown_drop(md, s);
		return LEFTOVER_LINE;
	case '!':
	case '?':
	case '=':
		return HAS(md, ADMONITIONS) && take_inset(out, s, next) ? LEFTOVER_INSET
			: LEFTOVER_NONE;
	case ':':
		return HAS(md, CONTAINERS) && take_fence(out, s) ? LEFTOVER_LINE : LEFTOVER_NONE;
	case '>':
		return take_callout(md, s) ? LEFTOVER_QUOTE : LEFTOVER_NONE;
	case '*':
	case '1':
	case '-':
		return (HAS(md, KRAMDOWN) && is_contents_item(s, next))
			|| (HAS(md, EXTRA) && take_abbreviation(md, s))
			|| (HAS(md, ADMONITIONS) && str_starts(s, STR("--8<-- "))) ? LEFTOVER_LINE
			: LEFTOVER_NONE;
	case '[':
	case '$':
	case '@':
	case '{':
		return HAS(md, CONTENTS) && words_has(&WORDS_DIALECT_CONTENTS, s) ? LEFTOVER_LINE : LEFTOVER_NONE;
	default:
		return LEFTOVER_NONE;
	}
}
