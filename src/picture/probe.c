/* SPDX-License-Identifier: MIT */
#include "picture/probe.h"

#include <inttypes.h>
#include <string.h>

#include "base/limits.h"
#include "picture/chunk.h"
#include "picture/exif.h"
#include "picture/signature.h"

const unsigned char png_signature[8] = {
	0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'
};

int
probe_check_size(uint64_t width_px, uint64_t height_px, struct err *err)
{
	if (!width_px || !height_px)
		return err_set(err, ERR_FORMAT, "a picture without pixels");
	if (width_px > LIMIT_PICTURE_SIDE_PX ||
	    height_px > LIMIT_PICTURE_SIDE_PX)
		return err_set(err, ERR_LIMIT, "%" PRIu64 "x%" PRIu64
		    " pixels; a side may have %u", width_px, height_px,
		    LIMIT_PICTURE_SIDE_PX);
	if (width_px * height_px > LIMIT_PICTURE_PIXELS)
		return err_set(err, ERR_LIMIT, "%" PRIu64 "x%" PRIu64
		    " pixels; a picture may have %zu million", width_px,
		    height_px, LIMIT_PICTURE_PIXELS / 1000000);
	return 0;
}

bool
jpeg_is_frame(unsigned char marker)
{
	return marker >= JPEG_SOF0 && marker <= 0xcf && marker != JPEG_DHT &&
	    marker != 0xc8 && marker != 0xcc;
}

static bool
is_bare(unsigned char marker)
{
	return marker == 0x01 || (marker >= 0xd0 && marker <= JPEG_EOI);
}

bool
jpeg_next_segment(struct str bytes, size_t *at, struct jpeg_segment *out)
{
	size_t i = *at, len;
	const char *p;

	p = i < bytes.len ? memchr(bytes.p + i, 0xff, bytes.len - i) : NULL;
	if (!p)
		return false;
	i = (size_t)(p - bytes.p);
	while (i < bytes.len && (unsigned char)bytes.p[i] == 0xff)
		i++;
	if (i >= bytes.len)
		return false;
	out->marker = (unsigned char)bytes.p[i++];
	out->payload = (struct str){ bytes.p + i, 0 };
	*at = i;
	if (is_bare(out->marker) || out->marker == 0)
		return true;
	if (bytes.len - i < 2)
		return false;
	len = be16(bytes.p + i);
	if (len < 2 || len > bytes.len - i)
		return false;
	out->payload = str_sub(bytes, i + 2, i + len);
	*at = i + len;
	return true;
}

static int
probe_jpeg(struct str bytes, struct probe *out, struct err *err)
{
	struct jpeg_segment s;
	bool have_exif = false;
	size_t at = 2;

	while (jpeg_next_segment(bytes, &at, &s)) {
		if (s.marker == JPEG_APP1 && !have_exif &&
		    str_starts(s.payload, STR("Exif\0")))
			have_exif = exif_orientation(s.payload,
			    &out->orientation);
		if (s.marker == JPEG_EOI || s.marker == JPEG_SOS)
			break;
		if (!jpeg_is_frame(s.marker))
			continue;
		if (s.payload.len < 6)
			break;
		out->height_px = be16(s.payload.p + 1);
		out->width_px = be16(s.payload.p + 3);
	}
	if (!out->width_px || !out->height_px)
		return err_set(err, ERR_FORMAT, "a JPEG without a header");
	return 0;
}

static int
probe_png(struct str bytes, struct probe *out, struct err *err)
{
	struct chunk c;
	size_t at = PNG_FIRST_CHUNK;

	if (bytes.len < 33 || be32(bytes.p + 8) != 13 ||
	    memcmp(bytes.p + 12, "IHDR", 4))
		return err_set(err, ERR_FORMAT, "a PNG without a header");
	if (probe_check_size(be32(bytes.p + 16), be32(bytes.p + 20), err))
		return -1;
	out->width_px = be32(bytes.p + 16);
	out->height_px = be32(bytes.p + 20);
	while (chunk_next_png(bytes, &at, &c))
		if (str_eq(c.type, STR("eXIf")) &&
		    exif_orientation(c.data, &out->orientation))
			break;
	return 0;
}

/* Left to the library, which reads the boxes; see decode.h. */
static int
probe_boxes(struct str bytes, struct probe *out, struct err *err)
{
	(void)bytes;
	(void)out;
	(void)err;
	return 0;
}

int
probe_read(struct str bytes, struct probe *out, struct err *err)
{
	static probe_format *const probes[PICTURE_FORMATS] = {
		[PICTURE_JPEG] = probe_jpeg, [PICTURE_PNG] = probe_png,
		[PICTURE_WEBP] = probe_webp, [PICTURE_GIF] = probe_gif,
		[PICTURE_BMP] = probe_bmp, [PICTURE_TGA] = probe_tga,
		[PICTURE_PSD] = probe_psd, [PICTURE_PNM] = probe_pnm,
		[PICTURE_AVIF] = probe_boxes, [PICTURE_HEIF] = probe_boxes,
	};

	*out = (struct probe){ .orientation = 1 };
	if (signature_read(bytes, &out->format, err))
		return -1;
	if (bytes.len > LIMIT_PICTURE_BYTES)
		return err_set(err, ERR_LIMIT,
		    "a file of %zu MB; a picture may have %zu",
		    bytes.len >> 20, LIMIT_PICTURE_BYTES >> 20);
	if (probes[out->format](bytes, out, err))
		return -1;
	if (probes[out->format] == probe_boxes)
		return 0;
	return probe_check_size(out->width_px, out->height_px, err);
}
