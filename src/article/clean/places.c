/* SPDX-License-Identifier: MIT */
/* What one reference to a picture may mean. */
#include "article/clean/target_parts.h"

#include <string.h>

#include "article/clean/srcset.h"
#include "article/dialect/dialect.h"
#include "base/text.h"
#include "base/url.h"
#include "tables/pictures.h"
#include "tables/trackers.h"

static struct str
file_name(struct str ref)
{
	size_t end = str_chr(ref, '#'), slash;

	ref = str_sub(ref, 0, end == STR_NONE ? ref.len : end);
	end = str_chr(ref, '?');
	ref = str_sub(ref, 0, end == STR_NONE ? ref.len : end);
	slash = str_rchr(ref, '/');
	return slash == STR_NONE ? ref : str_sub(ref, slash + 1, ref.len);
}

struct str
places_stem(struct str ref)
{
	struct str name = file_name(ref);
	size_t dot = str_rchr(name, '.'), i;

	if (dot != STR_NONE && dot)
		name = str_sub(name, 0, dot);
	/* "-300x200" behind it. */
	i = name.len;
	while (i && ascii_digit((unsigned char)name.p[i - 1]))
		i--;
	if (i == name.len || !i || name.p[i - 1] != 'x')
		return name;
	dot = --i;
	while (i && ascii_digit((unsigned char)name.p[i - 1]))
		i--;
	return i < dot && i > 1 && name.p[i - 1] == '-'
		? str_sub(name, 0, i - 1) : name;
}

bool
places_is_spacer(struct str ref)
{
	struct str name = file_name(ref);

	/* A GIF of one pixel by one, as a data: URI. */
	if (str_ifind(str_sub(ref, 0, 60), STR("base64,R0lGODlhAQABA"))
	    != STR_NONE)
		return true;
	return words_has(&WORDS_PIXEL_FILES, name)
		|| words_has(&WORDS_TRACKER_FILES, name);
}

bool
places_is_placeholder(struct str ref)
{
	return url_scheme(ref) == URL_DATA
		|| words_within(&WORDS_PLACEHOLDERS, file_name(ref));
}

/* Of a type that is seldom understood, and never alone where it is given. */
static bool
is_rare_type(struct str ref)
{
	static const char *const endings[] = {
		".avif", ".heic", ".heif", ".jxl", ".svg", ".tif", ".tiff"
	};
	struct str name = file_name(ref);

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_iends(name, str_of(endings[i])))
			return true;
	return false;
}

void
places_put(struct places *places, const struct candidate *like)
{
	struct candidate *c = places->items;

	for (size_t i = 0; i < places->count; i++, c++) {
		if (c->kind != like->kind || !str_eq(c->ref, like->ref))
			continue;
		if (!c->width_px && !c->density_x100) {
			c->width_px = like->width_px;
			c->density_x100 = like->density_x100;
		}
		c->spare &= like->spare;
		return;
	}
	if (places->count == LIMIT_CANDIDATES)
		return;
	*c = *like;
	places->rooted |= c->rooted;
	places->count++;
}

static void
push(struct places *places, enum target_kind kind, struct str ref,
    bool rooted, const struct candidate *like)
{
	struct candidate c = *like;
	size_t before = places->count;

	c.kind = kind;
	c.ref = ref;
	c.spare |= is_rare_type(ref);
	c.rooted = rooted;
	places_put(places, &c);
	if (places->count > before)
		places->items[before].ref = pool_str(places->t->pool, ref);
}

static void
push_data(struct places *places, struct str ref, const struct candidate *like)
{
	struct buf *clean = &places->t->url;

	if (ref.len > LIMIT_DATA_URI_BYTES
	    || !str_istarts(ref, STR("data:image/")))
		return;
	buf_clear(clean);
	for (size_t i = 0; i < ref.len; i++)
		if ((unsigned char)ref.p[i] >= ' ')
			buf_addc(clean, ref.p[i]);
	if (text_is_utf8(buf_str(clean)))
		push(places, TARGET_DATA, buf_str(clean), false, like);
}

/* The file may have the name as it stands: undecoded, or with its query. */
static void
push_literal(struct places *places, struct str ref, bool rooted,
    const struct candidate *like)
{
	struct buf coded = BUF_INIT;
	size_t hash = str_chr(ref, '#');

	if (str_chr(ref, '%') == STR_NONE && str_chr(ref, '?') == STR_NONE)
		return;
	for (int query = 0; query < 2; query++) {
		size_t end = str_chr(ref, '?');

		buf_clear(&coded);
		for (size_t i = 0; i < ref.len && i < hash
		    && (query || i < end); i++)
			/* What url_tree_path() would take apart. */
			if (ref.p[i] == '?')
				buf_adds(&coded, "%3F");
			else if (ref.p[i] == '%' && !query)
				buf_adds(&coded, "%25");
			else
				buf_addc(&coded, ref.p[i]);
		if (target_resolve(places->t, buf_str(&coded)) == TARGET_PATH)
			push(places, TARGET_PATH, buf_str(&places->t->url),
			    rooted, like);
		if (end == STR_NONE)
			break;
	}
	buf_release(&coded);
}

