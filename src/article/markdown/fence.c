/* SPDX-License-Identifier: MIT */
/* Fences of code, in list items and quotations, too. */
#include "article/markdown/lines.h"

#include <string.h>

/* Behind the markers of quotes and list items that start the line. */
struct str
without_markers(struct str s, bool *is_item)
{
	*is_item = false;
	for (;;) {
		size_t i = 0;

		while (i < s.len && is_blank(s.p[i]))
			i++;
		s = str_sub(s, i, s.len);
		for (i = 0; i < s.len && i < 9 && ascii_digit(s.p[i]); i++)
			;
		if (s.len && s.p[0] == '>') {
			s = str_sub(s, 1, s.len);
			continue;
		}
		if (i >= s.len || (i ? s.p[i] != '.' && s.p[i] != ')' :
		    s.p[i] != '-' && s.p[i] != '+' && s.p[i] != '*'))
			return s;
		if (i + 1 >= s.len || !ascii_space(s.p[i + 1]))
			return s;
		*is_item = true;
		s = str_sub(s, i + 1, s.len);
	}
}

/* CommonMark 4.5. */
static bool
opens_fence(struct scan *sc, struct str s)
{
	char c = s.len ? s.p[0] : '\0';
	size_t n = run_length(s, c);

	if ((c != '`' && c != '~') || n < 3 || (c == '`' &&
	    str_chr(str_sub(s, n, s.len), '`') != STR_NONE))
		return false;
	sc->fence.sign = c;
	sc->fence.len = n;
	return true;
}

static size_t
next_column(size_t column, char c)
{
	return column + (c == '\t' ? TAB_COLUMNS - column % TAB_COLUMNS : 1);
}

size_t
columns_of(struct str s)
{
	size_t column = 0;

	for (size_t i = 0; i < s.len; i++)
		column = next_column(column, s.p[i]);
	return column;
}

static void
put_blanks(struct buf *out, size_t count)
{
	while (count--)
		buf_addc(out, ' ');
}

/*
 * A line of code: tabs behind the fence's own indentation stop where they
 * would at the margin. To md4c the columns of the list item are the code's.
 */
static void
put_code(struct scan *sc, const struct line *line)
{
	struct str blanks = str_sub(line->text, 0, line->first);
	size_t at = 0, column = 0;

	while (at < blanks.len && column < sc->fence.columns)
		column = next_column(column, blanks.p[at++]);
	blanks = str_sub(blanks, at, blanks.len);
	if (sc->fence.columns % TAB_COLUMNS == 0
	    || str_chr(blanks, '\t') == STR_NONE
	    || column != sc->fence.columns) {
		buf_addstr(&sc->md->text, line->text);
		return;
	}
	put_blanks(&sc->md->text, sc->fence.columns);
	put_blanks(&sc->md->text, columns_of(blanks));
	buf_addstr(&sc->md->text, str_sub(line->text, line->first,
	    line->text.len));
}

size_t
take_fenced(struct scan *sc, const struct line *line)
{
	bool is_item;
	struct str s = without_markers(line->text, &is_item);
	size_t n = run_length(s, sc->fence.sign);

	put_code(sc, line);
	if (n >= sc->fence.len && !str_trim(str_sub(s, n, s.len)).len)
		sc->fence.len = 0;
	return line_next(line);
}

/* "title="a.js"" of what is written behind the fence; else empty. */
static struct str
fence_title(const struct scan *sc, struct str s)
{
	size_t at = str_find(s, STR(" title="));
	char quote;

	s = str_sub(s, at == STR_NONE ? s.len : at + 7, s.len);
	quote = s.len ? s.p[0] : '\0';
	s = str_sub(s, 1, s.len);
	at = str_chr(s, quote);
	if (!has_dialect(sc->md, DIALECT_MDX | DIALECT_COMPONENTS
	    | DIALECT_CONTAINERS) || (quote != '"' && quote != '\'')
	    || at == STR_NONE)
		return STR("");
	return str_trim(str_sub(s, 0, at));
}

/* As it stands: no sign in it is Markdown's. */
static void
put_literal(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c > ' ' && c < 0x7f && !ascii_alpha(c) && !ascii_digit(c))
			buf_addc(out, '\\');
		buf_addc(out, s.p[i]);
	}
}

/* The title is a paragraph over the fence, s, which has its indentation. */
static void
put_titled(struct scan *sc, const struct line *line, struct str s,
    struct str title)
{
	struct buf *out = &sc->md->text;
	struct str before = str_sub(line->text, 0, line->text.len - s.len);

	if (has_any(before, ">") || sc->quote.name.len) {
		markdown_drop(sc->md, title);
		buf_addstr(out, line->text);
		return;
	}
	if (!str_trim(before).len && sc->after == AFTER_TEXT)
		buf_addc(out, '\n');
	buf_addstr(out, before);
	put_literal(out, title);
	buf_adds(out, "\n\n");
	put_blanks(out, sc->fence.columns);
	buf_addstr(out, s);
}

size_t
take_fence(struct scan *sc, const struct line *line, struct str s)
{
	struct str title;

	if (!opens_fence(sc, s))
		return 0;
	sc->fence.columns = columns_of(str_sub(line->text, 0, line->text.len
	    - s.len));
	title = fence_title(sc, s);
	if (title.len)
		put_titled(sc, line, s, title);
	else
		buf_addstr(&sc->md->text, line->text);
	sc->after = AFTER_TEXT;
	return line_next(line);
}
