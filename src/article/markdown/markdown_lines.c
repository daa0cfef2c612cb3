/* SPDX-License-Identifier: MIT */
/* The pass over the lines: which are code, HTML, notes, running text. */
#include "article/markdown/markdown_parts.h"

#include <string.h>

#define CODE_BLANKS 4
#define WORK_SLACK ((size_t)16 << 20)
/* A tag that ends on another line does so before a blank one, this near. */
#define TAG_BYTES 2048

size_t
markdown_line_end(struct str s, size_t at)
{
	const char *end = at < s.len ? memchr(s.p + at, '\n', s.len - at) :
	    NULL;

	return end ? (size_t)(end - s.p) + 1 : s.len;
}

/* Its own line end, or that of the line where a tag in it ends. */
static size_t
tag_end(struct str s, size_t at, size_t end, bool joins)
{
	size_t open = at, close;

	while (joins) {
		struct str line = str_sub(s, open, end), rest;
		size_t brace = str_chr(line, '{');
		bool is_output;

		if (brace == STR_NONE)
			return end;
		open += brace;
		rest = str_sub(s, open, open + TAG_BYTES);
		is_output = str_starts(rest, STR("{{"));
		if (!is_output && !str_starts(rest, STR("{%"))) {
			open++;
			continue;
		}
		close = str_find(rest, is_output ? STR("}}") : STR("%}"));
		if (close == STR_NONE || str_find(str_sub(rest, 0, close),
		    STR("\n\n")) != STR_NONE)
			return end;
		open += close + 2;
		if (open > end)
			end = markdown_line_end(s, open - 1);
	}
	return end;
}

static struct line
read_line(struct str s, size_t at)
{
	struct line line = { .text = str_sub(s, at, markdown_line_end(s, at)) };
	size_t i;

	for (i = 0; i < line.text.len && is_blank(line.text.p[i]); i++)
		line.columns += line.text.p[i] == ' ' ? 1 :
		    TAB_BLANKS - line.columns % TAB_BLANKS;
	line.first = i;
	line.is_blank = str_trim(str_sub(line.text, i, line.text.len)).len == 0;
	return line;
}

/* Behind the markers of quotes and list items that start the line. */
static struct str
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

static size_t
run_length(struct str s, char c)
{
	size_t n = 0;

	while (n < s.len && s.p[n] == c)
		n++;
	return n;
}

/* CommonMark 4.5. */
static bool
opens_fence(struct scan *sc, struct str s)
{
	char c = s.len ? s.p[0] : '\0';
	size_t n;

	if (c != '`' && c != '~')
		return false;
	n = run_length(s, c);
	if (n < 3 || (c == '`' &&
	    str_chr(str_sub(s, n, s.len), '`') != STR_NONE))
		return false;
	sc->fence = c;
	sc->fence_len = n;
	return true;
}

static void
take_fenced(struct scan *sc, const struct line *line)
{
	bool is_item;
	struct str s = without_markers(line->text, &is_item);
	size_t n = run_length(s, sc->fence);

	buf_addstr(&sc->md->text, line->text);
	if (n >= sc->fence_len && !str_trim(str_sub(s, n, s.len)).len)
		sc->fence = 0;
}

/* Takes a remark's indentation off the line, or ends the remark. */
static void
take_inset(struct scan *sc, struct line *line)
{
	size_t cut = 0, columns = 0;

	if (line->is_blank)
		return;
	if (line->columns < CODE_BLANKS) {
		sc->in_inset = false;
		return;
	}
	while (columns < CODE_BLANKS)
		columns += line->text.p[cut++] == ' ' ? 1 : TAB_BLANKS;
	sc->at += cut;
	*line = read_line(sc->s, sc->at);
}

/* What is for the site's program alone. */
static bool
take_leftover(struct scan *sc, const struct line *line, size_t next)
{
	enum leftover kind;

	if (line->columns >= CODE_BLANKS)
		return false;
	kind = markdown_leftover(sc->md, line->text, str_sub(sc->s, next,
	    sc->s.len));
	sc->in_inset |= kind == LEFTOVER_INSET;
	sc->was_blank |= kind == LEFTOVER_LINE || kind == LEFTOVER_INSET;
	return kind != LEFTOVER_NONE;
}

