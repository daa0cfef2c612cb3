/* SPDX-License-Identifier: MIT */
#include "article/frontmatter/frontmatter.h"

#include <stdlib.h>
#include <string.h>

#include "article/frontmatter/frontmatter_parts.h"
#include "article/frontmatter/weights.h"
#include "base/limits.h"

static struct draft_field *
find_field(const struct front_draft *draft, struct str key)
{
	size_t i;

	for (i = 0; i < draft->count; i++)
		if (str_ieq(draft->fields[i].key, key))
			return &draft->fields[i];
	return NULL;
}

static struct draft_field *
get_field(struct front_draft *draft, struct str key)
{
	struct draft_field *field = find_field(draft, key);
	char *copy;
	size_t i;

	if (field)
		return field;
	if (draft->count >= FRONT_FIELDS || key.len > LIMIT_TITLE_BYTES) {
		draft->broken = true;
		return NULL;
	}
	copy = pool_strndup(draft->pool, key.p, key.len);
	for (i = 0; i < key.len; i++)
		copy[i] = (char)ascii_lower(copy[i]);
	draft->fields = mem_grow(draft->fields, &draft->cap,
	    draft->count + 1, sizeof(*draft->fields));
	field = &draft->fields[draft->count++];
	*field = (struct draft_field){ .key = { copy, key.len } };
	return field;
}

void
front_declare(struct front_draft *draft, struct str key)
{
	get_field(draft, key);
}

bool
front_has(const struct front_draft *draft, struct str key)
{
	return find_field(draft, key) != NULL;
}

void
front_add(struct front_draft *draft, struct str key, struct str value)
{
	struct draft_field *field = get_field(draft, key);

	if (!field)
		return;
	if (draft->value_count >= FRONT_VALUES) {
		draft->broken = true;
		return;
	}
	value = pool_str(draft->pool, str_trim(value));
	field->values = mem_grow(field->values, &field->cap,
	    field->count + 1, sizeof(*field->values));
	field->values[field->count++] = value;
	draft->value_count++;
}

void
front_path(struct buf *path, size_t base, struct str key)
{
	buf_truncate(path, base);
	if (base)
		buf_addc(path, '.');
	buf_addstr(path, key);
}

static void
finish(struct front_draft *draft, struct front_matter *out)
{
	size_t i;

	out->count = draft->count;
	out->fields = pool_alloc(draft->pool,
	    mem_mul(draft->count, sizeof(*out->fields)));
	for (i = 0; i < draft->count; i++) {
		struct draft_field *from = &draft->fields[i];
		struct str_list list = { .count = from->count };

		list.items = pool_alloc(draft->pool,
		    mem_mul(from->count, sizeof(*list.items)));
		if (from->count)
			memcpy(list.items, from->values,
			    from->count * sizeof(*list.items));
		out->fields[i] = (struct front_field){ from->key, list };
	}
}

static void
release(struct front_draft *draft)
{
	size_t i;

	for (i = 0; i < draft->count; i++)
		free(draft->fields[i].values);
	free(draft->fields);
}

/* A line that holds marker and maybe blanks behind it. */
static bool
is_marker(struct str line, const char *marker)
{
	return str_starts(line, str_of(marker)) &&
	    str_trim(str_sub(line, 3, line.len)).len == 0;
}

/*
 * What lies between the first line and the next of the markers (end may be
 * the same as other). Returns the offset behind it, or 0.
 */
static size_t
between(struct str text, const char *end, const char *other, struct str *inner)
{
	size_t at = str_chr(text, '\n'), start;

	if (at == STR_NONE)
		return 0;
	start = ++at;
	while (at < text.len && at < LIMIT_FRONT_MATTER_BYTES) {
		struct str rest = str_sub(text, at, text.len);
		size_t len = str_chr(rest, '\n');
		struct str line;

		len = len == STR_NONE ? rest.len : len + 1;
		line = str_sub(rest, 0, len);
		if (is_marker(line, end) || is_marker(line, other)) {
			*inner = str_sub(text, start, at);
			return at + len;
		}
		at += len;
	}
	return 0;
}

/* What is before the first line with text in it. */
static size_t
skip_blank_lines(struct str text)
{
	size_t at = 0, line;

	while ((line = str_chr(str_sub(text, at, text.len), '\n'))
	    != STR_NONE && !str_trim(str_sub(text, at, at + line)).len)
		at += line + 1;
	return at;
}

void
front_matter_parse(struct str text, struct pool *pool,
    struct front_matter *out, bool *broken)
{
	struct front_draft draft = { .pool = pool };
	size_t end = 0, blank = skip_blank_lines(text);
	struct str first, inner;

	*out = (struct front_matter){ .count = 0 };
	text = str_sub(text, blank, text.len);
	first = str_sub(text, 0, str_chr(text, '\n'));
	if (is_marker(first, "---")) {
		end = between(text, "---", "...", &inner);
		if (end && !front_read_yaml(inner, &draft))
			end = 0;
	} else if (is_marker(first, "+++")) {
		end = between(text, "+++", "+++", &inner);
		if (end)
			front_read_toml(inner, &draft);
	} else if (text.len && text.p[0] == '{') {
		end = front_read_json(text, &draft);
	} else if (text.len && (text.p[0] == '#' || text.p[0] == '.'
	    || text.p[0] == '<' || ascii_alpha(text.p[0]))) {
		end = front_read_plain(text, &draft);
		out->plain = end > 0;
	}
	*broken = end && draft.broken;
	if (end)
		finish(&draft, out);
	out->body_offset = end ? blank + end : 0;
	release(&draft);
}

/* "publish-date" and "publish_date" are "publishdate". */
static bool
is_key(struct str key, struct str wanted)
{
	size_t at = 0;

	for (size_t i = 0; i < key.len; i++) {
		if (key.p[i] == '-' || key.p[i] == '_')
			continue;
		if (at == wanted.len || key.p[i] != wanted.p[at++])
			return false;
	}
	return at == wanted.len;
}

struct str_list
front_matter_get(const struct front_matter *fm, struct str key)
{
	for (size_t i = 0; i < fm->count; i++)
		if (is_key(fm->fields[i].key, key))
			return fm->fields[i].values;
	return (struct str_list){ NULL, 0 };
}
