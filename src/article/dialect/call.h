/* SPDX-License-Identifier: MIT */
/*
 * A call: what stands in brackets for a site's program, a shortcode, a tag, a
 * component. One reader for all of them; what their names mean to a reader is
 * told by assets/tables/calls.txt.
 */
#ifndef CHAPBOOK_CALL_H
#define CHAPBOOK_CALL_H

#include "base/buf.h"
#include "base/mem.h"

enum bracket {
	BRACKET_TAG,		/* {% name %} */
	BRACKET_SHORTCODE,	/* {{< name >}}, {{% name %}} */
	BRACKET_VALUE,		/* {{ name(key=value) }} */
	BRACKET_SQUARE,		/* [name key="value"] */
	BRACKET_COMPONENT,	/* <Name key="value" /> */
	BRACKET_ROLE		/* {name} */
};

/* Meanings of names: bits. */
enum {
	CALL_MEDIA = 1 << 0,	/* a player: its title tells what is missing */
	CALL_PATH = 1 << 1,	/* its value is the path of a file or a page */
	CALL_TARGET = 1 << 2,	/* so it is where it stands alone */
	CALL_FRAME = 1 << 3,	/* what it frames has a title */
	CALL_FOLD = 1 << 4,	/* the same, and its first value is the title */
	CALL_TAB = 1 << 5,	/* the same, if that is in quotes */
	CALL_FOLDING = 1 << 6,	/* the same, behind a comma */
	CALL_CODE = 1 << 7,	/* what it frames is code */
	CALL_DRAWING = 1 << 8,	/* the same, in a language of its own */
	CALL_MACHINE = 1 << 9,	/* what it frames is for machines */
	CALL_QUOTE = 1 << 10,	/* what it frames, if both tags stand alone */
	CALL_PAGE = 1 << 11,	/* shows another page, by its address */
	CALL_LINK = 1 << 12,	/* "text url", "url, text" */
	CALL_POST = 1 << 13,	/* "name title" */
	CALL_LABEL = 1 << 14,	/* "kind@text", "text kind" */
	CALL_BEFORE_COMMA = 1 << 15,	/* so far it is text */
	CALL_AFTER_COMMA = 1 << 16,	/* from there on it is text */
	CALL_TEXT = 1 << 17,	/* all of it is text */
	CALL_INCLUDE = 1 << 18,	/* another file */
	CALL_RAW = 1 << 19,	/* what it frames is no template */
	CALL_STATEMENT = 1 << 20,	/* the page is for a program to run */
	/* Of a directive; others show what ends like a picture's file. */
	CALL_PICTURE = 1 << 21
};

/* What values are for. */
enum {
	VALUE_ALT, VALUE_CAPTION, VALUE_CREDIT, VALUE_TITLE, VALUE_TEXT,
	VALUE_LINK, VALUE_NAME, VALUE_HANDLE, VALUE_COUNT
};

/* Of one component. */
#define CALL_DATA_MAX ((size_t)4)

/* Slices of what was read, empty where there is none. */
struct call {
	enum bracket bracket;
	bool closes;		/* it ends what an earlier one started */
	bool is_empty;		/* "<Name />", "{{< name />}}": without an end */
	int meaning;
	struct str name;
	struct str rest;	/* behind the name, as written */
	struct str first, second;	/* values without a key */
	bool first_quoted, second_quoted;
	/* What follows the first value, or a picture without key. */
	struct str after, after_picture;
	struct str picture;
	struct str values[VALUE_COUNT];
	/* "rows={[...]}", "labels={{...}}" of a component. */
	struct str data[CALL_DATA_MAX];
	size_t data_count;
};

/* "import name from 'path'" of MDX: what values of components may name. */
struct import {
	struct str name, path;
};
struct imports {
	struct import *items;
	size_t count, cap;
};

/*
 * Reads the call that s starts with; its length, or 0. Nothing is looked for
 * farther ahead than CALL_BYTES, for a component than s goes.
 */
size_t call_read(const struct imports *imports, struct str s,
    struct call *call);

static inline bool
call_means(const struct call *call, int meaning)
{
	return (call->meaning & meaning) != 0;
}

/*
 * Where the end of the call's content starts, in s after the call; or
 * STR_NONE. *work is how many bytes may still be searched in vain.
 */
size_t call_find_end(struct str s, const struct call *call, size_t *work);
/*
 * The length of the loop that s starts with, "{% for x in y %}" to
 * "{% endfor %}", or 0: what it goes over is not known. *no_end: no later one
 * ends, either; it is not to be asked again.
 */
size_t call_loop_length(struct str s, bool *no_end);
/* The language of the code that it frames, and its title. */
struct str call_language(const struct call *call, struct str *title);

/* "Tabs", not "div" or "DIV". */
bool is_component(struct str name);
/* The length of the expression in braces that s starts with, or 0. */
size_t expression_length(struct str s);
/* Its value, if it is a string or the name of an import; else empty. */
struct str expression_value(const struct imports *imports, struct str s);

/* Where a call stands in its text. */
struct call_place {
	bool is_html;		/* what is written must be HTML */
	/* In the destination of a link or in an attribute. */
	bool is_target;
	bool is_alone;		/* nothing else is on its lines */
	bool at_end;		/* nothing is behind it on its line */
	bool at_margin;		/* nothing, not a blank, is before it */
};

/*
 * Writes what a reader would see of a call, so far as that can be told
 * without the site's program: Markdown, or HTML. Returns words that are lost,
 * or nothing.
 */
struct str call_write(const struct call *call,
    const struct call_place *place, struct buf *out);
void call_put_picture(const struct call *call,
    const struct call_place *place, struct buf *out);
void call_put_link(struct str text, struct str href, bool is_html,
    struct buf *out);
/* A value: without escapes, on one line. */
void call_put(struct buf *out, struct str value);

bool is_address(struct str s);	/* or a path from the root */
struct str unquoted(struct str s);

#endif