/* Puts an island's placeholder where it stood, alone on its line. */
static void
place_island(struct scan *sc, size_t from, size_t to)
{
	const struct line line = read_line(sc->s, from);
	struct str source = str_sub(sc->s, from + line.first, to);
	struct buf html = BUF_INIT;

	if (line.columns < CODE_BLANKS)
		buf_add(&sc->md->text, line.text.p, line.first);
	if (!sc->island.is_comment && sc->md->dialects && (str_chr(source, '{') != STR_NONE
	    || markdown_is_component(sc->island.name))) {
		markdown_raw(sc->md, source, sc->in_raw, false, &html);
		source = pool_str(sc->md->pool, buf_str(&html));
	}
	markdown_place(sc->md, PIECE_ISLAND, source);
	buf_release(&html);
	buf_addc(&sc->md->text, '\n');
	sc->was_blank = true;	/* no paragraph goes on behind it */
}

/* Takes the island that starts, or goes on, at the line. */
static bool
take_island(struct scan *sc)
{
	size_t end = sc->at;
	enum island_end how = island_follow(sc->s, &end, &sc->island,
	    &sc->work);

	sc->in_island = how == ISLAND_MARKDOWN;
	if (how == ISLAND_OPEN) {
		sc->in_html = true;
		return false;
	}
	place_island(sc, sc->at, end);
	if (how == ISLAND_MARKDOWN)
		buf_addc(&sc->md->text, '\n');
	sc->in_list = false;
	sc->at = end;
	return true;
}

static bool
take_html(struct scan *sc, const struct line *line)
{
	struct str s = str_sub(line->text, line->first, line->text.len);

	if (sc->in_island && !sc->in_list && line->columns &&
	    sc->was_blank)
		return take_island(sc);
	if (!s.len || s.p[0] != '<')
		return false;
	if (sc->in_island && island_goes_on(s, line->columns > 0))
		return take_island(sc);
	if (line->columns >= CODE_BLANKS ||
	    !island_starts(sc->s, sc->at + line->first, !sc->was_blank,
	    &sc->island))
		return false;
	return take_island(sc);
}

/*
 * How many signs the line starts with, if that is "##Title", a heading to
 * those who write it; "#title" is one only where it is the first line, and no
 * list of tags. Else 0.
 */
static size_t
tight_heading(const struct markdown *md, struct str s)
{
	size_t n = run_length(s, '#');
	unsigned char next = n < s.len ? (unsigned char)s.p[n] : '\0';

	if (!n || n > 6 || (next < 0x80 && !ascii_alpha(next)
	    && !ascii_digit(next) && (!next || !strchr("[(*_`\"'", next))))
		return 0;
	if (n == 1 && (next < 0x80 || str_trim(buf_str(&md->text)).len
	    || str_chr(str_sub(s, 1, s.len), '#') != STR_NONE))
		return 0;
	return n;
}

/*
 * What old Markdown takes for a heading, "##text", and what its extensions
 * take for the definition of the term above, ": text", or for a remark,
 * "!> text": writes what md4c takes for that, or for the item of a list, or
 * for a quotation. Returns how much it stands for.
 */
static size_t
take_mark(struct scan *sc, const struct line *line)
{
	struct str s = str_sub(line->text, line->first, line->text.len);
	size_t n;

	if (line->columns >= CODE_BLANKS || s.len < 3)
		return 0;
	n = tight_heading(sc->md, s);
	if (n) {
		buf_add(&sc->md->text, s.p, n);
		buf_addc(&sc->md->text, ' ');
		return line->first + n;
	}
	/* Docsify's remarks. */
	if (HAS(sc->md, DOCSIFY) && (str_starts(s, STR("?> "))
	    || str_starts(s, STR("!> ")))) {
		buf_adds(&sc->md->text, "> ");
		return line->first + 3;
	}
	if (!HAS(sc->md, EXTRA) || s.p[0] != ':' || s.p[1] != ' ' || (sc->was_blank
	    && !str_starts(s, STR(":   "))))
		return 0;
	buf_adds(&sc->md->text, "- ");
	sc->in_list = true;
	return line->first + 2;
}

