/* SPDX-License-Identifier: MIT */
/* Where the picture of an image element may be had. */
#include <string.h>

#include "article/html/node.h"
#include "article/clean/target_parts.h"
#include "article/clean/weights.h"
#include "article/record/ending.h"
#include "article/record/weights.h"
#include "base/url.h"
#include "tables/pictures.h"

static struct str
without_query(struct str ref)
{
	size_t end = str_chr(ref, '#');

	ref = str_sub(ref, 0, end == STR_NONE ? ref.len : end);
	end = str_chr(ref, '?');
	return str_sub(ref, 0, end == STR_NONE ? ref.len : end);
}

static struct str
attr_value(const xmlAttr *attr)
{
	return attr->children ? str_of((const char *)attr->children->content)
		: (struct str){ NULL, 0 };
}

static void
take_lazy(struct places *places, enum lazy_kind kind, struct str value)
{
	struct candidate like = { .origin = kind == LAZY_FULL ? FROM_FULL
		: FROM_LAZY };

	value = str_trim(value);
	if (!value.len || *value.p == '{' || *value.p == '[')
		return;
	if (kind == LAZY_SET)
		places_add_set(places, value, &like);
	else if (kind != LAZY_NAMED
	    || ending_is_picture(without_query(value)))
		places_add(places, value, &like);
}

/* Of the element itself, all but src. */
static void
find_attributes(struct places *places, const xmlNode *img)
{
	for (const xmlAttr *attr = img->properties; attr; attr = attr->next) {
		const char *name = (const char *)attr->name;
		size_t lazy;

		if (!strcmp(name, "srcset")) {
			places_add_set(places, attr_value(attr),
			    &(struct candidate){ .origin = FROM_SRCSET });
			continue;
		}
		/* Most attributes are not worth a search. */
		if (strncmp(name, "data-", 5) != 0 && *name != 'f'
		    && *name != 'r' && *name != 'z')
			continue;
		lazy = words_find(&WORDS_LAZY_ATTRIBUTES, str_of(name));
		if (lazy != WORDS_NONE)
			take_lazy(places, (enum lazy_kind)words_number(
			    &WORDS_LAZY_ATTRIBUTES, WORDS_LAZY_ATTRIBUTES_KIND,
			    lazy), attr_value(attr));
	}
}

/* For small, dark or paper pages. */
static bool
is_other_medium(struct str media)
{
	return str_ifind(media, STR("max-width")) != STR_NONE
		|| str_ifind(media, STR("dark")) != STR_NONE
		|| str_ifind(media, STR("print")) != STR_NONE;
}

static bool
is_usual_type(struct str type)
{
	size_t end = str_chr(type, ';');

	type = str_trim(str_sub(type, 0, end));
	return !type.len || words_has(&WORDS_USUAL_TYPES, type);
}

static void
find_sources(struct places *places, const xmlNode *picture)
{
	for (const xmlNode *node = picture->children; node;
	    node = node->next) {
		struct candidate like = { .origin = FROM_SRCSET };

		if (!node_is(node, "source"))
			continue;
		like.spare = is_other_medium(node_attr(node, "media"))
			|| !is_usual_type(node_attr(node, "type"));
		places_add_set(places, node_attr(node, "srcset"), &like);
		like.origin = FROM_LAZY;
		places_add_set(places, node_attr(node, "data-srcset"), &like);
		places_add_set(places, node_attr(node, "data-lazy-srcset"),
		    &like);
	}
}

/* One of the names is in the other: "photo" and "photo-thumb". */
static bool
is_akin(struct str a, struct str b)
{
	struct str longer = a.len > b.len ? a : b;
	struct str shorter = a.len > b.len ? b : a;

	return str_ieq(a, b) || (shorter.len
		>= PICTURE_STEM_BYTES
		&& str_ifind(longer, shorter) != STR_NONE);
}

/* A link to a picture of the same name is one to the whole of it. */
static void
find_full(struct places *places, const xmlNode *link)
{
	struct str href = str_trim(node_attr(link, "href"));
	struct str path = without_query(href), stem = places_stem(href);
	size_t slash = str_rchr(path, '/');

	/* "File:a.jpg" is the name of a page. */
	if (!stem.len || !ending_is_picture(path)
	    || str_chr(str_sub(path, slash == STR_NONE ? 0 : slash,
	        path.len), ':') != STR_NONE)
		return;
	for (size_t i = 0; i < places->count; i++)
		if (places->items[i].kind != TARGET_DATA
		    && is_akin(places_stem(places->items[i].ref), stem)) {
			places_add(places, href,
			    &(struct candidate){ .origin = FROM_FULL });
			return;
		}
}

/*
 * A source beside the one that scripts take is a placeholder; where only one
 * of both is in the tree, only its name can tell.
 */
static void
mark_spare(struct places *places)
{
	bool lazy[TARGET_NONE + 1] = { false };
	bool any = false;

	for (size_t i = 0; i < places->count; i++) {
		const struct candidate *c = &places->items[i];

		if (c->spare || c->kind == TARGET_DATA)
			continue;
		any |= c->origin != FROM_SRC;
		lazy[c->kind] |= c->origin == FROM_LAZY;
	}
	for (size_t i = 0; i < places->count && any; i++) {
		struct candidate *c = &places->items[i];

		if (c->origin == FROM_SRC && (lazy[c->kind]
		    || c->kind == TARGET_DATA
		    || places_is_placeholder(c->ref)))
			c->spare = true;
	}
}

