/* SPDX-License-Identifier: MIT */
#include "article/metadata/declared_parts.h"

#include "article/html/html.h"
#include "base/limits.h"
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

/* Titles of Jekyll are put into pages as they are: HTML in them works. */
static struct str
plain_text(struct str s, struct pool *pool)
{
	struct buf out = BUF_INIT;
	struct str copy;

	if (str_chr(s, '&') == STR_NONE && str_chr(s, '<') == STR_NONE)
		return s;
	html_plain(str_sub(s, 0, LIMIT_TITLE_BYTES * 4), &out);
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
