/* SPDX-License-Identifier: MIT */
#include "article/metadata/declared.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"

#define ARRAY_COUNT(a) (sizeof(a) / sizeof(*(a)))

static struct str
first_value(const struct front_matter *fm, const char *const *keys,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str_list values = front_matter_get(fm, &keys[i], 1);

		if (values.count && str_trim(values.items[0]).len)
			return str_trim(values.items[0]);
	}
	return (struct str){ NULL, 0 };
}

/* The character of "&name;" or "&#number;" at s, *len bytes of it; or 0. */
static uint32_t
read_entity(struct str s, size_t *len)
{
	static const struct { struct str name; uint32_t c; } entities[] = {
		{ { "&amp;", 5 }, '&' }, { { "&lt;", 4 }, '<' },
		{ { "&gt;", 4 }, '>' }, { { "&quot;", 6 }, '"' },
		{ { "&apos;", 6 }, '\'' }, { { "&nbsp;", 6 }, ' ' },
		{ { "&ndash;", 7 }, 0x2013 }, { { "&mdash;", 7 }, 0x2014 },
		{ { "&lsquo;", 7 }, 0x2018 }, { { "&rsquo;", 7 }, 0x2019 },
		{ { "&ldquo;", 7 }, 0x201c }, { { "&rdquo;", 7 }, 0x201d },
		{ { "&hellip;", 8 }, 0x2026 }
	};
	size_t end = str_chr(str_sub(s, 0, 10), ';');
	unsigned long number;

	for (size_t i = 0; i < ARRAY_COUNT(entities); i++)
		if (str_starts(s, entities[i].name)) {
			*len = entities[i].name.len;
			return entities[i].c;
		}
	if (end == STR_NONE || !str_starts(s, STR("&#"))
	    || !str_number(str_sub(s, 2, end), 0x10ffff, &number)
	    || !text_is_xml_char((uint32_t)number))
		return 0;
	*len = end + 1;
	return (uint32_t)number;
}

/* Titles of Jekyll are put into pages as they are: entities in them work. */
static struct str
decode_entities(struct str s, struct pool *pool)
{
	struct buf out = BUF_INIT;
	struct str copy;
	size_t at = 0;

	if (str_chr(s, '&') == STR_NONE)
		return s;
	while (at < s.len) {
		size_t len = 1;
		uint32_t c = s.p[at] == '&'
			? read_entity(str_sub(s, at, s.len), &len) : 0;

		if (c)
			text_put(&out, c);
		else
			buf_addc(&out, s.p[at]);
		at += len;
	}
	copy = pool_str(pool, buf_str(&out));
	buf_release(&out);
	return copy;
}

