/* SPDX-License-Identifier: MIT */
/* What fills the slots of a body: links and pictures, on the wire. */
#include <string.h>

#include "article/record/record_parts.h"
#include "article/record/weights.h"
#include "base/limits.h"
#include "base/url.h"

/* Flags of an image. */
#define HAS_ALT 1u
#define IN_LINK 2u
#define HAS_CANDIDATES 4u

/*
 * A candidate is one number and its reference: three bits of kind, three of
 * origin, the flags, and from SIZE_SHIFT on the width or density.
 */
#define ORIGIN_SHIFT 3
#define IS_SPARE (1u << 6)
#define IS_ROOTED (1u << 7)
#define IS_SAME (1u << 8)	/* the image's own reference, not repeated */
#define IS_DENSITY (1u << 9)
#define SIZE_SHIFT 10

static void
put_links(struct buf *out, const struct record *rec)
{
	wire_put_u32(out, (uint32_t)rec->link_count);
	for (size_t i = 0; i < rec->link_count; i++) {
		const struct link *link = &rec->links[i];

		wire_put_u32(out, link->kind);
		wire_put_str(out, link->ref);
		wire_put_str(out, link->text);
	}
}

static bool
is_same(const struct candidate *c, const struct image *image)
{
	return c->kind == image->kind && str_eq(c->ref, image->ref);
}

static void
put_candidates(struct buf *out, const struct image *image)
{
	wire_put_str(out, image->folder);
	wire_put_u32(out, (uint32_t)image->candidate_count);
	for (size_t i = 0; i < image->candidate_count; i++) {
		const struct candidate *c = &image->candidates[i];
		bool same = is_same(c, image);

		wire_put_u32(out, (uint32_t)c->kind
		    | (uint32_t)c->origin << ORIGIN_SHIFT
		    | (c->spare ? IS_SPARE : 0) | (c->rooted ? IS_ROOTED : 0)
		    | (same ? IS_SAME : 0)
		    | (c->density_x100 ? IS_DENSITY : 0)
		    | (c->density_x100 ? c->density_x100 : c->width_px)
		    << SIZE_SHIFT);
		if (!same)
			wire_put_str(out, c->ref);
	}
}

static void
put_images(struct buf *out, const struct record *rec)
{
	wire_put_u32(out, (uint32_t)rec->image_count);
	for (size_t i = 0; i < rec->image_count; i++) {
		const struct image *image = &rec->images[i];

		wire_put_u32(out, image->kind);
		wire_put_str(out, image->ref);
		wire_put_str(out, image->alt);
		wire_put_u32(out, (image->has_alt ? HAS_ALT : 0)
		    | (image->in_link ? IN_LINK : 0)
		    | (image->candidate_count ? HAS_CANDIDATES : 0));
		wire_put_u32(out, image->width_px);
		wire_put_u32(out, image->height_px);
		if (image->candidate_count)
			put_candidates(out, image);
	}
}

void
record_encode_slots(const struct record *rec, struct buf *out)
{
	put_links(out, rec);
	put_images(out, rec);
}

static size_t
max_ref_bytes(enum target_kind kind)
{
	switch (kind) {
	case TARGET_DATA:
		return LIMIT_DATA_URI_BYTES;
	default:
		return LIMIT_URL_BYTES;
	}
}

bool
record_is_url(struct str s, bool mail)
{
	const struct str none = { NULL, 0 };
	struct buf again = BUF_INIT;
	bool same;

	buf_reserve(&again, s.len);
	same = !url_resolve(none, s, &again) && str_eq(buf_str(&again), s);
	buf_release(&again);
	return same && (mail || !str_starts(s, STR("mailto:")));
}

/* A path that stays in its tree; its bytes may be any but NUL. */
static bool
is_tree_path(struct str s)
{
	struct str segment;

	if (!s.len || str_chr(s, '\0') != STR_NONE)
		return false;
	while (str_next(&s, '/', &segment))
		if (!segment.len || str_eq(segment, STR("."))
		    || str_eq(segment, STR("..")))
			return false;
	return true;
}

static bool
is_anchor(struct str s)
{
	unsigned long n;

	return s.len > 1 && s.p[0] == 'a' && s.p[1] != '0'
		&& str_number(str_sub(s, 1, s.len), 9999999, &n);
}

static bool
is_ref(enum target_kind kind, struct str ref, bool is_link)
{
	switch (kind) {
	case TARGET_URL:
		return record_is_url(ref, is_link);
	case TARGET_PATH:
		return is_tree_path(ref);
	case TARGET_ANCHOR:
		return is_link && is_anchor(ref);
	case TARGET_DATA:
		return !is_link && str_istarts(ref, STR("data:image/"));
	default:
		return true;
	}
}

