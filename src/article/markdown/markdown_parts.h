/* SPDX-License-Identifier: MIT */
/*
 * What markdown*.c share. Markdown is prepared line by line: what md4c must
 * not see, or does not know, becomes a placeholder. For a block that is
 * "<!--\1" number "-->", to md4c a comment, which is a block of its own; in
 * running text "<b a=\1" number ">", to md4c a tag, which is none. While
 * md4c's events are written as HTML, each placeholder becomes what it stands
 * for; where md4c sees code or an attribute, the very bytes that it replaced.
 */
#ifndef CHAPBOOK_MARKDOWN_PARTS_H
#define CHAPBOOK_MARKDOWN_PARTS_H

#include "article/markdown/markdown.h"
#include "base/mem.h"

enum piece_kind {
	PIECE_NOTHING,		/* written as nothing */
	PIECE_ISLAND,		/* raw HTML */
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
	size_t order;		/* in which definitions stand */
	unsigned number;	/* as printed; 0: not yet referred to */
	unsigned references;
};

struct markdown {
	struct buf text;	/* prepared */
	struct piece *pieces;
	size_t piece_count, piece_cap;
	struct note *notes;
	size_t note_count, note_cap;
	struct pool *pool;
};

void markdown_init(struct markdown *md);
void markdown_release(struct markdown *md);

/* Notes a piece; STR_NONE when there are too many. */
size_t markdown_piece(struct markdown *md, enum piece_kind kind,
    struct str source);
#define BLOCK_START "<!--\1"
#define BLOCK_END "-->"
#define INLINE_START "<b a=\1"
#define INLINE_END ">"

/* Writes the placeholder of a new piece, or else the bytes themselves. */
void markdown_place(struct markdown *md, enum piece_kind kind,
    struct str source);

/* Appends the prepared lines of source; in a note no notes are defined. */
void markdown_lines(struct markdown *md, struct str source, bool in_note);

/*
 * A line that a site's program would have taken out, and the next: what stays
 * of it is written.
 */
enum leftover {
	LEFTOVER_NONE,		/* it is text */
	LEFTOVER_LINE,		/* done */
	LEFTOVER_QUOTE,		/* done, and the quote goes on */
	LEFTOVER_INSET		/* done; what is indented is its content */
};
enum leftover markdown_leftover(struct buf *out, struct str line,
    struct str next);

/* One line of running text: references, attribute lists, CJK emphasis. */
void markdown_inline(struct markdown *md, struct str line, bool in_raw);

/* Such a line while it is copied. */
struct inliner {
	struct markdown *md;
	struct str s;
	size_t at;	/* what is looked at */
	size_t from;	/* what is not yet copied */
	size_t mark_end;	/* of the marked text that is open, or 0 */
	bool in_raw;
};

/* Copies up to at, leaves bytes out, goes on behind them. */
void markdown_cut(struct inliner *in, size_t bytes);
/* Takes what stands in braces at in->at, or steps over it. */
void markdown_brace(struct inliner *in);

/* What is called in braces, "figure src=a.jpg alt=b": slices of it. */
struct call {
	struct str name;
	struct str first;	/* the first value without a key */
	struct str picture, alt, caption;	/* empty where there is none */
};
void call_read(struct str content, struct call *call);

/* Appends the notes, when all lines are prepared. */
void markdown_notes(struct markdown *md);
/* Takes the definition that starts at s.p[at]; false if there is none. */
bool markdown_note_take(struct markdown *md, struct str s, size_t *at);
/* Writes what a piece about notes stands for. */
void markdown_note_write(const struct markdown *md, const struct piece *piece,
    struct buf *html);

/* HTML inside Markdown: see markdown_islands.c. */
struct island {
	struct str name;	/* of the element that ends it; empty: none */
	size_t depth;		/* open elements of that name */
	bool is_comment, is_raw, is_paragraph;
};

enum island_end {
	ISLAND_OPEN,		/* it never ends */
	ISLAND_CLOSED,
	ISLAND_MARKDOWN		/* Markdown again, the element still open */
};

/*
 * Whether the line at s.p[at] (behind its blanks) starts an island.
 * interrupts: the line before is a paragraph's.
 */
bool island_starts(struct str s, size_t at, bool interrupts,
    struct island *island);
/* A line, behind its blanks, from which on an open island goes on. */
bool island_goes_on(struct str line, bool indented);
/*
 * Follows the island from s.p[*at], the start of a line, and moves *at to
 * the line behind it. *work is how many bytes may still be searched in vain.
 */
enum island_end island_follow(struct str s, size_t *at,
    struct island *island, size_t *work);
/* Copies HTML without the indentation of its lines. */
void island_copy(struct str source, struct buf *html);

/* Text in which placeholders become the bytes that they replaced. */
void markdown_write_source(const struct markdown *md, struct str s,
    bool escape, struct buf *html);
/* Raw HTML, a block's line or one tag, in which they mean what they mean. */
void markdown_write_html(const struct markdown *md, struct str s,
    bool is_block, struct buf *html);

/* Lines as they stand, apart by <br>; blank ones part paragraphs. */
void markdown_write_plain(struct str markdown, struct buf *html);

/* md4c's events as HTML. False where they would be more than limit bytes. */
bool markdown_render(const struct markdown *md, size_t limit,
    struct buf *html);

static inline bool
is_blank(int c)
{
	return c == ' ' || c == '\t';
}

/* The offset behind the line that holds s.p[at], its "\n" with it. */
size_t markdown_line_end(struct str s, size_t at);

#endif
