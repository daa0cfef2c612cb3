/* SPDX-License-Identifier: MIT */
/*
 * Lines that mean something to one site generator or note program, and to a
 * reader nothing: tables of contents to be made, abbreviations. What frames
 * an admonition leaves its title.
 */
#include "article/markdown/lines.h"
#include "tables/calls.h"
#include "tables/dialects.h"

static bool
is_name(struct str s)
{
	size_t end = 0;

	while (end < s.len && (ascii_alpha((unsigned char)s.p[end])
	    || s.p[end] == '-' || s.p[end] == '_'))
		end++;
	return end == s.len;
}

/* The title in quotes or brackets, or what follows the word that s is. */
static struct str
title_of(struct str s)
{
	size_t end = 0;

	while (end < s.len && is_name(str_sub(s, end, end + 1)))
		end++;
	s = str_trim(str_sub(s, end, s.len));
	if (s.len >= 2 && ((s.p[0] == '"' && s.p[s.len - 1] == '"')
	    || (s.p[0] == '[' && s.p[s.len - 1] == ']')))
		return str_trim(str_sub(s, 1, s.len - 1));
	return s;
}

static size_t
put_title(struct scan *sc, const struct line *line, struct str title)
{
	buf_addc(&sc->md->text, '\n');
	if (title.len)
		buf_addf(&sc->md->text, "**%.*s**\n\n", STR_ARG(title));
	return line_next(line);
}

/* MkDocs: "!!! note "Title"", "??? note", "=== "Tab"", then an inset. */
size_t
take_inset(struct scan *sc, const struct line *line)
{
	struct str s = line->s, title, next = str_sub(sc->s, line_next(line),
	    line_end(sc->s, line_next(line)));
	bool is_titled;

	if (!str_starts(s, STR("=== \"")) && !str_starts(s, STR("!!! "))
	    && !str_starts(s, STR("??? ")) && !str_starts(s, STR("???+ ")))
		return 0;
	title = str_trim(str_sub(s, str_chr(s, ' '), s.len));
	is_titled = str_ends(title, STR("\""));
	/* Prose may start with the same signs. */
	if (run_length(next, ' ') < INSET_COLUMNS && !str_starts(next,
	    STR("\t")) && (!is_titled || str_trim(next).len))
		return 0;
	title = str_sub(title, is_titled ? str_chr(title, '"') : title.len,
	    title.len);
	sc->in_inset = true;
	return put_title(sc, line, title_of(title));
}

/* Nuxt: "::name{a="b"}" and "::". */
static bool
is_block_component(struct str s)
{
	size_t end = word_end(s, 0, "-_");

	return end == s.len || (end && s.p[end] == '{'
		&& str_ends(s, STR("}")));
}

/* Docusaurus and Pandoc: ":::tip Title", "::: {.note}", ":::". */
size_t
take_container(struct scan *sc, const struct line *line)
{
	size_t n = run_length(line->s, ':');
	struct str s = str_trim(str_sub(line->s, n, line->s.len)), title;

	if (n == 2 && is_block_component(s))
		return put_title(sc, line, STR(""));
	if (n < 3 || (s.len && !is_name(str_sub(s, 0, 1)) && s.p[0] != '{'))
		return 0;
	title = s.len && s.p[0] != '{' ? title_of(s) : STR("");
	/* Zenn's ":::message alert" and Qiita's ":::note warn" are kinds. */
	if (words_has(&WORDS_CONTAINER_KINDS, title))
		title = STR("");
	return put_title(sc, line, title);
}

/* Obsidian and GitHub: "> [!info]- Title". */
size_t
take_callout(struct scan *sc, const struct line *line)
{
	struct str s = str_trim(str_sub(line->s, 1, line->s.len)), title;
	size_t end = str_chr(s, ']');
	struct str name = str_sub(s, 2, end);

	if (!str_starts(s, STR("[!")) || end == STR_NONE || !is_name(name))
		return 0;
	title = str_trim(str_sub(s, end + 1, s.len));
	if (!has_dialect(sc->md, DIALECT_LINKS)
	    && (title.len || !words_has(&WORDS_ALERTS, name)))
		return 0;
	if (str_starts(title, STR("-")) || str_starts(title, STR("+")))
		title = str_trim(str_sub(title, 1, title.len));
	if (title.len)
		buf_addf(&sc->md->text, "> **%.*s**\n>\n", STR_ARG(title));
	else
		buf_adds(&sc->md->text, ">\n");
	return line_next(line);
}

size_t
take_contents(struct scan *sc, const struct line *line)
{
	(void)sc;
	return words_has(&WORDS_DIALECT_CONTENTS, line->s) ? line_next(line)
		: 0;
}

/* A heading over contents that are to be made: nothing stands under it. */
size_t
take_contents_heading(struct scan *sc, const struct line *line)
{
	struct str rest = str_sub(sc->s, line_next(line), sc->s.len);
	struct str next = STR(""), s = line->s;

	while (s.len && s.p[0] == '#')
		s = str_trim(str_sub(s, 1, s.len));
	if (!words_has(&WORDS_CONTENTS_HEADINGS, s))
		return 0;
	while (str_next(&rest, '\n', &next) && !str_trim(next).len)
		;
	if (!str_starts(next, STR("#"))
	    && !words_has(&WORDS_DIALECT_CONTENTS, str_trim(next)))
		return 0;
	markdown_drop(sc->md, line->s);
	return line_next(line);
}

/* Kramdown puts contents in place of the list behind which it says so. */
size_t
take_contents_item(struct scan *sc, const struct line *line)
{
	struct str s = line->s, next = str_trim(str_sub(sc->s,
	    line_next(line), line_end(sc->s, line_next(line))));

	return (str_starts(s, STR("* ")) || str_starts(s, STR("- "))
		|| str_starts(s, STR("1. "))) && str_starts(next, STR("{:"))
		&& str_find(next, STR("toc")) != STR_NONE ? line_next(line)
		: 0;
}

/* "*[HTML]: Hyper Text", of PHP Markdown Extra. */
size_t
take_abbreviation(struct scan *sc, const struct line *line)
{
	size_t end = str_find(line->s, STR("]: "));

	if (!str_starts(line->s, STR("*[")) || end == STR_NONE || end < 3)
		return 0;
	markdown_drop(sc->md, line->s);
	return line_next(line);
}

/* A file that is put in: "--8<-- "name"" of MkDocs, "<<< @/name". */
size_t
take_snippet(struct scan *sc, const struct line *line)
{
	(void)sc;
	return str_starts(line->s, STR("--8<-- "))
		|| str_starts(line->s, STR("<<< ")) ? line_next(line) : 0;
}
