/* SPDX-License-Identifier: MIT */
/* The resampler against a slow one in floating point, and sizes. */
#include <math.h>

#include "picture/scale.h"
#include "picture_make.h"

static const double pi = 3.14159265358979323846;

static double
lanczos3(double x)
{
	if (x == 0)
		return 1;
	if (fabs(x) >= 3)
		return 0;
	return sin(pi * x) / (pi * x) * sin(pi * x / 3) / (pi * x / 3);
}

/* Weights of output x, by definition. */
static void
weigh(const struct axis *a, unsigned x, double *w)
{
	double step = (double)a->from / (double)a->to;
	double wide = step > 1 ? step : 1, sum = 0;
	double middle = (2.0 * x + 1 - a->shift) / 2 * step;

	for (unsigned k = 0; k < a->inputs; k++) {
		w[k] = lanczos3((k + 0.5 - middle) / wide);
		sum += w[k];
	}
	for (unsigned k = 0; k < a->inputs; k++)
		w[k] /= sum;
}

static double
slow_sample(const struct plane *in, const double *wx, const double *wy)
{
	double sum = 0;

	for (unsigned y = 0; y < in->height_px; y++)
		for (unsigned x = 0; wy[y] != 0 && x < in->width_px; x++)
			sum += wx[x] * wy[y] *
			    in->data[(size_t)y * in->width_px + x];
	return sum < 0 ? 0 : sum > 255 ? 255 : sum;
}

static void
fast(const struct plane *in, const struct axis *across,
    const struct axis *down, unsigned slots, bool coarse, struct plane *out)
{
	struct resample *r = resample_new(across, down, slots, 0, coarse);

	for (unsigned y = 0; y < in->height_px; y += slots) {
		for (unsigned i = 0; i < slots && y + i < in->height_px; i++)
			memcpy(resample_slot(r, i), in->data +
			    (size_t)(y + i) * in->width_px, in->width_px);
		resample_push(r, slots, out);
	}
	resample_finish(r, 0, out);
	resample_free(r);
}

static double
worst_error(const struct plane *in, const struct axis *across,
    const struct axis *down, const struct plane *out)
{
	double *wx = mem_alloc(in->width_px * sizeof(*wx));
	double *wy = mem_alloc(in->height_px * sizeof(*wy));
	double worst = 0;

	for (unsigned y = 0; y < out->height_px; y++) {
		weigh(down, y, wy);
		for (unsigned x = 0; x < out->width_px; x++) {
			double d;

			weigh(across, x, wx);
			d = fabs(slow_sample(in, wx, wy) -
			    out->data[(size_t)y * out->width_px + x]);
			worst = d > worst ? d : worst;
		}
	}
	free(wx);
	free(wy);
	return worst;
}

struct sizes {
	unsigned w, h, to_w, to_h, shift;
	unsigned cover;		/* what is shown of the samples, in eighths */
};

static void
check_sizes(const struct sizes *s, bool black_and_white)
{
	struct image noise = image_noise(s->w, s->h, 1);
	struct plane in = { noise.data, s->w, s->h };
	struct plane out = { mem_zalloc((size_t)s->to_w * s->to_h),
		s->to_w, s->to_h };
	struct axis across = { s->w, s->to_w, (uint64_t)s->w * s->cover,
		s->to_w * 8ull, s->shift };
	struct axis down = { s->h, s->to_h, (uint64_t)s->h * s->cover,
		s->to_h * 8ull, s->shift };
	double worst;

	for (size_t i = 0; black_and_white && i < (size_t)s->w * s->h; i++)
		in.data[i] = in.data[i] & 1 ? 255 : 0;
	fast(&in, &across, &down, 1 + s->w % 3, false, &out);
	worst = worst_error(&in, &across, &down, &out);
	if (worst >= 1)
		printf("%ux%u to %ux%u: %.3f levels off\n", s->w, s->h,
		    s->to_w, s->to_h, worst);
	CHECK(worst < 1);
	image_free(&noise);
	free(out.data);
}