/* "[text](url)", "<a ...>text</a>" and "Name <address>": only the text. */
static struct str
plain_name(struct str s)
{
	size_t at;

	s = str_trim(s);
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
is_plain(const struct document *doc, size_t end, const char *key)
{
	struct str rest = str_sub(doc->bytes, 0, end), line;
	struct str name = str_of(key);

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

static void
read_names(const struct front_matter *fm, const struct document *doc,
    const char *const *keys, size_t count, struct names *out)
{
	for (size_t i = 0; i < count && !out->list.count; i++) {
		struct str_list values = front_matter_get(fm, &keys[i], 1);

		if (fm->plain && values.count == 1) {
			add_lines(out, values.items[0]);
			continue;
		}
		if (values.count == 1
		    && is_plain(doc, fm->body_offset, keys[i])) {
			if (str_chr(values.items[0], ',') != STR_NONE)
				names_add_parts(out, values.items[0], ',');
			else
				add_words(out, values.items[0]);
			continue;
		}
		for (size_t j = 0; j < values.count; j++)
			names_add(out, values.items[j]);
	}
}

static void
read_authors(const struct front_matter *fm, struct names *out)
{
	static const char *const keys[] = {
		"authors", "author", "extra.authors", "extra.author",
		"params.author", "byline"
	};
	static const char *const names[ARRAY_COUNT(keys)] = {
		"authors.name", "author.name", "extra.authors.name",
		"extra.author.name", "params.author.name", "byline.name"
	};

	for (size_t i = 0; i < ARRAY_COUNT(keys) && !out->list.count; i++) {
		struct str_list values = front_matter_get(fm, &keys[i], 1);

		if (fm->plain && values.count)
			add_lines(out, values.items[0]);
		for (size_t j = 0; j < values.count && !fm->plain; j++)
			names_add(out, plain_name(values.items[j]));
		/* Others in the same list may be objects. */
		values = front_matter_get(fm, &names[i], 1);
		for (size_t j = 0; j < values.count; j++)
			names_add(out, plain_name(values.items[j]));
	}
}

static bool
says_one_of(const struct front_matter *fm, const char *key,
    const char *const *words, size_t count)
{
	struct str value = first_value(fm, &key, 1);

	for (size_t i = 0; i < count; i++)
		if (str_ieq(value, str_of(words[i])))
			return true;
	return false;
}

/* A draft, or what was taken back: the site does not show it. */
static bool
read_unpublished(const struct front_matter *fm)
{
	static const char *const yes[] = { "true", "yes", "on", "1" };
	static const char *const no[] = { "false", "no", "off", "0" };
	static const char *const states[] = {
		"draft", "hidden", "private", "pending", "trash"
	};

	return says_one_of(fm, "draft", yes, ARRAY_COUNT(yes))
		|| says_one_of(fm, "published", no, ARRAY_COUNT(no))
		|| says_one_of(fm, "status", states, ARRAY_COUNT(states));
}

static struct date
read_date(const struct front_matter *fm, const char *const *keys,
    size_t count)
{
	struct date date = { 0 };

	for (size_t i = 0; i < count; i++) {
		struct str_list values = front_matter_get(fm, &keys[i], 1);
		struct str s;

		if (!values.count)
			continue;
		s = str_trim(values.items[0]);
		/* Behind the day may come any time with any zone. */
		if (date_parse(s, &date)
		    || date_parse(str_sub(s, 0, 10), &date))
			return date;
	}
	return (struct date){ 0 };
}

static struct str
read_url(const struct front_matter *fm)
{
	static const char *const keys[] = {
		"canonical", "canonical_url", "canonicalurl", "original",
		"original_url", "originalurl", "source", "source_url", "link",
		"permalink", "url"
	};

	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		struct str url = first_value(fm, &keys[i], 1);
		enum url_scheme scheme = url_scheme(url);

		if (scheme == URL_HTTP || scheme == URL_HTTPS)
			return url;
	}
	return (struct str){ NULL, 0 };
}

void
declared_read(const struct front_matter *fm, const struct document *doc,
    struct pool *pool, struct declared *out)
{
	static const char *const titles[] = { "title" };
	static const char *const descriptions[] = {
		"description", "summary", "excerpt"
	};
	static const char *const langs[] = { "lang", "language", "locale" };
	static const char *const sites[] = { "site", "site_name" };
	static const char *const layouts[] = { "layout", "type", "template" };
	static const char *const paths[] = {
		"path", "permalink", "url", "slug", "aliases"
	};
	static const char *const tags[] = {
		"tags", "tag", "taxonomies.tags", "extra.tags", "keywords"
	};
	static const char *const sections[] = {
		"categories", "category", "taxonomies.categories", "section"
	};
	static const char *const dates[] = {
		"date", "published", "publishdate", "publish_date", "pubdate",
		"published_at", "publishedat", "date_published",
		"datepublished", "created", "created_at", "createdat",
		"date_created"
	};
	static const char *const changes[] = {
		"updated", "lastmod", "modified", "last_modified_at",
		"last_update.date", "updated_at", "updatedat", "last-modified"
	};

	*out = (struct declared){
		.title = decode_entities(first_value(fm, titles,
		    ARRAY_COUNT(titles)), pool),
		.description = decode_entities(first_value(fm, descriptions,
		    ARRAY_COUNT(descriptions)), pool),
		.lang = first_value(fm, langs, ARRAY_COUNT(langs)),
		.site = first_value(fm, sites, ARRAY_COUNT(sites)),
		.layout = first_value(fm, layouts, ARRAY_COUNT(layouts)),
		.path = first_value(fm, paths, ARRAY_COUNT(paths)),
		.url = read_url(fm),
		.date = read_date(fm, dates, ARRAY_COUNT(dates)),
		.changed = read_date(fm, changes, ARRAY_COUNT(changes)),
		.unpublished = read_unpublished(fm),
		.authors = { .pool = pool }, .tags = { .pool = pool },
		.sections = { .pool = pool }
	};
	read_authors(fm, &out->authors);
	read_names(fm, doc, tags, ARRAY_COUNT(tags), &out->tags);
	read_names(fm, doc, sections, ARRAY_COUNT(sections), &out->sections);
}
