/* SPDX-License-Identifier: MIT */
/* Documents that are no pages: any elements, if they are well-formed. */
#include <stdlib.h>

#include "base/mem.h"
#include "book/lint.h"
#include "book/lint_scan.h"

/* Of one element, and namespaces of a document; more than any of ours has. */
#define ATTRIBUTES_MAX 32
#define PREFIXES_MAX 32

struct lint_xml {
	struct lint_scan s;
	struct str *open;	/* names of elements, outermost first */
	size_t depth, cap;
	struct str prefixes[PREFIXES_MAX];
	size_t prefix_count;
};

/* The names of a start tag. */
struct tag {
	struct str element, attributes[ATTRIBUTES_MAX];
	size_t count;
};

static struct str
beginning(const struct lint_xml *x)
{
	return str_sub(lint_rest(&x->s), 0, 10);
}

static int
take_attribute(struct lint_xml *x, struct tag *tag)
{
	struct str name = lint_take_name(&x->s);
	unsigned char quote;

	if (!name.len)
		return lint_fail(&x->s, "malformed tag", tag->element);
	for (size_t i = 0; i < tag->count; i++)
		if (str_eq(tag->attributes[i], name))
			return lint_fail(&x->s, "duplicate attribute", name);
	if (tag->count == ATTRIBUTES_MAX)
		return lint_fail(&x->s, "too many attributes", tag->element);
	tag->attributes[tag->count++] = name;
	if (x->s.end - x->s.p < 2 || x->s.p[0] != '='
	    || (x->s.p[1] != '"' && x->s.p[1] != '\''))
		return lint_fail(&x->s, "no quoted value for attribute", name);
	quote = x->s.p[1];
	x->s.p += 2;
	if (lint_take_text(&x->s, quote))
		return -1;
	if (x->s.p == x->s.end)
		return lint_fail(&x->s, "unfinished attribute", name);
	x->s.p++;
	return 0;
}

static int
check_name(const struct lint_xml *x, struct str name)
{
	size_t colon = str_chr(name, ':');
	struct str prefix = str_sub(name, 0, colon);

	if (!ascii_alpha((unsigned char)name.p[0]) || colon == 0
	    || str_ends(name, STR(":")))
		return lint_fail(&x->s, "malformed name", name);
	if (colon == STR_NONE || str_eq(prefix, STR("xml"))
	    || str_eq(prefix, STR("xmlns")))
		return 0;
	for (size_t i = 0; i < x->prefix_count; i++)
		if (str_eq(x->prefixes[i], prefix))
			return 0;
	return lint_fail(&x->s, "no namespace for", name);
}

/* Once all of it is read: it may declare its own namespaces. */
static int
check_names(struct lint_xml *x, const struct tag *tag)
{
	const struct str xmlns = STR("xmlns:");

	for (size_t i = 0; i < tag->count; i++) {
		struct str name = tag->attributes[i];

		if (!str_starts(name, xmlns))
			continue;
		if (x->prefix_count == PREFIXES_MAX)
			return lint_fail(&x->s, "too many namespaces", name);
		x->prefixes[x->prefix_count++] = str_sub(name, xmlns.len,
		    name.len);
	}
	for (size_t i = 0; i < tag->count; i++)
		if (check_name(x, tag->attributes[i]))
			return -1;
	return check_name(x, tag->element);
}

static int
take_start_tag(struct lint_xml *x)
{
	struct tag tag = { .element = lint_take_name(&x->s) };
	bool closed;

	if (!tag.element.len)
		return lint_fail(&x->s, "neither element nor text",
		    beginning(x));
	for (;;) {
		const unsigned char *before = x->s.p;

		lint_skip_space(&x->s);
		if (x->s.p == x->s.end)
			return lint_fail(&x->s, "unfinished tag", tag.element);
		if (*x->s.p == '>' || *x->s.p == '/')
			break;
		if (x->s.p == before)
			return lint_fail(&x->s, "malformed tag", tag.element);
		if (take_attribute(x, &tag))
			return -1;
	}
	closed = lint_take(&x->s, STR("/"));
	if (!lint_take(&x->s, STR(">")))
		return lint_fail(&x->s, "malformed tag", tag.element);
	if (check_names(x, &tag))
		return -1;
	if (closed)
		return 0;
	x->open = mem_grow(x->open, &x->cap, x->depth + 1, sizeof(*x->open));
	x->open[x->depth++] = tag.element;
	return 0;
}

static int
take_end_tag(struct lint_xml *x)
{
	struct str name = lint_take_name(&x->s);

	lint_skip_space(&x->s);
	if (!lint_take(&x->s, STR(">")))
		return lint_fail(&x->s, "unfinished end tag", name);
	if (!str_eq(name, x->open[x->depth - 1]))
		return lint_fail(&x->s, "misplaced end tag", name);
	x->depth--;
	return 0;
}

/* The root and what is in it. */
static int
take_root(struct lint_xml *x)
{
	if (!lint_take(&x->s, STR("<")))
		return lint_fail(&x->s, "no root element", beginning(x));
	if (take_start_tag(x))
		return -1;
	while (x->depth) {
		if (lint_take_text(&x->s, '<'))
			return -1;
		if (!lint_take(&x->s, STR("<")))
			return lint_fail(&x->s, "unclosed element",
			    x->open[x->depth - 1]);
		if (lint_take(&x->s, STR("/")) ? take_end_tag(x)
		    : take_start_tag(x))
			return -1;
	}
	return 0;
}

int
lint_xml(struct str xml, struct err *err)
{
	struct lint_xml x = { .open = NULL };
	const char *p = xml.p ? xml.p : "";
	int status = -1;

	x.s.start = x.s.p = (const unsigned char *)p;
	x.s.end = x.s.start + xml.len;
	x.s.err = err;
	lint_take(&x.s, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
	lint_skip_space(&x.s);
	if (take_root(&x))
		goto out;
	lint_skip_space(&x.s);
	if (x.s.p != x.s.end)
		lint_fail(&x.s, "something behind the root element",
		    beginning(&x));
	else
		status = 0;
out:
	free(x.open);
	return status;
}
