/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/template_program.h"
#include "base/text.h"

struct parser {
	struct template *t;
	struct str src;
	size_t at;
	unsigned line;
	size_t cap;				/* of t->ops */
	size_t open[LIMIT_TEMPLATE_NESTING];	/* ops of unclosed sections */
	size_t open_count;
	struct err *err;
};

/* One tag as it stands in the source. */
struct tag {
	char sigil;	/* one of # ^ / > ! { or 0 */
	struct str name;
	size_t start, end;
};

static int
fail(struct parser *p, unsigned line, const char *what, struct str name)
{
	return err_set(p->err, ERR_FORMAT, "%.*s:%u: %s '%.*s'",
	    STR_ARG(p->t->shown), line, what, STR_ARG(name));
}

static struct op *
add_op(struct parser *p, enum op_kind kind, struct str text)
{
	struct template *t = p->t;
	struct op *op;

	t->ops = mem_grow(t->ops, &p->cap, t->op_count + 1, sizeof(*t->ops));
	op = &t->ops[t->op_count++];
	*op = (struct op){ kind, p->line, text, value_hash(text), 0 };
	return op;
}

static void
count_lines(struct parser *p, size_t from, size_t to)
{
	struct str rest = str_sub(p->src, from, to);
	size_t at;

	while ((at = str_chr(rest, '\n')) != STR_NONE) {
		p->line++;
		rest = str_sub(rest, at + 1, rest.len);
	}
}

static void
take_text(struct parser *p, size_t from, size_t to)
{
	if (from < to)
		add_op(p, OP_TEXT, str_sub(p->src, from, to));
}

static bool
name_is_good(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (!ascii_alpha(c) && !ascii_digit(c) && c != '_' && c != '-')
			return false;
	}
	return name.len != 0;
}

/* A file name or path: what an include may say. */
static bool
file_is_good(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (c <= ' ' || c == '{' || c == '}' || c == 0x7f)
			return false;
	}
	return name.len != 0;
}

/* Reads the tag at start, where "{{" stands. */
static int
read_tag(struct parser *p, size_t start, struct tag *tag)
{
	struct str rest = str_sub(p->src, start + 2, p->src.len);
	struct str close = STR("}}");
	size_t at, skip = 0;

	*tag = (struct tag){ .start = start };
	if (rest.len && strchr("#^/>!{&=", rest.p[0]) && rest.p[0]) {
		tag->sigil = rest.p[0];
		skip = 1;
	}
	if (tag->sigil == '{')
		close = STR("}}}");
	at = str_find(str_sub(rest, skip, rest.len), close);
	if (at == STR_NONE)
		return fail(p, p->line, "tag is not closed", STR("{{"));
	tag->name = str_trim(str_sub(rest, skip, skip + at));
	tag->end = start + 2 + skip + at + close.len;
	switch (tag->sigil) {
	case '!':
		return 0;
	case '&':
	case '=':
		return fail(p, p->line, "unsupported tag",
		    str_sub(p->src, start, tag->end));
	case '>':
		if (!file_is_good(tag->name))
			return fail(p, p->line, "malformed file name",
			    tag->name);
		return 0;
	default:
		if (!name_is_good(tag->name))
			return fail(p, p->line, "malformed name", tag->name);
		return 0;
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * If the tag is alone on its line, widens it to the whole line with its line
 * break.
 */
static void
widen_to_line(const struct parser *p, struct tag *tag)
{
	struct str src = p->src;
	size_t start = tag->start, end = tag->end;

	while (start > p->at && is_blank(src.p[start - 1]))
		start--;
	if (start && src.p[start - 1] != '\n')
		return;
	while (end < src.len && is_blank(src.p[end]))
		end++;
	if (end + 1 < src.len && src.p[end] == '\r' && src.p[end + 1] == '\n')
		end++;
	if (end < src.len && src.p[end] != '\n')
		return;
	tag->start = start;
	tag->end = end < src.len ? end + 1 : end;
}

static int
open_section(struct parser *p, const struct tag *tag)
{
	if (p->open_count == LIMIT_TEMPLATE_NESTING)
		return fail(p, p->line, "sections nest too deep at", tag->name);
	p->open[p->open_count++] = p->t->op_count;
	add_op(p, tag->sigil == '#' ? OP_SECTION : OP_INVERTED, tag->name);
	return 0;
}

static int
close_section(struct parser *p, const struct tag *tag)
{
	struct op *op;

	if (!p->open_count)
		return fail(p, p->line, "nothing is open to close",
		    tag->name);
	op = &p->t->ops[p->open[--p->open_count]];
	if (!str_eq(op->text, tag->name))
		return err_set(p->err, ERR_FORMAT,
		    "%.*s:%u: '%.*s' closes '%.*s' of line %u",
		    STR_ARG(p->t->shown), p->line, STR_ARG(tag->name),
		    STR_ARG(op->text), op->line);
	op->next = p->t->op_count;
	return 0;
}

static int
take_tag(struct parser *p, const struct tag *tag)
{
	switch (tag->sigil) {
	case '#':
	case '^':
		return open_section(p, tag);
	case '/':
		return close_section(p, tag);
	case '>':
		add_op(p, OP_INCLUDE, tag->name);
		return 0;
	case '{':
		add_op(p, OP_MARKUP, tag->name);
		return 0;
	case '!':
		return 0;
	default:
		add_op(p, OP_ESCAPED, tag->name);
		return 0;
	}
}

static int
parse_all(struct parser *p)
{
	const struct op *op;
	struct tag tag;

	for (;;) {
		size_t at = str_find(str_sub(p->src, p->at, p->src.len),
		    STR("{{"));
		size_t tag_start;

		if (at == STR_NONE)
			break;
		tag_start = p->at + at;
		count_lines(p, p->at, tag_start);
		if (read_tag(p, tag_start, &tag))
			return -1;
		if (tag.sigil && tag.sigil != '{')
			widen_to_line(p, &tag);
		take_text(p, p->at, tag.start);
		if (take_tag(p, &tag))
			return -1;
		count_lines(p, tag_start, tag.end);
		p->at = tag.end;
	}
	take_text(p, p->at, p->src.len);
	if (!p->open_count)
		return 0;
	op = &p->t->ops[p->open[p->open_count - 1]];
	return fail(p, op->line, "section is not closed", op->text);
}

int
template_parse(struct template *t, struct err *err)
{
	struct parser p = { .t = t, .src = t->source, .line = 1, .err = err };

	if (!text_is_utf8(t->source))
		return err_set(err, ERR_FORMAT, "%.*s: not UTF-8",
		    STR_ARG(t->shown));
	if (str_starts(p.src, STR("\xef\xbb\xbf")))
		p.src = str_sub(p.src, 3, p.src.len);
	return parse_all(&p);
}
