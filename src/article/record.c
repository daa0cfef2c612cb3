/* SPDX-License-Identifier: MIT */
#include "article/record.h"

#include "worker/wire.h"

const char *
date_source_name(enum date_source source)
{
	static const char *const names[] = {
		"none", "front-matter", "metadata", "time-element", "url",
		"dateline", "feed", "rule"
	};

	return source <= DATE_RULE ? names[source] : "none";
}

static void
put_list(struct buf *out, const struct str_list *list)
{
	wire_put_u32(out, (uint32_t)list->count);
	for (size_t i = 0; i < list->count; i++)
		wire_put_str(out, list->items[i]);
}

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

static void
put_images(struct buf *out, const struct record *rec)
{
	wire_put_u32(out, (uint32_t)rec->image_count);
	for (size_t i = 0; i < rec->image_count; i++) {
		const struct image *image = &rec->images[i];

		wire_put_u32(out, image->kind);
		wire_put_str(out, image->ref);
		wire_put_str(out, image->alt);
		wire_put_u32(out, (image->has_alt ? 1u : 0)
		    | (image->in_link ? 2u : 0));
		wire_put_u32(out, image->width_px);
		wire_put_u32(out, image->height_px);
	}
}

void
record_encode(const struct record *rec, struct buf *out)
{
	wire_put_u32(out, rec->kind);
	wire_put_str(out, rec->title);
	wire_put_u32(out, (uint32_t)rec->date.year);
	wire_put_u32(out, (uint32_t)rec->date.month);
	wire_put_u32(out, (uint32_t)rec->date.day);
	wire_put_u32(out, rec->date_source);
	wire_put_str(out, rec->url);
	put_list(out, &rec->authors);
	put_list(out, &rec->tags);
	put_list(out, &rec->sections);
	wire_put_str(out, rec->lang);
	wire_put_str(out, rec->dir);
	wire_put_str(out, rec->site);
	wire_put_str(out, rec->description);
	wire_put_u64(out, rec->text_chars);
	put_links(out, rec);
	put_images(out, rec);
	wire_put_u64(out, rec->lead_image);
	wire_put_str(out, rec->body);
	put_list(out, &rec->notes);
	put_list(out, &rec->trace);
}