/* "/folder/ref", from the root of the site. */
static void
push_rooted(struct places *places, struct str folder, struct str ref,
    const struct candidate *like)
{
	struct buf path = BUF_INIT;

	while (str_starts(ref, STR("./")) || str_starts(ref, STR("../"))
	    || str_starts(ref, STR("/")))
		ref = str_sub(ref, str_chr(ref, '/') + 1, ref.len);
	while (str_starts(folder, STR("/")))
		folder = str_sub(folder, 1, folder.len);
	buf_addf(&path, "/%.*s%s%.*s", STR_ARG(folder), folder.len ? "/" : "",
	    STR_ARG(ref));
	if (ref.len && target_resolve(places->t, buf_str(&path))
	    == TARGET_PATH)
		push(places, TARGET_PATH, buf_str(&places->t->url), true,
		    like);
	buf_release(&path);
}

/*
 * Where else a generator may have meant the file: in the folder that front
 * matter names; beside the page that it makes, "name/" of "name.md", which is
 * also where Hexo has a post's files; or at the root of the site.
 */
static void
push_generated(struct places *places, struct str ref,
    const struct candidate *like)
{
	struct targets *t = places->t;
	struct candidate spare = *like;
	size_t dot = str_rchr(t->path, '.'), slash = str_rchr(t->path, '/');
	struct buf page = BUF_INIT;

	spare.spare = true;
	if (t->image_folder.len)
		push_rooted(places, t->image_folder, ref, &spare);
	if (*ref.p != '/' && dot != STR_NONE
	    && (slash == STR_NONE || dot > slash)) {
		buf_addf(&page, "%.*s/x", STR_ARG(str_sub(t->path, 0, dot)));
		if (!url_tree_path(buf_str(&page), ref, &t->url)
		    && t->url.len <= LIMIT_PATH_BYTES
		    && text_is_utf8(buf_str(&t->url)))
			push(places, TARGET_PATH, buf_str(&t->url), false,
			    &spare);
	}
	if (*ref.p != '/')
		push_rooted(places, STR(""), ref, &spare);
	buf_release(&page);
}

static void
push_path(struct places *places, struct str ref, const struct candidate *like)
{
	struct targets *t = places->t;
	bool rooted = *ref.p == '/';

	push(places, TARGET_PATH, buf_str(&t->url), rooted, like);
	push_literal(places, ref, rooted, like);
	if (t->generated && like->origin == FROM_SRC)
		push_generated(places, ref, like);
	/* Where the tree is only a part of its site. */
	if (!url_resolve(t->base.len ? t->base : t->page, ref, &t->url)
	    && t->url.len <= LIMIT_URL_BYTES)
		push(places, TARGET_URL, buf_str(&t->url), false, like);
}

/* Where s holds name as a whole segment with others behind, or STR_NONE. */
static size_t
find_folder(struct str path, struct str name)
{
	size_t at = 0, slash;

	while ((slash = str_chr(str_sub(path, at, path.len), '/'))
	    != STR_NONE) {
		if (str_eq(str_sub(path, at, at + slash), name))
			return at;
		at += slash + 1;
	}
	return STR_NONE;
}

/* A tree with a folder for each host has the host's pictures in it, too. */
static void
push_mirrored(struct places *places, const struct candidate *like)
{
	struct targets *t = places->t;
	struct str url, host = url_host(t->page);
	struct buf path = BUF_INIT, clean = BUF_INIT;
	size_t at;

	if (!t->path.len || !host.len)
		return;
	at = find_folder(t->path, host);
	if (at == STR_NONE)
		return;
	url = buf_str(&t->url);
	buf_adds(&path, "/");
	buf_addstr(&path, str_sub(t->path, 0, at));
	buf_addstr(&path, url_host(url));
	buf_addstr(&path, url_path(url));
	if (!url_tree_path(t->path, buf_str(&path), &clean)
	    && clean.len <= LIMIT_PATH_BYTES && text_is_utf8(buf_str(&clean)))
		push(places, TARGET_PATH, buf_str(&clean), false, like);
	buf_release(&path);
	buf_release(&clean);
}

void
places_add(struct places *places, struct str ref,
    const struct candidate *like)
{
	struct targets *t = places->t;
	struct buf expanded = BUF_INIT;

	ref = str_trim(ref);
	if (!ref.len || *ref.p == '#')
		return;
	if (places_is_spacer(ref)) {
		places->placeholder = true;
		return;
	}
	if (url_scheme(ref) == URL_DATA) {
		push_data(places, ref, like);
		return;
	}
	if (ref.len > LIMIT_URL_BYTES)
		return;
	if (dialect_expand_path(ref, &expanded))
		ref = buf_str(&expanded);
	switch (target_resolve(t, ref)) {
	case TARGET_PATH:
		push_path(places, ref, like);
		break;
	case TARGET_URL:
		if (str_starts(buf_str(&t->url), STR("mailto:")))
			break;
		if (url_is_tracker(buf_str(&t->url))) {
			places->placeholder = true;
			break;
		}
		push(places, TARGET_URL, buf_str(&t->url), false, like);
		push_mirrored(places, like);
		break;
	default:
		break;
	}
	buf_release(&expanded);
}

void
places_add_set(struct places *places, struct str srcset,
    const struct candidate *like)
{
	struct candidate c = *like;
	struct srcset_entry entry;

	while (places->count < LIMIT_CANDIDATES
	    && srcset_next(&srcset, &entry)) {
		c.width_px = entry.width_px;
		c.density_x100 = entry.density_x100;
		places_add(places, entry.url, &c);
	}
}
