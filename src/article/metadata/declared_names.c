/* SPDX-License-Identifier: MIT */
/* Tags, sections and authors, in the many ways in which they are listed. */
#include "article/metadata/declared_parts.h"

#include "tables/frontmatter.h"

/* "[text](url)", "<a ...>text</a>" and "Name <address>": only the text. */
static struct str
plain_name(struct str s)
{
	size_t at;

	s = str_trim(s);
	if (str_istarts(s, STR("by ")))
		s = str_trim(str_sub(s, 3, s.len));
	at = str_find(s, STR("]("));
	if (str_starts(s, STR("[")) && at != STR_NONE)
		return str_trim(str_sub(s, 1, at));
	at = str_chr(s, '<');
	if (at == 0) {
		size_t end = str_chr(s, '>');
		struct str text = str_sub(s, end == STR_NONE ? 0 : end + 1,
		    s.len);

		at = str_chr(text, '<');
		return str_trim(str_sub(text, 0, at == STR_NONE ? text.len
		    : at));
	}
	return str_trim(str_sub(s, 0, at == STR_NONE ? s.len : at));
}

/*
 * Whether the front matter gives the key a plain string: Jekyll splits one
 * at its spaces, but not the items of a list.
 */
static bool
is_plain(const struct document *doc, size_t end, struct str name)
{
	struct str rest = str_sub(doc->bytes, 0, end), line;

	while (str_next(&rest, '\n', &line)) {
		struct str value;

		if (!str_istarts(line, name))
			continue;
		value = str_trim(str_sub(line, name.len, line.len));
		if (!value.len || value.p[0] != ':')
			continue;
		value = str_trim(str_sub(value, 1, value.len));
		return value.len && value.p[0] != '['
			&& value.p[0] != '-' && value.p[0] != '#';
	}
	return false;
}

static void
add_words(struct names *names, struct str words)
{
	size_t at = 0;

	while (at < words.len) {
		size_t end = at;

		while (end < words.len
		    && !ascii_space((unsigned char)words.p[end]))
			end++;
		names_add(names, str_sub(words, at, end));
		at = end + 1;
	}
}

/* The parts of a list that goes over lines, with commas or without. */
static void
add_lines(struct names *names, struct str list)
{
	struct str line;

	while (str_next(&list, '\n', &line))
		names_add_parts(names, line, str_chr(line, ',') == STR_NONE
		    ? ';' : ',');
}

/* The next part of a list that was written as one string. */
static bool
next_part(struct str *rest, struct str *part)
{
	static const struct str commas[] = {
		STR(","), STR("，"), STR("、")
	};
	size_t end = rest->len, len = 0;

	if (!rest->len)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(commas); i++) {
		size_t at = str_find(str_sub(*rest, 0, end), commas[i]);

		if (at == STR_NONE)
			continue;
		end = at;
		len = commas[i].len;
	}
	*part = str_trim(str_sub(*rest, 0, end));
	*rest = str_sub(*rest, end + len, rest->len);
	return true;
}

/* Blanks part names only where several are expected ("tags", not "tag"). */
static void
add_plain(struct names *out, struct str value, struct str key)
{
	struct str rest = value, part;
	bool one = next_part(&rest, &part) && part.len == value.len;

	if (one && str_ends(key, STR("s")))
		add_words(out, value);
	else
		for (rest = value; next_part(&rest, &part);)
			names_add(out, part);
}

/* "{name: Sea, slug: sea}", which may stand among plain names. */
static void
add_objects(const struct front_matter *fm, struct str key, struct names *out)
{
	const struct words *fields = &WORDS_DECLARED_OBJECT_NAMES;
	struct buf path = BUF_INIT;
	struct str_list values = { NULL, 0 };

	for (size_t i = 0; i < fields->count && !values.count; i++) {
		buf_clear(&path);
		buf_addf(&path, "%.*s.%.*s", STR_ARG(key),
		    STR_ARG(words_key(fields, i)));
		values = front_matter_get(fm, buf_str(&path));
	}
	for (size_t i = 0; i < values.count; i++)
		names_add(out, values.items[i]);
	buf_release(&path);
}

void
declared_names(const struct front_matter *fm, const struct document *doc,
    const struct words *keys, struct names *out)
{
	for (size_t i = 0; i < keys->count && !out->list.count; i++) {
		struct str key = words_key(keys, i);
		struct str_list values = front_matter_get(fm, key);

		if (fm->plain && values.count == 1) {
			add_lines(out, values.items[0]);
			continue;
		}
		if (values.count == 1
		    && is_plain(doc, fm->body_offset, key)) {
			add_plain(out, values.items[0], key);
			continue;
		}
		for (size_t j = 0; j < values.count; j++)
			names_add(out, values.items[j]);
		add_objects(fm, key, out);
	}
}

/* Whether it may be somebody's whole name: "Ann Lee", "李安". */
static bool
is_full_name(struct str s)
{
	return s.len > 0 && (str_chr(s, ' ') != STR_NONE || !str_is_ascii(s));
}

/* The first of several names, up to "," or " and "; *len to go behind it. */
static struct str
first_author(struct str s, size_t *len)
{
	static const struct str signs[] = {
		STR(", and "), STR(", "), STR(" and "), STR(" & "),
		STR("、"), STR("，"), STR("; ")
	};
	size_t end = s.len;

	*len = s.len;
	for (size_t i = 0; i < ARRAY_COUNT(signs); i++) {
		size_t at = str_find(s, signs[i]);

		if (at != STR_NONE && at < end) {
			end = at;
			*len = at + signs[i].len;
		}
	}
	return str_trim(str_sub(s, 0, end));
}

/* "Ann Lee and Bob Day" are two; "Lee, Ann" and "Salt and Co" are not. */
static void
add_authors(struct names *out, struct str value)
{
	struct str rest = value;
	bool several = true;
	size_t len;

	for (; rest.len && several; rest = str_sub(rest, len, rest.len))
		several = is_full_name(first_author(rest, &len));
	if (!several) {
		names_add(out, value);
		return;
	}
	for (rest = value; rest.len; rest = str_sub(rest, len, rest.len))
		names_add(out, first_author(rest, &len));
}

void
declared_authors(const struct front_matter *fm, struct names *out)
{
	const struct words *keys = &WORDS_DECLARED_AUTHORS;

	for (size_t i = 0; i < keys->count && !out->list.count; i++) {
		struct str_list values = front_matter_get(fm, words_key(keys,
		    i));

		if (fm->plain && values.count)
			add_lines(out, values.items[0]);
		for (size_t j = 0; j < values.count && !fm->plain; j++)
			add_authors(out, plain_name(values.items[j]));
		/* Others in the same list may be objects. */
		values = front_matter_get(fm, words_text(keys,
		    WORDS_DECLARED_AUTHORS_NAME, i));
		for (size_t j = 0; j < values.count; j++)
			names_add(out, plain_name(values.items[j]));
	}
}
