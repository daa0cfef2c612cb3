/* SPDX-License-Identifier: MIT */
/*
 * What decides here what a page is called. See extract/weights.h for how such
 * constants are tested; these are by tests/unit/test_metadata_weights.c.
 */
#ifndef CHAPBOOK_METADATA_WEIGHTS_H
#define CHAPBOOK_METADATA_WEIGHTS_H

#include <stddef.h>

/* Bounds work: of longer documents the first headings are enough. */
#define TITLE_HEADINGS		64
/* What says more is a paragraph that was set as a heading. */
#define TITLE_LETTERS_MAX	300
/* A heading after more letters of prose is that of a part. */
#define TITLE_PROSE_LETTERS	200
/* A list of links that was set as a heading has at least so many. */
#define TITLE_MENU_LINKS	2
/* Of what a page calls itself its title is so much; the rest is its site. */
#define TITLE_OF_PAGE_PERCENT	40
/* What is before " - " and shorter is no title, but a number or a name. */
#define TITLE_BYTES_MIN		6
/* "Title_Site": what a page calls its site, or a department. */
#define TITLE_SITE_BYTES	36
/* Of the text, where it has to stand for a title. */
#define TITLE_GUESS_BYTES	90
/* A name with fewer letters is a number, and says nothing. */
#define TITLE_NAME_LETTERS	2

/* Two names that start with as much are no two names by chance. */
#define NAME_BEGINNING_BYTES	12

/*
 * Ranks of what JSON-LD offers, among those of the rules in meta.c: that of
 * a page's article before what other tags say, that of the page itself after.
 */
#define RANK_JSONLD_ARTICLE	2
#define RANK_JSONLD_PAGE	6
/* Bounds work: objects that are looked at in one script. */
#define JSONLD_OBJECTS		200

/* Bounds work: no title, name or date is longer. */
#define META_VALUE_BYTES	4096
/* "0; url=/new/": one digit of seconds; who waits longer may read. */
#define META_REFRESH_DIGITS	1

/* A date opens a text; one that comes later is of something else. */
#define DATELINE_BYTES		((size_t)400)

/*
 * Bounds work: a step of XPath takes about as long as it takes to copy so
 * many bytes, or to compare so many, one with one. Not fewer are copied:
 * libxml2 allocates 4,096 bytes for a string that may have one.
 */
#define XPATH_COPIED_BYTES	256
#define XPATH_COMPARED_BYTES	64

#endif
