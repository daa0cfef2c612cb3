/* SPDX-License-Identifier: MIT */
#include "article/record/image_order.h"

#include <stdlib.h>

#include "article/record/weights.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"

/* A candidate and what decides its place. */
struct entry {
	struct candidate candidate;
	unsigned rank;		/* lower is tried earlier */
	unsigned distance;	/* of its width from what is wanted */
	size_t index;
};

struct order {
	const struct image *image;
	unsigned want_px;
	struct pool *pool;
	struct entry *entries;
	size_t count, cap;
};

/* What content management systems write: "name-300x200.jpg". */
static unsigned
width_in_name(struct str ref)
{
	size_t dot = str_rchr(ref, '.'), x, dash;
	unsigned long width, height;
	struct str stem = str_sub(ref, 0, dot);

	if (dot == STR_NONE)
		return 0;
	x = str_rchr(stem, 'x');
	dash = str_rchr(stem, '-');
	if (x == STR_NONE || dash == STR_NONE || dash > x
	    || !str_number(str_sub(stem, dash + 1, x), IMAGE_SIDE_PX_MAX,
	        &width)
	    || !str_number(str_sub(stem, x + 1, stem.len), IMAGE_SIDE_PX_MAX,
	        &height))
		return 0;
	return (unsigned)width;
}

static unsigned
estimate_px(const struct image *image, const struct candidate *c)
{
	unsigned shown = image->width_px ? image->width_px : IMAGE_COLUMN_PX;
	unsigned width = c->width_px;

	if (!width && c->density_x100)
		width = (unsigned)((unsigned long long)shown
		    * c->density_x100 / 100);
	if (!width && c->kind != TARGET_DATA)
		width = width_in_name(c->ref);
	if (width)
		return width;
	if (c->origin == FROM_FULL)
		return IMAGE_FULL_PX;
	return image->width_px ? image->width_px : IMAGE_USUAL_PX;
}

static void
add(struct order *o, const struct candidate *c, struct str ref)
{
	unsigned width = estimate_px(o->image, c);
	struct entry *entry;

	o->entries = mem_grow(o->entries, &o->cap, o->count + 1,
	    sizeof(*o->entries));
	entry = &o->entries[o->count];
	*entry = (struct entry){ .candidate = *c, .index = o->count };
	entry->candidate.ref = ref;
	entry->candidate.rooted = false;
	entry->rank = (c->spare ? 2u : 0) + (c->kind == TARGET_URL ? 1u : 0);
	if (width > IMAGE_WIDEST_PX)
		width = IMAGE_WIDEST_PX;
	/* Any that is wide enough is nearer than the first that is not. */
	if (o->want_px && width >= o->want_px)
		entry->distance = width - o->want_px;
	else
		entry->distance = 2 * IMAGE_WIDEST_PX - width;
	o->count++;
}

static void
add_at(struct order *o, const struct candidate *c, struct str folder,
    const char *inside)
{
	struct buf path = BUF_INIT;
	struct str ref;

	buf_addstr(&path, folder);
	if (path.len)
		buf_addc(&path, '/');
	buf_adds(&path, inside);
	buf_addstr(&path, c->ref);
	if (path.len <= LIMIT_PATH_BYTES) {
		ref = pool_str(o->pool, buf_str(&path));
		add(o, c, ref);
	}
	buf_release(&path);
}

/* As it stands, then from each folder above the document, nearest first. */
static void
add_rooted(struct order *o, const struct candidate *c)
{
	/* Where generators of sites keep what goes to the root. */
	static const char *const kept_in[] = {
		"", "static/", "public/", "assets/", "docs/",
		".vuepress/public/"
	};
	struct str folder = o->image->folder;

	add(o, c, c->ref);
	for (unsigned i = 0; i < IMAGE_FOLDERS; i++) {
		size_t slash = str_rchr(folder, '/');

		for (size_t k = !folder.len;
		    k < ARRAY_COUNT(kept_in); k++)
			add_at(o, c, folder, kept_in[k]);
		if (!folder.len)
			break;
		folder = str_sub(folder, 0, slash == STR_NONE ? 0 : slash);
	}
}

static int
compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

const struct candidate *
image_order(const struct image *image, unsigned want_width_px,
    struct pool *pool, size_t *count)
{
	struct order o = { .image = image, .want_px = want_width_px,
		.pool = pool };
	struct candidate *ordered;

	for (size_t i = 0; i < image->candidate_count; i++) {
		const struct candidate *c = &image->candidates[i];

		if (c->rooted)
			add_rooted(&o, c);
		else
			add(&o, c, c->ref);
	}
	if (!image->candidate_count && image->kind != TARGET_NONE)
		add(&o, &(struct candidate){ .kind = image->kind },
		    image->ref);
	if (o.count)
		qsort(o.entries, o.count, sizeof(*o.entries), compare);
	ordered = pool_alloc(pool, mem_mul(o.count, sizeof(*ordered)));
	for (size_t i = 0; i < o.count; i++)
		ordered[i] = o.entries[i].candidate;
	*count = o.count;
	free(o.entries);
	return ordered;
}