static void
test_against_slow(void)
{
	static const struct sizes sizes[] = {
		{ 40, 30, 17, 13, 0, 8 }, { 41, 31, 17, 13, 0, 8 },
		{ 64, 64, 32, 32, 0, 8 }, { 33, 65, 32, 64, 0, 8 },
		{ 100, 3, 7, 1, 0, 8 }, { 3, 100, 1, 7, 0, 8 },
		{ 1, 1, 1, 1, 0, 8 }, { 2, 1, 1, 1, 0, 8 },
		{ 200, 200, 3, 3, 0, 8 }, { 300, 8, 1, 1, 0, 8 },
		{ 20, 20, 40, 40, 0, 8 }, { 5, 7, 9, 16, 0, 8 },
		{ 31, 31, 16, 16, 1, 8 }, { 20, 20, 20, 20, 1, 8 },
		{ 40, 30, 17, 13, 0, 7 }, { 16, 17, 9, 8, 1, 7 },
		{ 130, 50, 128, 49, 0, 8 }, { 1, 60, 1, 11, 0, 8 }
	};

	for (unsigned i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		check_sizes(&sizes[i], false);
		check_sizes(&sizes[i], true);
	}
}

/* What has one level keeps it, and what is not scaled stays as it is. */
static void
test_exact(void)
{
	for (unsigned to = 1; to <= 50; to++) {
		struct axis a = { 50, to, 50, to, 0 };
		struct image m = image_noise(50, 50, 1);
		struct plane in = { m.data, 50, 50 };
		struct plane out = { mem_zalloc((size_t)to * to), to, to };
		bool same = true;

		fast(&in, &a, &a, 1, false, &out);
		CHECK(to < 50 || !memcmp(in.data, out.data, 2500));
		for (unsigned v = 0; v < 256; v += 51) {
			memset(m.data, (int)v, 2500);
			fast(&in, &a, &a, 7, false, &out);
			for (unsigned i = 0; i < to * to; i++)
				same = same && out.data[i] == v;
		}
		CHECK(same);
		image_free(&m);
		free(out.data);
	}
}

/* What the mean of pairs leaves of a plane; one without a pair stays. */
static struct plane
slow_means(const struct plane *in, unsigned by_x, unsigned by_y)
{
	struct plane out = { NULL, (in->width_px + by_x - 1) / by_x,
		(in->height_px + by_y - 1) / by_y };

	out.data = mem_alloc((size_t)out.width_px * out.height_px);
	for (unsigned y = 0; y < out.height_px; y++)
		for (unsigned x = 0; x < out.width_px; x++) {
			unsigned sum = 0;

			for (unsigned i = 0; i < 4; i++) {
				unsigned u = by_x * x + i % 2 % by_x;
				unsigned v = by_y * y + i / 2 % by_y;

				u -= u == in->width_px;
				v -= v == in->height_px;
				sum += in->data[(size_t)v * in->width_px + u];
			}
			out.data[(size_t)y * out.width_px + x] =
			    (uint8_t)((sum + 2) / 4);
		}
	return out;
}

static void
check_coarse(unsigned w, unsigned h, unsigned to_w, unsigned to_h)
{
	unsigned by_x = w >= 3 * to_w ? 2 : 1, by_y = h >= 3 * to_h ? 2 : 1;
	struct image noise = image_noise(w, h, 1);
	struct plane in = { noise.data, w, h };
	struct plane means = slow_means(&in, by_x, by_y);
	struct plane out = { mem_zalloc((size_t)to_w * to_h), to_w, to_h };
	struct axis across = { w, to_w, w, to_w, 0 };
	struct axis down = { h, to_h, h, to_h, 0 };
	struct axis half_across = { means.width_px, to_w, w, by_x * to_w, 0 };
	struct axis half_down = { means.height_px, to_h, h, by_y * to_h, 0 };

	for (unsigned slots = 1; slots < 6; slots++) {
		memset(out.data, 0, (size_t)to_w * to_h);
		fast(&in, &across, &down, slots, true, &out);
		CHECK(worst_error(&means, &half_across, &half_down, &out) <
		    1);
	}
	image_free(&noise);
	free(means.data);
	free(out.data);
}

static void
test_coarse(void)
{
	check_coarse(64, 64, 20, 20);
	check_coarse(65, 61, 20, 19);
	check_coarse(33, 90, 11, 40);
	check_coarse(90, 33, 40, 11);
	check_coarse(90, 91, 40, 41);
	check_coarse(3, 3, 1, 1);
	check_coarse(200, 7, 1, 2);
}