static struct str
take_ref(struct record_decoder *d, enum target_kind kind, bool is_link)
{
	struct str ref = kind == TARGET_PATH
	    ? record_take_bytes(d, LIMIT_PATH_BYTES)
	    : record_take_str(d, max_ref_bytes(kind));

	if (!d->bad && !is_ref(kind, ref, is_link))
		d->bad = true;
	return ref;
}

static void
take_links(struct record_decoder *d, size_t max, struct record *rec)
{
	rec->link_count = record_take_count(d, 12, max);
	rec->links = pool_alloc(d->pool, mem_mul(rec->link_count,
	    sizeof(*rec->links)));
	for (size_t i = 0; i < rec->link_count && !d->bad; i++) {
		struct link *link = &rec->links[i];

		link->kind = (enum target_kind)record_take_below(d, TARGET_NONE + 1);
		link->ref = take_ref(d, link->kind, true);
		link->text = record_take_str(d, LIMIT_TITLE_BYTES);
	}
}

static void
take_candidate(struct record_decoder *d, const struct image *image,
    struct candidate *c)
{
	uint32_t bits = wire_u32(&d->wire), size = bits >> SIZE_SHIFT;

	c->kind = (enum target_kind)(bits & 7);
	c->origin = (enum candidate_origin)(bits >> ORIGIN_SHIFT & 7);
	c->spare = bits & IS_SPARE;
	c->rooted = bits & IS_ROOTED;
	if (bits & IS_DENSITY)
		c->density_x100 = size;
	else
		c->width_px = size;
	if (c->origin > FROM_FULL || size >= (bits & IS_DENSITY
	    ? IMAGE_DENSITY_X100_MAX + 1 : IMAGE_SIDE_PX_MAX + 1) || (bits & IS_DENSITY && !size)
	    || (c->rooted && c->kind != TARGET_PATH)
	    || (c->kind != TARGET_URL && c->kind != TARGET_PATH
	    && c->kind != TARGET_DATA))
		d->bad = true;
	if (bits & IS_SAME)
		c->ref = image->ref;
	else if (!d->bad)
		c->ref = take_ref(d, c->kind, false);
	/* There is one way to write it. */
	if (is_same(c, image) != !!(bits & IS_SAME))
		d->bad = true;
}

static void
take_candidates(struct record_decoder *d, struct image *image)
{
	struct candidate *list;

	image->folder = record_take_bytes(d, LIMIT_PATH_BYTES);
	if (image->folder.len && !is_tree_path(image->folder))
		d->bad = true;
	image->candidate_count = record_take_count(d, 4, LIMIT_CANDIDATES);
	if (!image->candidate_count)
		d->bad = true;
	list = pool_alloc(d->pool, mem_mul(image->candidate_count,
	    sizeof(*list)));
	for (size_t i = 0; i < image->candidate_count && !d->bad; i++)
		take_candidate(d, image, &list[i]);
	image->candidates = list;
}

static void
take_images(struct record_decoder *d, struct record *rec)
{
	rec->image_count = record_take_count(d, 24, LIMIT_SLOTS);
	rec->images = pool_alloc(d->pool, mem_mul(rec->image_count,
	    sizeof(*rec->images)));
	for (size_t i = 0; i < rec->image_count && !d->bad; i++) {
		struct image *image = &rec->images[i];
		unsigned flags;

		image->kind = (enum target_kind)record_take_below(d,
		    TARGET_NONE + 1);
		image->ref = take_ref(d, image->kind, false);
		image->alt = record_take_str(d, LIMIT_TITLE_BYTES);
		flags = record_take_below(d, 2 * HAS_CANDIDATES);
		image->has_alt = flags & HAS_ALT;
		image->in_link = flags & IN_LINK;
		image->width_px = record_take_below(d, IMAGE_SIDE_PX_MAX + 1);
		image->height_px = record_take_below(d, IMAGE_SIDE_PX_MAX + 1);
		if (flags & HAS_CANDIDATES)
			take_candidates(d, image);
	}
}

void
record_take_slots(struct record_decoder *d, size_t max_links,
    struct record *rec)
{
	take_links(d, max_links, rec);
	take_images(d, rec);
}

int
record_decode_slots(struct str in, struct pool *pool, struct record *rec,
    struct err *err)
{
	struct record_decoder d = { wire_of(in), pool, false };

	record_take_slots(&d, LIMIT_SLOTS, rec);
	if (d.bad || !wire_end(&d.wire))
		return err_set(err, ERR_FORMAT, "malformed links");
	return 0;
}
