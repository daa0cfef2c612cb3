/* SPDX-License-Identifier: MIT */
#include "article/record/record.h"

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
	record_encode_slots(rec, out);
	wire_put_u64(out, rec->lead_image);
	wire_put_str(out, rec->body);
	put_list(out, &rec->notes);
	put_list(out, &rec->trace);
}