static void
test_weights_add_up(void)
{
	static const unsigned inputs[] = { 1, 2, 3, 17, 1000, 16384 };

	for (unsigned i = 0; i < 6; i++)
		for (unsigned to = 1; to <= inputs[i]; to = to * 3 + 1) {
			struct axis a = { inputs[i], to, inputs[i], to, 0 };
			struct weights w;
			bool good = true;

			weights_init(&w, &a);
			for (unsigned x = 0; x < to; x++) {
				int sum = 0;

				for (unsigned k = 0; k < w.taps; k++)
					sum += w.tap[(size_t)x * w.taps + k];
				good = good && sum == 1 << WEIGHT_BITS &&
				    w.start[x] % 2 == 0 &&
				    w.start[x] + w.taps <= inputs[i] + 1u &&
				    (!x || w.start[x] >= w.start[x - 1]);
			}
			CHECK(good && w.taps == weights_taps(&a));
			weights_release(&w);
		}
}

static void
check_fit(unsigned w, unsigned h, unsigned orientation, unsigned want_w,
    unsigned want_h)
{
	unsigned got_w, got_h;

	scale_fit(w, h, &picture_defaults, orientation, &got_w, &got_h);
	CHECK_NUM(got_w, want_w);
	CHECK_NUM(got_h, want_h);
}

static void
test_fit(void)
{
	check_fit(100, 100, 1, 100, 100);
	check_fit(1072, 1448, 1, 1072, 1448);
	check_fit(2144, 2896, 1, 1072, 1448);
	check_fit(2144, 100, 1, 1072, 50);
	check_fit(100, 2896, 1, 50, 1448);
	check_fit(16384, 1, 1, 1072, 1);
	check_fit(1, 16384, 1, 1, 1448);
	check_fit(1448, 1072, 6, 1448, 1072);
	check_fit(1448, 1072, 1, 1072, 794);
	check_fit(2896, 2144, 8, 1448, 1072);
}

/* Strips of several pages keep what can be read of them. */
static void
test_strips(void)
{
	check_fit(300, 9000, 1, 300, 9000);
	check_fit(9000, 300, 6, 9000, 300);
	check_fit(9000, 300, 8, 9000, 300);
	check_fit(300, 9000, 3, 300, 9000);
	check_fit(1072, 5791, 1, 1072, 5791);	/* four pages */
	check_fit(1072, 16000, 1, 644, 9612);
	check_fit(1080, 16000, 1, 647, 9585);
	check_fit(2144, 16000, 1, 912, 6806);
	check_fit(200, 16000, 1, 200, 16000);
	/* Less than four times as narrow: one page. */
	check_fit(1072, 5000, 1, 310, 1448);
	check_fit(536, 4345, 1, 179, 1448);
	/* At most three pages; too narrow to hold anything; lying strips. */
	check_fit(300, 4344, 1, 100, 1448);
	check_fit(300, 4347, 1, 300, 4347);
	check_fit(134, 9000, 1, 22, 1448);
	check_fit(135, 9000, 1, 135, 9000);
	check_fit(9000, 300, 1, 1072, 36);
	check_fit(300, 9000, 6, 36, 1072);
}

static void
test_strip_becomes_a_picture(void)
{
	struct image m = image_slopes(300, 9000, 3);
	struct buf file = BUF_INIT;
	struct result r;

	for (int png = 0; png < 2; png++) {
		buf_clear(&file);
		if (png)
			make_png(&m, &png_rgb, &file);
		else
			make_jpeg(&m, &jpeg_photo, &file);
		r = convert(buf_str(&file));
		CHECK_NUM(r.rc, 0);
		CHECK_NUM(r.picture.width_px, 300);
		CHECK_NUM(r.picture.height_px, 9000);
		result_free(&r);
	}
	buf_release(&file);
	image_free(&m);
}

