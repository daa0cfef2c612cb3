/* SPDX-License-Identifier: MIT */
/*
 * The pass over the lines: which are code, HTML, footnotes, running text.
 * Block rules (lines.c has the table) take what may start at a line: each
 * returns the offset after what it took, having written what stands for it,
 * or 0; nothing else moves scan.at.
 */
#ifndef CHAPBOOK_LINES_H
#define CHAPBOOK_LINES_H

#include "article/markdown/html_block.h"
#include "article/markdown/markdown_parts.h"

struct line {
	size_t at;		/* where it starts in the text */
	struct str text;	/* with its "\n" */
	struct str s;		/* without blanks around it */
	size_t first;		/* offset in text of what is not blank */
	size_t columns;		/* of blanks */
};

/* A directive of MyST that is open. */
struct directive {
	char sign;
	size_t len;		/* so many of them end it */
	bool is_dropped;
};

/* A component of MDX that is open. */
struct open_component {
	struct str name;
	size_t from;	/* the column of its content; STR_NONE: not yet seen */
	size_t to;	/* of its tag: there the content moves */
};

struct scan {
	struct markdown *md;
	struct str s;
	size_t at;
	bool in_note;		/* a footnote's definition */
	enum { AFTER_BLANK, AFTER_TEXT, AFTER_CODE } after;
	/* What the line may be in, one not depending on the other: */
	bool in_list;
	size_t item_columns;	/* before the text of its last item */
	bool in_raw;		/* {% raw %} */
	bool in_inset;		/* indented content of an admonition */
	bool in_html;		/* an element that is never closed */
	bool in_block;		/* Markdown within the HTML block */
	struct html_block block;
	/* Code: */
	struct {
		char sign;
		size_t len;	/* 0: none */
		size_t columns;	/* before it, of blanks and markers */
	} fence;
	struct str listing;	/* the name of the call around it, or empty */
	/* What lies around the line: */
	struct call quote;	/* a quotation, or no name */
	struct directive directives[DIRECTIVES_MAX];
	size_t directive_count;
	bool in_options;	/* of the last of them */
	struct open_component components[COMPONENTS_MAX];
	size_t component_count;
};

typedef size_t block_take(struct scan *sc, const struct line *line);

/* After the line. */
static inline size_t
line_next(const struct line *line)
{
	return line->at + line->text.len;
}

/* lines.c */
struct line read_line(struct str s, size_t at);

/* fence.c */
/* The column after s, which starts a line or the code of one. */
size_t columns_of(struct str s);
/* Behind the markers of quotes and list items that start the line. */
struct str without_markers(struct str s, bool *is_item);
/* Takes the line if s, which is that, opens a fence; or returns 0. */
size_t take_fence(struct scan *sc, const struct line *line, struct str s);
/* A line between fences, or the one that closes it. */
block_take take_fenced;

/* block_calls.c: tags alone on a line, and what they frame. */
block_take take_block_call, take_kramdown_comment, take_block_shortcode;
size_t take_listed(struct scan *sc, const struct line *line);

/* block_frames.c: admonitions, containers, and lines for programs alone. */
block_take take_inset, take_container, take_callout, take_contents,
    take_contents_heading, take_contents_item, take_abbreviation,
    take_snippet;

/* block_mdx.c: statements between paragraphs. */
block_take take_import, take_export, take_block_expression,
    take_block_component;
void shift_line(struct scan *sc, struct line *line);
/* The end of the line s.p[at..end], or of the one where a tag in it ends. */
size_t component_line_end(const struct scan *sc, size_t at, size_t end);

/* block_myst.c: directives and labels. */
block_take take_directive, take_label;
/* Options, content that is dropped, and the end of an open one. */
size_t take_in_directive(struct scan *sc, const struct line *line);

#endif
