/* SPDX-License-Identifier: MIT */
#include "article/markdown/lines.h"

#include <string.h>

#include "article/markdown/inline.h"

struct line
read_line(struct str s, size_t at)
{
	struct line line = { .at = at,
		.text = str_sub(s, at, line_end(s, at)) };
	size_t i;

	for (i = 0; i < line.text.len && is_blank(line.text.p[i]); i++)
		line.columns += line.text.p[i] == ' ' ? 1 :
		    TAB_COLUMNS - line.columns % TAB_COLUMNS;
	line.first = i;
	line.s = str_trim(line.text);
	return line;
}

/* Its own end, or that of the line where a call in it ends. */
static size_t
call_line_end(const struct scan *sc, size_t at, size_t end)
{
	const unsigned with_calls = DIALECT_LIQUID | DIALECT_VALUES
		| DIALECT_SHORTCODES;
	size_t open = at;

	while (has_dialect(sc->md, with_calls)) {
		struct str line = str_sub(sc->s, open, end), rest;
		size_t brace = str_chr(line, '{'), close;
		bool is_value;

		if (brace == STR_NONE)
			return end;
		open += brace;
		rest = str_sub(sc->s, open, open + CALL_BYTES);
		is_value = str_starts(rest, STR("{{"));
		if (!is_value && !str_starts(rest, STR("{%"))) {
			open++;
			continue;
		}
		close = find_close(rest, is_value ? STR("}}") : STR("%}"));
		if (close == STR_NONE || str_find(str_sub(rest, 0, close),
		    STR("\n\n")) != STR_NONE)
			return end;
		open += close + 2;
		if (open > end)
			end = line_end(sc->s, open - 1);
	}
	return end;
}

/* Takes an admonition's indentation off the line, or ends it. */
static void
leave_inset(struct scan *sc, struct line *line)
{
	size_t cut = 0, columns = 0;

	if (!line->s.len)
		return;
	sc->in_inset = line->columns >= INSET_COLUMNS;
	if (!sc->in_inset)
		return;
	while (columns < INSET_COLUMNS)
		columns += line->text.p[cut++] == ' ' ? 1 : TAB_COLUMNS;
	*line = read_line(sc->s, line->at + cut);
}

/* Puts a block's placeholder where it stood, alone on its line. */
static void
place_block(struct scan *sc, size_t from, size_t to)
{
	const struct line line = read_line(sc->s, from);
	struct str source = str_sub(sc->s, from + line.first, to);
	struct buf html = BUF_INIT;

	if (line.columns < CODE_COLUMNS)
		buf_add(&sc->md->text, line.text.p, line.first);
	if (!sc->block.is_comment && sc->md->dialects
	    && (has_any(source, "{[") || is_component(sc->block.name))) {
		markdown_raw(sc->md, source, sc->in_raw, &html);
		source = pool_str(sc->md->pool, buf_str(&html));
	}
	markdown_place(sc->md, PIECE_HTML, source);
	buf_release(&html);
	buf_addc(&sc->md->text, '\n');
}

/* Takes the HTML block that starts, or goes on, at the line. */
static size_t
take_block(struct scan *sc, const struct line *line)
{
	size_t end = line->at;
	enum html_block_end how = html_block_follow(sc->s, &end, &sc->block,
	    &sc->md->work);

	sc->in_block = how == HTML_BLOCK_MARKDOWN;
	if (how == HTML_BLOCK_OPEN) {
		sc->in_html = true;
		return 0;
	}
	place_block(sc, line->at, end);
	if (how == HTML_BLOCK_MARKDOWN)
		buf_addc(&sc->md->text, '\n');
	sc->in_list = false;
	return end;
}

