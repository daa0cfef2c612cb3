/* SPDX-License-Identifier: MIT */
#include "book/split_scan.h"

#include <stdlib.h>

#include "base/mem.h"
#include "book/weights.h"

/* Elements that can be closed and opened again, and how gladly. */
static enum cut_level
reopen_level(struct str name)
{
	static const char *const blocks[] = {
		"blockquote", "ul", "ol", "li", "dl", "table", "tbody",
		"figure"
	};
	static const char *const texts[] = { "p", "pre", "tr", "td" };

	for (size_t i = 0; i < ARRAY_COUNT(blocks); i++)
		if (str_eq(name, str_of(blocks[i])))
			return CUT_BLOCK;
	for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
		if (str_eq(name, str_of(texts[i])))
			return CUT_TEXT;
	return CUT_NEVER;
}

/* Elements before which a cut may fall. */
static bool
starts_block(struct str name)
{
	static const char *const names[] = {
		"p", "ul", "ol", "li", "dl", "dt", "table", "tbody", "tr",
		"pre", "blockquote", "figure", "hr", "h2", "h3", "h4", "h5",
		"h6"
	};

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (str_eq(name, str_of(names[i])))
			return true;
	return false;
}

static bool
is_heading(struct str name)
{
	return name.len == 2 && name.p[0] == 'h' && name.p[1] >= '2'
		&& name.p[1] <= '6';
}

static struct str
tag_name(struct str tag)
{
	size_t from = tag.len > 1 && tag.p[1] == '/' ? 2 : 1, to = from;

	while (to < tag.len && (ascii_alpha((unsigned char)tag.p[to])
	    || ascii_digit((unsigned char)tag.p[to])))
		to++;
	return str_sub(tag, from, to);
}

static enum cut_level
level_here(const struct scan *scan)
{
	return scan->top ? (enum cut_level)scan->top->level : CUT_TOP;
}

static void
note_cut(struct scan *scan, enum cut_level level)
{
	if (level == CUT_NEVER || scan->after_heading || scan->fill->in_link
	    || !scan->out.len || (scan->top && !scan->top->filled))
		return;
	scan->cuts = mem_grow(scan->cuts, &scan->cut_cap,
	    scan->cut_count + 1, sizeof(*scan->cuts));
	scan->cuts[scan->cut_count++] = (struct cut){ scan->out.len, level,
		scan->top, scan->top ? scan->top->items : 0 };
}

static void
note_id(struct scan *scan, struct str tag)
{
	size_t number = scan->fill->anchors ? anchor_number(tag_id(tag)) : 0;

	if (!number)
		return;
	scan->places = mem_grow(scan->places, &scan->place_cap,
	    scan->place_count + 1, sizeof(*scan->places));
	scan->places[scan->place_count++] =
		(struct anchor_place){ number, scan->out.len };
}

static bool
is_reversed(struct str tag)
{
	return str_find(tag, STR(" reversed")) != STR_NONE;
}

static void
push(struct scan *scan, struct str tag, struct str name)
{
	struct open *open = pool_alloc(scan->pool, sizeof(*open));
	enum cut_level level = reopen_level(name), outer = level_here(scan);

	/* The numbers of a list that counts down cannot be taken up again. */
	if (is_reversed(tag))
		level = CUT_NEVER;
	if (str_eq(name, STR("code")) && scan->top
	    && str_eq(scan->top->name, STR("pre")))
		level = CUT_TEXT;
	*open = (struct open){ .parent = scan->top, .tag = tag, .name = name,
		.level = (unsigned char)(level > outer ? level : outer) };
	if (scan->top && str_eq(name, STR("li")))
		open->ordinal = scan->top->items++;
	scan->top = open;
}

static void
mark_filled(struct scan *scan)
{
	if (scan->top)
		scan->top->filled = true;
	scan->after_heading = false;
}

static void
scan_end_tag(struct scan *scan, struct str tag)
{
	if (scan->top)
		scan->top = (struct open *)scan->top->parent;
	buf_addstr(&scan->out, tag);
	scan->after_heading = is_heading(tag_name(tag));
	if (str_eq(tag_name(tag), STR("table")))
		scan->rows_tied = 0;
}

