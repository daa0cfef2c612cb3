/* SPDX-License-Identifier: MIT */
/* Pictures that are the same, and what is known of both. */
#include "article/clean/target_parts.h"
#include "article/record/ending.h"
#include "base/url.h"

/* What it is, or the one place that it has. */
static struct candidate
place(const struct image *image, size_t index)
{
	if (image->candidate_count)
		return image->candidates[index];
	return (struct candidate){ .kind = image->kind, .ref = image->ref };
}

static size_t
place_count(const struct image *image)
{
	if (image->candidate_count)
		return image->candidate_count;
	return image->kind != TARGET_NONE;
}

bool
target_same_picture(const struct image *a, const struct image *b)
{
	for (size_t i = 0; i < place_count(a); i++) {
		struct candidate x = place(a, i);

		for (size_t k = 0; k < place_count(b); k++) {
			struct candidate y = place(b, k);

			if (x.kind == y.kind && str_eq(x.ref, y.ref))
				return true;
		}
	}
	return false;
}

bool
target_same_name(const struct image *a, const struct image *b)
{
	struct str stem;

	if (a->kind == TARGET_NONE || a->kind == TARGET_DATA
	    || b->kind == TARGET_NONE || b->kind == TARGET_DATA)
		return false;
	stem = places_stem(a->ref);
	return stem.len && str_eq(stem, places_stem(b->ref));
}

bool
target_is_named(const struct image *image)
{
	for (size_t i = 0; i < place_count(image); i++) {
		struct candidate c = place(image, i);

		if (ending_is_picture(c.kind == TARGET_URL
		    ? url_path(c.ref) : c.ref))
			return true;
	}
	return false;
}

bool
target_is_blank(const struct image *image)
{
	if (image->kind == TARGET_NONE)
		return true;
	return !image->candidate_count && places_is_placeholder(image->ref);
}

void
target_add_copy(struct targets *t, struct image *image,
    const struct image *copy, bool copy_is_noscript)
{
	struct places places = { .t = t, .count = 0 };
	bool blank = target_is_blank(image);

	for (size_t i = 0; i < place_count(image); i++) {
		struct candidate c = place(image, i);

		c.spare |= blank;
		if (c.origin == FROM_SRC && !copy_is_noscript)
			c.origin = FROM_NOSCRIPT;
		places_put(&places, &c);
	}
	for (size_t i = 0; i < place_count(copy); i++) {
		struct candidate c = place(copy, i);

		if (c.origin == FROM_SRC && copy_is_noscript)
			c.origin = FROM_NOSCRIPT;
		places_put(&places, &c);
	}
	if (place_count(copy))
		places_keep(&places, image);
	if (!image->alt.len)
		image->alt = copy->alt;
	image->has_alt |= copy->has_alt;
	if (!image->width_px)
		image->width_px = copy->width_px;
	if (!image->height_px)
		image->height_px = copy->height_px;
}
