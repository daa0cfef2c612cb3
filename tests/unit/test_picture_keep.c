/* SPDX-License-Identifier: MIT */
/* What fits is kept without loss, and without anything but its pixels. */
#include "picture/keep.h"
#include "picture_make.h"

static const char canary[] = "canary-4711";

static void
put_segment(struct buf *out, unsigned marker, const char *head)
{
	size_t len = strlen(head) + 1 + sizeof(canary) + 2;

	buf_addc(out, (char)0xff);
	buf_addc(out, (char)marker);
	buf_addc(out, (char)(len >> 8));
	buf_addc(out, (char)len);
	buf_add(out, head, strlen(head) + 1);
	buf_add(out, canary, sizeof(canary));
}

/* A JPEG with canaries in its segments and behind its end. */
static void
put_told(struct str jpeg, struct buf *out)
{
	buf_addstr(out, str_sub(jpeg, 0, 2));
	put_segment(out, 0xe1, "http://ns.adobe.com/xap/1.0/");
	put_segment(out, 0xed, "Photoshop 3.0");
	put_segment(out, 0xe5, "");
	put_segment(out, 0xfe, "");
	buf_addstr(out, str_sub(jpeg, 2, jpeg.len));
	buf_add(out, canary, sizeof(canary));
}

static bool
is_clean(const struct result *r)
{
	return str_find(r->picture.bytes, STR("canary")) == STR_NONE &&
	    str_find(r->picture.bytes, STR("adobe")) == STR_NONE;
}

static bool
same_image(const struct image *a, const struct image *b)
{
	return a->width == b->width && a->height == b->height &&
	    !memcmp(a->data, b->data, (size_t)a->width * a->height * 3);
}

static void
test_jpeg_is_kept(void)
{
	static const struct jpeg_recipe recipes[] = {
		{ JCS_RGB, JCS_YCbCr, 2, 2, false, false },
		{ JCS_RGB, JCS_YCbCr, 1, 1, true, false },
		{ JCS_RGB, JCS_YCbCr, 2, 1, false, true },
		{ JCS_GRAYSCALE, JCS_GRAYSCALE, 1, 1, true, false },
	};

	for (unsigned i = 0; i < 4; i++) {
		struct image m = image_noise(75, 53,
		    recipes[i].from == JCS_RGB ? 3 : 1);
		struct buf plain = BUF_INIT, told = BUF_INIT;
		struct image before;
		struct result r, again;

		make_jpeg(&m, &recipes[i], &plain);
		before = read_jpeg(buf_str(&plain));
		put_told(buf_str(&plain), &told);
		r = convert_as(buf_str(&told), &picture_defaults, false);
		CHECK_NUM(r.rc, 0);
		CHECK_STR(r.picture.note, "");
		CHECK_NUM(r.picture.format, PICTURE_JPEG);
		/* Noise of this quality would suffer if coded again. */
		CHECK(same_image(&before, &r.image));
		CHECK(is_clean(&r));
		CHECK(r.picture.bytes.len <= plain.len);
		again = convert_as(r.picture.bytes, &picture_defaults, false);
		CHECK(str_eq(r.picture.bytes, again.picture.bytes));
		result_free(&r);
		result_free(&again);
		image_free(&before);
		image_free(&m);
		buf_release(&plain);
		buf_release(&told);
	}
}

/* Through what it must pass: the same file, one option different. */
static void
test_jpeg_is_converted(void)
{
	struct image m = image_noise(75, 53, 3);
	struct buf file = BUF_INIT;
	struct image before;

	make_jpeg(&m, &jpeg_photo, &file);
	before = read_jpeg(buf_str(&file));
	for (unsigned i = 0; i < 5; i++) {
		struct picture_options o = picture_defaults;
		struct result r;

		o.max_width_px = i == 0 ? 74 : 100;
		o.gray = i == 1;
		o.budget_bytes = i == 2 ? file.len / 2 : 0;
		if (i == 3)
			file.len -= 20;
		if (i == 4) {
			/* The keeper finds damage that a glance may miss. */
			file.len += 20;
			memset(file.data + file.len / 2, 0xff, 3);
		}
		r = convert_as(buf_str(&file), &o, false);
		CHECK_NUM(r.rc, 0);
		CHECK(!same_image(&before, &r.image));
		CHECK_NUM(!r.picture.note.len, i < 3);
		result_free(&r);
	}
	image_free(&before);
	image_free(&m);
	buf_release(&file);
}

