/* SPDX-License-Identifier: MIT */
/* PNG in all its forms: what comes out has the same pixels, on white. */
#include "picture_make.h"

/* Makes a PNG of m and checks that each pixel of the result is as wanted. */
static void
check_png(const struct image *m, const struct png_recipe *how,
    const struct image *want)
{
	struct buf png = BUF_INIT;
	struct result r;
	size_t bytes = (size_t)want->width * want->height * 3;

	make_png(m, how, &png);
	r = convert(buf_str(&png));
	CHECK_NUM(r.rc, 0);
	CHECK_NUM(r.picture.format, PICTURE_PNG);
	CHECK_STR(r.picture.note, "");
	CHECK(r.image.width == want->width && r.image.height == want->height &&
	    !memcmp(r.image.data, want->data, bytes));
	result_free(&r);
	buf_release(&png);
}

static void
test_png_gray_levels(void)
{
	for (int depth = 1; depth <= 16; depth *= 2) {
		unsigned top = depth < 16 ? (1u << depth) - 1 : 255;
		unsigned bytes = depth == 16 ? 2 : 1;
		struct image m = image_new(64, 9, bytes);
		struct image want = image_new(64, 9, 3);

		for (unsigned y = 0; y < 9; y++)
			for (unsigned x = 0; x < 64; x++) {
				unsigned v = x / 8 * top / 7;

				memset(image_at(&m, x, y), (int)v, bytes);
				memset(image_at(&want, x, y),
				    (int)(v * 255 / top), 3);
			}
		for (unsigned i = 0; i < 2; i++)
			check_png(&m, &(struct png_recipe){
			    .type = PNG_COLOR_TYPE_GRAY, .depth = depth,
			    .interlaced = i }, &want);
		image_free(&m);
		image_free(&want);
	}
}

static void
test_png_palette(void)
{
	static const png_color colours[] = {
		{ 255, 0, 0 }, { 0, 128, 0 }, { 0, 0, 0 }, { 200, 100, 0 }
	};
	/* The second is half clear: half of 128 and of 0 over white. */
	static const png_byte alpha[] = { 255, 128, 0 };
	static const uint8_t seen[][3] = {
		{ 255, 0, 0 }, { 127, 191, 127 }, { 255, 255, 255 },
		{ 200, 100, 0 }
	};
	struct image m = image_new(37, 21, 1), want = image_new(37, 21, 3);

	for (unsigned y = 0; y < 21; y++)
		for (unsigned x = 0; x < 37; x++) {
			unsigned v = (x / 5 + y / 7) % 4;

			*image_at(&m, x, y) = (uint8_t)v;
			memcpy(image_at(&want, x, y), seen[v], 3);
		}
	for (int depth = 2; depth <= 8; depth *= 2)
		for (unsigned i = 0; i < 2; i++)
			check_png(&m, &(struct png_recipe){
			    PNG_COLOR_TYPE_PALETTE, depth, i, colours, 4,
			    alpha, 3, NULL }, &want);
	image_free(&m);
	image_free(&want);
}

static void
test_png_alpha(void)
{
	/* Alpha 255, 0 and 51, that is a fifth. */
	static const uint8_t rgba[][4] = {
		{ 10, 20, 30, 255 }, { 10, 20, 30, 0 }, { 0, 100, 255, 51 }
	};
	static const uint8_t seen[][3] = {
		{ 10, 20, 30 }, { 255, 255, 255 }, { 204, 224, 255 }
	};
	struct image m = image_new(30, 30, 4), want = image_new(30, 30, 3);
	struct image wide = image_new(30, 30, 8);

	for (unsigned y = 0; y < 30; y++)
		for (unsigned x = 0; x < 30; x++) {
			const uint8_t *p = rgba[x / 10];

			memcpy(image_at(&m, x, y), p, 4);
			memcpy(image_at(&want, x, y), seen[x / 10], 3);
			for (unsigned i = 0; i < 8; i++)
				image_at(&wide, x, y)[i] = p[i / 2];
		}
	for (unsigned i = 0; i < 2; i++) {
		check_png(&m, &(struct png_recipe){ .depth = 8,
		    .type = PNG_COLOR_TYPE_RGB_ALPHA, .interlaced = i },
		    &want);
		check_png(&wide, &(struct png_recipe){ .depth = 16,
		    .type = PNG_COLOR_TYPE_RGB_ALPHA, .interlaced = i },
		    &want);
	}
	image_free(&m);
	image_free(&want);
	image_free(&wide);
}

static void
test_png_clear_colour(void)
{
	static const png_color_16 clear = { 0, 10, 20, 30, 7 };
	struct image m = image_new(20, 20, 3), want = image_new(20, 20, 3);
	struct image gray = image_new(20, 20, 1), level = image_new(20, 20, 3);

	for (unsigned x = 0; x < 20; x++)
		for (unsigned y = 0; y < 20; y++) {
			bool hole = x < y;
			uint8_t v = hole ? 7 : 77;

			memcpy(image_at(&m, x, y), hole ? "\x0a\x14\x1e" :
			    "\x0a\x14\x1f", 3);
			memcpy(image_at(&want, x, y), hole ? "\xff\xff\xff" :
			    "\x0a\x14\x1f", 3);
			*image_at(&gray, x, y) = v;
			memset(image_at(&level, x, y), hole ? 255 : v, 3);
		}
	check_png(&m, &(struct png_recipe){ .depth = 8, .clear = &clear,
	    .type = PNG_COLOR_TYPE_RGB }, &want);
	check_png(&gray, &(struct png_recipe){ .depth = 8, .clear = &clear,
	    .type = PNG_COLOR_TYPE_GRAY }, &level);
	image_free(&m);
	image_free(&want);
	image_free(&gray);
	image_free(&level);
}

int
main(void)
{
	RUN(test_png_gray_levels);
	RUN(test_png_palette);
	RUN(test_png_alpha);
	RUN(test_png_clear_colour);
	return test_end();
}
