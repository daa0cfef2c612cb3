/* SPDX-License-Identifier: MIT */
/* WebP by libwebp; of an animation the first frame, on its canvas. */
#include "picture/decode.h"

#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "base/mem.h"
#include "picture/chunk.h"
#include "picture/exif.h"
#include "picture/intake.h"

/* What libwebp needs for its rows and tables. */
#define ROWS_BYTES ((size_t)8 << 20)

enum { LOSSLESS = 2 };

struct webp {
	WebPBitstreamFeatures features;	/* of the frame */
	WebPDemuxer *demuxer;
	WebPIterator frame;
	WebPIDecoder *decoder;
	WebPDecoderConfig config;
	const uint8_t *bytes;
	size_t len;
	/* Where the frame is, and how much it and the canvas have shrunk. */
	unsigned left, top, columns, rows;
	uint8_t *pixels;
};

int
probe_webp(struct str bytes, struct probe *out, struct err *err)
{
	WebPBitstreamFeatures features;
	struct chunk c;
	size_t at = RIFF_FIRST_CHUNK;

	if (WebPGetFeatures((const uint8_t *)bytes.p, bytes.len, &features) !=
	    VP8_STATUS_OK)
		return err_set(err, ERR_FORMAT, "a WebP without a header");
	out->width_px = (unsigned)features.width;
	out->height_px = (unsigned)features.height;
	while (chunk_next_riff(bytes, &at, &c))
		if (str_eq(c.type, STR("EXIF")) &&
		    exif_orientation(c.data, &out->orientation))
			break;
	return 0;
}

/* The first frame of an animation, which is a picture of its own. */
static int
find_frame(struct webp *w, const struct decoding *d, struct err *err)
{
	const WebPData data = { w->bytes, w->len };
	WebPDemuxState state;

	w->demuxer = WebPDemuxPartial(&data, &state);
	if (!w->demuxer || !WebPDemuxGetFrame(w->demuxer, 1, &w->frame))
		return err_set(err, ERR_FORMAT, "a WebP without a frame");
	w->bytes = w->frame.fragment.bytes;
	w->len = w->frame.fragment.size;
	w->left = (unsigned)w->frame.x_offset;
	w->top = (unsigned)w->frame.y_offset;
	if (WebPGetFeatures(w->bytes, w->len, &w->features) != VP8_STATUS_OK)
		return err_set(err, ERR_FORMAT, "a WebP without a header");
	if (w->left + (unsigned)w->features.width > d->probe->width_px ||
	    w->top + (unsigned)w->features.height > d->probe->height_px)
		return err_set(err, ERR_FORMAT,
		    "a WebP with a frame outside of it");
	return 0;
}

/*
 * libwebp can reduce while it decodes, which saves memory; at least twice
 * the wanted size is left to our own filter.
 */
static void
choose_scale(struct webp *w, const struct decoding *d, unsigned orientation)
{
	unsigned width, height;

	w->columns = (unsigned)w->features.width;
	w->rows = (unsigned)w->features.height;
	scale_fit(w->columns, w->rows, d->options, orientation, &width,
	    &height);
	if (w->demuxer || w->columns < 3 * width || w->rows < 3 * height)
		return;
	w->columns = 2 * width;
	w->rows = 2 * height;
	w->config.options.use_scaling = 1;
	w->config.options.scaled_width = (int)w->columns;
	w->config.options.scaled_height = (int)w->rows;
}

static size_t
decoder_bytes(const struct webp *w, unsigned channels)
{
	size_t stored = mem_mul((size_t)w->features.width,
	    (size_t)w->features.height);
	size_t bytes = mem_mul(mem_mul(w->columns, w->rows), channels);

	if (w->features.has_alpha || w->features.format == LOSSLESS)
		bytes = mem_add(bytes, mem_mul(stored, 5));
	return mem_add(bytes, ROWS_BYTES);
}

