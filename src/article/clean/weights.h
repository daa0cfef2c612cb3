/* SPDX-License-Identifier: MIT */
/*
 * What decides here what becomes of an element. See extract/weights.h for how
 * such constants are tested; these are by tests/unit/test_clean_weights.c.
 */
#ifndef CHAPBOOK_CLEAN_WEIGHTS_H
#define CHAPBOOK_CLEAN_WEIGHTS_H

/* A text as long under a picture is a paragraph, and no caption. */
#define CAPTION_BYTES		600

/* A heading may have its kicker, title and subtitle in boxes; more is text. */
#define HEADING_LINES_MAX	3
/* Bounds work: elements in a heading that are looked at for that. */
#define HEADING_ELEMENTS	64

/*
 * Fewer letters of another script are a name or a term, not a passage in a
 * language. Terms in Latin letters stand in texts of every script, so that
 * such a passage has to be longer.
 */
#define PASSAGE_LATIN_LETTERS	60
#define PASSAGE_OTHER_LETTERS	12

/* A picture's link or <picture> is not farther above it. */
#define PICTURE_PARENTS		5
/* A picture of a pixel counts who reads the page. */
#define PICTURE_SPECK_PX	1
/* "photo" is in "photo-thumb"; shorter names are in others by chance. */
#define PICTURE_STEM_BYTES	4
/* Bounds work: a copy for browsers without scripts is soon behind. */
#define PICTURES_SHOWN		8

/* What has one column is a list of paragraphs, whatever its tags say. */
#define TABLE_COLUMNS		2
/*
 * Bounds work: rows that are too short get empty cells, at most so many
 * times the cells that are there, and a few.
 */
#define TABLE_EMPTY_TIMES	4
#define TABLE_EMPTY_CELLS	256

#endif
