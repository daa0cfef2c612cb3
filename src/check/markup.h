/* SPDX-License-Identifier: MIT */
/*
 * A scanner of XML as our books have it: elements and text alone, names in
 * ASCII, the five entities of XML. Whoever reads it also checks it: every
 * character, and that tags nest. Comments, CDATA sections, processing
 * instructions and doctypes are refused. Linear, no recursion.
 */
#ifndef CHAPBOOK_CHECK_MARKUP_H
#define CHAPBOOK_CHECK_MARKUP_H

#include "base/err.h"
#include "base/str.h"

/* Of one element; more than any of ours has. */
#define MARKUP_ATTRIBUTES_MAX 32

struct markup_attribute {
	struct str name, value;		/* as written, with entities */
};

struct markup_tag {
	struct str name;
	struct markup_attribute attributes[MARKUP_ATTRIBUTES_MAX];
	size_t count;
	bool closed;			/* <x/> */
};

enum markup_event {
	MARKUP_FAILED = -1,
	MARKUP_DONE,		/* the end, and nothing is open */
	MARKUP_TEXT,		/* up to the next tag */
	MARKUP_START,		/* of an element, or all of it if closed */
	MARKUP_END		/* of the innermost open one */
};

struct markup {
	const unsigned char *start, *p, *end;	/* p: what comes next */
	struct str *open;	/* names of elements, outermost first */
	size_t depth, cap;
	struct err *err;
};

void markup_init(struct markup *m, struct str text, struct err *err);
void markup_release(struct markup *m);

/* Reads on. Only the tag of MARKUP_START is filled in. */
enum markup_event markup_next(struct markup *m, struct markup_tag *tag);

/* "line N: what 'subject'", where N is the line that p is on. Returns -1. */
int markup_fail(const struct markup *m, const char *what, struct str subject);
/* The same, of the next few bytes. */
int markup_fail_here(const struct markup *m, const char *what);

/* Moves behind what, if that comes next. */
bool markup_take(struct markup *m, struct str what);
void markup_skip_space(struct markup *m);

#endif
