/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "article/body.h"
#include "article/record.h"
#include "base/limits.h"
#include "base/text.h"
#include "worker/wire.h"

#define DESCRIPTION_BYTES ((size_t)8 << 10)
#define INDEX_LINKS ((size_t)1 << 20)	/* of a navigation page */
#define LANG_BYTES ((size_t)60)

struct decoder {
	struct wire wire;
	struct pool *pool;
	bool bad;
};

/* Every character may stand in XML, and none is a control. */
static bool
is_line(struct str s)
{
	if (!text_is_utf8(s))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < ' ' || c == 0x7f)
			return false;
		if (c == 0xc2 && (unsigned char)s.p[i + 1] < 0xa0)
			return false;
	}
	return true;
}

static struct str
take_str(struct decoder *d, size_t max)
{
	struct str s = wire_str(&d->wire);

	if (s.len > max || !is_line(s)) {
		d->bad = true;
		return (struct str){ NULL, 0 };
	}
	return (struct str){ pool_strndup(d->pool, s.p, s.len), s.len };
}

static unsigned
take_below(struct decoder *d, uint32_t limit)
{
	uint32_t value = wire_u32(&d->wire);

	if (value >= limit) {
		d->bad = true;
		return 0;
	}
	return value;
}

static size_t
take_count(struct decoder *d, size_t min_bytes, size_t max)
{
	size_t count = wire_count(&d->wire, min_bytes);

	if (count > max) {
		d->bad = true;
		return 0;
	}
	return count;
}

static struct str_list
take_list(struct decoder *d, size_t max_count, size_t max_bytes)
{
	struct str_list list = { NULL, take_count(d, 4, max_count) };

	list.items = pool_alloc(d->pool, mem_mul(list.count,
	    sizeof(*list.items)));
	for (size_t i = 0; i < list.count && !d->bad; i++)
		list.items[i] = take_str(d, max_bytes);
	return list;
}

static struct date
take_date(struct decoder *d)
{
	struct date date = {
		.year = (short)take_below(d, 2200),
		.month = (signed char)take_below(d, 13),
		.day = (signed char)take_below(d, 32)
	};

	if (date.year ? !date_valid(date) : date.month || date.day)
		d->bad = true;
	return date;
}

static size_t
max_ref_bytes(enum target_kind kind)
{
	switch (kind) {
	case TARGET_DATA:
		return LIMIT_DATA_URI_BYTES;
	case TARGET_PATH:
		return LIMIT_PATH_BYTES;
	default:
		return LIMIT_URL_BYTES;
	}
}

/* A URL is nothing but what url_resolve() may have written. */
static bool
is_url(struct str s, bool mail)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] <= ' ' || strchr("\"<>\\^`{|}", s.p[i]))
			return false;
	return str_starts(s, STR("http://")) || str_starts(s, STR("https://"))
		|| (mail && str_starts(s, STR("mailto:")));
}

/* A path that stays in its tree. */
static bool
is_tree_path(struct str s)
{
	struct str segment;

	if (!s.len)
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
		return is_url(ref, is_link);
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
take_ref(struct decoder *d, enum target_kind kind, bool is_link)
{
	struct str ref = take_str(d, max_ref_bytes(kind));

	if (!d->bad && !is_ref(kind, ref, is_link))
		d->bad = true;
	return ref;
}

static void
take_links(struct decoder *d, struct record *rec)
{
	rec->link_count = take_count(d, 12, rec->kind == RECORD_INDEX
	    ? INDEX_LINKS : LIMIT_SLOTS);
	rec->links = pool_alloc(d->pool, mem_mul(rec->link_count,
	    sizeof(*rec->links)));
	for (size_t i = 0; i < rec->link_count && !d->bad; i++) {
		struct link *link = &rec->links[i];

		link->kind = (enum target_kind)take_below(d, TARGET_NONE + 1);
		link->ref = take_ref(d, link->kind, true);
		link->text = take_str(d, LIMIT_TITLE_BYTES);
	}
}

static void
take_images(struct decoder *d, struct record *rec)
{
	rec->image_count = take_count(d, 24, LIMIT_SLOTS);
	rec->images = pool_alloc(d->pool, mem_mul(rec->image_count,
	    sizeof(*rec->images)));
	for (size_t i = 0; i < rec->image_count && !d->bad; i++) {
		struct image *image = &rec->images[i];
		unsigned flags;

		image->kind = (enum target_kind)take_below(d,
		    TARGET_NONE + 1);
		image->ref = take_ref(d, image->kind, false);
		image->alt = take_str(d, LIMIT_TITLE_BYTES);
		flags = take_below(d, 4);
		image->has_alt = flags & 1;
		image->in_link = flags & 2;
		image->width_px = take_below(d, 100000);
		image->height_px = take_below(d, 100000);
	}
}

static struct str
take_body(struct decoder *d)
{
	struct str body = wire_str(&d->wire);

	if (body.len > LIMIT_REPLY_BYTES) {
		d->bad = true;
		body.len = 0;
	}
	return (struct str){ pool_strndup(d->pool, body.p, body.len),
		body.len };
}

static void
take_dir(struct decoder *d, struct record *rec)
{
	rec->dir = take_str(d, 3);
	if (rec->dir.len && !str_eq(rec->dir, STR("ltr"))
	    && !str_eq(rec->dir, STR("rtl")))
		d->bad = true;
}

static void
take_lang(struct decoder *d, struct record *rec)
{
	rec->lang = take_str(d, LANG_BYTES);
	for (size_t i = 0; i < rec->lang.len; i++)
		if (!ascii_alpha((unsigned char)rec->lang.p[i])
		    && !ascii_digit((unsigned char)rec->lang.p[i])
		    && rec->lang.p[i] != '-')
			d->bad = true;
}

int
record_decode(struct str in, struct pool *pool, struct record *rec,
    struct err *err)
{
	struct decoder d = { wire_of(in), pool, false };

	memset(rec, 0, sizeof(*rec));
	rec->kind = (enum record_kind)take_below(&d, RECORD_NONE + 1);
	rec->title = take_str(&d, LIMIT_TITLE_BYTES);
	rec->date = take_date(&d);
	rec->date_source = (enum date_source)take_below(&d, DATE_RULE + 1);
	rec->url = take_str(&d, LIMIT_URL_BYTES);
	if (rec->url.len && !is_url(rec->url, false))
		d.bad = true;
	rec->authors = take_list(&d, LIMIT_NAMES, LIMIT_NAME_BYTES);
	rec->tags = take_list(&d, LIMIT_NAMES, LIMIT_NAME_BYTES);
	rec->sections = take_list(&d, LIMIT_NAMES, LIMIT_NAME_BYTES);
	take_lang(&d, rec);
	take_dir(&d, rec);
	rec->site = take_str(&d, LIMIT_TITLE_BYTES);
	rec->description = take_str(&d, DESCRIPTION_BYTES);
	rec->text_chars = wire_u64(&d.wire);
	take_links(&d, rec);
	take_images(&d, rec);
	rec->lead_image = wire_u64(&d.wire);
	rec->body = take_body(&d);
	rec->notes = take_list(&d, LIMIT_NAMES, LIMIT_TITLE_BYTES);
	rec->trace = take_list(&d, LIMIT_NAMES, LIMIT_TITLE_BYTES);
	if (d.bad || !wire_end(&d.wire) || rec->lead_image > rec->image_count
	    || rec->text_chars > rec->body.len)
		return err_set(err, ERR_FORMAT, "a malformed record");
	return body_check(rec->body, rec->link_count, rec->image_count, err);
}
