/* SPDX-License-Identifier: MIT */
/*
 * What decides here how much is front matter. See extract/weights.h for how
 * such constants are tested; these are by
 * tests/unit/test_frontmatter_weights.c.
 */
#ifndef CHAPBOOK_FRONTMATTER_WEIGHTS_H
#define CHAPBOOK_FRONTMATTER_WEIGHTS_H

/* Bounds work: no document says so much of itself. */
#define FRONT_FIELDS		256
#define FRONT_VALUES		4096

/* One "key: value" under a heading may be a sentence; two are properties. */
#define FRONT_PROPERTIES	2
/* What is longer before a colon is a sentence. */
#define FRONT_KEY_BYTES		40

/* What is nested deeper is of some program, and left out. */
#define FRONT_DEPTH		8
/* Bounds work: libyaml's time grows with the square of the depth. */
#define FRONT_YAML_DEPTH	64
/* Bounds work: what libyaml reports of one document. */
#define FRONT_YAML_EVENTS	20000

#endif
