/* SPDX-License-Identifier: MIT */
/* One footnote: its definition, "[^id]: text", and what is written of it. */
#include "article/markdown/markdown_parts.h"

#include <string.h>

#include "base/limits.h"

/* The id of "[^id]:" at the start of s, and the length of it all. */
static struct str
marker(struct str s, size_t *len)
{
	size_t i;

	if (!str_starts(s, STR("[^")))
		return STR("");
	for (i = 2; i < s.len && s.p[i] != ']' && s.p[i] != '[' &&
	    !ascii_space(s.p[i]); i++)
		;
	if (!str_starts(str_sub(s, i, s.len), STR("]:")))
		return STR("");
	*len = i + 2;
	return str_sub(s, 2, i);
}

static size_t
blanks(struct str line)
{
	size_t i, columns = 0;

	for (i = 0; i < line.len && is_blank(line.p[i]); i++)
		columns += line.p[i] == '\t' ? FOOTNOTE_COLUMNS : 1;
	return columns;
}

/* A line that a paragraph goes on with, though it is not indented. */
bool
footnote_is_lazy(struct str line)
{
	return line.len && !strchr("[<#>-*+`~|=", line.p[0]) &&
	    !ascii_digit(line.p[0]);
}

/* Where the definition ends whose first line ends at at. */
static size_t
definition_end(struct str s, size_t at)
{
	size_t end = at;
	bool was_blank = false;

	while (at < s.len) {
		size_t next = line_end(s, at);
		struct str line = str_sub(s, at, next);

		at = next;
		if (!str_trim(line).len) {
			was_blank = true;
			continue;
		}
		if (blanks(line) < FOOTNOTE_COLUMNS_MIN
		    && (was_blank || !footnote_is_lazy(line)))
			break;
		was_blank = false;
		end = next;
	}
	return end;
}

size_t
footnote_take(struct markdown *md, struct str s, size_t at)
{
	size_t len, end;
	struct str id;

	while (at < s.len && s.p[at] == ' ')
		at++;
	id = marker(str_sub(s, at, s.len), &len);
	if (!id.len || md->note_count >= LIMIT_SLOTS)
		return 0;
	at += len;
	end = definition_end(s, line_end(s, at));
	md->notes = mem_grow(md->notes, &md->note_cap, md->note_count + 1,
	    sizeof(*md->notes));
	md->notes[md->note_count] = (struct note){
		.id = id, .lines = str_sub(s, at, end)
	};
	md->note_count++;
	return end;
}

static void
write_reference(const struct note *note, const struct piece *piece,
    struct buf *html)
{
	buf_addf(html, "<sup><a href=\"#fn-%u\" id=\"fnref-%u",
	    note->number, note->number);
	if (piece->nth > 1)
		buf_addf(html, "-%u", piece->nth);
	buf_addf(html, "\">%u</a></sup>", note->number);
}

static void
write_back(const struct note *note, struct buf *html)
{
	unsigned i;

	for (i = 1; i <= note->references; i++) {
		buf_addf(html, "%s<a href=\"#fnref-%u", i > 1 ? " " : "",
		    note->number);
		if (i > 1)
			buf_addf(html, "-%u", i);
		buf_adds(html, "\">↩</a>");
	}
}

void
footnote_write(const struct markdown *md, const struct piece *piece,
    struct buf *html)
{
	const struct note *note = piece->note == STR_NONE ? NULL :
	    &md->notes[piece->note];

	if (piece->kind == PIECE_NOTES)
		buf_adds(html, "<section class=\"footnotes\">\n<ol>\n");
	else if (piece->kind == PIECE_NOTES_END)
		buf_adds(html, "</ol>\n</section>\n");
	else if (piece->kind == PIECE_NOTE_END)
		buf_adds(html, "</li>\n");
	else if (piece->kind == PIECE_NOTE && note)
		buf_addf(html, "<li id=\"fn-%u\">", note->number);
	else if (piece->kind == PIECE_REFERENCE && note)
		write_reference(note, piece, html);
	else if (piece->kind == PIECE_BACK && note)
		write_back(note, html);
}
