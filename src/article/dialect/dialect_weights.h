/* SPDX-License-Identifier: MIT */
/* Numbers that decide in this folder, and why they are what they are. */
#ifndef CHAPBOOK_DIALECT_WEIGHTS_H
#define CHAPBOOK_DIALECT_WEIGHTS_H

#include <stddef.h>

/*
 * Names whose end is waited for at once, in one dialect. Frames nest three
 * or four deep; tags without an end are forgotten after so many others.
 */
#define MARKERS_OPEN_MAX ((size_t)8)

/* As far as the end of what is short: attributes, the name of a page. */
#define NEAR_BYTES ((size_t)512)

/* Of a marker, in the account of what established a dialect. */
#define SHOWN_BYTES ((size_t)40)

/* A call goes over lines, but ends before a blank one, this near. */
#define CALL_BYTES ((size_t)2048)

/* Of components, "style={{...}}" is the longest thing in a tag of text. */
#define EXPRESSION_BYTES ((size_t)1024)

/* A tag with a table of data in it, "videos={[...]}", is longer. */
#define COMPONENT_BYTES ((size_t)32 << 10)
#define COMPONENT_ATTRIBUTES_MAX 64

/* "note info Words of a title": up to two words are a class or a kind. */
#define TITLE_WORDS_MIN ((size_t)3)

#endif
