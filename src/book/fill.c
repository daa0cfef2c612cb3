/* SPDX-License-Identifier: MIT */
#include "book/fill.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define SLOT_MARK '\1'

/*
 * Characters beyond U+FFFF as references: the Nu checker takes two of them in
 * one attribute for a broken surrogate pair.
 */
static void
put_value(struct buf *out, struct str value)
{
	size_t at = 0, from = 0;

	while (at < value.len) {
		size_t start = at;
		uint32_t c = text_next(value, &at);

		if (c < 0x10000 || !text_is_xml_char(c))
			continue;
		text_xml(str_sub(value, from, start), out);
		buf_addf(out, "&#x%x;", (unsigned)c);
		from = at;
	}
	text_xml(str_sub(value, from, value.len), out);
}

static void
put_attribute(struct buf *out, const char *name, struct str value)
{
	buf_addc(out, ' ');
	buf_adds(out, name);
	buf_adds(out, "=\"");
	put_value(out, value);
	buf_addc(out, '"');
}

void
fill_lang(struct str lang, struct str dir, struct buf *out)
{
	put_attribute(out, "lang", lang);
	put_attribute(out, "xml:lang", lang);
	if (dir.len)
		put_attribute(out, "dir", dir);
}

size_t
anchor_number(struct str id)
{
	unsigned long n;

	if (id.len < 2 || id.p[0] != 'a' || id.p[1] == '0'
	    || !str_number(str_sub(id, 1, id.len), ANCHOR_MAX, &n))
		return 0;
	return (size_t)n;
}

struct str
tag_id(struct str tag)
{
	struct str mark = STR(" id=\"");
	size_t at = str_find(tag, mark);

	if (at == STR_NONE)
		return (struct str){ NULL, 0 };
	tag = str_sub(tag, at + mark.len, tag.len);
	return str_sub(tag, 0, str_chr(tag, '"'));
}

uint16_t *
anchors_find(const struct record *rec, struct pool *pool)
{
	struct str rest = rec->body, piece;
	enum body_piece kind;
	uint16_t *anchors;
	size_t i, number;

	for (i = 0; i < rec->link_count; i++)
		if (rec->links[i].kind == TARGET_ANCHOR)
			break;
	if (i == rec->link_count)
		return NULL;
	anchors = pool_alloc(pool, (ANCHOR_MAX + 1) * sizeof(*anchors));
	memset(anchors, 0xff, (ANCHOR_MAX + 1) * sizeof(*anchors));
	while ((kind = body_next(&rest, &piece, &number)) != BODY_END
	    && kind != BODY_BROKEN) {
		if (kind == BODY_MARKUP
		    && (number = anchor_number(tag_id(piece))))
			anchors[number] = 0;
	}
	return anchors;
}

static void
put_anchor_href(const struct fill *fill, struct str id, struct buf *out)
{
	size_t from = out->len;

	if (!fill->in_parts) {
		buf_addc(out, '#');
		buf_addstr(out, id);
		return;
	}
	buf_addf(out, "\1A%05zu", anchor_number(id));
	while (out->len - from < ANCHOR_SLOT_BYTES)
		buf_addc(out, '\2');
}

static void
link_start(struct fill *fill, size_t index, struct buf *out)
{
	const struct link *link = &fill->req->rec->links[index];
	struct str href = fill->req->hrefs[index];
	bool anchor = link->kind == TARGET_ANCHOR;
	size_t number = anchor ? anchor_number(link->ref) : 0;

	if (fill->in_link)
		return;
	if (anchor ? !number || !fill->anchors
	    || fill->anchors[number] == ANCHOR_ABSENT : !href.len)
		return;
	fill->in_link = true;
	fill->named = false;
	fill->link_from = out->len;
	buf_adds(out, "<a href=\"");
	if (anchor)
		put_anchor_href(fill, link->ref, out);
	else
		text_xml(href, out);
	buf_adds(out, "\">");
	fill->link_to = out->len;
}

