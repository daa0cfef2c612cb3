/* SPDX-License-Identifier: MIT */
/*
 * The allow-list: which elements a body may have, what each may hold, which
 * attributes it may bear; and what becomes of the elements of a source.
 * Reference: HTML Living Standard 4, EPUB 3.3 section 6.1.
 */
#ifndef CHAPBOOK_ELEMENT_H
#define CHAPBOOK_ELEMENT_H

#include "base/str.h"

/* EL_TEXT to EL_FOSTER have no tag of their own in a body. */
enum element {
	EL_TEXT,
	EL_PICTURE,	/* a slot */
	EL_LINK,	/* a pair of slots */
	EL_ROOT,
	EL_FOSTER,	/* what stood in a table outside its cells */
	EL_P, EL_H2, EL_H3, EL_H4, EL_H5, EL_H6, EL_PRE, EL_HR,
	EL_BLOCKQUOTE, EL_UL, EL_OL, EL_LI, EL_DL, EL_DT, EL_DD,
	EL_FIGURE, EL_FIGCAPTION,
	EL_TABLE, EL_CAPTION, EL_THEAD, EL_TBODY, EL_TFOOT, EL_TR, EL_TH,
	EL_TD,
	EL_BR, EL_ABBR, EL_B, EL_BDI, EL_BDO, EL_CITE, EL_CODE, EL_DEL, EL_DFN,
	EL_EM, EL_I, EL_INS, EL_KBD, EL_MARK, EL_Q, EL_RT, EL_RUBY, EL_S,
	EL_SAMP, EL_SMALL, EL_SPAN, EL_STRONG, EL_SUB, EL_SUP, EL_U, EL_VAR,
	EL_COUNT
};

/* Kinds of content: what an element is, and a set of what it may hold. */
enum {
	IS_BLOCK = 1 << 0, IS_PHRASING = 1 << 1, IS_LI = 1 << 2,
	IS_DT = 1 << 3, IS_CELL = 1 << 4, IS_ROW = 1 << 5, IS_GROUP = 1 << 6,
	IS_CAPTION = 1 << 7, IS_FIGCAPTION = 1 << 8, IS_RT = 1 << 9,
	IS_HEADING = 1 << 10
};

enum {
	MAY_ID = 1 << 0, MAY_LANG = 1 << 1, MAY_CLASS = 1 << 2,
	MAY_SPAN = 1 << 3, MAY_SCOPE = 1 << 4, MAY_LIST = 1 << 5,
	MAY_VALUE = 1 << 6, MAY_TITLE = 1 << 7,
	MAY_COMMON = MAY_ID | MAY_LANG | MAY_CLASS
};

struct element_info {
	const char *name;
	unsigned short is, holds;	/* holds 0: a void element */
	unsigned short attributes;	/* MAY_LANG: lang, xml:lang and dir */
};

/* By enum element. */
extern const struct element_info elements[EL_COUNT];

/* The element of a tag of a body; EL_TEXT if there is none of that name. */
enum element element_of(struct str name);

/* What is done with an element of a source. */
enum action {
	ACT_UNWRAP,	/* inline: its content alone; also the unknown ones */
	ACT_BOUNDARY,	/* its content, on lines of its own */
	ACT_DROP,
	ACT_INLINE,
	ACT_LINK,
	ACT_PICTURE,
	ACT_BREAK,
	ACT_P,
	ACT_HEADING,
	ACT_PRE,
	ACT_HR,
	ACT_BLOCK,	/* blockquote, ul, ol, dl, table, figure */
	ACT_ITEM,	/* what belongs in one of these */
	ACT_SUMMARY,
	ACT_MEDIA,	/* audio, video, and frames of players */
	ACT_NOSCRIPT,
	ACT_SVG, ACT_SVG_TEXT
};

struct source_element {
	enum action action;
	enum element element;
};

/* By assets/tables/html.txt; name is in lower case. */
struct source_element source_element(struct str name);

/* The classes of our own: "lead", "footnotes", "language-c", ... */
bool element_class(struct str class_name);

#endif
