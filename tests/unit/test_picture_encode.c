/* SPDX-License-Identifier: MIT */
/* What pixels become: the format, 16 levels of gray, the budget. */
#include "picture/encode.h"
#include "picture_make.h"

/* 1 and 3 channels become GRAY and RGB. */
static struct pixels
pixels_of(const struct image *m)
{
	struct pixels p;

	pixels_init(&p, m->channels == 1 ? PIXELS_GRAY : PIXELS_RGB, m->width,
	    m->height);
	for (size_t i = 0; i < (size_t)m->width * m->height; i++)
		for (unsigned k = 0; k < m->channels; k++)
			p.planes[k].data[i] = m->data[i * m->channels + k];
	return p;
}

static struct image
image_drawing(unsigned width, unsigned height)
{
	struct image m = image_new(width, height, 3);

	memset(m.data, 255, (size_t)width * height * 3);
	for (unsigned i = 0; i < height; i++)
		memcpy(image_at(&m, i, i), "\xc8\0\0\0\0\xc8", 6);
	return m;
}

struct made {
	struct buf bytes;
	enum picture_format format;
	struct image image;
	struct pixels pixels;
};

static struct made
encode(const struct image *m, const struct picture_options *options)
{
	struct made made = { .bytes = BUF_INIT };
	struct err err = ERR_INIT;

	made.pixels = pixels_of(m);
	CHECK_NUM(encode_picture(&made.pixels, options, false, &made.bytes,
	    &made.format, &err), 0);
	made.image = made.format == PICTURE_PNG ?
	    read_png(buf_str(&made.bytes)) : read_jpeg(buf_str(&made.bytes));
	CHECK_NUM(made.image.width, made.pixels.width_px);
	CHECK_NUM(made.image.height, made.pixels.height_px);
	return made;
}

static void
made_free(struct made *made)
{
	buf_release(&made->bytes);
	image_free(&made->image);
	pixels_release(&made->pixels);
}

static void
test_format(void)
{
	struct image noise = image_noise(200, 200, 3);
	struct image drawing = image_drawing(600, 400);
	struct made made = encode(&noise, &picture_defaults);

	CHECK_NUM(made.format, PICTURE_JPEG);
	made_free(&made);
	made = encode(&drawing, &picture_defaults);
	CHECK_NUM(made.format, PICTURE_PNG);
	CHECK(!memcmp(made.image.data, drawing.data, 600 * 400 * 3));
	CHECK(made.bytes.len < 3000);
	made_free(&made);
	image_free(&noise);
	image_free(&drawing);
}

/* The first component is sampled as finely as the others. */
static bool
has_full_colour(struct str jpeg)
{
	size_t frame = str_find(jpeg, STR("\xff\xc0\0\x11\x08"));

	return frame != STR_NONE && jpeg.p[frame + 11] == 0x11;
}

static void
test_full_colour(void)
{
	struct image noise = image_noise(100, 100, 3);
	struct buf file = BUF_INIT;

	make_jpeg(&noise, &jpeg_photo, &file);
	for (unsigned quality = 80; quality <= 100; quality += 10) {
		struct picture_options o = { .max_width_px = 50,
			.max_height_px = 50, .quality = quality };
		struct result r = convert_as(buf_str(&file), &o, false);

		CHECK_NUM(has_full_colour(r.picture.bytes), quality >= 90);
		result_free(&r);
	}
	buf_release(&file);
	image_free(&noise);
}

/* Every sample is one of the levels, and areas keep their mean. */
static void
check_levels(const struct image *before, const struct image *after)
{
	bool levels = true;

	for (unsigned y = 0; y < after->height; y++)
		for (unsigned x = 0; x < after->width; x++)
			levels = levels && *image_at(after, x, y) % 17 == 0;
	CHECK(levels);
	for (unsigned top = 0; top + 20 <= after->height; top += 20)
		for (unsigned left = 0; left + 20 <= after->width; left += 20) {
			int sum = 0;

			for (unsigned i = 0; i < 400; i++)
				sum += *image_at(after, left + i % 20,
				    top + i / 20) - *image_at(before,
				    left + i % 20, top + i / 20);
			CHECK(abs(sum) < 2 * 400);
		}
}

static void
test_dither(void)
{
	struct picture_options o = { .max_width_px = 1000,
		.max_height_px = 1000, .quality = 80, .gray = true,
		.dither = true };
	struct image m = image_slopes(200, 100, 1);
	struct made made = encode(&m, &o);
	struct image exact = image_noise(31, 17, 1);
	size_t found;

	CHECK_NUM(made.format, PICTURE_PNG);
	found = str_find(buf_str(&made.bytes), STR("IHDR"));
	CHECK_NUM(made.bytes.data[found + 12], 4);
	CHECK_NUM(made.bytes.data[found + 13], PNG_COLOR_TYPE_GRAY);
	check_levels(&m, &made.image);
	made_free(&made);
	/* The 16 levels themselves stay as they are. */
	for (unsigned i = 0; i < 31 * 17; i++)
		exact.data[i] = (uint8_t)(exact.data[i] % 16 * 17);
	made = encode(&exact, &o);
	for (unsigned i = 0; i < 31 * 17; i++)
		CHECK_NUM(made.image.data[3 * i], exact.data[i]);
	made_free(&made);
	image_free(&m);
	image_free(&exact);
}