/* Text: md4c's in any case; some of it ours first. */
static void
take_text(struct scan *sc, struct line *line, size_t *next)
{
	bool is_item;
	size_t at;
	struct str s = without_markers(line->text, &is_item);

	if (line->columns >= CODE_BLANKS && !sc->in_list && sc->in_html)
		line->text = str_sub(line->text, line->first, line->text.len);
	else if (line->columns >= CODE_BLANKS && !sc->in_list &&
	    (sc->was_blank || sc->was_code)) {
		/* Pelican says first what language it is: ":::python". */
		if (sc->was_code || !str_starts(str_trim(line->text),
		    STR(":::")) || (!HAS(sc->md, PELICAN)
		    && !HAS(sc->md, ADMONITIONS)))
			buf_addstr(&sc->md->text, line->text);
		sc->was_code = true;
		return;
	}
	if (!line->columns && sc->was_blank) {
		sc->in_list = false;
		sc->in_html = sc->in_html && line->text.p[0] == '<';
	}
	sc->in_list = sc->in_list || is_item;
	sc->was_code = false;
	if (opens_fence(sc, s)) {
		buf_addstr(&sc->md->text, line->text);
		return;
	}
	at = (size_t)(line->text.p - sc->s.p);
	*next = tag_end(sc->s, at, *next, has_dialect(sc->md,
	    DIALECT_LIQUID | DIALECT_VALUES
	    | DIALECT_SHORTCODES));
	at += take_mark(sc, line);
	markdown_inline(sc->md, str_sub(sc->s, at, *next), sc->in_raw);
}

/* Takes the line at sc->at and goes on behind it. */
static void
take_line(struct scan *sc)
{
	struct line line = read_line(sc->s, sc->at);
	size_t next = sc->at + line.text.len;

	if (sc->in_inset)
		take_inset(sc, &line);
	if (markdown_take_directive(sc, &line)) {
		sc->was_blank = true;
	} else if (sc->fence) {
		take_fenced(sc, &line);
	} else if (markdown_take_tag(sc, &line)) {
		sc->was_blank = true;
		next = sc->at > next ? sc->at : next;
	} else if (!line.is_blank && markdown_take_mdx(sc, &line)) {
		return;
	} else if (!line.is_blank && take_leftover(sc, &line, next)) {
		sc->at = next;
		return;
	} else if (line.is_blank) {
		buf_addc(&sc->md->text, '\n');
		sc->was_blank = true;
	} else if (take_html(sc, &line)) {
		return;
	} else if (!sc->in_note && line.columns < CODE_BLANKS &&
	    markdown_note_take(sc->md, sc->s, &sc->at)) {
		sc->was_blank = true;
		return;
	} else {
		take_text(sc, &line, &next);
		sc->was_blank = false;
	}
	sc->at = next;
}

/* A line between the tags of a quotation. */
static void
take_quoted(struct scan *sc)
{
	struct buf *out = &sc->md->text;
	size_t start = out->len;

	buf_adds(out, "> ");
	take_line(sc);
	if (out->len == start + 2)
		buf_truncate(out, start);
}

void
markdown_lines(struct markdown *md, struct str source, bool in_note)
{
	struct scan sc = {
		.md = md, .s = source, .in_note = in_note, .was_blank = true,
		.work = mem_add(mem_mul(source.len, 8), WORK_SLACK)
	};

	while (sc.at < source.len)
		if (sc.quote.name.len)
			take_quoted(&sc);
		else
			take_line(&sc);
	if (md->text.len && md->text.data[md->text.len - 1] != '\n')
		buf_addc(&md->text, '\n');
	/* A list item's fence ends with the item; others would take notes. */
	if (sc.fence && !sc.in_list) {
		for (size_t i = 0; i < sc.fence_len; i++)
			buf_addc(&md->text, sc.fence);
		buf_addc(&md->text, '\n');
	}
	if (sc.listing.len)
		buf_adds(&md->text, LISTING_FENCE "\n");
}