static void
link_end(struct fill *fill, struct buf *out)
{
	size_t tail = out->len - fill->link_to;

	if (!fill->in_link)
		return;
	fill->in_link = false;
	if (fill->named) {
		buf_adds(out, "</a>");
		return;
	}
	memmove(out->data + fill->link_from, out->data + fill->link_to, tail);
	buf_truncate(out, fill->link_from + tail);
}

static void
put_missing(struct fill *fill, const struct image *image, struct str original,
    struct buf *out)
{
	bool linked = original.len && !fill->in_link;

	buf_adds(out, "<span class=\"missing\">");
	if (linked) {
		buf_adds(out, "<a href=\"");
		text_xml(original, out);
		buf_adds(out, "\">");
	}
	buf_addc(out, '[');
	if (fill->label_lang.len) {
		buf_adds(out, "<span");
		buf_addstr(out, fill->label_lang);
		buf_addc(out, '>');
	}
	text_xml(strings_get(fill->strings, LABEL_PICTURE), out);
	if (fill->label_lang.len)
		buf_adds(out, "</span>");
	if (!text_is_blank(image->alt)) {
		text_xml(strings_get(fill->strings, LABEL_PICTURE_COLON), out);
		text_xml(image->alt, out);
	}
	buf_addc(out, ']');
	buf_adds(out, linked ? "</a></span>" : "</span>");
	fill->named = true;
}

void
fill_picture(struct fill *fill, size_t index, struct buf *out)
{
	const struct image *image = &fill->req->rec->images[index];
	const struct page_picture *picture = &fill->req->pictures[index];
	struct str alt = text_is_blank(image->alt)
		? (struct str){ NULL, 0 } : image->alt;

	if (!picture->file.len) {
		put_missing(fill, image, picture->original, out);
		return;
	}
	buf_adds(out, "<img");
	put_attribute(out, "src", picture->file);
	put_attribute(out, "alt", alt);
	if (picture->width_px && picture->height_px)
		buf_addf(out, " width=\"%u\" height=\"%u\"",
		    picture->width_px, picture->height_px);
	buf_adds(out, "/>");
	fill->named = fill->named || alt.len;
}

bool
fill_has_picture(struct str body, size_t index)
{
	struct str piece;
	size_t at, number;

	while ((at = str_chr(body, SLOT_MARK)) != STR_NONE) {
		enum body_piece kind;

		body = str_sub(body, at, body.len);
		kind = body_next(&body, &piece, &number);
		if (kind == BODY_PICTURE && number == index)
			return true;
		if (kind == BODY_BROKEN || kind == BODY_END)
			return false;
	}
	return false;
}

void
fill_piece(struct fill *fill, enum body_piece kind, struct str piece,
    size_t number, struct buf *out)
{
	const struct record *rec = fill->req->rec;

	if (kind == BODY_LINK_START && number < rec->link_count) {
		link_start(fill, number, out);
	} else if (kind == BODY_LINK_END) {
		link_end(fill, out);
	} else if (kind == BODY_PICTURE && number < rec->image_count) {
		fill_picture(fill, number, out);
	} else if (kind == BODY_TEXT || kind == BODY_MARKUP) {
		if (kind == BODY_TEXT && fill->in_link && !fill->named)
			fill->named = !text_is_blank(piece);
		buf_addstr(out, piece);
	}
}

int
fill_body(struct fill *fill, struct str body, struct buf *out,
    struct err *err)
{
	enum body_piece kind;
	struct str piece;
	size_t number;

	buf_reserve(out, body.len + body.len / 4);
	while (body.len) {
		/* Outside links only slots matter: copy up to the next. */
		if (!fill->in_link) {
			size_t at = str_chr(body, SLOT_MARK);

			buf_addstr(out, str_sub(body, 0, at));
			body = str_sub(body, at, body.len);
		}
		kind = body_next(&body, &piece, &number);
		if (kind == BODY_BROKEN)
			return err_set(err, ERR_FORMAT, "broken body");
		if (kind == BODY_END)
			break;
		fill_piece(fill, kind, piece, number, out);
	}
	return 0;
}
