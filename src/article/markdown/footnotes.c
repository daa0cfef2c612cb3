/* SPDX-License-Identifier: MIT */
/*
 * Footnotes: md4c knows none. Their definitions are taken out and go, as
 * Markdown, behind the document, in the order in which they are first
 * referred to.
 */
#include "article/markdown/markdown_parts.h"

#include <stdlib.h>

#include "base/strindex.h"

/* The notes in the order in which they are printed. */
struct sequence {
	struct markdown *md;
	size_t *notes;
	unsigned count;
	size_t pieces;		/* that were looked at */
	struct strindex ids;	/* to the first note that has it */
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
		if (!strindex_find(&seq->ids, str_sub(s, 2, s.len - 1),
		    &piece->note))
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
		size_t end = line_end(lines, at), cut = 0;

		while (cut < FOOTNOTE_COLUMNS && at < end
		    && is_blank(lines.p[at])) {
			cut += lines.p[at] == '\t' ? FOOTNOTE_COLUMNS : 1;
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
	return footnote_is_lazy(s) && str_find(s, STR("\n\n")) == STR_NONE &&
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

void
markdown_footnotes(struct markdown *md)
{
	struct sequence seq = { .md = md, .ids = STRINDEX_INIT };
	unsigned placed = 0;
	size_t count = md->note_count;

	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		strindex_add(&seq.ids, md->notes[i].id, i);
	strindex_sort(&seq.ids);
	seq.notes = mem_alloc(mem_mul(count, sizeof(*seq.notes)));
	place_line(md, PIECE_NOTES, STR_NONE);
	place_numbered(&seq, &placed);
	for (size_t i = 0; i < count; i++) {
		if (md->notes[i].number)
			continue;
		append(&seq, i);
		place_numbered(&seq, &placed);
	}
	place_line(md, PIECE_NOTES_END, STR_NONE);
	free(seq.notes);
	strindex_release(&seq.ids);
}
