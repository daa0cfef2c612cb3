/* SPDX-License-Identifier: MIT */
#include "article/clean/clean_walk.h"

#include "article/clean/weights.h"
#include "article/html/node.h"

static void
open_frame(struct clean *c)
{
	const struct build *b = &c->b;

	c->frames[c->frame_count] = (struct clean_frame){
		.depth = b->depth, .inlines = b->inline_count,
		.kind = b->kind, .level = b->level, .lang = b->lang,
		.dir = b->dir, .lang_from = b->lang_from,
		.dir_from = b->dir_from, .line_lang = c->line_lang,
		.line_dir = c->line_dir, .mute = c->mute,
		.noscript = c->noscript
	};
}

void
clean_begin_block(struct clean *c)
{
	c->frames[c->frame_count].block = true;
	build_boundary(&c->b);
}

static void
leave(struct clean *c)
{
	struct build *b = &c->b;
	const struct clean_frame *frame;

	if (--c->frame_count >= CLEAN_FRAMES)
		return;
	frame = &c->frames[c->frame_count];
	b->kind = frame->kind;
	b->level = frame->level;
	if (frame->block) {
		build_boundary(b);
		build_close(b, frame->depth);
	}
	build_inline_close(b, frame->inlines);
	b->lang = frame->lang;
	b->dir = frame->dir;
	b->lang_from = frame->lang_from;
	b->dir_from = frame->dir_from;
	c->line_lang = frame->line_lang;
	c->line_dir = frame->line_dir;
	c->mute = frame->mute;
	c->noscript = frame->noscript;
}

static struct part_attributes *
inline_attributes(struct clean *c, struct build_inline *in)
{
	if (!in->attributes)
		in->attributes = pool_alloc(c->b.pool, sizeof(*in->attributes));
	return in->attributes;
}

/* An inline element, or where it may not stand what it says of language. */
static void
open_inline(struct clean *c, enum element element,
    const struct source_marks *marks)
{
	bool says = marks->lang.len || marks->dir.len;
	struct build_inline *in = NULL;

	if (element != EL_BDO || marks->dir.len)
		in = element == EL_TEXT ? NULL
			: build_inline_open(&c->b, element);
	if (!in && says)
		in = build_inline_open(&c->b, EL_SPAN);
	if (!in)
		return;
	if (says) {
		inline_attributes(c, in)->lang = marks->lang;
		in->attributes->dir = marks->dir;
	}
	if (marks->class_name.len)
		inline_attributes(c, in)->class_name = marks->class_name;
	if (marks->title.len
	    && (elements[in->element].attributes & MAY_TITLE))
		inline_attributes(c, in)->title = marks->title;
}

static void
enter_link(struct clean *c, xmlNode *node, const struct source_marks *marks)
{
	struct target *target = target_link(&c->targets,
	    node_attr(node, "href"));
	struct build_inline *in = NULL;

	if (target)
		in = build_inline_open(&c->b, EL_LINK);
	if (in)
		in->link = target;
	open_inline(c, EL_TEXT, marks);
}

static bool
is_big_block(const xmlNode *node)
{
	struct source_element known =
		source_element(str_of((const char *)node->name));

	return known.action == ACT_BLOCK || known.action == ACT_PRE
		|| known.action == ACT_HR;
}

/* A heading that holds no more than lines of text, as far as one looks. */
static bool
is_heading(xmlNode *heading)
{
	unsigned seen = 0, lines = 0;

	for (xmlNode *node = node_next_element(heading, heading);
	    node && seen++ < HEADING_ELEMENTS;
	    node = node_next_element(node, heading)) {
		if (is_big_block(node))
			return false;
		if (node_is(node, "p") || node_is(node, "div"))
			lines++;
	}
	return lines <= HEADING_LINES_MAX;
}

static void
enter_heading(struct clean *c, xmlNode *node)
{
	struct build *b = &c->b;

	clean_begin_block(c);
	if (build_is_flat(b) || !is_heading(node))
		return;
	if (build_no_headings(b)) {
		b->kind = EL_P;
		build_inline_open(b, EL_B);
		return;
	}
	b->kind = EL_H2;
	b->level = (unsigned char)(node->name[1] - '0');
}

static void
enter_block(struct clean *c, xmlNode *node, enum element element,
    const struct source_marks *marks)
{
	struct clean_frame *frame = &c->frames[c->frame_count];
	struct part *part;

	frame->block = true;
	part = build_open(&c->b, element);
	if (!part)
		return;
	/* It may have ended some that the source left open. */
	if (frame->depth >= c->b.depth)
		frame->depth = c->b.depth - 1;
	c->b.kind = EL_TEXT;
	if (elements[element].attributes & ~(unsigned)MAY_COMMON)
		source_marks_block(node, c->b.pool, part);
	if (marks->class_name.len)
		part_attributes(c->b.pool, part)->class_name =
		    marks->class_name;
}

