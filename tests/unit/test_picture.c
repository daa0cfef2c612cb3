/* SPDX-License-Identifier: MIT */
/* JPEG in all its forms, and what format comes out. */
#include "picture_make.h"

/* The stored pixel that an upright one comes from (EXIF 2.32, 4.6.4 A). */
static const uint8_t *
stored_at(const struct image *m, unsigned o, unsigned x, unsigned y)
{
	unsigned w = m->width - 1, h = m->height - 1;

	switch (o) {
	case 2: return image_at(m, w - x, y);
	case 3: return image_at(m, w - x, h - y);
	case 4: return image_at(m, x, h - y);
	case 5: return image_at(m, y, x);
	case 6: return image_at(m, y, h - x);
	case 7: return image_at(m, w - y, h - x);
	case 8: return image_at(m, w - y, x);
	default: return image_at(m, x, y);
	}
}

/* jpeg with an Exif segment behind its first marker. */
static void
put_exif(struct str jpeg, unsigned orientation, bool big, struct buf *out)
{
	char exif[] = "\xff\xe1\0\x22" "Exif\0\0" "II*\0\x08\0\0\0" "\1\0"
	    "\x12\1\3\0\1\0\0\0\0\0\0\0" "\0\0\0\0";
	char motorola[] = "\xff\xe1\0\x22" "Exif\0\0" "MM\0*\0\0\0\x08" "\0\1"
	    "\1\x12\0\3\0\0\0\1\0\0\0\0" "\0\0\0\0";

	exif[28] = (char)orientation;
	motorola[29] = (char)orientation;
	buf_addstr(out, str_sub(jpeg, 0, 2));
	buf_add(out, big ? motorola : exif, sizeof(exif) - 1);
	buf_addstr(out, str_sub(jpeg, 2, jpeg.len));
}

static void
check_turned(const struct image *m, const struct jpeg_recipe *how,
    unsigned orientation, bool big)
{
	struct buf plain = BUF_INIT, jpeg = BUF_INIT;
	struct result r;
	bool swap = orientation >= 5;
	int worst = 0;

	make_jpeg(m, how, &plain);
	put_exif(buf_str(&plain), orientation, big, &jpeg);
	r = convert(buf_str(&jpeg));
	CHECK_NUM(r.rc, 0);
	CHECK_NUM(r.picture.width_px, swap ? m->height : m->width);
	CHECK_NUM(r.picture.height_px, swap ? m->width : m->height);
	for (unsigned y = 0; y < r.image.height; y++)
		for (unsigned x = 0; x < r.image.width; x++) {
			int d = image_distance(&r.image, x, y,
			    stored_at(m, orientation, x, y));

			worst = d > worst ? d : worst;
		}
	if (worst > 12)
		printf("orientation %u of %ux%u: %d levels off\n", orientation,
		    m->width, m->height, worst);
	CHECK(worst <= 12);
	buf_release(&plain);
	buf_release(&jpeg);
	result_free(&r);
}

static void
test_orientation(void)
{
	static const unsigned sizes[][2] = {
		{ 64, 48 }, { 63, 48 }, { 64, 47 }, { 61, 45 }, { 300, 200 }
	};
	static const struct jpeg_recipe recipes[] = {
		{ JCS_RGB, JCS_YCbCr, 1, 1, false, false },
		{ JCS_RGB, JCS_YCbCr, 2, 2, false, false },
		{ JCS_RGB, JCS_YCbCr, 2, 1, true, false },
		{ JCS_RGB, JCS_RGB, 1, 1, false, true },
	};

	for (unsigned o = 1; o <= 8; o++)
		for (unsigned s = 0; s < 5; s++) {
			struct image m = image_slopes(sizes[s][0],
			    sizes[s][1], 3);

			for (unsigned i = 0; i < 4; i++)
				check_turned(&m, &recipes[i], o, i % 2);
			image_free(&m);
		}
}

static void
test_turned_then_fitted(void)
{
	struct image m = image_slopes(400, 100, 3);
	struct buf plain = BUF_INIT, jpeg = BUF_INIT;
	struct picture_options options = { .max_width_px = 50,
		.max_height_px = 1000, .quality = 90 };
	struct result r;

	make_jpeg(&m, &jpeg_photo, &plain);
	put_exif(buf_str(&plain), 6, true, &jpeg);
	r = convert_as(buf_str(&jpeg), &options, false);
	CHECK_NUM(r.picture.width_px, 50);
	CHECK_NUM(r.picture.height_px, 200);
	result_free(&r);
	buf_release(&plain);
	buf_release(&jpeg);
	image_free(&m);
}

static void
test_exif_broken(void)
{
	static const unsigned char bad[] = { 0, 9, 255 };
	struct image m = image_slopes(40, 20, 3);
	struct buf plain = BUF_INIT;

	make_jpeg(&m, &jpeg_photo, &plain);
	for (unsigned i = 0; i < 3 + 34; i++) {
		struct buf jpeg = BUF_INIT;
		struct result r;

		put_exif(buf_str(&plain), i < 3 ? bad[i] : 6, i % 2, &jpeg);
		/* Any of its bytes but marker and length may be wrong. */
		if (i >= 3 + 2)
			jpeg.data[2 + i - 1] ^= (char)0xff;
		r = convert(buf_str(&jpeg));
		CHECK_NUM(r.rc, 0);
		if (i < 3)
			CHECK_NUM(r.picture.width_px, 40);
		result_free(&r);
		buf_release(&jpeg);
	}
	buf_release(&plain);
	image_free(&m);
}

