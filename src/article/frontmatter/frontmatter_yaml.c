/* SPDX-License-Identifier: MIT */
/*
 * YAML by its events: nothing is resolved, so an alias costs nothing and
 * "no" stays "no". What libyaml refuses, most often a title with ": " in it,
 * is read line by line, as the author meant it.
 */
#include "article/frontmatter/frontmatter_parts.h"

#include <yaml.h>

#include "article/frontmatter/weights.h"
#include "base/limits.h"

struct frame {
	bool is_map;
	bool wants_key;
	size_t base;	/* length of the path of what it belongs to */
};

struct yaml_reader {
	struct front_draft *draft;
	struct frame frames[FRONT_YAML_DEPTH];
	size_t depth;
	struct buf path;
};

static void
read_scalar(struct yaml_reader *r, const yaml_event_t *event)
{
	struct frame *top = &r->frames[r->depth - 1];
	struct str value = { (const char *)event->data.scalar.value,
		event->data.scalar.length };
	bool is_null = event->data.scalar.plain_implicit &&
	    (!value.len || str_eq(value, STR("~")));

	if (top->is_map && top->wants_key) {
		front_path(&r->path, top->base, value);
		top->wants_key = false;
		return;
	}
	if (is_null)
		front_declare(r->draft, buf_str(&r->path));
	else
		front_add(r->draft, buf_str(&r->path), value);
	top->wants_key = true;
	if (!top->is_map)
		buf_truncate(&r->path, top->base);
}

/* What an alias stands for is not looked up. */
static void
read_alias(struct yaml_reader *r)
{
	struct frame *top = &r->frames[r->depth - 1];

	if (top->is_map && top->wants_key)
		front_path(&r->path, top->base, STR("*"));
	else
		front_declare(r->draft, buf_str(&r->path));
	top->wants_key = !top->wants_key;
}

static bool
open_frame(struct yaml_reader *r, bool is_map)
{
	if (r->depth == FRONT_YAML_DEPTH)
		return false;
	if (r->depth && r->frames[r->depth - 1].is_map &&
	    r->frames[r->depth - 1].wants_key) {
		/* A key that is itself a collection. */
		front_path(&r->path, r->frames[r->depth - 1].base, STR("?"));
		r->frames[r->depth - 1].wants_key = false;
	}
	if (r->depth && !is_map)
		front_declare(r->draft, buf_str(&r->path));
	r->frames[r->depth++] = (struct frame){
		.is_map = is_map, .wants_key = true, .base = r->path.len
	};
	return true;
}

static void
close_frame(struct yaml_reader *r)
{
	buf_truncate(&r->path, r->frames[--r->depth].base);
	if (r->depth)
		r->frames[r->depth - 1].wants_key = true;
}

/* False at what cannot go on: the end, a root that is no mapping. */
static bool
read_event(struct yaml_reader *r, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_MAPPING_START_EVENT:
		if (open_frame(r, true))
			return true;
		break;
	case YAML_SEQUENCE_START_EVENT:
		if (r->depth && open_frame(r, false))
			return true;
		break;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		close_frame(r);
		return r->depth > 0;
	case YAML_SCALAR_EVENT:
		if (!r->depth)
			return false;
		read_scalar(r, event);
		return true;
	case YAML_ALIAS_EVENT:
		if (!r->depth)
			return false;
		read_alias(r);
		return true;
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_START_EVENT:
		return true;
	default:
		return false;
	}
	r->draft->broken = true;
	return false;
}

