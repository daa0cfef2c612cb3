/* SPDX-License-Identifier: MIT */
/* Tokens of a style sheet (CSS 2.1, section 4.1.1), for check/css.c. */
#ifndef CHAPBOOK_CSS_SCAN_H
#define CHAPBOOK_CSS_SCAN_H

#include "base/err.h"
#include "base/str.h"

struct css_scan {
	const char *start, *p, *end;	/* p: what comes next */
	struct err *err;
};

/* "line N: what at '...'", where N is the line that p is on. Returns -1. */
int css_fail(const struct css_scan *s, const char *what);

bool css_at_end(const struct css_scan *s);
/* The next byte, or 0 at the end. */
char css_peek(const struct css_scan *s);
/* Moves behind c, if that comes next. */
bool css_take(struct css_scan *s, char c);
/* White space and comments. */
int css_skip(struct css_scan *s);
/* Behind a selector, where EPUBCheck takes a comment only after a space. */
int css_skip_spaced(struct css_scan *s);
/* Letters, digits, "-", "_" and what is not ASCII, no digit first. */
bool css_take_ident(struct css_scan *s, struct str *ident);
/* The same with any first: what stands behind "#". */
bool css_take_name(struct css_scan *s);
/* A number, its unit or "%" behind it. */
bool css_take_number(struct css_scan *s);
/* From its quote on. */
int css_take_string(struct css_scan *s);

/* "keyframes" of "-webkit-keyframes". */
struct str css_without_vendor(struct str name);

#endif
