/* SPDX-License-Identifier: MIT */
#include "check/check.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "check/markup.h"
#include "check/names.h"

struct ids {
	struct str *items;
	size_t count, cap;
};

struct page {
	struct markup m;
	unsigned children;	/* of html so far */
	size_t link_depth;	/* of the element a that is open, or 0 */
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

/* What the attributes of a tag say together. */
struct said {
	unsigned roles;		/* bits of enum check_role */
	struct str lang, xml_lang;
};

static void
note_value(struct page *page, struct said *said, enum check_role role,
    struct str value)
{
	struct str id;

	said->roles |= 1u << role;
	switch (role) {
	case CHECK_ID:
		ids_add(&page->ids, value);
		break;
	case CHECK_IDREFS:
		while (str_next(&value, ' ', &id))
			ids_add(&page->refs, id);
		break;
	case CHECK_HREF:
		if (value.p[0] == '#')
			ids_add(&page->refs, str_sub(value, 1, value.len));
		break;
	case CHECK_LANG:
		said->lang = value;
		break;
	case CHECK_XML_LANG:
		said->xml_lang = value;
		break;
	default:
		break;
	}
}

static int
check_attributes(struct page *page, const struct check_element *e,
    const struct markup_tag *tag, struct said *said)
{
	for (size_t i = 0; i < tag->count; i++) {
		struct str name = tag->attributes[i].name;
		struct str value = tag->attributes[i].value;
		const struct check_attribute *a = check_find_attribute(name,
		    e->group);

		if (!a)
			return markup_fail(&page->m, "unknown attribute",
			    name);
		if (!check_value(a, value)) {
			markup_fail(&page->m, "malformed value", value);
			return err_context(page->m.err, "attribute '%.*s'",
			    STR_ARG(name));
		}
		note_value(page, said, a->role, value);
	}
	return 0;
}

static bool
has(const struct said *said, enum check_role role)
{
	return said->roles & 1u << role;
}

static int
check_said(struct page *page, const struct check_element *e,
    const struct said *said)
{
	const struct markup *m = &page->m;
	struct str name = str_of(e->name);

	if (!str_eq(said->lang, said->xml_lang))
		return markup_fail(m, "lang and xml:lang differ", said->lang);
	if (e->group == CHECK_IMG && (!has(said, CHECK_ALT)
	    || !has(said, CHECK_SRC)))
		return markup_fail(m, "alt or src is missing", name);
	if (e->group == CHECK_A && page->link_depth)
		return markup_fail(m, "link inside a link", name);
	if (e->group == CHECK_HTML && !has(said, CHECK_XMLNS))
		return markup_fail(m, "no namespace", name);
	page->epub = page->epub || has(said, CHECK_XMLNS_EPUB);
	if (has(said, CHECK_EPUB_TYPE) && !page->epub)
		return markup_fail(m, "epub:type without its namespace", name);
	page->titled = page->titled || e->group == CHECK_TITLE;
	return 0;
}

/* html holds head, then body; what is in those is not looked at. */
static int
check_place(struct page *page, const struct check_element *e, size_t depth)
{
	unsigned want = CHECK_HTML;

	if (depth == 1)
		want = page->children++ ? CHECK_BODY : CHECK_HEAD;
	else if (depth)
		want = CHECK_ANY & ~(unsigned)(CHECK_HTML | CHECK_HEAD
		    | CHECK_BODY);
	if (!(e->group & want) || page->children > 2)
		return markup_fail(&page->m, "misplaced element",
		    str_of(e->name));
	return 0;
}

static int
check_tag(struct page *page, const struct markup_tag *tag)
{
	const struct check_element *e = check_find_element(tag->name);
	size_t depth = page->m.depth - !tag->closed;
	struct said said = { 0 };

	if (!e)
		return markup_fail(&page->m, "unknown element", tag->name);
	if (check_place(page, e, depth)
	    || check_attributes(page, e, tag, &said))
		return -1;
	if (tag->closed != e->is_void)
		return markup_fail(&page->m, "tag not closed as it should be",
		    tag->name);
	if (check_said(page, e, &said))
		return -1;
	if (e->group == CHECK_A)
		page->link_depth = page->m.depth;
	return 0;
}

static int
take_prolog(struct markup *m)
{
	if (markup_take(m, STR("<?xml version=\"1.0\" encoding=\""))
	    && !markup_take(m, STR("utf-8\"?>"))
	    && !markup_take(m, STR("UTF-8\"?>")))
		return markup_fail_here(m, "malformed XML declaration");
	markup_skip_space(m);
	markup_take(m, STR("<!DOCTYPE html>"));
	markup_skip_space(m);
	if (m->p == m->end || *m->p != '<')
		return markup_fail_here(m, "no root element");
	return 0;
}

/* Text stands in head's and body's elements, and is blank elsewhere. */
static int
take_content(struct page *page)
{
	struct markup *m = &page->m;
	struct markup_tag tag;

	do {
		switch (markup_next(m, &tag)) {
		case MARKUP_FAILED:
			return -1;
		case MARKUP_START:
			if (check_tag(page, &tag))
				return -1;
			break;
		case MARKUP_END:
			if (page->link_depth > m->depth)
				page->link_depth = 0;
			break;
		default:
			break;
		}
		if (m->depth > 1)
			continue;
		markup_skip_space(m);
		if (m->depth && m->p < m->end && *m->p != '<')
			return markup_fail_here(m, "misplaced text");
	} while (m->depth);
	return m->p == m->end ? 0
	    : markup_fail_here(m, "content after the root element");
}

static int
check_ids(struct page *page)
{
	const struct ids *ids = &page->ids, *refs = &page->refs;

	if (ids->count)
		qsort(ids->items, ids->count, sizeof(*ids->items), str_compare);
	for (size_t i = 1; i < ids->count; i++)
		if (str_eq(ids->items[i - 1], ids->items[i]))
			return err_set(page->m.err, ERR_FORMAT,
			    "duplicate id '%.*s'", STR_ARG(ids->items[i]));
	for (size_t i = 0; i < refs->count; i++)
		if (!ids->count || !bsearch(&refs->items[i], ids->items,
		    ids->count, sizeof(*ids->items), str_compare))
			return err_set(page->m.err, ERR_FORMAT, "no id '%.*s' "
			    "that is referred to", STR_ARG(refs->items[i]));
	return 0;
}

int
check_page(struct str xhtml, struct err *err)
{
	struct page page = { .children = 0 };
	int status = -1;

	markup_init(&page.m, xhtml, err);
	if (take_prolog(&page.m) || take_content(&page) || check_ids(&page))
		goto out;
	if (page.children != 2 || !page.titled)
		markup_fail(&page.m, "head, title or body is missing",
		    STR("html"));
	else
		status = 0;
out:
	markup_release(&page.m);
	free(page.ids.items);
	free(page.refs.items);
	return status;
}
