/* SPDX-License-Identifier: MIT */
/* Photographs as they are scaled, beside a slow filter by definition. */
#include <math.h>

#include "corpus.h"
#include "picture/decode.h"
#include "similarity.h"
#include "test.h"

static double
lanczos3(double x)
{
	const double pi = 3.14159265358979323846;

	if (fabs(x) < 1e-9)
		return 1;
	return fabs(x) >= 3 ? 0 :
	    3 * sin(pi * x) * sin(pi * x / 3) / (pi * pi * x * x);
}

/* One axis: rows of width become rows of to; the result is transposed. */
static struct map
slow_axis(const struct map *in, unsigned to)
{
	struct map out = map_new(in->height, to);
	double step = (double)in->width / to;
	double wide = step > 1 ? step : 1;

	for (unsigned x = 0; x < to; x++) {
		double middle = (x + 0.5) * step, sum = 0;
		int first = (int)(middle - 3 * wide);
		int last = (int)(middle + 3 * wide);

		first = first < 0 ? 0 : first;
		last = last < (int)in->width ? last : (int)in->width - 1;
		for (int k = first; k <= last; k++) {
			double w = lanczos3((k + 0.5 - middle) / wide);

			sum += w;
			for (size_t y = 0; y < in->height; y++)
				out.at[x * in->height + y] += w *
				    in->at[y * in->width + (size_t)k];
		}
		for (size_t y = 0; y < in->height; y++) {
			double *at = &out.at[x * in->height + y];

			*at /= sum;
			*at = *at < 0 ? 0 : *at > 255 ? 255 : *at;
		}
	}
	return out;
}

static struct map
slow_scale(const struct map *in, unsigned width, unsigned height)
{
	struct map turned = slow_axis(in, width);
	struct map out = slow_axis(&turned, height);

	free(turned.at);
	return out;
}

/* The luma of a JPEG, scaled to that width by the decoder. */
static struct map
luma(const struct buf *file, unsigned width)
{
	struct picture_options o = picture_defaults;
	struct err err = ERR_INIT;
	struct decoded d;
	struct probe probe;
	struct map m;

	o.max_width_px = width;
	o.max_height_px = LIMIT_PICTURE_SIDE_PX;
	CHECK_NUM(probe_read(buf_str(file), &probe, &err), 0);
	CHECK_NUM(decode_picture(buf_str(file), &probe, NULL, &o, &d, &err), 0);
	CHECK(d.pixels.kind != PIXELS_RGB);
	m = map_new(d.pixels.width_px, d.pixels.height_px);
	for (size_t i = 0; i < (size_t)m.width * m.height; i++)
		m.at[i] = d.pixels.planes[0].data[i];
	decoded_release(&d);
	return m;
}

static void
test_photos(void)
{
	static const struct {
		const char *name;
		unsigned widths[2];
	} photos[] = {
		{ "photos/04-retina.jpg", { 60, 900 } },
		{ "photos/05-greentraditional.jpg", { 600, 1072 } },
		{ "photos/12-grey.jpg", { 320, 1600 } },
		{ "photos/01-hubble-deep-field.jpg", { 160, 320 } },
	};

	for (unsigned i = 0; i < sizeof(photos) / sizeof(*photos); i++) {
		struct buf file = BUF_INIT;
		struct map whole;

		if (!corpus_read(str_of(photos[i].name), &file))
			SKIP("no corpus");
		whole = luma(&file, LIMIT_PICTURE_SIDE_PX);
		for (unsigned k = 0; k < 2; k++) {
			struct map fast = luma(&file, photos[i].widths[k]);
			struct map slow = slow_scale(&whole, fast.width,
			    fast.height);
			double got = similarity(&fast, &slow);

			CHECK_NUM(fast.width, photos[i].widths[k]);
			if (got < 0.99)
				printf("%s at %u: similarity %.4f\n",
				    photos[i].name, fast.width, got);
			CHECK(got >= 0.99);
			free(fast.at);
			free(slow.at);
		}
		free(whole.at);
		buf_release(&file);
	}
}

int
main(void)
{
	RUN(test_photos);
	return test_end();
}