static void
enter_leaf(struct clean *c, enum element kind)
{
	clean_begin_block(c);
	if (!build_is_flat(&c->b))
		c->b.kind = kind;
}

static void
act_block(struct clean *c, xmlNode *node, const struct source_element *known,
    const struct source_marks *marks)
{
	switch (known->action) {
	case ACT_BOUNDARY:
		if (marks->captioned_picture)
			enter_block(c, node, EL_FIGURE, marks);
		else
			clean_begin_block(c);
		break;
	case ACT_P:
		enter_leaf(c, EL_P);
		break;
	case ACT_HEADING:
		enter_heading(c, node);
		break;
	case ACT_PRE:
		enter_leaf(c, EL_PRE);
		break;
	case ACT_SUMMARY:
		enter_leaf(c, EL_P);
		build_inline_open(&c->b, EL_B);
		break;
	default:
		enter_block(c, node, known->element, marks);
		break;
	}
}

/* False: nothing inside is shown. */
static bool
act(struct clean *c, xmlNode *node, const struct source_element *known,
    const struct source_marks *marks)
{
	switch (known->action) {
	case ACT_DROP:
		return false;
	case ACT_UNWRAP:
	case ACT_INLINE:
	case ACT_SVG_TEXT:
		open_inline(c, known->element, marks);
		break;
	case ACT_LINK:
		enter_link(c, node, marks);
		break;
	case ACT_PICTURE:
		clean_picture(c, node);
		break;
	case ACT_BREAK:
		build_break(&c->b);
		break;
	case ACT_HR:
		build_rule(&c->b);
		break;
	case ACT_MEDIA:
		clean_media(c, node);
		return false;
	case ACT_NOSCRIPT:
		c->noscript = true;
		break;
	case ACT_SVG:
		c->mute = true;
		break;
	default:
		act_block(c, node, known, marks);
		break;
	}
	return true;
}

static bool
is_inline(enum action action)
{
	return action == ACT_UNWRAP || action == ACT_INLINE
		|| action == ACT_LINK || action == ACT_SVG_TEXT;
}

static bool
is_block(enum action action)
{
	return action == ACT_BOUNDARY || action == ACT_P
		|| action == ACT_HEADING || action == ACT_PRE
		|| action == ACT_BLOCK || action == ACT_ITEM
		|| action == ACT_SUMMARY;
}

/* Keeps of what the element says of language only what is new. */
static void
say_language(struct clean *c, const struct source_element *known,
    struct source_marks *marks)
{
	bool block = is_block(known->action);

	if (str_eq(marks->lang, c->line_lang))
		marks->lang.len = 0;
	if (str_eq(marks->dir, c->line_dir) && known->element != EL_BDO)
		marks->dir.len = 0;
	if (!block && !is_inline(known->action))
		return;
	if (marks->lang.len)
		c->line_lang = marks->lang;
	if (marks->dir.len)
		c->line_dir = marks->dir;
	if (block && marks->lang.len) {
		c->b.lang = marks->lang;
		c->b.lang_from = c->b.inline_count;
	}
	if (block && marks->dir.len) {
		c->b.dir = marks->dir;
		c->b.dir_from = c->b.inline_count;
	}
}

static void
wait_for(struct clean *c, struct str name)
{
	struct anchor *anchor = targets_anchor(&c->targets, name);

	if (!anchor || anchor->taken)
		return;
	anchor->taken = true;
	anchor->next = c->b.waiting;
	c->b.waiting = anchor;
}

static bool
enter(struct clean *c, xmlNode *node, bool is_root)
{
	struct source_element known;
	struct source_marks marks;

	if (c->frame_count >= CLEAN_FRAMES) {
		c->frame_count++;
		return true;
	}
	open_frame(c);
	known = source_element(str_of((const char *)node->name));
	source_marks_read(node, c->b.pool, &marks);
	if (c->mute && known.action != ACT_SVG_TEXT)
		known = source_element(known.action == ACT_DROP
		    ? STR("script") : STR(""));
	else
		c->mute = false;
	if (marks.hidden && !is_root)
		known = source_element(STR("script"));
	if (c->targets.anchor_count) {
		wait_for(c, marks.id);
		wait_for(c, marks.name);
	}
	say_language(c, &known, &marks);
	if (act(c, node, &known, &marks)) {
		c->frame_count++;
		return true;
	}
	c->frame_count++;
	return false;
}

void
clean_walk(struct clean *c, xmlNode *root)
{
	struct node_walk w = { .root = root };

	while (node_walk(&w)) {
		if (w.node->type == XML_ELEMENT_NODE) {
			if (w.leave)
				leave(c);
			else if (!enter(c, w.node, w.node == root)) {
				leave(c);
				node_walk_skip(&w);
			}
		} else if (!c->mute) {
			build_text(&c->b, node_content(w.node));
		}
	}
}
