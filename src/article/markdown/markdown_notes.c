/* SPDX-License-Identifier: MIT */
/*
 * Footnotes, "[^id]" and "[^id]: text": md4c knows none. Their definitions
 * are taken out and go, as Markdown, behind the document, in the order in
 * which they are first referred to.
 */
#include "article/markdown/markdown_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

#define INDENT 4	/* blanks that make a line part of a definition */
#define INDENT_MIN 2	/* as many are often written */

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
		columns += line.p[i] == '\t' ? INDENT : 1;
	return columns;
}

/* A line that a paragraph goes on with, though it is not indented. */
static bool
is_lazy(struct str line)
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
		size_t next = markdown_line_end(s, at);
		struct str line = str_sub(s, at, next);

		at = next;
		if (!str_trim(line).len) {
			was_blank = true;
			continue;
		}
		if (blanks(line) < INDENT_MIN && (was_blank || !is_lazy(line)))
			break;
		was_blank = false;
		end = next;
	}
	return end;
}

bool
markdown_note_take(struct markdown *md, struct str s, size_t *at)
{
	size_t from = *at, len, end;
	struct str id;

	while (from < s.len && s.p[from] == ' ')
		from++;
	id = marker(str_sub(s, from, s.len), &len);
	if (!id.len || md->note_count >= LIMIT_SLOTS)
		return false;
	from += len;
	end = definition_end(s, markdown_line_end(s, from));
	md->notes = mem_grow(md->notes, &md->note_cap, md->note_count + 1,
	    sizeof(*md->notes));
	md->notes[md->note_count] = (struct note){
		.id = id, .lines = str_sub(s, from, end),
		.order = md->note_count
	};
	md->note_count++;
	*at = end;
	return true;
}

static int
by_id(const void *a, const void *b)
{
	const struct note *x = a, *y = b;
	int order = str_cmp(x->id, y->id);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* The first note with that id; notes are sorted by id. */
static size_t
find_note(const struct markdown *md, struct str id)
{
	size_t low = 0, high = md->note_count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (str_cmp(md->notes[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < md->note_count && str_eq(md->notes[low].id, id) ? low :
	    STR_NONE;
}

/* The notes in the order in which they are printed. */
struct sequence {
	struct markdown *md;
	size_t *notes;
	unsigned count;
	size_t pieces;		/* that were looked at */
};

static void
append(struct sequence *seq, size_t note)
{
	seq->notes[seq->count++] = note;
	seq->md->notes[note].number = seq->count;
}

/* Numbers what the pieces made since refer to. */
static void
number_references(struct sequence *seq)
{
	struct markdown *md = seq->md;

	for (; seq->pieces < md->piece_count; seq->pieces++) {
		struct piece *piece = &md->pieces[seq->pieces];
		struct str s = piece->source;

		if (piece->kind != PIECE_REFERENCE)
			continue;
		piece->note = find_note(md, str_sub(s, 2, s.len - 1));
		if (piece->note == STR_NONE)
			continue;
		if (!md->notes[piece->note].number)
			append(seq, piece->note);
		piece->nth = ++md->notes[piece->note].references;
	}
}

/* The lines of a definition without its indentation. */
static struct str
outdented(struct markdown *md, struct str lines)
{
	struct buf b = BUF_INIT;
	struct str s;
	size_t at = 0;

	while (at < lines.len) {
		size_t end = markdown_line_end(lines, at), cut = 0;

		while (cut < INDENT && at < end && is_blank(lines.p[at])) {
			cut += lines.p[at] == '\t' ? INDENT : 1;
			at++;
		}
		buf_add(&b, lines.p + at, end - at);
		at = end;
	}
	s = str_trim(buf_str(&b));
	s = pool_str(md->pool, s);
	buf_release(&b);
	return s;
}

static void
place_line(struct markdown *md, enum piece_kind kind, size_t note)
{
	size_t number = markdown_piece(md, kind, STR(""));

	if (number == STR_NONE)
		return;
	md->pieces[number].note = note;
	buf_addf(&md->text, "\n" BLOCK_START "%zu" BLOCK_END "\n\n", number);
}

/* One paragraph: the links back go to its end. */
static bool
is_paragraph(struct str s)
{
	return is_lazy(s) && str_find(s, STR("\n\n")) == STR_NONE &&
	    str_chr(s, '|') == STR_NONE && str_find(s, STR("```")) == STR_NONE;
}

static void
place_note(struct markdown *md, size_t note)
{
	struct str body = outdented(md, md->notes[note].lines);
	size_t back;

	place_line(md, PIECE_NOTE, note);
	markdown_lines(md, body, true);
	back = is_paragraph(body) ? markdown_piece(md, PIECE_BACK, STR("")) :
	    STR_NONE;
	if (back != STR_NONE) {
		md->pieces[back].note = note;
		buf_truncate(&md->text, md->text.len - 1);
		buf_addf(&md->text, " " INLINE_START "%zu" INLINE_END "\n",
		    back);
	} else {
		place_line(md, PIECE_BACK, note);
	}
	place_line(md, PIECE_NOTE_END, note);
}

static void
place_numbered(struct sequence *seq, unsigned *placed)
{
	number_references(seq);
	while (*placed < seq->count) {
		place_note(seq->md, seq->notes[(*placed)++]);
		number_references(seq);
	}
}

/* by_order[n] becomes the index of the n-th definition of the document. */
static size_t *
definition_order(const struct markdown *md)
{
	size_t *by_order = mem_alloc(mem_mul(md->note_count,
	    sizeof(*by_order)));
	size_t i;

	for (i = 0; i < md->note_count; i++)
		by_order[md->notes[i].order] = i;
	return by_order;
}

void
markdown_notes(struct markdown *md)
{
	struct sequence seq = { .md = md };
	unsigned placed = 0;
	size_t *by_order, i;

	if (!md->note_count)
		return;
	qsort(md->notes, md->note_count, sizeof(*md->notes), by_id);
	by_order = definition_order(md);
	seq.notes = mem_alloc(mem_mul(md->note_count, sizeof(*seq.notes)));
	place_line(md, PIECE_NOTES, STR_NONE);
	place_numbered(&seq, &placed);
	for (i = 0; i < md->note_count; i++) {
		if (md->notes[by_order[i]].number)
			continue;
		append(&seq, by_order[i]);
		place_numbered(&seq, &placed);
	}
	place_line(md, PIECE_NOTES_END, STR_NONE);
	free(seq.notes);
	free(by_order);
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
markdown_note_write(const struct markdown *md, const struct piece *piece,
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
