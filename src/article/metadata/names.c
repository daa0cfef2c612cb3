/* SPDX-License-Identifier: MIT */
#include "article/metadata/names.h"

#include <string.h>

#include "article/html/node.h"
#include "article/metadata/weights.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"

/* Zero-width spaces and soft hyphens, which copying leaves around a text. */
static struct str
trim_invisible(struct str s)
{
	static const struct str signs[] = {
		STR("\xe2\x80\x8b"), STR("\xe2\x81\xa0"),
		STR("\xef\xbb\xbf"), STR("\xc2\xad")
	};

	for (size_t i = 0; i < ARRAY_COUNT(signs); i++) {
		size_t len = s.len;

		if (str_starts(s, signs[i]))
			s = str_trim(str_sub(s, signs[i].len, s.len));
		if (str_ends(s, signs[i]))
			s = str_trim(str_sub(s, 0, s.len - signs[i].len));
		if (s.len < len)
			i = (size_t)-1;
	}
	return s;
}

/*
 * YAML, JSON and character references can write what no document may hold:
 * controls, half a surrogate.
 */
static void
tidy(struct str s, struct buf *out)
{
	struct buf clean = BUF_INIT;
	size_t kept = 0;

	text_sanitise(s, &clean);
	for (size_t i = 0; i < clean.len; i++)
		if (clean.data[i] != 0x7f)
			clean.data[kept++] = clean.data[i];
	buf_truncate(&clean, kept);
	text_collapse(trim_invisible(buf_str(&clean)), out);
	buf_release(&clean);
}

struct str
pool_text(struct pool *pool, struct str s, size_t max_bytes)
{
	struct buf text = BUF_INIT, cut = BUF_INIT;
	struct str copy;

	tidy(s, &text);
	if (text.len > max_bytes) {
		text_shorten(buf_str(&text), max_bytes, &cut);
		copy = pool_str(pool, buf_str(&cut));
	} else {
		copy = pool_str(pool, buf_str(&text));
	}
	buf_release(&text);
	buf_release(&cut);
	return copy;
}

static void
make_room(struct names *names)
{
	struct str *items;

	if (names->list.count < names->capacity)
		return;
	names->capacity = names->capacity ? names->capacity * 2 : 8;
	items = pool_alloc(names->pool,
	    mem_mul(names->capacity, sizeof(*items)));
	if (names->list.count)
		memcpy(items, names->list.items,
		    names->list.count * sizeof(*items));
	names->list.items = items;
}

/* A letter, of any script. */
static bool
starts_in_letter(struct str s)
{
	return s.len && (ascii_alpha((unsigned char)s.p[0])
		|| (unsigned char)s.p[0] >= 0xc3);
}

/*
 * What notes say of others: "[[Sea]]", "[[people/Jo Weaver|Jo]]",
 * "[[Sea#Tides]]", "#sea".
 */
static struct str
without_link(struct str s)
{
	struct str inner = str_sub(s, 2, s.len < 2 ? 0 : s.len - 2);
	size_t bar = str_chr(inner, '|'), slash;

	if (starts_in_letter(str_sub(s, 1, s.len)) && s.p[0] == '#')
		return str_sub(s, 1, s.len);
	if (s.len < 5 || !str_starts(s, STR("[[")) || !str_ends(s, STR("]]"))
	    || str_find(inner, STR("]]")) != STR_NONE)
		return s;
	if (bar != STR_NONE)
		return str_trim(str_sub(inner, bar + 1, inner.len));
	inner = str_sub(inner, 0, str_chr(inner, '#'));
	slash = str_rchr(inner, '/');
	return str_trim(str_sub(inner, slash == STR_NONE ? 0 : slash + 1,
	    inner.len));
}

void
names_add(struct names *names, struct str name)
{
	struct buf text = BUF_INIT;
	struct str s;

	if (names->list.count >= LIMIT_NAMES || name.len > LIMIT_URL_BYTES)
		return;
	tidy(name, &text);
	s = without_link(buf_str(&text));
	if (!s.len || s.len > LIMIT_NAME_BYTES)
		goto out;
	for (size_t i = 0; i < names->list.count; i++)
		if (str_eq(names->list.items[i], s))
			goto out;
	make_room(names);
	names->list.items[names->list.count++] = pool_str(names->pool, s);
out:
	buf_release(&text);
}

void
names_add_parts(struct names *names, struct str text, char sep)
{
	struct str part;

	while (str_next(&text, sep, &part))
		names_add(names, part);
}

void
names_add_tag(struct names *names, struct str tag)
{
	bool word = false;

	tag = str_trim(tag);
	while (tag.len && tag.p[0] == '#')
		tag = str_sub(tag, 1, tag.len);
	for (size_t i = 0; i < tag.len && !word; i++)
		word = ascii_alpha((unsigned char)tag.p[i])
			|| (unsigned char)tag.p[i] >= 0x80;
	if (word)
		names_add(names, tag);
}

/* Letters and digits, in lower case: slugs have hyphens. */
static void
add_bare(struct str s, struct buf *out)
{
	struct buf folded = BUF_INIT;
	size_t at = 0, from = 0;

	text_fold(s, &folded);
	while (text_next(buf_str(&folded), &at) != UINT32_MAX) {
		struct str one = str_sub(buf_str(&folded), from, at);

		if (node_letters(one))
			buf_addstr(out, one);
		from = at;
	}
	buf_release(&folded);
}

bool
names_alike(struct str a, struct str b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	add_bare(a, &x);
	add_bare(b, &y);
	same = str_eq(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

bool
names_is_slug(struct str slug, struct str name)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool is;

	add_bare(slug, &x);
	add_bare(name, &y);
	is = str_eq(buf_str(&x), buf_str(&y))
		|| (x.len >= NAME_BEGINNING_BYTES
		&& str_starts(buf_str(&y), buf_str(&x)));
	buf_release(&x);
	buf_release(&y);
	return is;
}
