/* SPDX-License-Identifier: MIT */
/*
 * What decides here what a picture becomes. See article/extract/weights.h for
 * how such constants are tested; these are by
 * tests/unit/test_picture_weights.c.
 */
#ifndef CHAPBOOK_PICTURE_WEIGHTS_H
#define CHAPBOOK_PICTURE_WEIGHTS_H

/* A picture with as few colours is a drawing, whatever its areas. */
#define DRAWING_COLOURS		16
/*
 * So is one with so many pixels like their left neighbours. Of 25 pictures
 * reduced, the 5 PNG drawings had 91 % or more, the JPEGs 4 to 85 %. What is
 * taken for a drawing wrongly is put right by its size as JPEG.
 */
#define DRAWING_FLAT_PERCENT	60
/* JPEG blurs the edges of a drawing, and has to be so many times smaller. */
#define DRAWING_JPEG_GAIN	2

/* To fit the budget, quality falls to this; then pixels go. */
#define BUDGET_QUALITY		40
/* Sides shrink by one part of so many, or by more at a time. */
#define BUDGET_PARTS		32
/* What is smaller is not made smaller to fit. */
#define BUDGET_SIDE_PX		64

/* From this quality on colour is stored as sharply as brightness. */
#define PICTURE_FULL_COLOUR	90
/*
 * Huffman tables of its own make a file of 1072 px 2 % smaller, one of 60 px
 * by a fifth; they take a tenth of the time that decoding and encoding take.
 */
#define JPEG_SMALL_PIXELS	300000

/* From this sample on nothing is seen on white. */
#define CLEAR_FAINT		224
/* What is more transparent shows the page, what is less shows itself. */
#define CLEAR_HALF		128
/* Lettering for a dark page is small; a larger picture is meant to be faint. */
#define CLEAR_PIXELS		1000000
/* The ground that lettering gets: one of the 16 grays that readers have. */
#define CLEAR_GROUND		0x44

/* Levels that a colour may be off and still be one of sRGB. */
#define COLOUR_NEAR_SRGB	2

/* Bounds work: a PNG that is whole is so at any size. */
#define KEEP_GLANCE_PX		64

/* A strip is higher than so many pages, */
#define STRIP_PAGES		3
/* wider than one part in so many of a page, as text and drawings are, */
#define STRIP_WIDTH_PART	8
/* and not even such a part wide when all of it fits one page. */
#define STRIP_LINE_PART		4
/* It keeps its width, as far as it then has the pixels of so many pages. */
#define STRIP_PAGES_MAX		4

#endif