static void
test_never_enlarged(void)
{
	static const unsigned sizes[][2] = {
		{ 1, 1 }, { 2, 3 }, { 9, 1 }, { 1, 9 }, { 100, 33 }
	};

	for (unsigned i = 0; i < 5; i++)
		for (unsigned kind = 0; kind < 4; kind++) {
			struct image m = image_slopes(sizes[i][0],
			    sizes[i][1], kind == 2 ? 1 : 3);
			struct png_recipe png = png_rgb;
			struct buf file = BUF_INIT;
			struct result r;

			png.interlaced = kind == 3;
			if (kind % 3 == 0)
				make_png(&m, &png, &file);
			else
				make_jpeg(&m, kind == 1 ? &jpeg_photo :
				    &jpeg_gray, &file);
			r = convert(buf_str(&file));
			CHECK_NUM(r.rc, 0);
			CHECK_STR(r.picture.note, "");
			CHECK_NUM(r.picture.width_px, sizes[i][0]);
			CHECK_NUM(r.picture.height_px, sizes[i][1]);
			result_free(&r);
			buf_release(&file);
			image_free(&m);
		}
}

/* Large ones, through the decoder's own scaling; slopes stay slopes. */
static void
test_reduced(void)
{
	static const struct jpeg_recipe recipes[] = {
		{ JCS_RGB, JCS_YCbCr, 1, 1, false, false },
		{ JCS_RGB, JCS_YCbCr, 2, 2, true, false },
		{ JCS_RGB, JCS_YCbCr, 2, 1, false, false },
		{ JCS_RGB, JCS_YCbCr, 1, 2, false, false },
		{ JCS_RGB, JCS_YCbCr, 4, 1, false, false },
		{ JCS_RGB, JCS_YCbCr, 4, 2, true, false },
		{ JCS_RGB, JCS_RGB, 1, 1, false, true },
	};
	struct image m = image_slopes(1001, 747, 3);

	for (unsigned side = 30; side < 1200; side = side * 5 / 3)
		for (unsigned i = 0; i < 7; i++) {
			struct picture_options o = {
				.max_width_px = side,
				.max_height_px = side,
				.quality = (i + side) % 2 ? 95 : 89 };
			struct buf file = BUF_INIT;
			int worst = 0;
			struct result r;

			make_jpeg(&m, &recipes[i], &file);
			r = convert_as(buf_str(&file), &o, false);
			CHECK_NUM(r.rc, 0);
			CHECK_NUM(r.image.width, side < 1001 ? side : 1001);
			for (unsigned y = 0; y < r.image.height; y++)
				for (unsigned x = 0; x < r.image.width; x++) {
					const uint8_t *at = image_at(&m,
					    (2 * x + 1) * 1001 /
					    (2 * r.image.width),
					    (2 * y + 1) * 747 /
					    (2 * r.image.height));
					int d = image_distance(&r.image, x, y,
					    at);

					worst = d > worst ? d : worst;
				}
			if (worst > 12)
				printf("recipe %u to %u: %d levels off\n", i,
				    side, worst);
			CHECK(worst <= 12);
			result_free(&r);
			buf_release(&file);
		}
	image_free(&m);
}

static void
test_memory_is_counted(void)
{
	struct scale_plan plan = { .kind = PIXELS_RGB, .width_px = 1000,
		.height_px = 1000 };
	struct scale_input in = { 6000, 6000, 6000, 6000, 1 };
	struct err err = ERR_INIT;

	scale_plan_rows(&plan, &in);
	CHECK_NUM(scale_check_memory(&plan, (size_t)300 << 20, &err), 0);
	CHECK_NUM(scale_check_memory(&plan, (size_t)400 << 20, &err), -1);
	CHECK_NUM(err.kind, ERR_LIMIT);
	/* The largest picture there is, at its full size. */
	plan.width_px = plan.height_px = 6000;
	scale_plan_rows(&plan, &in);
	CHECK_NUM(scale_check_memory(&plan, 0, &err), 0);
	plan.width_px = plan.height_px = 7000;
	scale_plan_rows(&plan, &in);
	CHECK_NUM(scale_check_memory(&plan, 0, &err), -1);
}

int
main(void)
{
	RUN(test_against_slow);
	RUN(test_exact);
	RUN(test_coarse);
	RUN(test_weights_add_up);
	RUN(test_fit);
	RUN(test_strips);
	RUN(test_strip_becomes_a_picture);
	RUN(test_never_enlarged);
	RUN(test_reduced);
	RUN(test_memory_is_counted);
	return test_end();
}
