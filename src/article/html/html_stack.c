/* SPDX-License-Identifier: MIT */
/*
 * The open elements, and what start and end tags do to them: the rules of
 * HTML Living Standard 13.2.6.4.7 to 13.2.6.4.15 that can be followed without
 * moving what is in the tree already.
 */
#include "article/html/html_parts.h"
#include "article/html/weights.h"

static void
pop(struct html_stack *st)
{
	const struct open_element *item = &st->items[--st->depth];

	html_tree_close(&st->tree);
	st->spaced -= (item->element->flags & HTML_KEEPS_SPACE) != 0;
	st->foreign -= (item->element->flags & HTML_IS_FOREIGN) != 0;
	st->selects -= (item->element->flags & HTML_IS_SELECT) != 0;
	st->codes -= (item->element->flags & HTML_IS_CODE) != 0;
}

void
html_stack_cut(struct html_stack *st, size_t depth)
{
	while (st->depth > depth ||
	    (st->depth && st->items[st->depth - 1].ending))
		pop(st);
}

void
html_stack_push(struct html_stack *st, const struct open_element *item)
{
	st->items[st->depth++] = *item;
	st->spaced += (item->element->flags & HTML_KEEPS_SPACE) != 0;
	st->foreign += (item->element->flags & HTML_IS_FOREIGN) != 0;
	st->selects += (item->element->flags & HTML_IS_SELECT) != 0;
	st->codes += (item->element->flags & HTML_IS_CODE) != 0;
}

/*
 * The position of the innermost open element with that id; 0, where html
 * stands, if there is none above the floor, or if an element with one of the
 * flags is further in.
 */
static size_t
find(const struct html_stack *st, enum html_id id, unsigned stop)
{
	size_t i;

	for (i = st->depth; i-- > st->floor;) {
		const struct open_element *item = &st->items[i];

		if (item->element->id == id && !item->renamed)
			return i;
		if (item->element->flags & stop)
			break;
	}
	return 0;
}

static size_t
find_flag(const struct html_stack *st, unsigned flag, unsigned stop)
{
	size_t i;

	for (i = st->depth; i-- > st->floor;) {
		if (st->items[i].element->flags & flag)
			return i;
		if (st->items[i].element->flags & stop)
			break;
	}
	return 0;
}

/* By what stands in the tags. */
static size_t
find_name(const struct html_stack *st, const struct html_element *e,
    struct str name, unsigned stop)
{
	size_t i;

	for (i = st->depth; i-- > st->floor;) {
		const struct open_element *item = &st->items[i];

		if (!item->ending && (e->name ?
		    item->element == e && !item->renamed :
		    str_ieq(item->name, name)))
			return i;
		if (item->element->flags & stop)
			break;
	}
	return 0;
}

static void
end_at(struct html_stack *st, size_t position)
{
	if (position)
		html_stack_cut(st, position);
}

/* li ends li; dd and dt end each other (13.2.6.4.7). */
static void
end_item(struct html_stack *st, enum html_id a, enum html_id b)
{
	size_t i;

	for (i = st->depth; i-- > st->floor;) {
		const struct html_element *e = st->items[i].element;

		if (e->id == a || e->id == b) {
			html_stack_cut(st, i);
			break;
		}
		if ((e->flags & HTML_IS_SPECIAL) && e->id != HTML_ADDRESS &&
		    e->id != HTML_DIV && e->id != HTML_P)
			break;
	}
}

static bool
is_table_part(enum html_id id, bool with_tr)
{
	return id == HTML_TABLE || id == HTML_TBODY || id == HTML_THEAD ||
	    id == HTML_TFOOT || (with_tr && id == HTML_TR);
}

/* Ends what is open inside the nearest part of a table. */
static void
back_to_table(struct html_stack *st, bool only_table, bool with_tr)
{
	size_t i;

	for (i = st->depth; i-- > st->floor;) {
		enum html_id id = st->items[i].element->id;

		if (only_table ? id == HTML_TABLE :
		    is_table_part(id, with_tr)) {
			html_stack_cut(st, i + 1);
			break;
		}
	}
}

static void
start_table(struct html_stack *st)
{
	size_t i;

	for (i = st->depth; i-- > st->floor;) {
		enum html_id id = st->items[i].element->id;

		if (id == HTML_TABLE)
			html_stack_cut(st, i);
		if (id == HTML_TABLE || id == HTML_TD || id == HTML_TH ||
		    id == HTML_CAPTION)
			break;
	}
}

static void
end_top(struct html_stack *st, enum html_id a, enum html_id b)
{
	while (st->depth > st->floor && (st->items[st->depth - 1].element->id == a ||
	    st->items[st->depth - 1].element->id == b))
		html_stack_cut(st, st->depth - 1);
}

/* 13.2.6.4.9 to 13.2.6.4.15. */
static void
start_table_part(struct html_stack *st, enum html_id id)
{
	switch (id) {
	case HTML_TABLE:
		start_table(st);
		break;
	case HTML_TD:
	case HTML_TH:
		back_to_table(st, false, true);
		break;
	case HTML_TR:
		back_to_table(st, false, false);
		break;
	case HTML_COL:
		if (find(st, HTML_COLGROUP, HTML_IS_TABLE))
			break;
		/* fallthrough */
	case HTML_TBODY:
	case HTML_THEAD:
	case HTML_TFOOT:
	case HTML_CAPTION:
	case HTML_COLGROUP:
		back_to_table(st, true, false);
		break;
	default:
		break;
	}
}

