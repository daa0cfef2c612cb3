/* SPDX-License-Identifier: MIT */
/*
 * Files that need no conversion: their pixels stay as they are, everything
 * else goes: metadata, thumbnails, what no decoder looks at, what follows the
 * end.
 */
#ifndef CHAPBOOK_PICTURE_KEEP_H
#define CHAPBOOK_PICTURE_KEEP_H

#include "base/buf.h"
#include "picture/picture.h"
#include "picture/probe.h"

/*
 * Appends the file without what is not its pixels, if it is whole and of a
 * kind that every reader shows and the options allow; else returns false, and
 * out is as it was.
 */
bool keep_picture(struct str bytes, const struct probe *probe,
    const struct picture_options *options, struct buf *out);

/* The same, whatever the size in pixels and bytes, for a JPEG. */
bool keep_jpeg(struct str bytes, const struct picture_options *options,
    struct buf *out);
/*
 * For a PNG that decode_picture() has found whole, to be shown as it is
 * stored, and opaque unless the options keep originals.
 */
bool keep_png(struct str bytes, const struct picture_options *options,
    struct buf *out);

/* One PNG chunk (PNG 3rd edition, 5.3). */
struct png_chunk {
	struct str type, data;
	struct str whole;	/* with length and checksum */
};

/* Takes the next chunk; false if it is not whole or its checksum is wrong. */
bool png_take_chunk(struct str *rest, struct png_chunk *out);

/* Its colour types (table 11.1). */
enum {
	PNG_GRAY = 0, PNG_RGB = 2, PNG_PALETTE = 3, PNG_GRAY_ALPHA = 4,
	PNG_RGB_ALPHA = 6
};

/* The data of an IHDR chunk (11.2.1). */
struct png_header {
	unsigned width_px, height_px, depth, type;
	bool interlaced;
};

/* False for a header that the specification does not know. */
bool png_read_header(struct str data, struct png_header *out);
/*
 * Whether a PNG of this kind may be in a book: of 8 bits at most, unless
 * originals are kept; gray, of 4 bits at most, where that is asked for.
 */
bool png_is_plain(const struct png_header *header,
    const struct picture_options *options);
/*
 * The size of a pass of Adam7 (8.1), from 0 on, or of the one; a side may be
 * 0. False behind the last.
 */
bool png_pass_size(const struct png_header *header, unsigned pass,
    unsigned *width_px, unsigned *height_px);
/* Whether a chunk makes pixels transparent, and may. */
bool png_is_transparency(const struct png_chunk *chunk,
    const struct png_header *header, const struct picture_options *options);

#endif
