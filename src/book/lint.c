/* SPDX-License-Identifier: MIT */
#include "book/lint.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "book/lint_names.h"
#include "book/lint_scan.h"

struct ids {
	struct str *items;
	size_t count, cap;
};

struct lint {
	struct lint_scan s;
	struct buf open;	/* element indexes, outermost first */
	unsigned children;	/* of html so far */
	unsigned links;		/* elements a that are open */
	bool epub;		/* xmlns:epub is declared */
	bool titled;
	struct ids ids, refs;
};

static void
ids_add(struct ids *ids, struct str id)
{
	ids->items = mem_grow(ids->items, &ids->cap, ids->count + 1,
	    sizeof(*ids->items));
	ids->items[ids->count++] = id;
}

/* The start tag being read. */
struct tag {
	const struct lint_element *element;
	uint64_t seen;		/* attributes, by index */
	unsigned roles;		/* bits of enum lint_role */
	struct str lang, xml_lang;
};

static void
note_value(struct lint *l, struct tag *tag, enum lint_role role,
    struct str value)
{
	struct str id;

	tag->roles |= 1u << role;
	switch (role) {
	case LINT_ID:
		ids_add(&l->ids, value);
		break;
	case LINT_IDREFS:
		while (str_next(&value, ' ', &id))
			ids_add(&l->refs, id);
		break;
	case LINT_HREF:
		if (value.p[0] == '#')
			ids_add(&l->refs, str_sub(value, 1, value.len));
		break;
	case LINT_LANG:
		tag->lang = value;
		break;
	case LINT_XML_LANG:
		tag->xml_lang = value;
		break;
	default:
		break;
	}
}

/* name="value"; white space before it is gone. */
static int
take_attribute(struct lint *l, struct tag *tag)
{
	const unsigned char *from;
	struct str name = lint_take_name(&l->s), value;
	int index = lint_find_attribute(name, tag->element->group);
	unsigned char quote;

	if (index < 0)
		return lint_fail(&l->s, "unknown attribute", name);
	if (tag->seen & (uint64_t)1 << index)
		return lint_fail(&l->s, "duplicate attribute", name);
	tag->seen |= (uint64_t)1 << index;
	if (l->s.end - l->s.p < 2 || l->s.p[0] != '='
	    || (l->s.p[1] != '"' && l->s.p[1] != '\''))
		return lint_fail(&l->s, "no quoted value for attribute", name);
	quote = l->s.p[1];
	l->s.p += 2;
	from = l->s.p;
	if (lint_take_text(&l->s, quote))
		return -1;
	if (l->s.p == l->s.end)
		return lint_fail(&l->s, "unfinished attribute", name);
	value = lint_between(from, l->s.p++);
	if (!lint_attribute(index)->valid(value)) {
		lint_fail(&l->s, "malformed value", value);
		return err_context(l->s.err, "attribute '%.*s'", STR_ARG(name));
	}
	note_value(l, tag, lint_attribute(index)->role, value);
	return 0;
}

static bool
has(const struct tag *tag, enum lint_role role)
{
	return tag->roles & 1u << role;
}

static int
check_tag(struct lint *l, const struct tag *tag)
{
	unsigned group = tag->element->group;
	struct str name = str_of(tag->element->name);

	if (!str_eq(tag->lang, tag->xml_lang))
		return lint_fail(&l->s, "lang and xml:lang differ", tag->lang);
	if (group == LINT_IMG && (!has(tag, LINT_ALT) || !has(tag, LINT_SRC)))
		return lint_fail(&l->s, "alt or src is missing", name);
	if (group == LINT_A && l->links)
		return lint_fail(&l->s, "link inside a link", name);
	if (group == LINT_HTML && !has(tag, LINT_XMLNS))
		return lint_fail(&l->s, "no namespace", name);
	l->epub = l->epub || has(tag, LINT_XMLNS_EPUB);
	if (has(tag, LINT_EPUB_TYPE) && !l->epub)
		return lint_fail(&l->s, "epub:type without its namespace",
		    name);
	l->titled = l->titled || group == LINT_TITLE;
	return 0;
}

/* html holds head, then body; what is in those is not looked at. */
static int
check_place(struct lint *l, const struct lint_element *e)
{
	unsigned want = LINT_HTML;

	if (l->open.len == 1)
		want = l->children++ ? LINT_BODY : LINT_HEAD;
	else if (l->open.len)
		want = LINT_ANY & ~(unsigned)(LINT_HTML | LINT_HEAD
		    | LINT_BODY);
	if (!(e->group & want) || l->children > 2)
		return lint_fail(&l->s, "misplaced element", str_of(e->name));
	return 0;
}

