/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "article/language/lang.h"
#include "article/record/body.h"
#include "article/record/record_parts.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/weights.h"

#define DESCRIPTION_BYTES ((size_t)8 << 10)
#define INDEX_LINKS ((size_t)1 << 20)	/* of a navigation page */
#define LANG_BYTES ((size_t)60)

/* Every character may stand in XML, and none is a control. */
static bool
is_line(struct str s)
{
	if (!text_is_utf8(s))
		return false;
	for (size_t i = 0; i < s.len;) {
		uint32_t c = text_next(s, &i);

		if (c < ' ' || (c >= 0x7f && c < 0xa0)
		    || !text_is_xml_char(c))
			return false;
	}
	return true;
}

/* White space is collapsed, so that there is none at either end. */
static bool
is_trimmed(struct str s)
{
	return str_trim(s).len == s.len;
}

struct str
record_take_str(struct record_decoder *d, size_t max)
{
	struct str s = wire_str(&d->wire);

	if (s.len > max || !is_line(s)) {
		d->bad = true;
		return (struct str){ NULL, 0 };
	}
	return pool_str(d->pool, s);
}

struct str
record_take_bytes(struct record_decoder *d, size_t max)
{
	struct str s = wire_str(&d->wire);

	if (s.len > max) {
		d->bad = true;
		return (struct str){ NULL, 0 };
	}
	return pool_str(d->pool, s);
}

unsigned
record_take_below(struct record_decoder *d, uint32_t limit)
{
	uint32_t value = wire_u32(&d->wire);

	if (value >= limit) {
		d->bad = true;
		return 0;
	}
	return value;
}

size_t
record_take_count(struct record_decoder *d, size_t min_bytes, size_t max)
{
	size_t count = wire_count(&d->wire, min_bytes);

	if (count > max) {
		d->bad = true;
		return 0;
	}
	return count;
}

static struct str_list
take_list(struct record_decoder *d, size_t max_count, size_t max_bytes)
{
	struct str_list list = { NULL, record_take_count(d, 4, max_count) };

	list.items = pool_alloc(d->pool, mem_mul(list.count,
	    sizeof(*list.items)));
	for (size_t i = 0; i < list.count && !d->bad; i++)
		list.items[i] = record_take_str(d, max_bytes);
	return list;
}

/* What may become the heading of a list, or a label. */
static struct str_list
take_names(struct record_decoder *d)
{
	struct str_list names = take_list(d, LIMIT_NAMES, LIMIT_NAME_BYTES);

	for (size_t i = 0; i < names.count && !d->bad; i++)
		if (!names.items[i].len || !is_trimmed(names.items[i]))
			d->bad = true;
	return names;
}

static struct date
take_date(struct record_decoder *d)
{
	struct date date = {
		.year = (short)record_take_below(d, DATE_YEAR_MAX + 1),
		.month = (signed char)record_take_below(d, 13),
		.day = (signed char)record_take_below(d, 32)
	};

	if (date.year ? !date_valid(date) : date.month || date.day)
		d->bad = true;
	return date;
}

static struct str
take_body(struct record_decoder *d)
{
	struct str body = wire_str(&d->wire);

	if (body.len > LIMIT_REPLY_BYTES) {
		d->bad = true;
		body.len = 0;
	}
	return pool_str(d->pool, body);
}

static void
take_dir(struct record_decoder *d, struct record *rec)
{
	rec->dir = record_take_str(d, 3);
	if (rec->dir.len && !str_eq(rec->dir, STR("ltr"))
	    && !str_eq(rec->dir, STR("rtl")))
		d->bad = true;
}

/* What pages and the package document say: a tag as lang_normalise() does. */
static void
take_lang(struct record_decoder *d, struct record *rec)
{
	struct buf tag = BUF_INIT;

	rec->lang = record_take_str(d, LANG_BYTES);
	if (rec->lang.len && !str_eq(rec->lang, STR("und"))
	    && (!lang_normalise(rec->lang, &tag)
	        || !str_eq(buf_str(&tag), rec->lang)))
		d->bad = true;
	buf_release(&tag);
}

int
record_decode_again(struct str in, struct pool *pool, struct record *rec,
    struct err *err)
{
	struct record_decoder d = { wire_of(in), pool, false };

	memset(rec, 0, sizeof(*rec));
	rec->kind = (enum record_kind)record_take_below(&d, RECORD_NONE + 1);
	rec->title = record_take_str(&d, LIMIT_TITLE_BYTES);
	d.bad |= !is_trimmed(rec->title);
	rec->date = take_date(&d);
	rec->date_source = (enum date_source)record_take_below(&d, DATE_RULE + 1);
	rec->url = record_take_str(&d, LIMIT_URL_BYTES);
	if (rec->url.len && !record_is_url(rec->url, false))
		d.bad = true;
	rec->authors = take_names(&d);
	rec->tags = take_names(&d);
	rec->sections = take_names(&d);
	take_lang(&d, rec);
	take_dir(&d, rec);
	rec->site = record_take_str(&d, LIMIT_TITLE_BYTES);
	rec->description = record_take_str(&d, DESCRIPTION_BYTES);
	rec->text_chars = wire_u64(&d.wire);
	record_take_slots(&d, rec->kind == RECORD_INDEX ? INDEX_LINKS
	    : LIMIT_SLOTS, rec);
	rec->lead_image = wire_u64(&d.wire);
	rec->body = take_body(&d);
	rec->notes = take_list(&d, LIMIT_NAMES, LIMIT_TITLE_BYTES);
	rec->trace = take_list(&d, LIMIT_NAMES, LIMIT_TITLE_BYTES);
	if (d.bad || !wire_end(&d.wire) || rec->lead_image > rec->image_count
	    || rec->text_chars > rec->body.len)
		return err_set(err, ERR_FORMAT, "a malformed record");
	return 0;
}

int
record_decode(struct str in, struct pool *pool, struct record *rec,
    struct err *err)
{
	if (record_decode_again(in, pool, rec, err) != 0)
		return -1;
	return body_check(rec->body, rec->link_count, rec->image_count, err);
}
