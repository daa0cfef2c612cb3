/* SPDX-License-Identifier: MIT */
#include "picture/keep.h"

#include "picture/decode.h"
#include "picture/scale.h"
#include "picture/weights.h"

static bool
fits(const struct probe *probe, const struct picture_options *options)
{
	unsigned width_px, height_px;

	scale_fit(probe->width_px, probe->height_px, options, 1, &width_px,
	    &height_px);
	return width_px == probe->width_px && height_px == probe->height_px;
}

/* What is clear stays so where originals are kept. */
static bool
may_stay(const struct decoded *d, const struct picture_options *options)
{
	if (d->as_stored)
		return true;
	return options->keep_originals && !*d->note && d->orientation == 1 &&
	    d->colour.kind == COLOUR_SRGB;
}

static bool
is_sound(struct str bytes, const struct probe *probe,
    const struct picture_options *options)
{
	struct picture_options glance = *options;
	struct err err = ERR_INIT;
	struct decoded d;
	bool sound;

	if (glance.max_width_px > KEEP_GLANCE_PX)
		glance.max_width_px = KEEP_GLANCE_PX;
	if (glance.max_height_px > KEEP_GLANCE_PX)
		glance.max_height_px = KEEP_GLANCE_PX;
	sound = !decode_picture(bytes, probe, NULL, &glance, &d, &err) &&
	    may_stay(&d, options);
	decoded_release(&d);
	return sound;
}

bool
keep_picture(struct str bytes, const struct probe *probe,
    const struct picture_options *options, struct buf *out)
{
	size_t start = out->len;
	bool kept;

	if ((probe->format != PICTURE_JPEG && probe->format != PICTURE_PNG) ||
	    probe->orientation != 1 || !fits(probe, options))
		return false;
	kept = probe->format == PICTURE_JPEG ?
	    keep_jpeg(bytes, options, out) :
	    is_sound(bytes, probe, options) && keep_png(bytes, options, out);
	if (kept && options->budget_bytes &&
	    out->len - start > options->budget_bytes) {
		buf_truncate(out, start);
		kept = false;
	}
	return kept;
}