static int
take_start_tag(struct lint *l)
{
	struct str name = lint_take_name(&l->s);
	int index = lint_find_element(name);
	struct tag tag = { 0 };
	const unsigned char *before;
	bool closed;

	if (index < 0)
		return lint_fail(&l->s, "unknown element", name);
	tag.element = lint_element(index);
	if (check_place(l, tag.element))
		return -1;
	for (;;) {
		before = l->s.p;
		lint_skip_space(&l->s);
		if (l->s.p == l->s.end)
			return lint_fail(&l->s, "unfinished tag", name);
		if (*l->s.p == '>' || *l->s.p == '/')
			break;
		if (l->s.p == before)
			return lint_fail(&l->s, "malformed tag", name);
		if (take_attribute(l, &tag))
			return -1;
	}
	closed = lint_take(&l->s, STR("/"));
	if (!lint_take(&l->s, STR(">")) || closed != tag.element->is_void)
		return lint_fail(&l->s, "tag not closed as it should be", name);
	if (check_tag(l, &tag))
		return -1;
	if (closed)
		return 0;
	l->links += tag.element->group == LINT_A;
	buf_addc(&l->open, (char)(unsigned char)index);
	return 0;
}

static int
take_end_tag(struct lint *l)
{
	struct str name = lint_take_name(&l->s);
	const struct lint_element *e;

	lint_skip_space(&l->s);
	if (!lint_take(&l->s, STR(">")))
		return lint_fail(&l->s, "unfinished end tag", name);
	if (!l->open.len)
		return lint_fail(&l->s, "misplaced end tag", name);
	e = lint_element((unsigned char)l->open.data[l->open.len - 1]);
	if (!str_eq(name, str_of(e->name))) {
		lint_fail(&l->s, "misplaced end tag", name);
		return err_context(l->s.err, "element '%s'", e->name);
	}
	l->links -= e->group == LINT_A;
	buf_truncate(&l->open, l->open.len - 1);
	return 0;
}

/* From '<' on, inside or before the root. */
static int
take_markup(struct lint *l)
{
	l->s.p++;
	if (l->s.p == l->s.end)
		return lint_fail(&l->s, "unfinished tag", STR("<"));
	if (*l->s.p == '!' || *l->s.p == '?')
		return lint_fail(&l->s, "neither element nor text",
		    str_sub(lint_rest(&l->s), 0, 10));
	if (!lint_take(&l->s, STR("/")))
		return take_start_tag(l);
	return take_end_tag(l);
}

static int
take_prolog(struct lint *l)
{
	if (lint_take(&l->s, STR("<?xml version=\"1.0\" encoding=\""))
	    && !lint_take(&l->s, STR("utf-8\"?>"))
	    && !lint_take(&l->s, STR("UTF-8\"?>")))
		return lint_fail(&l->s, "malformed XML declaration",
		    str_sub(lint_rest(&l->s), 0, 10));
	lint_skip_space(&l->s);
	lint_take(&l->s, STR("<!DOCTYPE html>"));
	lint_skip_space(&l->s);
	if (l->s.p == l->s.end || *l->s.p != '<')
		return lint_fail(&l->s, "no root element",
		    str_sub(lint_rest(&l->s), 0, 10));
	return take_markup(l);
}

/* Text stands in head's and body's elements, and is blank elsewhere. */
static int
take_content(struct lint *l)
{
	while (l->open.len) {
		if (l->open.len == 1)
			lint_skip_space(&l->s);
		else if (lint_take_text(&l->s, '<'))
			return -1;
		if (l->s.p == l->s.end)
			return lint_fail(&l->s, "unclosed element",
			    str_of(lint_element((unsigned char)
			    l->open.data[l->open.len - 1])->name));
		if (*l->s.p != '<')
			return lint_fail(&l->s, "misplaced text",
			    str_sub(lint_rest(&l->s), 0, 10));
		if (take_markup(l))
			return -1;
	}
	lint_skip_space(&l->s);
	if (l->s.p != l->s.end)
		return lint_fail(&l->s, "something behind the root element",
		    str_sub(lint_rest(&l->s), 0, 10));
	return 0;
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static int
check_ids(struct lint *l)
{
	const struct ids *ids = &l->ids;

	if (ids->count)
		qsort(ids->items, ids->count, sizeof(*ids->items), by_bytes);
	for (size_t i = 1; i < ids->count; i++)
		if (str_eq(ids->items[i - 1], ids->items[i]))
			return err_set(l->s.err, ERR_FORMAT,
			    "duplicate id '%.*s'", STR_ARG(ids->items[i]));
	for (size_t i = 0; i < l->refs.count; i++)
		if (!ids->count || !bsearch(&l->refs.items[i], ids->items,
		    ids->count, sizeof(*ids->items), by_bytes))
			return err_set(l->s.err, ERR_FORMAT, "no id '%.*s' "
			    "that is referred to",
			    STR_ARG(l->refs.items[i]));
	return 0;
}

int
lint_page(struct str xhtml, struct err *err)
{
	struct lint l = { .open = BUF_INIT };
	const char *p = xhtml.p ? xhtml.p : "";
	int status = -1;

	l.s.start = l.s.p = (const unsigned char *)p;
	l.s.end = l.s.start + xhtml.len;
	l.s.err = err;
	if (take_prolog(&l) || take_content(&l) || check_ids(&l))
		goto out;
	if (l.children != 2 || !l.titled)
		lint_fail(&l.s, "head, title or body is missing", STR("html"));
	else
		status = 0;
out:
	buf_release(&l.open);
	free(l.ids.items);
	free(l.refs.items);
	return status;
}