/* Four channels of ink, with and without Adobe's marker, which inverts. */
static void
test_cmyk(void)
{
	static const uint8_t inks[4] = { 51, 102, 0, 51 };
	static const uint8_t seen[3] = { 163, 122, 204 };

	for (unsigned i = 0; i < 4; i++) {
		struct image m = image_new(32, 32, 4);
		struct buf jpeg = BUF_INIT;
		struct jpeg_recipe how = { JCS_CMYK,
			i & 2 ? JCS_YCCK : JCS_CMYK, 1, 1, false,
			i > 0 };
		struct result r;

		for (unsigned k = 0; k < 32 * 32 * 4; k++)
			m.data[k] = (uint8_t)(how.adobe ? 255 - inks[k % 4] :
			    inks[k % 4]);
		make_jpeg(&m, &how, &jpeg);
		r = convert(buf_str(&jpeg));
		CHECK_NUM(r.rc, 0);
		CHECK(r.rc || image_distance(&r.image, 16, 16, seen) <= 3);
		result_free(&r);
		buf_release(&jpeg);
		image_free(&m);
	}
}

static void
test_gray(void)
{
	struct picture_options options = { .max_width_px = 1000,
		.max_height_px = 1000, .quality = 90, .gray = true };
	struct image m = image_slopes(80, 60, 3), g = image_slopes(80, 60, 1);
	struct buf jpeg = BUF_INIT, png = BUF_INIT, gray = BUF_INIT;
	const uint8_t *p = image_at(&m, 30, 30);
	uint8_t level = (uint8_t)((299 * p[0] + 587 * p[1] + 114 * p[2]) /
	    1000);
	struct result r[3];

	make_jpeg(&m, &jpeg_photo, &jpeg);
	make_png(&m, &png_rgb, &png);
	make_jpeg(&g, &jpeg_gray, &gray);
	r[0] = convert_as(buf_str(&jpeg), &options, false);
	r[1] = convert_as(buf_str(&png), &options, false);
	r[2] = convert(buf_str(&gray));
	for (unsigned i = 0; i < 3; i++) {
		size_t frame = str_find(r[i].picture.bytes,
		    STR("\xff\xc0\0\x0b\x08"));

		CHECK_NUM(r[i].rc, 0);
		/* A JPEG of one component. */
		CHECK(r[i].picture.format == PICTURE_PNG ||
		    frame != STR_NONE);
		if (i < 2)
			CHECK(abs(*image_at(&r[i].image, 30, 30) - level) <=
			    3);
		result_free(&r[i]);
	}
	buf_release(&jpeg);
	buf_release(&png);
	buf_release(&gray);
	image_free(&m);
	image_free(&g);
}

/* A photograph becomes JPEG, a drawing PNG, whatever they were stored as. */
static void
test_format(void)
{
	struct image noise = image_noise(200, 200, 3);
	struct image drawing = image_new(600, 400, 3);
	struct picture_options smaller = picture_defaults;
	struct buf png = BUF_INIT;
	struct result r;

	smaller.max_width_px = 150;
	make_png(&noise, &png_rgb, &png);
	r = convert_as(buf_str(&png), &smaller, false);
	CHECK_NUM(r.picture.format, PICTURE_JPEG);
	result_free(&r);
	buf_clear(&png);
	memset(drawing.data, 255, 600 * 400 * 3);
	for (unsigned i = 0; i < 400; i++)
		memcpy(image_at(&drawing, i, i), "\xc8\0\0\0\0\xc8", 6);
	make_png(&drawing, &png_rgb, &png);
	r = convert_as(buf_str(&png), &picture_defaults, false);
	CHECK_NUM(r.picture.format, PICTURE_PNG);
	CHECK(!memcmp(r.image.data, drawing.data, 600 * 400 * 3));
	CHECK(r.picture.bytes.len < 3000);
	result_free(&r);
	buf_release(&png);
	image_free(&noise);
	image_free(&drawing);
}

static void
test_corpus(void)
{
	static const char *const names[] = {
		"05-greentraditional.jpg", "09-autumn.jpg", "12-grey.jpg",
		"17-usr-rollpaper.png"
	};
	const char *corpus = getenv("CHAPBOOK_CORPUS");
	struct picture_options o = picture_defaults;

	corpus = corpus ? corpus : "../shared/corpus";
	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct buf path = BUF_INIT, bytes = BUF_INIT;
		struct result r;
		FILE *f;
		size_t n;

		buf_addf(&path, "%s/photos/%s", corpus, names[i]);
		f = fopen(path.data, "rb");
		buf_release(&path);
		if (!f)
			SKIP("no corpus");
		buf_reserve(&bytes, (size_t)4 << 20);
		n = fread(bytes.data, 1, (size_t)4 << 20, f);
		bytes.len = n;
		fclose(f);
		r = convert_as(buf_str(&bytes), &o, false);
		CHECK_NUM(r.rc, 0);
		CHECK_STR(r.picture.note, "");
		CHECK_NUM(r.picture.width_px, 1072);
		CHECK(r.picture.height_px <= 1448);
		result_free(&r);
		buf_release(&bytes);
	}
}

int
main(void)
{
	RUN(test_orientation);
	RUN(test_turned_then_fitted);
	RUN(test_exif_broken);
	RUN(test_cmyk);
	RUN(test_gray);
	RUN(test_format);
	RUN(test_corpus);
	return test_end();
}
