/* SPDX-License-Identifier: MIT */
/*
 * What a worker sends is checked as if it were hostile: it must be exactly
 * what the encoders write, piece by piece, and nothing more.
 */
#include "picture/picture.h"

#include <string.h>

#include "base/limits.h"
#include "picture/keep.h"
#include "picture/probe.h"
#include "picture/scale.h"
#include "worker/wire.h"

#define NOTE_BYTES 100

static bool
palette_is_ours(const struct png_chunk *c)
{
	return str_eq(c->type, STR("PLTE")) && c->data.len &&
	    c->data.len % 3 == 0 && c->data.len <= 768;
}

static bool
png_is_ours(const struct picture *p, const struct picture_options *options)
{
	struct str rest = p->bytes;
	struct png_header header;
	struct png_chunk c;
	size_t pixels = 0;

	if (!str_starts(rest, (struct str){ (const char *)png_signature,
	    sizeof(png_signature) }))
		return false;
	rest = str_sub(rest, sizeof(png_signature), rest.len);
	if (!png_take_chunk(&rest, &c) || !str_eq(c.type, STR("IHDR")) ||
	    !png_read_header(c.data, &header) ||
	    !png_is_plain(&header, options) ||
	    header.width_px != p->width_px ||
	    header.height_px != p->height_px || !png_take_chunk(&rest, &c))
		return false;
	if (header.type == PNG_PALETTE &&
	    (!palette_is_ours(&c) || !png_take_chunk(&rest, &c)))
		return false;
	if (png_is_transparency(&c, &header, options) &&
	    !png_take_chunk(&rest, &c))
		return false;
	for (; str_eq(c.type, STR("IDAT")); pixels++)
		if (!png_take_chunk(&rest, &c))
			return false;
	return pixels && str_eq(c.type, STR("IEND")) && !c.data.len &&
	    !rest.len;
}

/* Behind the coded data of a scan, that is at its next real marker. */
static size_t
skip_scan(struct str bytes, size_t at)
{
	for (; at + 1 < bytes.len; at++) {
		unsigned char next = (unsigned char)bytes.p[at + 1];

		if ((unsigned char)bytes.p[at] != 0xff || next == 0 ||
		    (next >= 0xd0 && next <= 0xd7))
			continue;
		return at;
	}
	return bytes.len;
}

static bool
jfif_is_bare(struct str data)
{
	return data.len == 14 && str_starts(data, STR("JFIF\0")) &&
	    !data.p[12] && !data.p[13];
}

static bool
frame_is_ours(struct str data, const struct picture *p, bool gray)
{
	unsigned components;

	if (data.len < 6 || data.p[0] != 8)
		return false;
	components = (unsigned char)data.p[5];
	return be16(data.p + 1) == p->height_px &&
	    be16(data.p + 3) == p->width_px &&
	    (components == 1 || (components == 3 && !gray)) &&
	    data.len == 6 + 3 * (size_t)components;
}

static bool
segment_is_ours(const struct jpeg_segment *s, const struct picture *p,
    bool gray)
{
	switch (s->marker) {
	case JPEG_APP0:
		return jfif_is_bare(s->payload);
	case JPEG_SOF0:
	case JPEG_SOF2:
		return frame_is_ours(s->payload, p, gray);
	case JPEG_DQT:
	case JPEG_DHT:
	case JPEG_DRI:
	case JPEG_SOS:
		return true;
	default:
		return false;
	}
}

static bool
jpeg_is_ours(const struct picture *p, bool gray)
{
	struct jpeg_segment s;
	unsigned frames = 0, scans = 0, headers = 0;
	size_t at = 2;

	if (!str_starts(p->bytes, STR("\xff\xd8\xff")))
		return false;
	while (at < p->bytes.len && (unsigned char)p->bytes.p[at] == 0xff) {
		size_t start = at;

		if (!jpeg_next_segment(p->bytes, &at, &s))
			return false;
		if (s.marker == JPEG_EOI)
			return scans && at == p->bytes.len &&
			    at - start == 2;
		if (!segment_is_ours(&s, p, gray) ||
		    at - start != 4 + s.payload.len)
			return false;
		headers += s.marker == JPEG_APP0;
		frames += jpeg_is_frame(s.marker);
		if (s.marker == JPEG_SOS) {
			scans++;
			at = skip_scan(p->bytes, at);
		}
		if (headers > 1 || frames > 1 || scans > LIMIT_JPEG_SCANS ||
		    (scans && !frames))
			return false;
	}
	return false;
}

static bool
note_is_plain(struct str note)
{
	for (size_t i = 0; i < note.len; i++)
		if (note.p[i] < ' ' || note.p[i] > '~')
			return false;
	return note.len <= NOTE_BYTES;
}

int
picture_reply(struct str reply, const struct picture_options *options,
    struct picture *out, struct err *err)
{
	struct wire w = wire_of(reply);
	uint32_t format = wire_u32(&w);

	*out = (struct picture){ .width_px = wire_u32(&w) };
	out->height_px = wire_u32(&w);
	out->bytes = wire_str(&w);
	out->note = wire_str(&w);
	if (!wire_end(&w) || !note_is_plain(out->note) ||
	    (format != PICTURE_JPEG && format != PICTURE_PNG))
		return err_set(err, ERR_FORMAT, "malformed reply");
	out->format = (enum picture_format)format;
	if (!out->width_px || !out->height_px ||
	    !scale_fits(out->width_px, out->height_px, options))
		return err_set(err, ERR_FORMAT, "a reply of the wrong size");
	if (format == PICTURE_PNG ? !png_is_ours(out, options) :
	    !jpeg_is_ours(out, options->gray))
		return err_set(err, ERR_FORMAT,
		    "a reply that is not the picture it says");
	return 0;
}
