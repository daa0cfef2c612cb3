/* SPDX-License-Identifier: MIT */
/*
 * What decides here which file a picture is taken from. See extract/weights.h
 * for how such constants are tested; these are by
 * tests/unit/test_record_weights.c.
 */
#ifndef CHAPBOOK_RECORD_WEIGHTS_H
#define CHAPBOOK_RECORD_WEIGHTS_H

/* A picture that says no width is shown in a column of text. */
#define IMAGE_COLUMN_PX		600u
/* Its file is a little wider, as sites make them. */
#define IMAGE_USUAL_PX		800u
/* The whole that a thumbnail stands for. */
#define IMAGE_FULL_PX		2400u
/* Any larger width than all that there are: it keeps orders apart. */
#define IMAGE_WIDEST_PX		1000000u
/* The root of a site is not farther above a document. */
#define IMAGE_FOLDERS		8

/* No picture has a longer side, nor is one shown at more times its size. */
#define IMAGE_SIDE_PX_MAX	99999u
#define IMAGE_DENSITY_X100_MAX	10000u

#endif