/* Through the job, from colour; once dithered, it is kept. */
static void
test_dithered_file(void)
{
	struct picture_options o = { .max_width_px = 90,
		.max_height_px = 1000, .quality = 80, .gray = true,
		.dither = true };
	struct image m = image_slopes(200, 100, 3);
	struct buf file = BUF_INIT;
	struct result r, again;

	make_jpeg(&m, &jpeg_photo, &file);
	r = convert_as(buf_str(&file), &o, false);
	CHECK_NUM(r.picture.format, PICTURE_PNG);
	CHECK_NUM(r.picture.width_px, 90);
	again = convert_as(r.picture.bytes, &o, false);
	CHECK(str_eq(r.picture.bytes, again.picture.bytes));
	result_free(&r);
	result_free(&again);
	image_free(&m);
	buf_release(&file);
}

static void
test_budget(void)
{
	static const size_t budgets[] = { 60000, 30000, 15000, 4000, 1500 };
	struct image noise = image_noise(300, 200, 3);
	struct picture_options o = picture_defaults;
	struct made free_of_it = encode(&noise, &o), last = free_of_it;

	for (unsigned i = 0; i < 5; i++) {
		struct made made;

		o.budget_bytes = budgets[i];
		made = encode(&noise, &o);
		CHECK(made.bytes.len <= budgets[i]);
		/* It is used, not just kept to. */
		CHECK(made.bytes.len > budgets[i] * 6 / 10);
		CHECK(made.pixels.width_px <= last.pixels.width_px);
		CHECK(abs((int)(2 * made.pixels.width_px) -
		    (int)(3 * made.pixels.height_px)) < 3 * 4);
		if (i)
			made_free(&last);
		last = made;
	}
	made_free(&last);
	/* More than it needs changes nothing. */
	o.budget_bytes = free_of_it.bytes.len;
	last = encode(&noise, &o);
	CHECK(str_eq(buf_str(&last.bytes), buf_str(&free_of_it.bytes)));
	made_free(&last);
	made_free(&free_of_it);
	image_free(&noise);
}

/* Drawings, dithered ones, slips of pictures, budgets nothing can meet. */
static void
test_hard_budgets(void)
{
	static const unsigned sizes[][2] = { { 300, 300 }, { 3, 2000 },
		{ 2000, 1 }, { 64, 64 } };

	for (unsigned i = 0; i < 4; i++)
		for (unsigned kind = 0; kind < 3; kind++) {
			struct image m = image_noise(sizes[i][0],
			    sizes[i][1], kind ? 1 : 3);
			struct picture_options o = picture_defaults;
			struct made made;

			for (size_t k = 0; kind == 1 &&
			    k < (size_t)m.width * m.height; k++)
				m.data[k] = m.data[k] & 1 ? 255 : 0;
			o.gray = o.dither = kind == 2;
			o.budget_bytes = i == 3 ? 10 : 1200;
			made = encode(&m, &o);
			CHECK(made.bytes.len <= o.budget_bytes ||
			    (made.pixels.width_px < 64 &&
			    made.pixels.height_px < 64));
			made_free(&made);
			image_free(&m);
		}
}

/* The nearest level, also below what it is rounded from. */
static int
nearest(double value)
{
	return value < 0 ? 0 : value > 255 ? 255 : (int)(value + .5);
}

static void
test_ycc_row(void)
{
	struct pixels p = { 0 };
	unsigned off = 0;

	pixels_init(&p, PIXELS_YCC, 1, 1);
	for (unsigned i = 0; i < 1 << 16; i++) {
		int l = (int)(i * 7 % 256), cb = (int)(i & 255) - 128;
		int cr = (int)(i >> 8) - 128;
		uint8_t row[3];

		p.planes[0].data[0] = (uint8_t)l;
		p.planes[1].data[0] = (uint8_t)(cb + 128);
		p.planes[2].data[0] = (uint8_t)(cr + 128);
		pixels_ycc_row(&p, 0, row);
		off += row[0] != nearest(l + 1.402 * cr) ||
		    row[1] != nearest(l - .344136 * cb - .714136 * cr) ||
		    row[2] != nearest(l + 1.772 * cb);
	}
	/* Halves go either way. */
	CHECK(off < 100);
	pixels_release(&p);
}

int
main(void)
{
	RUN(test_format);
	RUN(test_full_colour);
	RUN(test_dither);
	RUN(test_dithered_file);
	RUN(test_budget);
	RUN(test_hard_budgets);
	RUN(test_ycc_row);
	return test_end();
}
