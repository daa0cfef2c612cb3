/* SPDX-License-Identifier: MIT */
/* Numbers that decide in this folder, and why they are what they are. */
#ifndef CHAPBOOK_DIALECT_WEIGHTS_H
#define CHAPBOOK_DIALECT_WEIGHTS_H

/*
 * Names whose end is waited for at once, in one dialect. Frames nest three
 * or four deep; tags without an end are forgotten after so many others.
 */
#define MARKERS_OPEN_MAX ((size_t)8)

/* The end of a tag is looked for so far ahead; longer ones are prose. */
#define TAG_BYTES ((size_t)2048)

/* As far as the end of what is short: attributes, the name of a page. */
#define NEAR_BYTES ((size_t)512)

/* Of a marker, in the account of what established a dialect. */
#define SHOWN_BYTES ((size_t)40)

#endif
