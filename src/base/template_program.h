/* SPDX-License-Identifier: MIT */
/*
 * What base/template*.c and values.c share: the compiled form of a template,
 * and the values it is filled with.
 */
#ifndef CHAPBOOK_TEMPLATE_PROGRAM_H
#define CHAPBOOK_TEMPLATE_PROGRAM_H

#include <stdint.h>

#include "base/template.h"

enum op_kind {
	OP_TEXT,	/* text as it stands */
	OP_ESCAPED,	/* {{text}} */
	OP_MARKUP,	/* {{{text}}} */
	OP_SECTION,	/* {{#text}}: the ops up to next, per item */
	OP_INVERTED,	/* {{^text}}: the ops up to next, if absent */
	OP_INCLUDE	/* {{>text}}: template number next */
};

struct op {
	enum op_kind kind;
	unsigned line;
	struct str text;	/* a slice of the source */
	uint32_t hash;		/* of text, where it is a name */
	size_t next;
};

struct template {
	struct str name;	/* "article.xhtml" */
	struct str shown;	/* for messages: with its folder if not ours */
	struct str source;
	struct op *ops;		/* owned */
	size_t op_count;
	unsigned depth;		/* of its includes */
};

/* Makes ops from source; includes are not resolved yet. */
int template_parse(struct template *t, struct err *err);

/* By number, as includes have it; by name, or NULL. */
const struct template *templates_at(const struct templates *set,
    size_t number);
const struct template *templates_find(const struct templates *set,
    struct str name);

enum value_kind { VALUE_TEXT, VALUE_MARKUP, VALUE_FLAG, VALUE_LIST };

struct value {
	const char *name;
	uint32_t hash;
	unsigned char kind;	/* enum value_kind */
	bool truth;		/* what a section goes by */
	union {
		struct str text;
		struct {
			struct values *first, *last;
		} list;
	} u;
};

struct values {
	struct pool *pool;
	struct value *items;
	size_t count, cap;
	struct values *next;	/* in the list that this is an item of */
};

uint32_t value_hash(struct str name);
/* NULL if v has no such name. */
const struct value *values_find(const struct values *v, struct str name,
    uint32_t hash);

#endif