/* A cell that spans rows keeps them together. */
static void
tie_rows(struct scan *scan, struct str cell)
{
	struct str mark = STR(" rowspan=\"");
	size_t at = str_find(cell, mark);
	unsigned long rows;

	if (at == STR_NONE)
		return;
	cell = str_sub(cell, at + mark.len, cell.len);
	if (str_number(str_sub(cell, 0, str_chr(cell, '"')), 65534, &rows)
	    && rows > scan->rows_tied + 1)
		scan->rows_tied = rows - 1;
}

static void
scan_tag(struct scan *scan, struct str tag)
{
	struct str name = tag_name(tag);
	bool empty = str_ends(tag, STR("/>"));

	if (str_starts(tag, STR("</"))) {
		scan_end_tag(scan, tag);
		return;
	}
	if (str_eq(name, STR("tr")) && scan->rows_tied)
		scan->rows_tied--;
	else if (starts_block(name))
		note_cut(scan, level_here(scan));
	if (str_eq(name, STR("td")) || str_eq(name, STR("th")))
		tie_rows(scan, tag);
	mark_filled(scan);
	note_id(scan, tag);
	if (!empty)
		push(scan, tag, name);
	buf_addstr(&scan->out, tag);
	if (empty && str_eq(name, STR("br"))
	    && level_here(scan) != CUT_NEVER)
		note_cut(scan, CUT_TEXT);
}

/* Where running text may be cut: behind a space, or a full stop of Chinese; */
/* in a pre behind a line. Returns an offset behind from, or the length. */
static size_t
text_break(struct str text, size_t from, bool lines)
{
	struct str stop = STR("\xe3\x80\x82");

	for (size_t i = from; i < text.len; i++) {
		if (text.p[i] == '\n' || (text.p[i] == ' ' && !lines))
			return i + 1;
		if (!lines && str_starts(str_sub(text, i, text.len), stop))
			return i + stop.len;
	}
	return text.len;
}

static bool
inside_pre(const struct scan *scan)
{
	const struct open *open = scan->top;

	if (open && str_eq(open->name, STR("code")))
		open = open->parent;
	return open && str_eq(open->name, STR("pre"));
}

static void
scan_text(struct scan *scan, struct str text)
{
	bool lines = inside_pre(scan);

	if (str_trim(text).len)
		mark_filled(scan);
	while (text.len) {
		size_t step = level_here(scan) == CUT_NEVER
			|| scan->fill->in_link ? text.len
			: text_break(text, lines ? 0 : SPLIT_TEXT_BYTES, lines);

		if (step > text.len)
			step = text.len;
		fill_piece(scan->fill, BODY_TEXT, str_sub(text, 0, step), 0,
		    &scan->out);
		text = str_sub(text, step, text.len);
		if (text.len)
			note_cut(scan, CUT_TEXT);
	}
}

/* A link without a name loses its start tag: what is behind it moves. */
static void
scan_link_end(struct scan *scan)
{
	size_t before = scan->out.len, from = scan->fill->link_from;
	size_t places = scan->place_count;

	fill_piece(scan->fill, BODY_LINK_END, (struct str){ NULL, 0 }, 0,
	    &scan->out);
	if (scan->out.len >= before)
		return;
	while (places && scan->places[places - 1].at > from)
		scan->places[--places].at -= before - scan->out.len;
}

int
scan_body(struct scan *scan, struct str body, struct err *err)
{
	enum body_piece kind;
	struct str piece;
	size_t number;

	while ((kind = body_next(&body, &piece, &number)) != BODY_END) {
		if (kind == BODY_BROKEN)
			return err_set(err, ERR_FORMAT, "broken body");
		if (kind == BODY_MARKUP) {
			scan_tag(scan, piece);
		} else if (kind == BODY_TEXT) {
			scan_text(scan, piece);
		} else if (kind == BODY_LINK_END) {
			scan_link_end(scan);
		} else {
			mark_filled(scan);
			fill_piece(scan->fill, kind, piece, number,
			    &scan->out);
		}
	}
	return 0;
}

void
scan_release(struct scan *scan)
{
	buf_release(&scan->out);
	free(scan->cuts);
	free(scan->places);
}
