/* SPDX-License-Identifier: MIT */
/*
 * Numbers that decide in this folder, and why they are what they are. Bytes
 * ahead bound the time that is spent on what never ends.
 */
#ifndef CHAPBOOK_MARKDOWN_WEIGHTS_H
#define CHAPBOOK_MARKDOWN_WEIGHTS_H

#include <stddef.h>

/* CommonMark 4.4 and 2.2: indented code, and where tabs stop. */
#define CODE_COLUMNS ((size_t)4)
#define TAB_COLUMNS ((size_t)4)

/* The content of "!!! name" is indented so far (Python-Markdown). */
#define INSET_COLUMNS ((size_t)4)

/*
 * Footnotes: a line so far indented goes on with the definition. People write
 * two blanks as often as the four that are taken off.
 */
#define FOOTNOTE_COLUMNS ((size_t)4)
#define FOOTNOTE_COLUMNS_MIN ((size_t)2)

/* Links and names in brackets are shorter. */
#define LINK_BYTES ((size_t)512)

/* Code spans go over a paragraph. */
#define CODE_SPAN_BYTES ((size_t)4096)

/* A statement of MDX, "export const rows = [...]": a table of data. */
#define STATEMENT_BYTES ((size_t)32 << 10)
#define IMPORTS_MAX 256

/* So far back an address or a destination may have begun. */
#define ADDRESS_BYTES ((size_t)256)

/* "x^-9999^" and the like are powers; what is longer is no script. */
#define SCRIPT_NUMBER_MAX 9999
#define SCRIPT_BYTES ((size_t)7)

/* The longest name between colons. */
#define EMOJI_BYTES ((size_t)63)

/* Directives in directives. */
#define DIRECTIVES_MAX ((size_t)8)

/* Components in components: tabs in steps in cards. */
#define COMPONENTS_MAX ((size_t)16)

/* Longer than any fence inside a highlighted listing. */
#define LISTING_FENCE "~~~~~~~~~~"

/* Shown of what was left out, in a note. */
#define DROPPED_BYTES ((size_t)40)

/*
 * Searches in vain may go over the text so many times, and over so much more:
 * a document of ordinary size is never refused one, a hostile one is linear.
 */
#define WORK_TIMES ((size_t)8)
#define WORK_SLACK ((size_t)16 << 20)

#endif
