/* SPDX-License-Identifier: MIT */
#include "picture/encode.h"

#include "base/mem.h"
#include "picture/scale.h"
#include "picture/weights.h"

/* Pixels that are like their left neighbour, in percent. */
static unsigned
flat_percent(const struct pixels *p)
{
	size_t flat = 0, pairs = (size_t)(p->width_px - 1) * p->height_px;

	for (unsigned y = 0; y < p->height_px; y++) {
		size_t row = (size_t)y * p->width_px;

		for (size_t i = row + 1; i < row + p->width_px; i++)
			flat += pixels_colour(p, i) ==
			    pixels_colour(p, i - 1);
	}
	return pairs ? (unsigned)(flat * 100 / pairs) : 100;
}

/*
 * A drawing, to be kept without loss: few colours, or large even areas. Any
 * gray picture has no more than 256 colours, so that these do not count.
 */
static bool
is_drawing(const struct pixels *p, const struct palette *palette)
{
	if (palette->count <= DRAWING_COLOURS)
		return true;
	if (p->kind == PIXELS_RGB && palette->count <= PALETTE_COLOURS)
		return true;
	return flat_percent(p) >= DRAWING_FLAT_PERCENT;
}

/* As the pixels suggest, whatever the size in bytes. */
static int
encode_freely(const struct pixels *p, const struct picture_options *options,
    bool was_jpeg, struct buf *out, enum picture_format *format,
    struct err *err)
{
	struct palette palette;
	size_t start = out->len, png_bytes;
	struct buf jpeg = BUF_INIT;
	int rc;

	*format = PICTURE_JPEG;
	if (was_jpeg)
		return encode_jpeg(p, options->quality, out, err);
	palette_init(&palette, p);
	if (!is_drawing(p, &palette))
		return encode_jpeg(p, options->quality, out, err);
	*format = PICTURE_PNG;
	rc = encode_png(p, &palette, out, err);
	if (rc || palette.count <= DRAWING_COLOURS)
		return rc;
	png_bytes = out->len - start;
	rc = encode_jpeg(p, options->quality, &jpeg, err);
	if (!rc && jpeg.len < png_bytes / DRAWING_JPEG_GAIN) {
		*format = PICTURE_JPEG;
		buf_truncate(out, start);
		buf_addstr(out, buf_str(&jpeg));
	}
	buf_release(&jpeg);
	return rc;
}

/* Of few levels, so that it becomes a PNG. */
static int
encode_dithered(const struct pixels *p, const struct picture_options *options,
    struct buf *out, enum picture_format *format, struct err *err)
{
	struct pixels dithered;
	int rc;

	pixels_copy(&dithered, p);
	pixels_dither(&dithered);
	rc = encode_freely(&dithered, options, false, out, format, err);
	pixels_release(&dithered);
	return rc;
}

/*
 * The best quality whose file is within the budget. If there is none, out
 * holds the smallest.
 */
static int
encode_within(const struct pixels *p, const struct picture_options *options,
    struct buf *out, struct err *err)
{
	unsigned low = BUDGET_QUALITY, high = options->quality;
	size_t start = out->len;

	if (low > high)
		low = high;
	/* Whatever is below low fits, or is not wanted. */
	while (low < high) {
		unsigned middle = (low + high + 1) / 2;

		if (encode_jpeg(p, middle, out, err))
			return -1;
		if (out->len - start > options->budget_bytes)
			high = middle - 1;
		else
			low = middle;
		buf_truncate(out, start);
	}
	return encode_jpeg(p, low, out, err);
}

/* By what it is too large: the sides shrink by the square root of it. */
static void
shrink(struct pixels *p, size_t bytes, const struct picture_options *options)
{
	struct picture_options box = *options;
	unsigned side = p->width_px > p->height_px ? p->width_px :
	    p->height_px, width_px, height_px;
	uint64_t part = BUDGET_PARTS - 1;

	while (part > BUDGET_PARTS / 2 && part * part * bytes >
	    (uint64_t)BUDGET_PARTS * BUDGET_PARTS * options->budget_bytes)
		part--;
	box.max_width_px = box.max_height_px = (unsigned)(side * part
	    / BUDGET_PARTS);
	scale_fit(p->width_px, p->height_px, &box, 1, &width_px, &height_px);
	scale_pixels(p, width_px, height_px);
}

/*
 * What was a JPEG becomes one again: its noise would make a large PNG, and
 * nothing is left to be kept. A drawing becomes a PNG, unless JPEG takes less
 * than half of the space. Above the budget quality falls first, to where it
 * would be seen more than fewer pixels.
 */
int
encode_picture(struct pixels *p, const struct picture_options *options,
    bool was_jpeg, struct buf *out, enum picture_format *format,
    struct err *err)
{
	size_t start = out->len, budget = options->budget_bytes;
	bool dither = options->gray && options->dither;

	pixels_drop_neutral(p);
	for (;;) {
		if (dither ? encode_dithered(p, options, out, format, err) :
		    encode_freely(p, options, was_jpeg, out, format, err))
			return -1;
		if (budget && out->len - start > budget && !dither) {
			buf_truncate(out, start);
			*format = PICTURE_JPEG;
			if (encode_within(p, options, out, err))
				return -1;
		}
		if (!budget || out->len - start <= budget ||
		    (p->width_px < BUDGET_SIDE_PX &&
		    p->height_px < BUDGET_SIDE_PX))
			return 0;
		shrink(p, out->len - start, options);
		buf_truncate(out, start);
	}
}