static void
start_by_id(struct html_stack *st, enum html_id id)
{
	switch (id) {
	case HTML_A:
		end_at(st, find(st, HTML_A, HTML_IS_SPECIAL));
		break;
	case HTML_BUTTON:
		end_at(st, find(st, HTML_BUTTON, HTML_IS_SCOPE));
		break;
	case HTML_LI:
		end_item(st, HTML_LI, HTML_LI);
		break;
	case HTML_DD:
	case HTML_DT:
		end_item(st, HTML_DD, HTML_DT);
		break;
	case HTML_OPTION:
		end_top(st, HTML_OPTION, HTML_OPTION);
		break;
	case HTML_OPTGROUP:
		end_top(st, HTML_OPTION, HTML_OPTGROUP);
		break;
	case HTML_RT:
	case HTML_RP:
		end_top(st, HTML_RT, HTML_RP);
		break;
	case HTML_RB:
	case HTML_RTC:
		end_top(st, HTML_RT, HTML_RP);
		end_top(st, HTML_RB, HTML_RTC);
		break;
	default:
		start_table_part(st, id);
		break;
	}
}

size_t
html_stack_paragraph(const struct html_stack *st)
{
	size_t at = find(st, HTML_P, HTML_IS_SCOPE | HTML_IS_BUTTON);

	return at ? at : st->depth;
}

/*
 * A select ends where another one starts (13.2.6.4.16), and here also where a
 * block of text does, lest one without an end tag take the page with it.
 */
static bool
ends_select(const struct html_element *e)
{
	return (e->flags & HTML_IS_SELECT) || ((e->flags & HTML_CLOSES_P) &&
	    !(e->flags & HTML_IS_VOID) && e->id != HTML_DIV);
}

void
html_stack_start(struct html_stack *st, const struct html_element *e)
{
	if (st->selects && ends_select(e))
		end_at(st, find_flag(st, HTML_IS_SELECT, 0));
	start_by_id(st, e->id);
	if (e->flags & HTML_CLOSES_P)
		end_at(st, find(st, HTML_P, HTML_IS_SCOPE | HTML_IS_BUTTON));
	if ((e->flags & HTML_IS_HEADING) && st->depth > st->floor &&
	    (st->items[st->depth - 1].element->flags & HTML_IS_HEADING))
		html_stack_cut(st, st->depth - 1);
}

/* Opens again what the end tag of an outer element ended with it. */
static void
reopen(struct html_stack *st, const struct open_element *items, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct open_element item = items[i];

		if (item.tag_bytes > REOPEN_TAG_BYTES ||
		    item.tag_bytes > st->reopen_bytes)
			continue;
		st->reopen_bytes -= item.tag_bytes;
		html_tree_open_again(&st->tree, item.node);
		item.node = st->tree.parent;
		html_stack_push(st, &item);
	}
}

/*
 * <b>1<i>2</b>3</i>, also across paragraphs. Where a larger block lies
 * between, splitting it would do more harm than bold text that runs on to
 * its end: the element ends there.
 */
static void
end_formatting(struct html_stack *st, const struct html_element *e,
    struct str name)
{
	struct open_element inner[REOPEN_ELEMENTS];
	size_t at = find_name(st, e, name, HTML_IS_SCOPE);
	size_t i, count = 0;

	if (!at)
		return;
	for (i = at + 1; i < st->depth; i++) {
		const struct open_element *item = &st->items[i];

		if ((item->element->flags & HTML_IS_SPECIAL) &&
		    item->element->id != HTML_P) {
			st->items[at].ending = true;
			return;
		}
		if (count < REOPEN_ELEMENTS)
			inner[count++] = *item;
	}
	html_stack_cut(st, at);
	reopen(st, inner, count);
}

void
html_stack_end(struct html_stack *st, const struct html_element *e,
    struct str name)
{
	switch (e->id) {
	case HTML_HTML:
	case HTML_BODY:
		return;	/* what follows them belongs to the body, too */
	case HTML_P:
		end_at(st, find(st, HTML_P, HTML_IS_SCOPE | HTML_IS_BUTTON));
		return;
	case HTML_LI:
		end_at(st, find(st, HTML_LI, HTML_IS_SCOPE | HTML_IS_LIST));
		return;
	case HTML_TR:
	case HTML_TD:
	case HTML_TH:
	case HTML_TBODY:
	case HTML_THEAD:
	case HTML_TFOOT:
	case HTML_CAPTION:
		end_at(st, find(st, e->id, HTML_IS_TABLE));
		return;
	case HTML_TABLE:
		end_at(st, find(st, HTML_TABLE, 0));
		return;
	default:
		break;
	}
	if (e->flags & HTML_IS_HEADING)
		end_at(st, find_flag(st, HTML_IS_HEADING, HTML_IS_SCOPE));
	else if (!e->name || (e->flags & HTML_IS_FORMAT))
		end_formatting(st, e, name);
	else
		end_at(st, find_name(st, e, name, e->flags & HTML_IS_SPECIAL ?
		    HTML_IS_SCOPE : HTML_IS_SPECIAL));
}
