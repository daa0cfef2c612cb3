/* SPDX-License-Identifier: MIT */
#include "article/clean/bidi.h"

#include <stdlib.h>
#include <string.h>

#include "article/record/body.h"
#include "article/record/element.h"

/* Each takes three bytes: U+202A to U+202E, and U+2066 to U+2069. */
#define MARK_BYTES 3

enum mark {
	MARK_NONE, MARK_EMBED, MARK_OVERRIDE, MARK_POP, MARK_ISOLATE,
	MARK_POP_ISOLATE
};

struct found {
	size_t at;		/* in the whole */
	enum mark mark;
	bool goes;
	bool in_link;
};

struct tidying {
	struct str whole;
	struct found *items;
	size_t count, cap;
	size_t *open;		/* indices of items that are not closed yet */
	size_t depth, open_cap;
	bool in_link;
};

static enum mark
mark_at(struct str s, size_t i)
{
	const unsigned char *p = (const unsigned char *)s.p + i;

	if (s.len - i < MARK_BYTES || p[0] != 0xe2)
		return MARK_NONE;
	if (p[1] == 0x80 && p[2] >= 0xaa && p[2] <= 0xae)
		return p[2] <= 0xab ? MARK_EMBED
		    : p[2] == 0xac ? MARK_POP : MARK_OVERRIDE;
	if (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9)
		return p[2] == 0xa9 ? MARK_POP_ISOLATE : MARK_ISOLATE;
	return MARK_NONE;
}

static bool
has_marks(struct str s)
{
	size_t at = 0, step;

	while ((step = str_chr(str_sub(s, at, s.len), '\xe2')) != STR_NONE) {
		at += step;
		if (mark_at(s, at) != MARK_NONE)
			return true;
		at++;
	}
	return false;
}

/* "a.b", "//", "@": of addresses, also from right to left. */
static bool
is_address_sign(struct str s, size_t i)
{
	if (s.p[i] == '@')
		return true;
	if (s.p[i] == '/')
		return i + 1 < s.len && s.p[i + 1] == '/';
	return s.p[i] == '.' && i > 0 && i + 1 < s.len
	    && ascii_alpha((unsigned char)s.p[i - 1])
	    && ascii_alpha((unsigned char)s.p[i + 1]);
}

static bool
turns_address(const struct tidying *t, const struct found *from,
    const struct found *to)
{
	struct str span = str_sub(t->whole, from->at, to->at);
	bool markup = false;

	if (from->in_link || to->in_link)
		return true;
	for (size_t i = 0; i < span.len; i++) {
		/* A slot is a link or a picture. */
		if (span.p[i] == '\1')
			return true;
		markup = span.p[i] == '<' || (markup && span.p[i] != '>');
		if (!markup && is_address_sign(span, i))
			return true;
	}
	return false;
}

static void
close_mark(struct tidying *t, struct found *closing)
{
	const bool isolate = closing->mark == MARK_POP_ISOLATE;
	size_t depth = t->depth;
	struct found *opened;

	while (isolate && depth
	    && t->items[t->open[depth - 1]].mark != MARK_ISOLATE)
		depth--;
	opened = depth ? &t->items[t->open[depth - 1]] : NULL;
	if (!opened || (opened->mark == MARK_ISOLATE) != isolate) {
		closing->goes = true;
		return;
	}
	/* What was opened within and not closed goes, and stays marked so. */
	t->depth = depth - 1;
	opened->goes = closing->goes = opened->mark == MARK_OVERRIDE
	    && turns_address(t, opened, closing);
}

/* The end of a block, or of all: what is open was not closed. */
static void
end_block(struct tidying *t)
{
	t->depth = 0;
}

static void
take_mark(struct tidying *t, size_t at, enum mark mark)
{
	struct found *found;

	t->items = mem_grow(t->items, &t->cap, t->count + 1,
	    sizeof(*t->items));
	found = &t->items[t->count];
	*found = (struct found){ at, mark, true, t->in_link };
	if (mark == MARK_POP || mark == MARK_POP_ISOLATE) {
		close_mark(t, found);
	} else {
		t->open = mem_grow(t->open, &t->open_cap, t->depth + 1,
		    sizeof(*t->open));
		t->open[t->depth++] = t->count;
	}
	t->count++;
}