/* Whether the document's root is a mapping, broken or not. */
static bool
read_events(struct str s, struct front_draft *draft)
{
	struct yaml_reader r = { .draft = draft, .path = BUF_INIT };
	yaml_parser_t parser;
	yaml_event_t event;
	bool is_mapping = false, more = true;
	unsigned count = 0;

	if (!yaml_parser_initialize(&parser)) {
		draft->broken = true;
		return false;
	}
	yaml_parser_set_input_string(&parser, (const unsigned char *)s.p,
	    s.len);
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	while (more) {
		if (++count > FRONT_YAML_EVENTS ||
		    !yaml_parser_parse(&parser, &event)) {
			draft->broken = true;
			break;
		}
		if (event.type == YAML_MAPPING_START_EVENT)
			is_mapping = true;
		more = read_event(&r, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	buf_release(&r.path);
	return is_mapping;
}

struct str
front_line_key(struct str line, struct str *value)
{
	size_t i;

	for (i = 0; i < line.len && (ascii_alpha(line.p[i]) ||
	    ascii_digit(line.p[i]) || line.p[i] == '_' || line.p[i] == '-' ||
	    (i && line.p[i] == ' ')); i++)
		;
	if (!i || i == line.len || line.p[i] != ':' || line.p[0] == '-')
		return STR("");
	*value = str_sub(line, i + 1, line.len);
	if (value->len && !ascii_space(value->p[0]))
		return STR("");
	*value = str_trim(*value);
	return str_trim(str_sub(line, 0, i));
}

static struct str
unquoted(struct str s)
{
	size_t comment;

	s = str_trim(s);
	if (s.len >= 2 && (s.p[0] == '"' || s.p[0] == '\'') &&
	    s.p[s.len - 1] == s.p[0])
		return str_sub(s, 1, s.len - 1);
	comment = str_find(s, STR(" #"));
	return comment == STR_NONE ? s : str_trim(str_sub(s, 0, comment));
}

static void
add_line_value(struct front_draft *draft, struct str key, struct str value)
{
	struct str item;

	/* The closing bracket may be what was wrong. */
	if (!str_starts(value, STR("[")) || (!str_ends(value, STR("]"))
	    && str_chr(value, ']') != STR_NONE)) {
		front_add(draft, key, unquoted(value));
		return;
	}
	value = str_sub(value, 1, value.len - str_ends(value, STR("]")));
	while (str_next(&value, ',', &item))
		front_add(draft, key, unquoted(item));
}

/* Whether the field is still to be read; the last may be half read. */
static bool
is_wanted(struct front_draft *draft, size_t known, struct str key,
    struct str value)
{
	size_t i;

	for (i = 0; i < known; i++) {
		if (!str_ieq(draft->fields[i].key, key))
			continue;
		if (i + 1 < known || !value.len)
			return false;
		draft->fields[i].count = 0;
	}
	return true;
}

/* The fields that libyaml did not come to, or broke off in. */
static void
read_lines(struct str s, struct front_draft *draft)
{
	size_t known = draft->count;
	struct str line, value = STR(""), key = STR("");

	while (str_next(&s, '\n', &line)) {
		struct str found = front_line_key(line, &value);
		struct str item = str_trim(line);

		if (found.len) {
			key = is_wanted(draft, known, found, value) ? found :
			    STR("");
			if (key.len && value.len)
				add_line_value(draft, key, value);
			else if (key.len)
				front_declare(draft, key);
		} else if (key.len && str_starts(item, STR("- "))) {
			front_add(draft, key,
			    unquoted(str_sub(item, 2, item.len)));
		}
	}
}

/* Blank lines and comments do not count. */
static struct str
first_line(struct str s)
{
	struct str line;

	while (str_next(&s, '\n', &line)) {
		struct str text = str_trim(line);

		if (text.len && text.p[0] != '#')
			return line;
	}
	return STR("");
}

/*
 * Whether broken YAML was meant as front matter, and is no text between two
 * thematic breaks: most lines at the margin are keys.
 */
static bool
looks_meant(struct str s)
{
	struct str line, value;
	size_t keys = 0, others = 0;

	while (str_next(&s, '\n', &line)) {
		if (!line.len || ascii_space(line.p[0]) ||
		    line.p[0] == '#' || line.p[0] == '-')
			continue;
		if (front_line_key(line, &value).len)
			keys++;
		else
			others++;
	}
	return keys > others;
}

bool
front_read_yaml(struct str s, struct front_draft *draft)
{
	if (!first_line(s).len)
		return true;
	if (!read_events(s, draft) && !draft->broken)
		return false;
	if (draft->broken && !looks_meant(s))
		return false;
	if (draft->broken)
		read_lines(s, draft);
	return true;
}
