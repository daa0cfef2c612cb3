/* SPDX-License-Identifier: MIT */
/* What check/css.c reads a style sheet by. All fail with css_fail(). */
#ifndef CHAPBOOK_CSS_PARTS_H
#define CHAPBOOK_CSS_PARTS_H

#include "check/css_scan.h"

/* Selectors with commas between, up to the brace, which stays. */
int css_take_selectors(struct css_scan *s);
/*
 * Components of a value, or of what stands before a brace, up to one of the
 * bytes of stops outside parentheses, which stays. *count: how many.
 */
int css_take_components(struct css_scan *s, struct str stops, size_t *count);
/* A block of declarations, from before its brace on. */
int css_take_block(struct css_scan *s);

#endif