static void
take_text(struct tidying *t, struct str text)
{
	size_t offset = (size_t)(text.p - t->whole.p), at = 0, step;
	enum mark mark;

	while ((step = str_chr(str_sub(text, at, text.len), '\xe2'))
	    != STR_NONE) {
		at += step;
		mark = mark_at(text, at);
		if (mark != MARK_NONE)
			take_mark(t, offset + at, mark);
		at++;
	}
}

static bool
is_block_tag(struct str tag)
{
	size_t from = str_starts(tag, STR("</")) ? 2 : 1, to = from;

	while (to < tag.len && (ascii_alpha((unsigned char)tag.p[to])
	    || ascii_digit((unsigned char)tag.p[to])))
		to++;
	return !(elements[element_of(str_sub(tag, from, to))].is
	    & IS_PHRASING);
}

static void
take_body(struct tidying *t)
{
	struct str rest = t->whole, piece;
	enum body_piece kind;
	size_t n;

	while ((kind = body_next(&rest, &piece, &n)) != BODY_END
	    && kind != BODY_BROKEN) {
		if (kind == BODY_TEXT)
			take_text(t, piece);
		else if (kind == BODY_LINK_START || kind == BODY_LINK_END)
			t->in_link = kind == BODY_LINK_START;
		else if (kind == BODY_MARKUP && is_block_tag(piece))
			end_block(t);
	}
}

/* How many went. */
static size_t
put_rest(const struct tidying *t, struct buf *out)
{
	size_t from = 0, gone = 0;

	for (size_t i = 0; i < t->count; i++) {
		if (!t->items[i].goes)
			continue;
		buf_addstr(out, str_sub(t->whole, from, t->items[i].at));
		from = t->items[i].at + MARK_BYTES;
		gone++;
	}
	buf_addstr(out, str_sub(t->whole, from, t->whole.len));
	return gone;
}

static void
release(struct tidying *t)
{
	free(t->items);
	free(t->open);
}

void
bidi_line(struct str line, struct buf *out)
{
	struct tidying t = { .whole = line };

	if (has_marks(line))
		take_text(&t, line);
	put_rest(&t, out);
	release(&t);
}

static void
settle_line(struct str *line, struct pool *pool)
{
	struct buf out = BUF_INIT;

	if (!has_marks(*line))
		return;
	bidi_line(*line, &out);
	*line = pool_str(pool, str_trim(buf_str(&out)));
	buf_release(&out);
}

/* A name of which nothing is left is none. */
static void
settle_names(struct str_list *names, struct pool *pool)
{
	size_t kept = 0;

	for (size_t i = 0; i < names->count; i++) {
		settle_line(&names->items[i], pool);
		if (names->items[i].len)
			names->items[kept++] = names->items[i];
	}
	names->count = kept;
}

static void
settle_body(struct record *rec, struct pool *pool)
{
	struct tidying t = { .whole = rec->body };
	struct buf out = BUF_INIT;

	if (has_marks(rec->body)) {
		take_body(&t);
		rec->text_chars -= put_rest(&t, &out);
		rec->body = pool_str(pool, buf_str(&out));
	}
	release(&t);
	buf_release(&out);
}

void
bidi_settle(struct record *rec, struct pool *pool)
{
	settle_line(&rec->title, pool);
	settle_names(&rec->authors, pool);
	settle_names(&rec->tags, pool);
	settle_names(&rec->sections, pool);
	settle_line(&rec->site, pool);
	settle_line(&rec->description, pool);
	settle_body(rec, pool);
	for (size_t i = 0; i < rec->link_count; i++)
		settle_line(&rec->links[i].text, pool);
	for (size_t i = 0; i < rec->image_count; i++)
		settle_line(&rec->images[i].alt, pool);
}
