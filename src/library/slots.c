/* SPDX-License-Identifier: MIT */
#include "library/slots.h"

#include "worker/wire.h"

#define IMAGE_HAS_ALT 1u
#define IMAGE_IN_LINK 2u
/* The least that the parts of one take. */
#define LINK_BYTES 12
#define IMAGE_BYTES 24

void
slots_encode(const struct record *rec, struct buf *out)
{
	wire_put_u32(out, (uint32_t)rec->link_count);
	for (size_t i = 0; i < rec->link_count; i++) {
		wire_put_u32(out, rec->links[i].kind);
		wire_put_str(out, rec->links[i].ref);
		wire_put_str(out, rec->links[i].text);
	}
	wire_put_u32(out, (uint32_t)rec->image_count);
	for (size_t i = 0; i < rec->image_count; i++) {
		const struct image *image = &rec->images[i];

		wire_put_u32(out, image->kind);
		wire_put_str(out, image->ref);
		wire_put_str(out, image->alt);
		wire_put_u32(out, (image->has_alt ? IMAGE_HAS_ALT : 0)
		    | (image->in_link ? IMAGE_IN_LINK : 0));
		wire_put_u32(out, image->width_px);
		wire_put_u32(out, image->height_px);
	}
}

static struct str
get_str(struct wire *w, struct pool *pool)
{
	struct str s = wire_str(w);

	return (struct str){ pool_strndup(pool, s.p, s.len), s.len };
}

static enum target_kind
get_kind(struct wire *w)
{
	uint32_t kind = wire_u32(w);

	w->bad = w->bad || kind > TARGET_NONE;
	return w->bad ? TARGET_NONE : (enum target_kind)kind;
}

static void
get_links(struct wire *w, struct pool *pool, struct record *rec)
{
	rec->link_count = wire_count(w, LINK_BYTES);
	rec->links = pool_alloc(pool, mem_mul(rec->link_count,
	    sizeof(*rec->links)));
	for (size_t i = 0; i < rec->link_count; i++) {
		rec->links[i].kind = get_kind(w);
		rec->links[i].ref = get_str(w, pool);
		rec->links[i].text = get_str(w, pool);
	}
}

static void
get_images(struct wire *w, struct pool *pool, struct record *rec)
{
	rec->image_count = wire_count(w, IMAGE_BYTES);
	rec->images = pool_alloc(pool, mem_mul(rec->image_count,
	    sizeof(*rec->images)));
	for (size_t i = 0; i < rec->image_count; i++) {
		struct image *image = &rec->images[i];
		uint32_t flags;

		image->kind = get_kind(w);
		image->ref = get_str(w, pool);
		image->alt = get_str(w, pool);
		flags = wire_u32(w);
		image->has_alt = flags & IMAGE_HAS_ALT;
		image->in_link = flags & IMAGE_IN_LINK;
		image->width_px = wire_u32(w);
		image->height_px = wire_u32(w);
	}
}

int
slots_decode(struct str in, struct pool *pool, struct record *rec,
    struct err *err)
{
	struct wire w = wire_of(in);

	get_links(&w, pool, rec);
	get_images(&w, pool, rec);
	if (wire_end(&w))
		return 0;
	return err_set(err, ERR_FORMAT, "library: its links are damaged");
}

void
list_encode(const struct str_list *list, struct buf *out)
{
	wire_put_u32(out, (uint32_t)list->count);
	for (size_t i = 0; i < list->count; i++)
		wire_put_str(out, list->items[i]);
}

int
list_decode(struct str in, struct pool *pool, struct str_list *list,
    struct err *err)
{
	struct wire w = wire_of(in);

	list->count = wire_count(&w, 4);
	list->items = pool_alloc(pool, mem_mul(list->count,
	    sizeof(*list->items)));
	for (size_t i = 0; i < list->count; i++)
		list->items[i] = get_str(&w, pool);
	if (wire_end(&w))
		return 0;
	return err_set(err, ERR_FORMAT, "library: a list is damaged");
}
