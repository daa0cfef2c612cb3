/* SPDX-License-Identifier: MIT */
#include "book/split.h"

#include <string.h>

#include "book/split_scan.h"
#include "book/weights.h"

/* A part from one cut to the next. */
struct span {
	const struct cut *from, *to;	/* NULL: the start, the end */
};

/*
 * The cut to end a part with that begins at from: the last one within the
 * budget, unless a better kind of cut leaves the part at least half full.
 * NULL if the rest fits. *next moves behind cuts that are passed.
 */
static const struct cut *
choose(const struct scan *scan, size_t from, size_t budget, size_t *next)
{
	const struct cut *best[CUT_NEVER] = { NULL, NULL, NULL }, *last = NULL;
	size_t i = *next;

	if (scan->out.len - from <= budget)
		return NULL;
	while (i < scan->cut_count && scan->cuts[i].at <= from)
		i++;
	for (; i < scan->cut_count && (!last
	    || scan->cuts[i].at - from <= budget); i++) {
		last = &scan->cuts[i];
		best[last->level] = last;
	}
	for (size_t level = 0; level < CUT_NEVER; level++)
		if (best[level] && best[level]->at - from >= budget / SPLIT_LEAST_PART) {
			last = best[level];
			break;
		}
	if (last)
		*next = (size_t)(last - scan->cuts);
	return last;
}

/* The number that an ordered list goes on with. */
static void
put_start(const struct open *list, size_t items, struct buf *out)
{
	struct str mark = STR(" start=\""), tag = list->tag;
	size_t at = str_find(tag, mark);
	unsigned long start = 1;

	if (at != STR_NONE) {
		tag = str_sub(tag, at + mark.len, tag.len);
		if (!str_number(str_sub(tag, 0, str_chr(tag, '"')),
		    1000000, &start))
			start = 1;
	}
	buf_addf(out, " start=\"%lu\"", start + items);
}

/* Appends tag without the attribute that mark (' id="') begins. */
static struct str
without(struct str tag, struct str mark, struct pool *pool)
{
	size_t at = str_find(tag, mark), end;
	char *p;

	if (at == STR_NONE)
		return tag;
	end = at + mark.len + 1
		+ str_chr(str_sub(tag, at + mark.len, tag.len), '"');
	p = pool_alloc(pool, tag.len);
	memcpy(p, tag.p, at);
	memcpy(p + at, tag.p + end, tag.len - end);
	return (struct str){ p, tag.len - (end - at) };
}

static void
reopen_one(const struct open *open, const struct open *inner, size_t items,
    struct pool *pool, struct buf *out)
{
	struct str tag = without(open->tag, STR(" id=\""), pool);
	bool item = str_eq(open->name, STR("li"));

	if (item)
		tag = without(tag, STR(" class=\""), pool);
	if (str_eq(open->name, STR("ol")))
		tag = without(tag, STR(" start=\""), pool);
	buf_addstr(out, str_sub(tag, 0, tag.len - 1));
	if (item)
		buf_adds(out, " class=\"continued\"");
	if (str_eq(open->name, STR("ol")))
		put_start(open, inner ? inner->ordinal : items, out);
	buf_addc(out, '>');
}

/* The chain of open elements, outermost first; from pool. */
static const struct open **
chain(const struct open *open, struct pool *pool, size_t *count)
{
	const struct open **all, *o;
	size_t n = 0;

	for (o = open; o; o = o->parent)
		n++;
	*count = n;
	all = pool_alloc(pool, mem_mul(n, sizeof(const struct open *)));
	for (o = open; o; o = o->parent)
		all[--n] = o;
	return all;
}

static void
reopen(const struct cut *cut, struct pool *pool, struct buf *out)
{
	size_t count;
	const struct open **all = chain(cut->open, pool, &count);

	for (size_t i = 0; i < count; i++)
		reopen_one(all[i], i + 1 < count ? all[i + 1] : NULL,
		    cut->items, pool, out);
}

static void
close_all(const struct open *open, struct buf *out)
{
	for (; open; open = open->parent) {
		buf_adds(out, "</");
		buf_addstr(out, open->name);
		buf_addc(out, '>');
	}
}

