/* SPDX-License-Identifier: MIT */
/*
 * What decides here whether text is markup, and whether it is links. See
 * extract/weights.h for how such constants are tested; these are by
 * tests/unit/test_html_weights.c.
 */
#ifndef CHAPBOOK_HTML_WEIGHTS_H
#define CHAPBOOK_HTML_WEIGHTS_H

#include <stddef.h>

/*
 * Where the text around links is at most one part in so many of theirs, they
 * are what it is about.
 */
#define LINKS_REST_PART		4

/* Markup that was escaped by mistake is paragraphs; less is an example. */
#define ESCAPED_TEXT_BYTES	300
/* So many tags of it, and so many of them of blocks. */
#define ESCAPED_TAGS		6
#define ESCAPED_BLOCKS		3
/*
 * One tag in so many is an end tag, has attributes, or stands next to
 * another: in a sentence about tags they stand alone.
 */
#define ESCAPED_JOINTS_PART	3
/* There is so many times as much prose as markup; in code there is less. */
#define ESCAPED_PROSE_TIMES	2
/* The rest of a page was escaped: so many tags, and ends of what was open. */
#define ESCAPED_REST_TAGS	20
#define ESCAPED_REST_ENDS	2
/* What does not end within so much is no tag. */
#define ESCAPED_TAG_BYTES	2048

/* A page that was cut ends in a tag; a '<' farther before is a sign. */
#define CUT_TAG_BYTES		1024
/* Names of elements that mirrors write are no longer. */
#define CUT_NAME_BYTES		10

/* Formatting elements that go on after an end tag out of order. */
#define REOPEN_ELEMENTS		8
/* Longer start tags are not repeated for that. */
#define REOPEN_TAG_BYTES	512
/* Bounds work: all repeated tags together, beyond the size of the page. */
#define REOPEN_SLACK_BYTES	((size_t)64 << 10)

/* Longer ones are data of a program, and no description of the page. */
#define JSON_BYTES		((size_t)256 << 10)
/* Names of elements and attributes that mean anything are no longer. */
#define HTML_NAME_BYTES		64
/* A longer value is data of a program, unless it is an address. */
#define ATTRIBUTE_BYTES		((size_t)64 << 10)

/* What is moved as far, in pixels, is there to be off the page. */
#define STYLE_FAR_PX		900
/* The size of letters, where a style counts by it. */
#define STYLE_EM_PX		16
/* What holds as many elements is a page with effects, and nothing concealed. */
#define STYLE_CONCEALED_ELEMENTS 500

#endif
