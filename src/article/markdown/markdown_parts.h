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

#include "article/dialect/dialect.h"
#include "article/markdown/markdown.h"
#include "base/mem.h"

enum piece_kind {
	PIECE_NOTHING,		/* written as nothing */
	PIECE_ISLAND,		/* raw HTML */
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
	size_t order;		/* in which definitions stand */
	unsigned number;	/* as printed; 0: not yet referred to */
	unsigned references;
};

/* "import name from 'path'" of MDX. */
struct import {
	struct str name, path;
};

struct markdown {
	struct buf text;	/* prepared */
	unsigned dialects;	/* bits, see article/dialect/dialect.h */
	struct dropped *dropped;	/* or NULL */
	struct piece *pieces;
	size_t piece_count, piece_cap;
	struct note *notes;
	size_t note_count, note_cap;
	struct pool *pool;
	bool is_liquid;		/* its tags are for a program to run */
	size_t work;		/* so many bytes may be searched for tags */
	bool no_loop_end;	/* it does not come any more */
	struct str caption;	/* of WordPress' picture that is open */
	struct import *imports;
	size_t import_count, import_cap;
};

void markdown_init(struct markdown *md, unsigned dialects,
    struct dropped *dropped);
/* Notes what a reader will miss. */
void markdown_drop(struct markdown *md, struct str text);
/* Shown of it. */
#define DROPPED_BYTES ((size_t)40)
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

struct island {
	struct str name;	/* of the element that ends it; empty: none */
	size_t depth;		/* open elements of that name */
	bool is_comment, is_raw, is_paragraph;
};

/*
 * What is called in braces, "figure src=a.jpg alt=b": slices of it, empty
 * where there is none.
 */
struct call {
	struct str name;
	struct str rest;	/* behind the name, as written */
	struct str first, second;	/* values without a key */
	/* What follows the first value, or a picture without key. */
	struct str behind, behind_picture;
	bool first_quoted, second_quoted;
	struct str picture, alt, caption, credit;
	struct str title, text, link;
	bool is_liquid;		/* {% %}, not {{< >}} */
};

/* A directive of MyST that is open. */
struct directive {
	char sign;
	size_t len;		/* so many of them end it */
	bool is_dropped;
};

#define MARKDOWN_DIRECTIVES 8

/* Lines while they are read. */
struct scan {
	struct markdown *md;
	struct str s;
	size_t at;
	size_t work;		/* see island_follow() */
	bool in_note;
	bool was_blank;		/* the line before */
	bool was_code;		/* the line before: indented code */
	bool in_list;
	bool in_raw;		/* between {% raw %} and {% endraw %} */
	bool in_inset;		/* indented content of a remark */
	bool in_html;		/* behind the start of an element left open */
	bool in_island;		/* Markdown inside island */
	struct island island;
	char fence;		/* '`' or '~' in fenced code, or 0 */
	size_t fence_len;
	struct str listing;	/* the tag that the code stands in, or empty */
	struct call quote;	/* that the quotation stands in; or no name */
	struct directive directives[MARKDOWN_DIRECTIVES];
	size_t directive_count;
	bool in_options;	/* of a directive */
};

struct line {
	struct str text;	/* with its "\n" */
	size_t first;		/* offset of what is not blank */
	size_t columns;		/* of blanks */
	bool is_blank;
};

#define TAB_BLANKS 4
/* Longer than any fence inside a highlighted listing. */
#define LISTING_FENCE "~~~~~~~~~~"

/* Names of tags around code, or what is drawn from code. */
extern const char markdown_code_tags[];
/*
 * Where the end of the call's content starts, in s behind the call; or
 * STR_NONE. *work is how many bytes may still be searched in vain.
 */
size_t markdown_tag_end(struct str s, const struct call *call, size_t *work);
struct str markdown_code_language(const struct call *call, struct str *title);

/*
 * Tags alone on a line: for code, for comments, for quotations, for what
 * must not be expanded. Moves sc->at behind a comment.
 */
bool markdown_take_tag(struct scan *sc, const struct line *line);

/* A directive's first line, options and last; or a label. */
bool markdown_take_directive(struct scan *sc, const struct line *line);
/* Statements of MDX at sc->at: moves it behind them. */
bool markdown_take_mdx(struct scan *sc, const struct line *line);

/* "Tabs", not "div" or "DIV". */
bool markdown_is_component(struct str name);
/* The length of the expression in braces that s starts with, or 0. */
size_t markdown_expression_end(struct str s);
/* Its value, if it is a string or the name of an import; else empty. */
struct str markdown_expression_value(const struct markdown *md,
    struct str s);
/*
 * A line that a site's program would have taken out, and what follows it: what
 * stays of it is written.
 */
enum leftover {
	LEFTOVER_NONE,		/* it is text */
	LEFTOVER_LINE,		/* done */
	LEFTOVER_QUOTE,		/* done, and the quote goes on */
	LEFTOVER_INSET		/* done; what is indented is its content */
};
enum leftover markdown_leftover(struct markdown *md, struct str line,
    struct str rest);

/* One line of running text: references, attribute lists, CJK emphasis. */
void markdown_inline(struct markdown *md, struct str line, bool in_raw);

