/* SPDX-License-Identifier: MIT */
#include "article/metadata/declared_parts.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "tables/frontmatter.h"

/* The first value of key, without white space around it, or empty. */
static struct str
value_of(const struct front_matter *fm, struct str key)
{
	struct str_list values = front_matter_get(fm, key);

	return values.count ? str_trim(values.items[0])
		: (struct str){ NULL, 0 };
}

/* That of the first of keys that has one. */
static struct str
first_value(const struct front_matter *fm, const struct words *keys)
{
	struct str value = { NULL, 0 };

	for (size_t i = 0; i < keys->count && !value.len; i++)
		value = value_of(fm, words_key(keys, i));
	return value;
}

/* The character of "&name;" or "&#number;" at s, *len bytes of it; or 0. */
static uint32_t
read_entity(struct str s, size_t *len)
{
	static const struct { struct str name; uint32_t c; } entities[] = {
		{ STR("&amp;"), '&' }, { STR("&lt;"), '<' },
		{ STR("&gt;"), '>' }, { STR("&quot;"), '"' },
		{ STR("&apos;"), '\'' }, { STR("&nbsp;"), ' ' },
		{ STR("&ndash;"), 0x2013 }, { STR("&mdash;"), 0x2014 },
		{ STR("&lsquo;"), 0x2018 }, { STR("&rsquo;"), 0x2019 },
		{ STR("&ldquo;"), 0x201c }, { STR("&rdquo;"), 0x201d },
		{ STR("&hellip;"), 0x2026 }
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

/*
 * The length of the tag that rest, the end of s, starts with, or 0. What has
 * no end is meant: "The <b> element".
 */
static size_t
tag_length(struct str s, struct str rest)
{
	static const struct str ends[] = {
		STR("</em>"), STR("</i>"), STR("</b>"),
		STR("</strong>"), STR("</code>"), STR("</span>"),
		STR("</small>"), STR("</sup>"), STR("</sub>"),
		STR("</mark>"), STR("</a>"), STR("</br>")
	};
	size_t close = str_chr(rest, '>');

	if (close == STR_NONE)
		return 0;
	for (size_t i = 0; i < ARRAY_COUNT(ends); i++) {
		struct str name = str_sub(ends[i], 2, ends[i].len - 1);
		struct str behind = str_sub(rest, 1 + name.len, rest.len);

		if (str_istarts(rest, ends[i]))
			return ends[i].len;
		if (str_istarts(str_sub(rest, 1, rest.len), name)
		    && (behind.p[0] == '>' || behind.p[0] == ' '
		    || behind.p[0] == '/') && (str_eq(name, STR("br"))
		    || str_ifind(s, ends[i]) != STR_NONE))
			return close + 1;
	}
	return 0;
}

/* Titles of Jekyll are put into pages as they are: HTML in them works. */
static struct str
plain_text(struct str s, struct pool *pool)
{
	struct buf out = BUF_INIT;
	struct str copy;
	size_t at = 0;

	if (str_chr(s, '&') == STR_NONE && str_chr(s, '<') == STR_NONE)
		return s;
	s = str_sub(s, 0, LIMIT_TITLE_BYTES * 4);
	while (at < s.len) {
		struct str rest = str_sub(s, at, s.len);
		size_t len = 1, tag = s.p[at] == '<' ? tag_length(s, rest) : 0;
		uint32_t c = s.p[at] == '&' ? read_entity(rest, &len) : 0;

		if (c)
			text_put(&out, c);
		else if (!tag)
			buf_addc(&out, s.p[at]);
		else if (str_istarts(rest, STR("<br")))
			buf_addc(&out, ' ');
		at += tag ? tag : len;
	}
	copy = pool_str(pool, buf_str(&out));
	buf_release(&out);
	return copy;
}

/* A draft, or what was taken back: the site does not show it. */
static bool
read_unpublished(const struct front_matter *fm)
{
	const struct words *keys = &WORDS_DECLARED_UNPUBLISHED;

	for (size_t i = 0; i < keys->count; i++) {
		struct str value = value_of(fm, words_key(keys, i)), word;
		struct str rest = words_text(keys,
		    WORDS_DECLARED_UNPUBLISHED_VALUES, i);

		while (str_next(&rest, ' ', &word))
			if (str_ieq(value, word))
				return true;
	}
	return false;
}

static struct date
read_date(const struct front_matter *fm, const struct words *keys)
{
	struct date date = { 0 };

	for (size_t i = 0; i < keys->count; i++) {
		struct str s = value_of(fm, words_key(keys, i));

		/* Grav puts the time first: "14:30 08/13/2014". */
		if (s.len > 6 && s.p[2] == ':' && s.p[5] == ' ')
			s = str_trim(str_sub(s, 6, s.len));
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
	for (size_t i = 0; i < WORDS_DECLARED_URLS.count; i++) {
		struct str url = value_of(fm, words_key(&WORDS_DECLARED_URLS,
		    i));
		enum url_scheme scheme = url_scheme(url);

		if (scheme == URL_HTTP || scheme == URL_HTTPS)
			return url;
	}
	return (struct str){ NULL, 0 };
}

/* A file or a page's address, not "true" or a colour. */
static bool
is_picture(struct str s)
{
	size_t dot = str_rchr(s, '.');

	return str_starts(s, STR("http://")) || str_starts(s, STR("https://"))
		|| (dot != STR_NONE && s.len - dot > 3 && s.len - dot < 7
		&& str_chr(s, '\n') == STR_NONE
		&& str_chr(str_sub(s, dot, s.len), '/') == STR_NONE);
}

/* As themes call the picture that they show above the article. */
static void
read_image(const struct front_matter *fm, struct declared *out)
{
	static const char *const keys[] = {
		"image", "image.path", "image.src", "image.url",
		"image.feature", "cover", "cover.image", "cover.src",
		"coverimage", "featuredimage", "featureimage", "featuredimg",
		"featured.image", "feature", "heroimage", "heroimage.src",
		"hero", "hero.image", "header.image", "header.overlayimage",
		"headerimage", "headerimg", "banner", "bannerimg", "img",
		"extra.image", "extra.cover", "extra.coverimage",
		"extra.featuredimage", "params.image", "params.cover",
		"params.cover.image", "coverimg", "indeximg", "topimg",
		"thumbnail", "thumbnailimg", "thumb", "header.teaser",
		"teaser", "ogimage", "ogimage.url", "header.ogimage",
		"socialimage", "shareimg", "images", "photos", "background"
	};
	static const char *const folders[] = { "mediasubpath", "imgpath" };
	static const char *const alts[] = {
		"image.alt", "cover.alt", "imagealt", "coveralt",
		"heroimage.alt", "heroimagealt", "heroalt", "hero.alt",
		"featuredimagealt", "extra.imagealt", "params.cover.alt"
	};

	for (size_t i = 0; i < ARRAY_COUNT(keys) && !out->image.len; i++) {
		struct str value = value_of(fm, str_of(keys[i]));

		if (is_picture(value))
			out->image = value;
	}
	for (size_t i = 0; i < ARRAY_COUNT(folders)
	    && !out->image_folder.len; i++)
		out->image_folder = value_of(fm, str_of(folders[i]));
	for (size_t i = 0; i < ARRAY_COUNT(alts) && out->image.len
	    && !out->image_alt.len; i++)
		out->image_alt = value_of(fm, str_of(alts[i]));
}

void
declared_read(const struct front_matter *fm, const struct document *doc,
    struct pool *pool, struct declared *out)
{
	*out = (struct declared){
		.title = plain_text(first_value(fm,
		    &WORDS_DECLARED_TITLES), pool),
		.description = plain_text(first_value(fm,
		    &WORDS_DECLARED_DESCRIPTIONS), pool),
		.lang = first_value(fm, &WORDS_DECLARED_LANGUAGES),
		.site = first_value(fm, &WORDS_DECLARED_SITES),
		.layout = first_value(fm, &WORDS_DECLARED_LAYOUTS),
		.path = first_value(fm, &WORDS_DECLARED_PATHS),
		.url = read_url(fm),
		.date = read_date(fm, &WORDS_DECLARED_DATES),
		.changed = read_date(fm, &WORDS_DECLARED_CHANGES),
		.unpublished = read_unpublished(fm),
		.authors = { .pool = pool }, .tags = { .pool = pool },
		.sections = { .pool = pool }
	};
	declared_authors(fm, &out->authors);
	declared_names(fm, doc, &WORDS_DECLARED_TAGS, &out->tags);
	declared_names(fm, doc, &WORDS_DECLARED_SECTIONS, &out->sections);
	read_image(fm, out);
}