/* Other ways to store colour become YCbCr, as every reader expects. */
static void
test_uncommon_jpeg(void)
{
	static const struct jpeg_recipe rgb = { JCS_RGB, JCS_RGB, 1, 1, false,
		true };
	struct image m = image_slopes(64, 64, 3);
	struct buf file = BUF_INIT;
	struct result r;

	make_jpeg(&m, &rgb, &file);
	r = convert(buf_str(&file));
	CHECK_NUM(r.rc, 0);
	CHECK(image_distance(&r.image, 20, 20, image_at(&m, 20, 20)) < 6);
	CHECK(str_find(r.picture.bytes, STR("Adobe")) == STR_NONE);
	result_free(&r);
	buf_release(&file);
	image_free(&m);
}

/* Each step of its tables becomes one of two bytes, as in no baseline JPEG. */
static void
put_coarse(struct str jpeg, struct buf *out)
{
	size_t at;

	while ((at = str_find(jpeg, STR("\xff\xdb\0\x43"))) != STR_NONE) {
		buf_addstr(out, str_sub(jpeg, 0, at));
		buf_add(out, "\xff\xdb\0\x83", 4);
		buf_addc(out, (char)(jpeg.p[at + 4] | 0x10));
		for (unsigned i = 0; i < 64; i++) {
			buf_addc(out, 1);
			buf_addc(out, jpeg.p[at + 5 + i]);
		}
		jpeg = str_sub(jpeg, at + 69, jpeg.len);
	}
	buf_addstr(out, jpeg);
}

static void
test_coarse_jpeg(void)
{
	static const struct jpeg_recipe recipes[] = {
		{ JCS_RGB, JCS_YCbCr, 2, 2, false, false },
		{ JCS_RGB, JCS_YCbCr, 1, 1, true, false },
	};
	struct image m = image_slopes(64, 64, 3);

	for (unsigned i = 0; i < 2; i++) {
		struct buf file = BUF_INIT, coarse = BUF_INIT;
		struct result r;

		make_jpeg(&m, &recipes[i], &file);
		put_coarse(buf_str(&file), &coarse);
		r = convert(buf_str(&coarse));
		CHECK_NUM(r.rc, 0);
		CHECK_STR(r.picture.note, "");
		CHECK(str_find(r.picture.bytes, STR("\xff\xc0")) != STR_NONE);
		result_free(&r);
		buf_release(&file);
		buf_release(&coarse);
	}
	image_free(&m);
}

static void
put_told_png(struct str png, struct buf *out)
{
	size_t end = png.len - 12;

	buf_addstr(out, str_sub(png, 0, 33));
	put_chunk(out, "tEXt", STR("Comment\0canary-4711"));
	put_chunk(out, "eXIf", STR("canary-4711"));
	put_chunk(out, "tIME", STR("canary7"));
	buf_addstr(out, str_sub(png, 33, end));
	put_chunk(out, "zTXt", STR("canary-4711"));
	buf_addstr(out, str_sub(png, end, png.len));
	buf_add(out, canary, sizeof(canary));
}

static void
test_png_is_kept(void)
{
	static const png_color colours[2] = { { 10, 20, 30 },
		{ 200, 100, 0 } };
	static const struct png_recipe recipes[] = {
		{ PNG_COLOR_TYPE_RGB, 8, false, NULL, 0, NULL, 0, NULL },
		{ PNG_COLOR_TYPE_RGB, 8, true, NULL, 0, NULL, 0, NULL },
		{ PNG_COLOR_TYPE_GRAY, 8, true, NULL, 0, NULL, 0, NULL },
		{ PNG_COLOR_TYPE_PALETTE, 1, true, colours, 2, NULL, 0, NULL },
	};

	for (unsigned i = 0; i < 4; i++)
		for (unsigned side = 1; side < 60; side += side / 2 + 1) {
			struct image m = image_noise(side, 60 - side,
			    i < 2 ? 3 : 1);
			struct buf plain = BUF_INIT, told = BUF_INIT;
			struct result r;

			for (size_t k = 0; i == 3 && k < side * (60 - side);
			    k++)
				m.data[k] &= 1;
			make_png(&m, &recipes[i], &plain);
			put_told_png(buf_str(&plain), &told);
			r = convert_as(buf_str(&told), &picture_defaults,
			    false);
			CHECK_NUM(r.rc, 0);
			CHECK_STR(r.picture.note, "");
			CHECK(str_eq(r.picture.bytes, buf_str(&plain)));
			result_free(&r);
			buf_release(&plain);
			buf_release(&told);
			image_free(&m);
		}
}

