/* SPDX-License-Identifier: MIT */
/*
 * What decides here what a section is called. See article/extract/weights.h
 * for how such constants are tested; these are by tests/unit/test_sections.c.
 */
#ifndef CHAPBOOK_SOURCE_WEIGHTS_H
#define CHAPBOOK_SOURCE_WEIGHTS_H

/* A page lists a folder if more than one in so many of its links go there. */
#define SECTION_LINKS_PART	2

#endif