/* Appends text with the slots of references to ids resolved. */
static void
put_resolved(const struct fill *fill, struct str text, size_t part,
    struct buf *out)
{
	struct str mark = STR("\1A");
	size_t at;

	while ((at = str_find(text, mark)) != STR_NONE) {
		unsigned long number = 0;

		buf_addstr(out, str_sub(text, 0, at));
		str_number(str_sub(text, at + 2, at + 7), ANCHOR_MAX,
		    &number);
		if (fill->anchors[number] != part)
			page_file_name(fill->req->page,
			    fill->anchors[number], out);
		buf_addf(out, "#a%lu", number);
		text = str_sub(text, at + ANCHOR_SLOT_BYTES, text.len);
	}
	buf_addstr(out, text);
}

/*
 * Levels without gaps beneath the page's own heading, as in the body: the
 * part may begin beneath a heading that an earlier one has.
 */
static void
settle_headings(struct buf *part)
{
	const struct str mark = STR("<h");
	char open[6];
	size_t count = 0, at = 0, hit;

	while ((hit = str_find(str_sub(buf_str(part), at, part->len), mark))
	    != STR_NONE) {
		char *level = part->data + at + hit + mark.len, *end;

		at += hit + mark.len;
		if (*level < '2' || *level > '6')
			continue;
		end = strstr(level, "</h");
		if (!end)
			break;
		while (count && open[count - 1] >= *level)
			count--;
		open[count] = *level;
		*level = end[3] = (char)('2' + count++);
	}
}

static struct str
compose(const struct scan *scan, struct span span, size_t part,
    struct pool *pool)
{
	size_t from = span.from ? span.from->at : 0;
	size_t to = span.to ? span.to->at : scan->out.len;
	struct buf out = BUF_INIT;
	struct str made;

	if (span.from)
		reopen(span.from, pool, &out);
	put_resolved(scan->fill, str_sub(buf_str(&scan->out), from, to), part,
	    &out);
	if (span.to)
		close_all(span.to->open, &out);
	if (span.from)
		settle_headings(&out);
	made = pool_str(pool, buf_str(&out));
	buf_release(&out);
	return made;
}

/* So that the last part is not a few lines: parts of about the same size. */
static size_t
even_budget(size_t bytes, size_t budget)
{
	size_t count = bytes / budget + 1, even = bytes / count;

	even += even / SPLIT_UNEVEN_PART;
	return even < budget ? even : budget;
}

/* Spans of all parts; notes which part each id is in. */
static int
plan(struct scan *scan, size_t budget, struct span *spans, size_t *count,
    struct err *err)
{
	const struct cut *from = NULL, *to;
	size_t next = 0, place = 0;

	budget = even_budget(scan->out.len, budget);
	do {
		if (*count == PAGE_PARTS_MAX)
			return err_set(err, ERR_LIMIT,
			    "more than %d parts", PAGE_PARTS_MAX);
		to = choose(scan, from ? from->at : 0, budget, &next);
		for (; place < scan->place_count && (!to
		    || scan->places[place].at < to->at); place++)
			scan->fill->anchors[scan->places[place].number] =
				(uint16_t)*count;
		spans[(*count)++] = (struct span){ from, to };
		from = to;
	} while (to);
	return 0;
}

int
split_body(struct fill *fill, struct str head, struct str body,
    size_t budget_bytes, struct pool *pool, struct split_parts *parts,
    struct err *err)
{
	struct scan scan = { .fill = fill, .pool = pool, .out = BUF_INIT };
	struct span *spans = pool_alloc(pool,
	    PAGE_PARTS_MAX * sizeof(*spans));
	int status = -1;

	parts->count = 0;
	buf_addstr(&scan.out, head);
	if (budget_bytes > 2 * SPLIT_REOPEN_BYTES)
		budget_bytes -= SPLIT_REOPEN_BYTES;
	if (scan_body(&scan, body, err)
	    || plan(&scan, budget_bytes, spans, &parts->count, err))
		goto out;
	parts->items = pool_alloc(pool,
	    parts->count * sizeof(*parts->items));
	for (size_t i = 0; i < parts->count; i++)
		parts->items[i] = compose(&scan, spans[i], i, pool);
	status = 0;
out:
	scan_release(&scan);
	return status;
}