/* The data of the first IDAT chunk replaced. */
static void
put_with_pixels(struct str png, struct str data, struct buf *out)
{
	struct str rest = str_sub(png, 8, png.len);
	struct png_chunk c;

	buf_addstr(out, str_sub(png, 0, 8));
	while (png_take_chunk(&rest, &c))
		if (str_eq(c.type, STR("IDAT")))
			put_chunk(out, "IDAT", data);
		else
			buf_addstr(out, c.whole);
}

/* Pixels that hold more, or less, than the picture. */
static void
test_png_hiding(void)
{
	struct image m = image_slopes(20, 20, 3);
	struct buf plain = BUF_INIT, bad = BUF_INIT;
	Bytef rows[20 * 61 + 100] = { 0 }, packed[2000];
	struct picture_options o = picture_defaults;

	make_png(&m, &png_rgb, &plain);
	memcpy(rows + 20 * 61, canary, sizeof(canary));
	for (unsigned i = 0; i < 4; i++) {
		static const size_t sizes[] = { 1220, 1219, 1221, 1320 };
		uLongf len = sizeof(packed);
		struct buf data = BUF_INIT, kept = BUF_INIT;

		compress(packed, &len, rows, sizes[i]);
		buf_add(&data, packed, len);
		put_with_pixels(buf_str(&plain), buf_str(&data), &bad);
		CHECK_NUM(keep_png(buf_str(&bad), &o, &kept), i == 0);
		/* Behind the end of the stream. */
		buf_add(&data, canary, sizeof(canary));
		buf_clear(&bad);
		put_with_pixels(buf_str(&plain), buf_str(&data), &bad);
		CHECK(!keep_png(buf_str(&bad), &o, &kept));
		buf_clear(&bad);
		buf_release(&data);
		buf_release(&kept);
	}
	buf_release(&plain);
	buf_release(&bad);
	image_free(&m);
}

static struct result
convert_alpha(uint8_t alpha, bool keep)
{
	struct picture_options o = picture_defaults;
	struct image m = image_noise(40, 40, 4);
	struct buf png = BUF_INIT;
	struct result r;

	for (unsigned i = 0; i < 1600; i++)
		m.data[4 * i + 3] = i ? 255 : alpha;
	make_png(&m, &(struct png_recipe){ .type = PNG_COLOR_TYPE_RGB_ALPHA,
	    .depth = 8 }, &png);
	o.keep_originals = keep;
	r = convert_as(buf_str(&png), &o, false);
	CHECK_NUM(r.rc, 0);
	/* Whether it is the file itself. */
	r.err.kind = str_eq(r.picture.bytes, buf_str(&png)) ? ERR_NONE :
	    ERR_FORMAT;
	buf_release(&png);
	image_free(&m);
	return r;
}

static void
test_alpha(void)
{
	struct result r = convert_alpha(255, false);

	CHECK_NUM(r.err.kind, ERR_NONE);
	result_free(&r);
	r = convert_alpha(254, false);
	CHECK_NUM(r.err.kind, ERR_FORMAT);
	result_free(&r);
	r = convert_alpha(254, true);
	CHECK_NUM(r.err.kind, ERR_NONE);
	result_free(&r);
}

int
main(void)
{
	RUN(test_jpeg_is_kept);
	RUN(test_jpeg_is_converted);
	RUN(test_uncommon_jpeg);
	RUN(test_coarse_jpeg);
	RUN(test_png_is_kept);
	RUN(test_png_hiding);
	RUN(test_alpha);
	return test_end();
}