void
places_find(struct places *places, const xmlNode *img)
{
	const xmlNode *up = img->parent;

	places_add(places, node_attr(img, "src"),
	    &(struct candidate){ .origin = FROM_SRC });
	find_attributes(places, img);
	for (int i = 0; up && i < PICTURE_PARENTS; i++, up = up->parent)
		if (node_is(up, "picture"))
			find_sources(places, up);
		else if (node_is_link(up))
			find_full(places, up);
	if (places->count > 1)
		mark_spare(places);
}

void
places_keep(const struct places *places, struct image *image)
{
	const struct candidate *first = places->items, *c;
	size_t bytes = places->count * sizeof(*first);
	struct candidate *kept;

	image->kind = TARGET_NONE;
	image->candidate_count = 0;
	if (!places->count)
		return;
	/* The first that is not spare; the whole of it if there is no other. */
	for (size_t i = places->count; i--;) {
		c = &places->items[i];
		if (!c->spare && (c->origin != FROM_FULL || first->spare))
			first = c;
	}
	image->kind = first->kind;
	image->ref = first->ref;
	if (places->count == 1 && !first->rooted)
		return;
	kept = pool_alloc(places->t->pool, bytes);
	memcpy(kept, places->items, bytes);
	image->candidates = kept;
	image->candidate_count = places->count;
	if (places->rooted) {
		size_t slash = str_rchr(places->t->path, '/');

		image->folder = str_sub(places->t->path, 0,
		    slash == STR_NONE ? 0 : slash);
	}
}

/* A length in pixels; *tiny if it is given and shows nothing. */
static unsigned
length_px(struct str value, bool *tiny)
{
	unsigned n = 0;
	size_t i = 0;

	value = str_trim(value);
	while (i < value.len && ascii_digit((unsigned char)value.p[i])
	    && n <= IMAGE_SIDE_PX_MAX)
		n = n * 10 + (unsigned)(value.p[i++] - '0');
	if (!i || (i < value.len && value.p[i] == '%'))
		return 0;
	*tiny |= n <= PICTURE_SPECK_PX;
	return n <= IMAGE_SIDE_PX_MAX ? n : 0;
}

static struct image *
new_image(const struct places *places, const struct image *like,
    struct str written)
{
	struct image *image = pool_alloc(places->t->pool, sizeof(*image));

	*image = *like;
	places_keep(places, image);
	if (url_scheme(written) == URL_DATA)
		written = str_sub(written, 0, 40);
	if (image->kind == TARGET_NONE)
		image->ref = target_line(places->t, written,
		    LIMIT_TITLE_BYTES);
	return image;
}

/* A quote inside of a word. */
static bool
is_own_quote(struct str s, size_t at)
{
	return at && at + 1 < s.len && ascii_alpha(s.p[at - 1])
		&& ascii_alpha(s.p[at + 1]);
}

/*
 * Quotes around all of it are left over from the markup of who copied it; one
 * of them may be missing where that broke.
 */
static struct str
without_quotes(struct str alt)
{
	size_t first, last, i;
	char quote;

	alt = str_trim(alt);
	if (alt.len < 2)
		return alt;
	quote = alt.p[0] == '"' || alt.p[0] == '\'' ? alt.p[0]
		: alt.p[alt.len - 1];
	if (quote != '"' && quote != '\'')
		return alt;
	first = alt.p[0] == quote;
	last = alt.len - (alt.p[alt.len - 1] == quote);
	for (i = first; i < last; i++)
		if (alt.p[i] == quote && !is_own_quote(alt, i))
			return alt;
	/* One alone is an apostrophe or a sign for feet next to ASCII. */
	if ((!first && (unsigned char)alt.p[last - 1] < 0x80)
	    || (last == alt.len && (unsigned char)alt.p[1] < 0x80))
		return alt;
	return str_sub(alt, first, last);
}

struct image *
target_picture(struct targets *t, const xmlNode *img)
{
	struct str alt = node_attr(img, "alt");
	struct str src = str_trim(node_attr(img, "src"));
	struct places places = { .t = t, .count = 0 };
	bool tiny = false;
	struct image image = {
		.width_px = length_px(node_attr(img, "width"), &tiny),
		.height_px = length_px(node_attr(img, "height"), &tiny),
		.has_alt = alt.p != NULL
	};

	if (tiny)
		return NULL;
	places_find(&places, img);
	if (!places.count && places.placeholder)
		return NULL;
	if (alt.len)
		image.alt = target_line(t, without_quotes(alt),
		    LIMIT_TITLE_BYTES);
	if (!places.count && !src.len && !image.alt.len)
		return NULL;
	return new_image(&places, &image, src);
}

struct image *
target_picture_at(struct targets *t, struct str ref, struct str alt)
{
	struct places places = { .t = t, .count = 0 };
	struct image image = {
		.alt = target_line(t, alt, LIMIT_TITLE_BYTES),
		.has_alt = alt.len > 0
	};

	places_add(&places, ref, &(struct candidate){ .origin = FROM_SRC });
	return places.count ? new_image(&places, &image, ref) : NULL;
}

bool
target_is_picture(const struct target *link, const struct image *image)
{
	if (link->kind == image->kind && str_eq(link->ref, image->ref))
		return true;
	return link->kind == TARGET_URL
		&& ending_is_picture(url_path(link->ref));
}
