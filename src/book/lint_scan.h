/* SPDX-License-Identifier: MIT */
/* Characters, entities, names and text of XML, for book/lint.c. */
#ifndef CHAPBOOK_LINT_SCAN_H
#define CHAPBOOK_LINT_SCAN_H

#include "base/err.h"
#include "base/str.h"

struct lint_scan {
	const unsigned char *start, *p, *end;	/* p: what comes next */
	struct err *err;
};

/* "line N: what 'subject'", where N is the line that p is on. Returns -1. */
int lint_fail(const struct lint_scan *s, const char *what,
    struct str subject);

struct str lint_rest(const struct lint_scan *s);
struct str lint_between(const unsigned char *from, const unsigned char *to);
/* Moves behind what, if that comes next. */
bool lint_take(struct lint_scan *s, struct str what);
void lint_skip_space(struct lint_scan *s);
/* Letters, digits and ":-_"; may be empty. */
struct str lint_take_name(struct lint_scan *s);

/*
 * Text or an attribute's value, up to stop or the end; stop is left standing.
 * Every character and entity is checked (XML 1.0 sections 2.2 and 2.4).
 */
int lint_take_text(struct lint_scan *s, unsigned char stop);

#endif
