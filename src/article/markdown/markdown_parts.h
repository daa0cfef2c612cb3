/* SPDX-License-Identifier: MIT */
/*
 * What the files of this folder share. Markdown is prepared line by line
 * (lines.c): what md4c must not see, or does not know, becomes a placeholder.
 * For a block that is "<!--\1" number "-->", to md4c a comment, which is a
 * block of its own; in running text "<b a=\1" number ">", to md4c a tag,
 * which is none. While md4c's events are written as HTML (render.c), each
 * placeholder becomes what it stands for; where md4c sees code or an
 * attribute, the very bytes that it replaced.
 */
#ifndef CHAPBOOK_MARKDOWN_PARTS_H
#define CHAPBOOK_MARKDOWN_PARTS_H

#include "article/dialect/call.h"
#include "article/dialect/dialect.h"
#include "article/dialect/dialect_weights.h"
#include "article/dialect/scan.h"
#include "article/markdown/markdown.h"
#include "article/markdown/markdown_weights.h"
#include "base/mem.h"

enum piece_kind {
	PIECE_NOTHING,		/* written as nothing */
	PIECE_HTML,		/* raw HTML */
	PIECE_ADDRESS,		/* a URL in running text */
	PIECE_REFERENCE,	/* to a footnote */
	PIECE_NOTES, PIECE_NOTES_END,	/* around all footnotes */
	PIECE_NOTE, PIECE_NOTE_END,	/* around one */
	PIECE_BACK		/* the links from one to its references */
};

struct piece {
	enum piece_kind kind;
	struct str source;	/* the bytes it stands for */
	size_t note;		/* index; STR_NONE: a note nobody defined */
	unsigned nth;		/* of the references to one note, from 1 */
};

struct note {
	struct str id;
	struct str lines;	/* of its definition, marker cut off */
	unsigned number;	/* as printed; 0: not yet referred to */
	unsigned references;
};

struct markdown {
	struct buf text;	/* prepared */
	unsigned dialects;
	struct dropped *dropped;	/* or NULL */
	struct piece *pieces;
	size_t piece_count, piece_cap;
	struct note *notes;
	size_t note_count, note_cap;
	struct pool *pool;
	size_t work;		/* bytes that may yet be searched in vain */
	bool is_template;	/* it has statements for a program to run */
	bool no_loop_end;	/* it does not come any more */
	struct str caption;	/* of WordPress' picture that is open */
	struct imports imports;
	unsigned char first_rule[256];	/* of inline.c, from 1; by a byte */
};

static inline bool
has_dialect(const struct markdown *md, unsigned set)
{
	return (md->dialects & set) != 0;
}

#define BLOCK_START "<!--\1"
#define BLOCK_END "-->"
#define INLINE_START "<b a=\1"
#define INLINE_END ">"

/* Notes a piece; STR_NONE when there are too many. */
size_t markdown_piece(struct markdown *md, enum piece_kind kind,
    struct str source);
/* Writes the placeholder of a new piece, or else the bytes themselves. */
void markdown_place(struct markdown *md, enum piece_kind kind,
    struct str source);
/* Notes what a reader will miss. */
void markdown_drop(struct markdown *md, struct str text);
/*
 * Finds what in s, as str_find() does; in vain only while there is work left,
 * which is spent.
 */
size_t markdown_search(struct markdown *md, struct str s, struct str what);
/* Reads the component's tag that s starts with; its length, or 0. */
size_t markdown_component(struct markdown *md, struct str s,
    struct call *call);

/* Appends the prepared lines of source; in a note no notes are defined. */
void markdown_lines(struct markdown *md, struct str source, bool in_note);
/* Appends the footnotes, when all lines are prepared. */
void markdown_footnotes(struct markdown *md);
/*
 * Takes the definition of a footnote that starts at s.p[at]: the offset after
 * it, or 0.
 */
size_t footnote_take(struct markdown *md, struct str s, size_t at);
/* A line that a paragraph goes on with, though it is not indented. */
bool footnote_is_lazy(struct str line);
/* Writes what a piece about footnotes stands for. */
void footnote_write(const struct markdown *md, const struct piece *piece,
    struct buf *html);

/* Text in which placeholders become the bytes that they replaced. */
void markdown_write_source(const struct markdown *md, struct str s,
    bool escape, struct buf *html);
/* Raw HTML, a block's line or one tag, in which they mean what they mean. */
void markdown_write_html(struct markdown *md, struct str s, bool is_block,
    struct buf *html);
/* Lines as they stand, apart by <br>; blank ones part paragraphs. */
void markdown_write_plain(struct str markdown, struct buf *html);
/*
 * Running text, addresses in it as links. is_start: an address may begin where
 * s begins.
 */
void markdown_autolink(const struct markdown *md, struct str s, bool is_start,
    struct buf *html);
/* Whether s is the placeholder of a URL; *url: what it stands for. */
bool markdown_is_address(const struct markdown *md, struct str s,
    struct str *url);
/* md4c's events as HTML. False where they would be more than limit bytes. */
bool markdown_render(struct markdown *md, size_t limit, struct buf *html);

#endif
