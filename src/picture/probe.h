/* SPDX-License-Identifier: MIT */
/*
 * What a file is, from its first bytes and never from its name: read before
 * any decoder sees it and before anything is allocated.
 */
#ifndef CHAPBOOK_PICTURE_PROBE_H
#define CHAPBOOK_PICTURE_PROBE_H

#include <stdint.h>

#include "base/err.h"
#include "picture/picture.h"

struct probe {
	enum picture_format format;
	unsigned width_px, height_px;	/* as stored, before turning */
	unsigned orientation;		/* EXIF 2.32, 4.6.4 A; 1 is upright */
	/* Of its first picture; more than there are: truncated. 0: unknown. */
	uint64_t whole_bytes;
};

/*
 * ERR_UNSUPPORTED for what cannot be decoded, naming it; ERR_LIMIT for what
 * is too large; ERR_FORMAT without a readable header. The size of AVIF and
 * HEIF is known to their libraries alone, and stays 0.
 */
int probe_read(struct str bytes, struct probe *out, struct err *err);
/* ERR_LIMIT unless the size is within base/limits.h and not zero. */
int probe_check_size(uint64_t width_px, uint64_t height_px, struct err *err);

/*
 * The header of one format, whose signature has been seen: fills all but
 * format. Sizes may still be out of bounds.
 */
typedef int probe_format(struct str bytes, struct probe *out,
    struct err *err);
probe_format probe_webp, probe_gif, probe_bmp, probe_tga, probe_psd, probe_pnm;

/*
 * Where a PSD's image data section is (Adobe Photoshop File Formats
 * Specification), which begins with how it is packed; 0: there is none.
 */
size_t psd_image_data(struct str bytes);

extern const unsigned char png_signature[8];

static inline unsigned
be16(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (unsigned)u[0] << 8 | u[1];
}

static inline uint32_t
be32(const char *p)
{
	return (uint32_t)be16(p) << 16 | be16(p + 2);
}

static inline unsigned
le16(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (unsigned)u[1] << 8 | u[0];
}

static inline uint32_t
le32(const char *p)
{
	return (uint32_t)le16(p + 2) << 16 | le16(p);
}

/* One piece of a JPEG file before its pixels (ITU T.81, B.1.1.4). */
struct jpeg_segment {
	unsigned char marker;
	struct str payload;	/* without marker and length */
};

enum {
	JPEG_SOI = 0xd8, JPEG_EOI = 0xd9, JPEG_SOS = 0xda, JPEG_DQT = 0xdb,
	JPEG_DHT = 0xc4, JPEG_DRI = 0xdd, JPEG_SOF0 = 0xc0, JPEG_SOF2 = 0xc2,
	JPEG_APP0 = 0xe0, JPEG_APP1 = 0xe1, JPEG_APP2 = 0xe2
};

/* Any start of frame, also of processes that nobody decodes. */
bool jpeg_is_frame(unsigned char marker);
/*
 * The segment at *at, which moves behind it; bytes before its marker are
 * skipped. False where there is no whole one.
 */
bool jpeg_next_segment(struct str bytes, size_t *at, struct jpeg_segment *out);

#endif