static size_t
take_html(struct scan *sc, const struct line *line)
{
	struct str s = str_sub(line->text, line->first, line->text.len);

	if (sc->in_block && !sc->in_list && line->columns &&
	    sc->after != AFTER_TEXT)
		return take_block(sc, line);
	if (s.p[0] != '<')
		return 0;
	if (sc->in_block && html_block_goes_on(s, line->columns > 0))
		return take_block(sc, line);
	if (line->columns >= CODE_COLUMNS || !html_block_starts(sc->s,
	    line->at + line->first, sc->after == AFTER_TEXT, &sc->block))
		return 0;
	return take_block(sc, line);
}

static size_t
take_footnote(struct scan *sc, const struct line *line)
{
	return sc->in_note ? 0 : footnote_take(sc->md, sc->s, line->at);
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
 * take for the definition of the term above, ": text", or docsify for an
 * admonition, "!> text": writes what md4c takes for that, or for the item of
 * a list, or for a quotation. Returns how much it stands for.
 */
static size_t
take_sign(struct scan *sc, const struct line *line)
{
	struct str s = str_sub(line->text, line->first, line->text.len);
	size_t n;

	if (line->columns >= CODE_COLUMNS || s.len < 3)
		return 0;
	n = tight_heading(sc->md, s);
	if (n) {
		buf_add(&sc->md->text, s.p, n);
		buf_addc(&sc->md->text, ' ');
		return line->first + n;
	}
	if (has_dialect(sc->md, DIALECT_DOCSIFY) && (str_starts(s, STR("?> "))
	    || str_starts(s, STR("!> ")))) {
		buf_adds(&sc->md->text, "> ");
		return line->first + 3;
	}
	if (!has_dialect(sc->md, DIALECT_EXTRA) || !str_starts(s, STR(": "))
	    || (sc->after != AFTER_TEXT && !str_starts(s, STR(":   "))))
		return 0;
	/* An item that becomes empty would make a heading of the term. */
	if (str_starts(str_trim(str_sub(s, 1, s.len)), STR("{")))
		buf_addc(&sc->md->text, '\n');
	buf_adds(&sc->md->text, "- ");
	sc->in_list = true;
	return line->first + 2;
}

/* Pelican says first what language it is: ":::python". */
static bool
is_language(const struct scan *sc, struct str s)
{
	return sc->after != AFTER_CODE && str_starts(s, STR(":::"))
		&& has_dialect(sc->md, DIALECT_PELICAN
		| DIALECT_ADMONITIONS);
}

/* Text: md4c's in any case; some of it ours first. */
static size_t
take_text(struct scan *sc, const struct line *line)
{
	bool is_item, is_code = line->columns >= CODE_COLUMNS && !sc->in_list;
	struct str s = without_markers(line->text, &is_item);
	size_t at = line->at, end;

	if (is_code && !sc->in_html && sc->after != AFTER_TEXT) {
		if (!is_language(sc, line->s))
			buf_addstr(&sc->md->text, line->text);
		sc->after = AFTER_CODE;
		return line_next(line);
	}
	if (!line->columns && sc->after != AFTER_TEXT) {
		sc->in_list = false;
		sc->in_html = sc->in_html && line->text.p[0] == '<';
	}
	sc->in_list = sc->in_list || is_item;
	if (is_item)
		sc->item_columns = columns_of(str_sub(line->text, 0,
		    line->text.len - s.len));
	end = take_fence(sc, line, s);
	if (end)
		return end;
	end = call_line_end(sc, at, line_next(line));
	end = component_line_end(sc, at, end);
	at += is_code && sc->in_html ? line->first : 0;
	at += take_sign(sc, line);
	sc->after = AFTER_TEXT;
	markdown_inline(sc->md, str_sub(sc->s, at, end), sc->in_raw);
	return end;
}

/* In order; of those with the same trigger the first that takes it counts. */
static const struct rule {
	const char *triggers;	/* what the line starts with; NULL: anything */
	bool deep;		/* also where it is indented as code is */
	unsigned dialects;	/* any of them; 0: always */
	block_take *take;
} rules[] = {
	{ "`~:", false, DIALECT_MYST, take_directive },
	{ "(", true, DIALECT_MYST, take_label },
	{ "[", false, DIALECT_WORDPRESS, take_block_shortcode },
	{ "{", true, DIALECT_KRAMDOWN, take_kramdown_comment },
	{ "{", true, DIALECT_LIQUID | DIALECT_SHORTCODES, take_block_call },
	{ "{", false, DIALECT_MDX, take_block_expression },
	{ "i", false, DIALECT_MDX, take_import },
	{ "e", false, DIALECT_MDX, take_export },
	{ "#", false, DIALECT_CONTENTS, take_contents_heading },
	{ "[${@<", false, DIALECT_CONTENTS, take_contents },
	{ "*-1", false, DIALECT_KRAMDOWN, take_contents_item },
	{ "!?=", false, DIALECT_ADMONITIONS, take_inset },
	{ "-", false, DIALECT_ADMONITIONS, take_snippet },
	{ "<", false, DIALECT_CONTAINERS, take_snippet },
	{ ":", false, DIALECT_CONTAINERS, take_container },
	{ ">", false, 0, take_callout },
	{ "*", false, DIALECT_EXTRA, take_abbreviation },
	{ "<", true, DIALECT_COMPONENTS, take_block_component },
	{ NULL, true, 0, take_html },
	{ "[", false, 0, take_footnote }
};

static size_t
take_by_rule(struct scan *sc, const struct line *line)
{
	for (size_t i = 0; i < ARRAY_COUNT(rules); i++) {
		const struct rule *rule = &rules[i];
		size_t end;

		if ((rule->dialects && !has_dialect(sc->md, rule->dialects))
		    || (!rule->deep && line->columns >= CODE_COLUMNS)
		    || (rule->triggers
		    && !strchr(rule->triggers, line->s.p[0])))
			continue;
		end = rule->take(sc, line);
		if (end)
			return end;
	}
	return 0;
}

/* Takes the line at sc->at: the offset after it, or after what it starts. */
static size_t
take_line(struct scan *sc)
{
	struct line line = read_line(sc->s, sc->at);
	size_t end;

	if (sc->in_inset)
		leave_inset(sc, &line);
	if (sc->component_count)
		shift_line(sc, &line);
	end = take_in_directive(sc, &line);
	if (!end && sc->fence.len)
		return take_fenced(sc, &line);
	if (!end && sc->listing.len)
		end = take_listed(sc, &line);
	if (!end && !line.s.len) {
		buf_addc(&sc->md->text, '\n');
		/* Code goes on behind blank lines. */
		sc->after = sc->after == AFTER_CODE ? AFTER_CODE
			: AFTER_BLANK;
		return line_next(&line);
	}
	if (!end && line.s.p[0])
		end = take_by_rule(sc, &line);
	if (!end)
		return take_text(sc, &line);
	sc->after = AFTER_BLANK;	/* no paragraph goes on behind it */
	return end;
}

/* A line between the tags of a quotation. */
static size_t
take_quoted(struct scan *sc)
{
	struct buf *out = &sc->md->text;
	size_t start = out->len, end;

	buf_adds(out, "> ");
	end = take_line(sc);
	if (out->len == start + 2)
		buf_truncate(out, start);
	return end;
}

void
markdown_lines(struct markdown *md, struct str source, bool in_note)
{
	struct scan sc = { .md = md, .s = source, .in_note = in_note };

	while (sc.at < source.len)
		sc.at = sc.quote.name.len ? take_quoted(&sc) : take_line(&sc);
	if (md->text.len && md->text.data[md->text.len - 1] != '\n')
		buf_addc(&md->text, '\n');
	/* A list item's fence ends with the item; others would take notes. */
	if (sc.fence.len && !sc.in_list) {
		for (size_t i = 0; i < sc.fence.len; i++)
			buf_addc(&md->text, sc.fence.sign);
		buf_addc(&md->text, '\n');
	}
	if (sc.listing.len)
		buf_adds(&md->text, LISTING_FENCE "\n");
}
