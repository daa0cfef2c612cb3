/* SPDX-License-Identifier: MIT */
/*
 * The tree of a body in the making: only elements of the allow-list, all of
 * it from one pool. Blocks hold blocks; text and inline elements stand in
 * leaves (p, headings, pre) alone, so that blocks can be moved freely. The
 * writer leaves out the tags of a p where it is all that its parent holds.
 */
#ifndef CHAPBOOK_PART_H
#define CHAPBOOK_PART_H

#include "article/record/element.h"
#include "article/record/record.h"
#include "base/mem.h"

struct part;

/* A place that links of the body name. */
struct anchor {
	struct str name;
	struct anchor *next;	/* at the same part, or among those waiting */
	struct part *at;	/* NULL: there is no such place */
	bool taken;		/* the first element of that name was met */
	bool used;		/* a link that is written goes to it */
};

struct target {
	enum target_kind kind;
	struct str ref;
	struct anchor *anchor;	/* goes there if there is such a place, */
				/* else to ref, if that is not empty */
	size_t number;		/* of its slot, plus 1; 0: not written yet */
};

struct part_attributes {
	struct str lang, dir;		/* where they differ from outside */
	struct str class_name, title;
	struct anchor *anchors;
	unsigned id;			/* number in "a1", when written */
	unsigned colspan, rowspan;	/* 0: not given */
	const char *scope;
	char list_type;			/* 1 a A i I, or 0 */
	bool reversed, has_number;
	int number;			/* start of ol, value of li */
};

enum {
	PART_TEXT = 1 << 0,	/* holds visible text */
	PART_PICTURE = 1 << 1,	/* holds a picture */
	PART_IMPLIED = 1 << 2,	/* not in the source: takes what comes next */
	PART_ANON = 1 << 3,	/* a p that is no p of the source */
	PART_MARKS = 1 << 4,	/* text that may not be in NFC */
	PART_RUBY = 1 << 5,	/* a leaf with ruby in it */
	PART_BARE = 1 << 6	/* written without its tags */
};

struct part {
	struct part *parent, *first, *last, *prev, *next;
	struct part_attributes *attributes;	/* NULL: none */
	union {
		struct { size_t start, len; } text;	/* escaped */
		struct target *link;
		struct image *picture;
		unsigned column;	/* of a cell, while a table is mended */
	};
	unsigned char element;		/* enum element */
	unsigned char level;		/* of a heading in the source, 1..6 */
	unsigned short flags;
};

struct part *part_new(struct pool *pool, enum element element);
void part_append(struct part *parent, struct part *child);
void part_insert(struct part *before, struct part *child);
void part_remove(struct part *part);
/* Moves part to the place before another, which may be NULL: the end. */
void part_move(struct part *part, struct part *parent, struct part *before);
/*
 * Puts what part holds before another part (or at the end of parent), and
 * what part says of its language and anchors to these; part is gone.
 */
void part_unwrap(struct pool *pool, struct part *part, struct part *parent,
    struct part *before);
/* The part next in document order beneath root, or NULL. */
struct part *part_after(struct part *part, const struct part *root);
/* The same without going into part. */
struct part *part_beyond(struct part *part, const struct part *root);

/* Its attributes say no more than none would. */
bool part_says_nothing(const struct part *part);
struct part_attributes *part_attributes(struct pool *pool, struct part *part);
/* Bytes of text, counted no further than max. */
size_t part_text_bytes(struct part *part, size_t max);

static inline bool
part_is_leaf(const struct part *part)
{
	return part->element >= EL_P && part->element <= EL_PRE;
}

static inline bool
part_is_group(const struct part *part)
{
	return part->element >= EL_THEAD && part->element <= EL_TFOOT;
}

/* Pictures and nothing else. */
static inline bool
part_is_pictures(const struct part *part)
{
	return part->element == EL_P
		&& (part->flags & (PART_PICTURE | PART_TEXT)) == PART_PICTURE;
}

#endif
