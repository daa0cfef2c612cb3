/* SPDX-License-Identifier: MIT */
/*
 * Builds the tree of a body (article/clean/part.h) from what is told in document
 * order: blocks that open and close, inline elements, text, pictures. Content
 * models hold at every step: a block ends the leaf that text stood in, inline
 * elements are opened again in the next leaf that has something to show, an
 * element that needs a parent of a certain kind gets one, and what stays empty
 * is not there.
 */
#ifndef CHAPBOOK_CLEAN_BUILD_H
#define CHAPBOOK_CLEAN_BUILD_H

#include "article/clean/part.h"

#define BUILD_BLOCKS 64		/* blocks nested deeper are unwrapped */
#define BUILD_SPARE 8		/* for implied ones */
#define BUILD_INLINES 32	/* inline elements nested deeper, too */

struct build_inline {
	enum element element;
	struct target *link;
	struct part_attributes *attributes;
	bool off;		/* a link that another one suspends */
	struct part *part;	/* while open: it, or what stands for it */
};

/* White space not written yet. */
enum {
	GAP_SPACE = 1 << 0, GAP_NEWLINE = 1 << 1, GAP_NBSP = 1 << 2,
	GAP_WIDE = 1 << 3	/* U+3000 */
};

struct build {
	struct pool *pool;
	struct part *root;
	struct buf text;		/* of all leaves, escaped */
	size_t parts, text_chars;
	struct part *blocks[BUILD_BLOCKS + BUILD_SPARE];
	size_t depth;
	struct build_inline inlines[BUILD_INLINES];
	size_t inline_count, open_count;
	size_t link;			/* index of the link in force */
	enum element kind;		/* of the next leaf; EL_TEXT: anonymous */
	unsigned char level;		/* of the heading that kind means */
	struct part *leaf, *at;		/* the open leaf; where text goes */
	struct part *last_leaf, *last_text;
	struct part *last_picture;	/* with no text behind it yet */
	unsigned gap, newlines, breaks;
	bool after_text;		/* text is the last thing in the leaf */
	bool joins_quotes;		/* the language sets no spaces */
	struct str lang, dir;		/* in force for blocks */
	/* Inline elements before these: a block inside says otherwise. */
	size_t lang_from, dir_from;
	struct str root_lang, root_dir;
	struct anchor *waiting;		/* anchors for what comes next */
};

void build_init(struct build *b, struct pool *pool, struct str lang,
    struct str dir);
void build_release(struct build *b);

/*
 * Opens a block, with parents it needs. NULL: it has no place here and its
 * content is to be taken alone. Closed by build_close() to the depth before.
 */
struct part *build_open(struct build *b, enum element element);
void build_close(struct build *b, size_t depth);
/* A block starts or ends here. */
void build_boundary(struct build *b);
void build_rule(struct build *b);
/* Where the next leaf goes holds no headings. */
bool build_no_headings(const struct build *b);
/* Ends it all; what is left of waiting anchors goes to the last leaf. */
void build_finish(struct build *b);

/* In build_inline.c. NULL: it has no place here. */
struct build_inline *build_inline_open(struct build *b, enum element element);
void build_inline_close(struct build *b, size_t count);
/* The link in force is none any more, here and behind. */
void build_unlink(struct build *b);
/* In build_text.c */
void build_text(struct build *b, struct str text);
void build_break(struct build *b);
/* NULL if the picture has no place here. */
struct part *build_picture(struct build *b, struct image *picture);

/* Between these files. */
struct part *build_part(struct build *b, enum element element);
void build_end_leaf(struct build *b);
/* Opens a leaf and in it what is open in the source. */
void build_sync(struct build *b);
void build_take_anchors(struct build *b, struct part *part);
/* The anchors of a part that is removed wait again. */
void build_leave_anchors(struct build *b, struct part *part);
void build_ensure_flow(struct build *b);
void build_say_language(struct build *b, struct part *part);
bool build_is_full(const struct build *b);

static inline struct part *
build_top(const struct build *b)
{
	return b->blocks[b->depth - 1];
}

/* Inside pre and headings blocks are only line breaks. */
static inline bool
build_is_flat(const struct build *b)
{
	return b->kind != EL_TEXT && b->kind != EL_P;
}

#endif