/* Such a line, or raw HTML, while it is copied. */
struct inliner {
	struct markdown *md;
	struct buf *out;
	struct str s;
	size_t at;	/* what is looked at */
	size_t from;	/* what is not yet copied */
	size_t mark_end;	/* of the marked text that is open, or 0 */
	bool in_raw;
	bool is_html;	/* what is written must be HTML */
};

/* Farther ahead the end of a link is not looked for. */
#define MARKDOWN_LINK_BYTES 512

/* Each takes what may stand at in->at, or steps over it. */
void markdown_wiki_link(struct inliner *in);
void markdown_destination(struct inliner *in);
void markdown_embed(struct inliner *in);
void markdown_emoji(struct inliner *in);
void markdown_caret(struct inliner *in);
/* False if it steps over nothing: a component's tag, */
bool markdown_component(struct inliner *in);
/* a role of MyST, "{doc}`text <target>`", */
bool markdown_role(struct inliner *in);
/* a shortcode of WordPress, */
bool markdown_wordpress(struct inliner *in);
/* "src={picture}" in a tag; in MDX also "{a.name}" and "{'text'}". */
bool markdown_take_expression(struct inliner *in);
/* Whether any of the signs is in s. */
bool markdown_has_any(struct str s, const char *signs);

/* Copies up to at, leaves bytes out, goes on behind them. */
void markdown_cut(struct inliner *in, size_t bytes);
/* Takes what stands in braces at in->at, or steps over it. */
void markdown_brace(struct inliner *in);
/*
 * The length of the loop that s starts with, "{% for x in y %}" to
 * "{% endfor %}", or 0: what it goes over is not known.
 */
size_t markdown_loop_end(struct markdown *md, struct str s);

void call_read(struct str content, struct call *call);
/* Whether the name is one of the words, between spaces. */
bool call_is(const struct call *call, const char *words);
/* Writes, in place of bytes at in->at, what a reader would see of it. */
void call_write(struct inliner *in, const struct call *call, size_t bytes);
/*
 * Whether in->at is in the destination of a link or in an attribute, perhaps
 * behind other braces: "](", "src=\"{{ root }}".
 */
bool call_is_target(const struct inliner *in);
/* A tag of Hexo for running text; false if it is none, or says nothing. */
bool call_write_hexo(struct inliner *in, const struct call *call);
void call_take(struct call *call, struct str key, struct str value);
/* A player: its title describes what is not there. */
bool call_is_media(const struct call *call);
/* alone: there is nothing else on the line. */
void call_put_picture(struct inliner *in, const struct call *call,
    bool alone);
/* A value: without escapes, on one line. */
void call_put(struct buf *out, struct str value);
void call_put_link(struct inliner *in, struct str text, struct str href);
struct str call_unquoted(struct str s);
bool call_is_address(struct str s);	/* or a path from the root */

/* Appends the notes, when all lines are prepared. */
void markdown_notes(struct markdown *md);
/* Takes the definition that starts at s.p[at]; false if there is none. */
bool markdown_note_take(struct markdown *md, struct str s, size_t *at);
/* Writes what a piece about notes stands for. */
void markdown_note_write(const struct markdown *md, const struct piece *piece,
    struct buf *html);

/* HTML inside Markdown: see markdown_islands.c. */
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

/* Of HTML, so far as it matters here. */
bool markdown_is_element(struct str name);

void markdown_escape(struct buf *html, struct str s);
/*
 * Raw HTML, without what a site's program would have run in it; but not where
 * in_raw. shortcodes: WordPress' are looked for, too.
 */
void markdown_raw(struct markdown *md, struct str s, bool in_raw,
    bool shortcodes, struct buf *html);
/* Text in which placeholders become the bytes that they replaced. */
void markdown_write_source(const struct markdown *md, struct str s,
    bool escape, struct buf *html);
/* Raw HTML, a block's line or one tag, in which they mean what they mean. */
void markdown_write_html(struct markdown *md, struct str s,
    bool is_block, struct buf *html);

/* Lines as they stand, apart by <br>; blank ones part paragraphs. */
void markdown_write_plain(struct str markdown, struct buf *html);

/*
 * Running text, addresses in it as links. is_start: an address may begin where
 * s begins.
 */
void markdown_autolink(const struct markdown *md, struct str s, bool is_start,
    struct buf *html);
/* Puts a placeholder for a URL, by its ":", where md4c would spoil it. */
bool markdown_take_address(struct inliner *in);
/* Whether s is such a placeholder; *url: what it stands for. */
bool markdown_is_address(const struct markdown *md, struct str s,
    struct str *url);

/* md4c's events as HTML. False where they would be more than limit bytes. */
bool markdown_render(struct markdown *md, size_t limit,
    struct buf *html);

static inline bool
has_dialect(const struct markdown *md, unsigned set)
{
	return (md->dialects & set) != 0;
}
#define HAS(md, name) has_dialect((md), DIALECT_##name)

static inline bool
is_blank(int c)
{
	return c == ' ' || c == '\t';
}

/* The offset behind the line that holds s.p[at], its "\n" with it. */
size_t markdown_line_end(struct str s, size_t at);

#endif