/* How many rows there are; what did not come stays as it was. */
static unsigned
decode_rows(struct webp *w, unsigned channels, bool *damaged)
{
	WebPDecBuffer *b = &w->config.output;
	VP8StatusCode status;
	int rows = 0;

	b->colorspace = channels == 4 ? MODE_RGBA : MODE_RGB;
	b->is_external_memory = 1;
	b->u.RGBA.rgba = w->pixels;
	b->u.RGBA.stride = (int)(w->columns * channels);
	b->u.RGBA.size = (size_t)w->columns * channels * w->rows;
	w->decoder = WebPIDecode(NULL, 0, &w->config);
	if (!w->decoder)
		return 0;
	status = WebPIUpdate(w->decoder, w->bytes, w->len);
	*damaged = status != VP8_STATUS_OK && status != VP8_STATUS_SUSPENDED;
	if (status == VP8_STATUS_OK)
		return w->rows;
	if (!WebPIDecGetRGB(w->decoder, &rows, NULL, NULL, NULL) || rows < 0)
		return 0;
	return (unsigned)rows;
}

/* An animation's canvas around its frame is clear. */
static void
put_rows(const struct webp *w, unsigned rows, unsigned canvas_columns,
    unsigned channels, struct intake *in)
{
	size_t stride = (size_t)w->columns * channels;
	size_t canvas_stride = (size_t)canvas_columns * channels;
	uint8_t *row = mem_zalloc(canvas_stride);

	for (unsigned y = 0; y < w->top; y++)
		intake_row(in, row);
	for (unsigned y = 0; y < rows; y++) {
		memcpy(row + (size_t)w->left * channels,
		    w->pixels + y * stride, stride);
		intake_row(in, row);
	}
	free(row);
}

static int
read_picture(struct webp *w, const struct decoding *d, struct decoded *out,
    struct err *err)
{
	struct intake_shape shape = { d->probe->width_px,
		d->probe->height_px, d->probe->width_px, d->probe->height_px,
		0, 0 };
	struct intake in = { .row = NULL };
	unsigned rows = 0;
	bool damaged = false;
	int rc = -1;

	choose_scale(w, d, out->orientation);
	shape.channels = w->features.has_alpha || w->demuxer ? 4 : 3;
	shape.decoder_bytes = decoder_bytes(w, shape.channels);
	if (!w->demuxer) {
		shape.columns = w->columns;
		shape.rows = w->rows;
	}
	if (intake_init(&in, d, &shape, out, err))
		goto out;
	w->pixels = mem_zalloc(mem_mul(mem_mul(w->columns, w->rows),
	    shape.channels));
	rows = decode_rows(w, shape.channels, &damaged);
	if (!rows) {
		err_set(err, ERR_FORMAT, "a WebP without any pixels");
		goto out;
	}
	if (rows < w->rows)
		out->note = damaged ? "damaged" : "truncated";
	put_rows(w, rows, shape.columns, shape.channels, &in);
	intake_finish(&in);
	rc = 0;
out:
	intake_release(&in);
	return rc;
}

int
decode_webp(const struct decoding *d, struct decoded *out, struct err *err)
{
	struct webp w = { .bytes = (const uint8_t *)d->bytes.p,
		.len = d->bytes.len };
	int rc = -1;

	if (!WebPInitDecoderConfig(&w.config))
		return err_set(err, ERR_LIBRARY, "libwebp is too old");
	if (WebPGetFeatures(w.bytes, w.len, &w.features) != VP8_STATUS_OK)
		return err_set(err, ERR_FORMAT, "a WebP without a header");
	if (!w.features.has_animation || !find_frame(&w, d, err))
		rc = read_picture(&w, d, out, err);
	WebPIDelete(w.decoder);
	WebPDemuxReleaseIterator(&w.frame);
	WebPDemuxDelete(w.demuxer);
	free(w.pixels);
	return rc;
}
