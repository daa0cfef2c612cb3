/* SPDX-License-Identifier: MIT */
/* Text and raw HTML as md4c hands them on, placeholders in them. */
#include "article/markdown/html_block.h"
#include "article/markdown/markdown_parts.h"
#include "base/text.h"
#include "tables/elements.h"

/* The level of the heading that the line is, or 0; *text is what it says. */
static unsigned
plain_heading(struct str line, struct str *text)
{
	unsigned level = 0;

	while (level < line.len && line.p[level] == '#')
		level++;
	*text = str_trim(str_sub(line, level, line.len));
	return level <= 6 && level < line.len && is_blank(line.p[level])
		? level : 0;
}

void
markdown_write_plain(struct str markdown, struct buf *html)
{
	bool in_paragraph = false;
	struct str line, text;

	while (str_next(&markdown, '\n', &line)) {
		unsigned level = plain_heading(line, &text);

		if (in_paragraph && (level || !text.len)) {
			buf_adds(html, "</p>\n");
			in_paragraph = false;
		}
		if (level) {
			buf_addf(html, "<h%u>", level);
			text_xml(text, html);
			buf_addf(html, "</h%u>\n", level);
		} else if (str_trim(line).len) {
			buf_adds(html, in_paragraph ? "<br>\n" : "<p>");
			text_xml(str_trim(line), html);
			in_paragraph = true;
		}
	}
	if (in_paragraph)
		buf_adds(html, "</p>\n");
}

static void
put(struct buf *html, struct str s, bool escape)
{
	if (escape)
		text_xml(s, html);
	else
		buf_addstr(html, s);
}

/* The piece whose placeholder s starts with, and the placeholder's length. */
static const struct piece *
find_piece(const struct markdown *md, struct str s, size_t *len)
{
	bool is_block = str_starts(s, STR(BLOCK_START));
	struct str end = is_block ? STR(BLOCK_END) : STR(INLINE_END);
	size_t from, to;
	unsigned long number;

	if (!is_block && !str_starts(s, STR(INLINE_START)))
		return NULL;
	from = is_block ? STR(BLOCK_START).len : STR(INLINE_START).len;
	for (to = from; to < s.len && ascii_digit(s.p[to]); to++)
		;
	if (!str_starts(str_sub(s, to, s.len), end) ||
	    !str_number(str_sub(s, from, to), md->piece_count, &number) ||
	    number >= md->piece_count)
		return NULL;
	*len = to + end.len;
	return &md->pieces[number];
}

/* The same, for a placeholder around the "\1" at s.p[*at]; moves *at back. */
static const struct piece *
find_around(const struct markdown *md, struct str s, size_t *at, size_t *len)
{
	const size_t before[] = { STR(BLOCK_START).len - 1,
		STR(INLINE_START).len - 1 };
	const struct piece *piece;
	size_t i;

	for (i = 0; i < 2; i++) {
		if (*at < before[i])
			continue;
		piece = find_piece(md, str_sub(s, *at - before[i], s.len), len);
		if (!piece)
			continue;
		*at -= before[i];
		return piece;
	}
	return NULL;
}

void
markdown_write_source(const struct markdown *md, struct str s, bool escape,
    struct buf *html)
{
	while (s.len) {
		size_t at = str_chr(s, '\1'), len = 1;
		const struct piece *piece = NULL;

		if (at == STR_NONE)
			at = s.len;
		else
			piece = find_around(md, s, &at, &len);
		put(html, str_sub(s, 0, at), escape);
		if (piece)
			put(html, piece->source, escape);
		s = str_sub(s, at + len, s.len);
	}
}

bool
markdown_is_address(const struct markdown *md, struct str s, struct str *url)
{
	size_t len;
	const struct piece *piece = find_piece(md, s, &len);

	if (!piece || piece->kind != PIECE_ADDRESS || len != s.len)
		return false;
	*url = piece->source;
	return true;
}

/* These would swallow the text behind them. */
static bool
is_filtered(struct str s)
{
	size_t start = s.len > 1 && s.p[1] == '/' ? 2 : 1;

	return words_start(&WORDS_SWALLOWING_ELEMENTS, str_sub(s, start,
	    s.len)).len > 0;
}

/*
 * "<T>" of "vector<T>", or "</T>": no element has the name, and the other tag
 * is nowhere in the text. HTML would not show it.
 */
static bool
is_text(struct markdown *md, struct str s)
{
	bool is_end = s.len > 1 && s.p[1] == '/', is_text;
	struct str name;
	struct buf tag = BUF_INIT;
	size_t end;

	s = str_trim(s);
	end = word_end(s, 1u + is_end, "");
	name = str_sub(s, 1u + is_end, end);
	if (has_dialect(md, DIALECT_COMPONENTS) || !name.len
	    || end + 1 != s.len || s.p[end] != '>' || is_element(name)
	    || md->work < md->text.len)
		return false;
	buf_addf(&tag, is_end ? "<%.*s" : "</%.*s", STR_ARG(name));
	is_text = str_ifind(buf_str(&md->text), buf_str(&tag)) == STR_NONE;
	md->work -= md->text.len;
	buf_release(&tag);
	return is_text;
}

void
markdown_write_html(struct markdown *md, struct str s, bool is_block,
    struct buf *html)
{
	size_t len;
	const struct piece *piece = find_piece(md, s, &len);

	if (!piece) {
		markdown_write_source(md, s, is_text(md, s)
		    || (!is_block && is_filtered(s)), html);
		return;
	}
	if (piece->kind == PIECE_HTML)
		html_block_copy(piece->source, html);
	else if (piece->kind == PIECE_ADDRESS
	    || (piece->kind == PIECE_REFERENCE && piece->note == STR_NONE))
		put(html, piece->source, true);
	else
		footnote_write(md, piece, html);
	markdown_write_source(md, str_sub(s, len, s.len), false, html);
}
