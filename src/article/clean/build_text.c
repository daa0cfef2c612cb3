/* SPDX-License-Identifier: MIT */
#include "article/clean/build.h"

#include "article/clean/glyph.h"
#include "base/text.h"

static bool
will_open(const struct build *b)
{
	for (size_t i = b->open_count; i < b->inline_count; i++)
		if (!b->inlines[i].off)
			return true;
	return !b->leaf;
}

static void
shows(struct build *b, unsigned flag)
{
	b->leaf->flags |= (unsigned short)flag;
	if (b->link < b->open_count && !b->inlines[b->link].off)
		b->inlines[b->link].part->flags |= (unsigned short)flag;
}

/* The text part that goes on where text is put next, or NULL. */
static struct part *
text_here(const struct build *b)
{
	struct part *last = b->at->last;

	return last && last->element == EL_TEXT
		&& last->text.start + last->text.len == b->text.len
		? last : NULL;
}

static struct part *
put(struct build *b, const char *p, size_t len)
{
	struct part *text = text_here(b);

	if (!text) {
		text = build_part(b, EL_TEXT);
		text->text.start = b->text.len;
		part_append(b->at, text);
	}
	buf_add(&b->text, p, len);
	text->text.len += len;
	b->last_text = text;
	return text;
}

static void
put_spaces(struct build *b, unsigned gap)
{
	if (gap & GAP_WIDE)
		put(b, "\u3000", 3);
	else if (gap == GAP_NBSP)
		put(b, "\u00a0", 2);
	else
		put(b, " ", 1);
	b->text_chars++;
}

static bool
gap_shows(const struct build *b, struct str next)
{
	size_t at = 0;

	if (b->gap != GAP_NEWLINE && b->gap != (GAP_NEWLINE | GAP_SPACE))
		return true;
	if (!next.len || !b->after_text)
		return true;
	return !glyph_joins(glyph_before(buf_str(&b->text)),
	    text_next(next, &at), b->joins_quotes);
}

/* Writes what stands between the last thing of the leaf and the next. */
static void
flush_gap(struct build *b, struct str next)
{
	unsigned gap = b->gap;

	if (!b->leaf || !b->leaf->first) {
		b->gap = b->breaks = b->newlines = 0;
		return;
	}
	if (b->newlines) {
		while (b->newlines) {
			put(b, "\n", 1);
			b->newlines--;
		}
	} else if (b->breaks) {
		part_append(b->at, build_part(b, EL_BR));
		b->after_text = false;
	} else if (gap && gap_shows(b, next)) {
		put_spaces(b, gap);
	}
	b->gap = b->breaks = 0;
}

/*
 * No text starts with a mark that belongs to the character before (checkers
 * want text in NFC): it goes there, or stands on a dotted circle. Returns the
 * bytes of marks that were put away.
 */
static size_t
place_marks(struct build *b, struct str s)
{
	size_t marks = glyph_marks(s);
	struct part *last = b->last_text;

	if (!marks || (!will_open(b) && text_here(b)))
		return 0;
	if (b->leaf && b->after_text && !b->gap && !b->breaks && !b->newlines
	    && last && last->text.start + last->text.len == b->text.len) {
		buf_add(&b->text, s.p, marks);
		last->text.len += marks;
		last->flags |= PART_MARKS;
		return marks;
	}
	flush_gap(b, (struct str){ NULL, 0 });
	build_sync(b);
	put(b, "\u25cc", 3);
	b->text_chars++;
	return 0;
}

/* A place in the middle of a leaf is a span. Returns where we were. */
static struct part *
enter_place(struct build *b)
{
	struct part *outside = b->at, *span;

	if (b->waiting) {
		span = build_part(b, EL_SPAN);
		part_append(outside, span);
		build_take_anchors(b, span);
		b->at = span;
	}
	return outside;
}

static void
put_run(struct build *b, struct str run, unsigned found)
{
	struct part *text, *outside;

	flush_gap(b, run);
	build_sync(b);
	outside = enter_place(b);
	text = put(b, run.p, run.len);
	b->at = outside;
	if (found & GLYPH_MARK)
		text->flags |= PART_MARKS;
	shows(b, PART_TEXT);
	b->after_text = true;
	b->last_picture = NULL;
	b->text_chars += glyph_count(run);
}

static void
put_escaped(struct build *b, char c)
{
	struct str entity = c == '&' ? STR("&amp;") :
		c == '<' ? STR("&lt;") : STR("&gt;");

	put_run(b, entity, 0);
	b->text_chars -= entity.len - 1;
}

static void
put_white(struct build *b, struct str white, unsigned found)
{
	if (b->kind != EL_PRE) {
		if (found & GLYPH_NEWLINE)
			b->gap |= GAP_NEWLINE;
		else if (found & GLYPH_WIDE)
			b->gap |= GAP_WIDE;
		else if (found & GLYPH_NBSP)
			/* Several of them only make room. */
			b->gap |= b->gap & GAP_NBSP ? GAP_SPACE : GAP_NBSP;
		else
			b->gap |= GAP_SPACE;
		return;
	}
	if (found & GLYPH_NEWLINE) {
		if (b->leaf)
			b->newlines++;
		return;
	}
	flush_gap(b, white);
	build_sync(b);
	put(b, white.p, white.len);
	b->after_text = true;
	b->text_chars += glyph_count(white);
}

void
build_text(struct build *b, struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;
		unsigned found = glyph_run(s, &at, b->kind != EL_PRE);
		struct str run = str_sub(s, from, at);
		size_t marks = found & GLYPH_MARK ? place_marks(b, run) : 0;

		if (marks)
			at = from + marks;
		else if (found & GLYPH_ESCAPE)
			put_escaped(b, *run.p);
		else if (found & GLYPH_WHITE)
			put_white(b, run, found);
		else if (!(found & GLYPH_DROP))
			put_run(b, run, found);
	}
}

void
build_break(struct build *b)
{
	if (!b->leaf)
		return;
	if (b->kind == EL_PRE) {
		b->newlines++;
		return;
	}
	if (!build_is_flat(b) && (b->breaks || part_is_pictures(b->leaf)))
		build_boundary(b);
	else
		b->breaks = 1;
}

struct part *
build_picture(struct build *b, struct image *picture)
{
	struct part *part, *outside;

	if (build_is_full(b))
		return NULL;
	flush_gap(b, (struct str){ NULL, 0 });
	build_sync(b);
	outside = enter_place(b);
	part = build_part(b, EL_PICTURE);
	part->picture = picture;
	part_append(b->at, part);
	b->at = outside;
	shows(b, PART_PICTURE);
	if (picture->alt.len && b->link < b->open_count
	    && !b->inlines[b->link].off)
		b->inlines[b->link].part->flags |= PART_TEXT;
	b->after_text = false;
	b->last_picture = part;
	return part;
}
