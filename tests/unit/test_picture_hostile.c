/* SPDX-License-Identifier: MIT */
/* What is no picture, broken or too large. */
#include "base/limits.h"
#include "picture_make.h"

static void
check_refused(struct str bytes, enum err_kind kind, const char *message)
{
	struct result r = convert(bytes);

	CHECK_NUM(r.rc, -1);
	if (kind != ERR_NONE)
		CHECK_NUM(r.err.kind, kind);
	if (message)
		CHECK_STR(str_of(r.err.message), message);
	result_free(&r);
}

static void
test_signatures(void)
{
	static const struct {
		struct str bytes;
		const char *message;
	} all[] = {
		{ STR(""), "an empty file" },
		{ STR(" \n"), "an empty file" },
		{ STR("\0\0\1\0\1\0\x10\x10"),
		    "an icon file, which is not supported" },
		{ STR("II*\0\x08\0\0\0"),
		    "a TIFF picture, which is not supported" },
		{ STR("\xff\x0a\x7a\x01"),
		    "a JPEG XL picture, which is not supported" },
		{ STR("\0\0\0\x0cJXL \r\n\x87\n"),
		    "a JPEG XL picture, which is not supported" },
		{ STR("\0\0\0\x18" "ftypisom\0\0\2\0isommp42"),
		    "a film, not a picture" },
		{ STR("RIFF\x24\x08\0\0WAVEfmt "), "a sound, not a picture" },
		{ STR("BM\x46\0\0\0"), "no picture format that is known" },
		{ STR("<?xml version='1.0'?>\n<svg xmlns='x'/>"),
		    "an SVG drawing that is not said to be one" },
		{ STR("\n<!DOCTYPE HTML><title>404</title>"),
		    "an HTML page, not a picture" },
		{ STR("\xef\xbb\xbf<html><svg/></html>"),
		    "an HTML page, not a picture" },
		{ STR("<?xml version='1.0'?><rss/>"),
		    "an XML document, not a picture" },
		{ STR("Not found"), "a text, not a picture" },
		{ STR("%PDF-1.4"), "a PDF document, not a picture" },
		{ STR("\1\2\3\4"), "no picture format that is known" },
	};

	for (unsigned i = 0; i < sizeof(all) / sizeof(*all); i++)
		check_refused(all[i].bytes, ERR_UNSUPPORTED, all[i].message);
	check_refused(STR("\xff\xd8\xff"), ERR_FORMAT, NULL);
	check_refused(STR("\xff\xd8\xff\xe0\0"), ERR_FORMAT, NULL);
	check_refused(STR("\x89PNG\r\n\x1a\n"), ERR_FORMAT, NULL);
	check_refused(STR("RIFF\x10\0\0\0WEBPVP8 "), ERR_FORMAT, NULL);
	check_refused(STR("GIF89a\1\0\1\0"), ERR_FORMAT, NULL);
	check_refused(STR("8BPS\0\1"), ERR_FORMAT, NULL);
	check_refused(STR("P6 4 4"), ERR_FORMAT, NULL);
	/* One that cannot be read in every build. */
	check_refused(STR("\0\0\0\x20" "ftypavif"), ERR_NONE, NULL);
}

static void
test_too_large(void)
{
	static const uint32_t sizes[][2] = {
		{ 16385, 1 }, { 1, 16385 }, { 6001, 6001 },
		{ 0x7fffffff, 0x7fffffff }, { 0xffffffff, 0xffffffff }
	};
	struct image m = image_slopes(8, 8, 3);
	struct buf png = BUF_INIT, jpeg = BUF_INIT;
	size_t frame;

	make_png(&m, &png_rgb, &png);
	for (unsigned i = 0; i < 5; i++) {
		put_be32(png.data + 16, sizes[i][0]);
		put_be32(png.data + 20, sizes[i][1]);
		check_refused(buf_str(&png), ERR_LIMIT, NULL);
	}
	put_be32(png.data + 16, 0);
	check_refused(buf_str(&png), ERR_FORMAT, NULL);
	make_jpeg(&m, &jpeg_photo, &jpeg);
	frame = str_find(buf_str(&jpeg), STR("\xff\xc0"));
	memcpy(jpeg.data + frame + 5, "\xff\xff\x00\x10", 4);
	check_refused(buf_str(&jpeg), ERR_LIMIT, NULL);
	memcpy(jpeg.data + frame + 5, "\x20\x00\x20\x00", 4);
	check_refused(buf_str(&jpeg), ERR_LIMIT, NULL);
	memcpy(jpeg.data + frame + 5, "\x10\x00\x10\x00", 4);
	buf_truncate(&jpeg, jpeg.len - 20);
	memset(png.data + 33, 0, png.len - 33);
	buf_reserve(&png, LIMIT_PICTURE_BYTES + 1);
	memset(png.data + png.len, 0, LIMIT_PICTURE_BYTES + 1 - png.len);
	png.len = LIMIT_PICTURE_BYTES + 1;
	check_refused(buf_str(&png), ERR_LIMIT, NULL);
	buf_release(&png);
	buf_release(&jpeg);
	image_free(&m);
}

/* A zlib stream of count megabytes of zeros, all blocks alike. */
static void
put_zeros(unsigned count, struct buf *out)
{
	size_t size = (size_t)1 << 20, len, head;
	Bytef *zeros = mem_zalloc(size), *packed = mem_alloc(size);
	z_stream z = { 0 };

	deflateInit(&z, 9);
	z.next_out = packed;
	z.avail_out = (uInt)size;
	deflate(&z, Z_FULL_FLUSH);
	head = size - z.avail_out;
	z.next_in = zeros;
	z.avail_in = (uInt)size;
	deflate(&z, Z_FULL_FLUSH);
	len = size - z.avail_out;
	deflateEnd(&z);
	buf_add(out, packed, head);
	while (count--)
		buf_add(out, packed + head, len - head);
	free(zeros);
	free(packed);
}

static void
test_png_bombs(void)
{
	struct buf zeros = BUF_INIT;
	struct str png = STR("\x89PNG\r\n\x1a\n");
	struct str head = STR("\0\0\0\x10\0\0\0\x10\x08\2\0\0\0");

	put_zeros(1024, &zeros);
	for (unsigned i = 0; i < 4; i++) {
		static const char *const types[] = { "zTXt", "iCCP", "iTXt" };
		struct buf file = BUF_INIT, text = BUF_INIT;
		struct result r;

		buf_addstr(&file, png);
		put_chunk(&file, "IHDR", head);
		if (i < 3) {
			buf_add(&text, i == 2 ? "a\0\1\0\0\0" : "a\0\0",
			    i == 2 ? 6 : 3);
			buf_addstr(&text, buf_str(&zeros));
			put_chunk(&file, types[i], buf_str(&text));
		}
		put_chunk(&file, "IDAT", buf_str(&zeros));
		put_chunk(&file, "IEND", STR(""));
		r = convert(buf_str(&file));
		/* Its first 16 rows are all that is looked at. */
		CHECK_NUM(r.rc, 0);
		CHECK_NUM(r.picture.width_px, 16);
		CHECK(r.picture.bytes.len < 200);
		result_free(&r);
		buf_release(&file);
		buf_release(&text);
	}
	buf_release(&zeros);
}

static void
test_scan_bomb(void)
{
	struct image m = image_noise(64, 64, 3);
	struct jpeg_recipe how = jpeg_photo;
	struct buf jpeg = BUF_INIT, bomb = BUF_INIT;
	size_t scan, next;

	how.progressive = true;
	make_jpeg(&m, &how, &jpeg);
	/* The last scan, without the end of the file. */
	for (scan = next = 0; next != STR_NONE;
	    next = str_find(str_sub(buf_str(&jpeg), scan + 1, jpeg.len),
	    STR("\xff\xda")))
		scan += next ? next + 1 : 0;
	buf_add(&bomb, jpeg.data, jpeg.len - 2);
	for (unsigned i = 0; i < 1000; i++)
		buf_add(&bomb, jpeg.data + scan, jpeg.len - 2 - scan);
	buf_adds(&bomb, "\xff\xd9");
	check_refused(buf_str(&bomb), ERR_LIMIT,
	    "a JPEG of more than 100 scans");
	buf_release(&jpeg);
	buf_release(&bomb);
	image_free(&m);
}

static void
test_truncated(void)
{
	for (unsigned kind = 0; kind < KINDS; kind++) {
		struct buf file = BUF_INIT;
		unsigned shown = 0, tried = 0;

		put_kind(kind, &file);
		for (size_t len = 0; len < file.len; len += 1 + len / 97) {
			/* On its own, so that a read behind it is seen. */
			char *cut = mem_strndup(file.data, len);
			struct result r;

			cut = mem_resize(cut, len ? len : 1);
			r = convert((struct str){ cut, len });
			tried++;
			shown += r.rc == 0;
			if (r.rc == 0 && len < file.len - 20)
				CHECK_STR(r.picture.note, "truncated");
			CHECK(r.rc || r.picture.width_px == 70);
			result_free(&r);
			free(cut);
		}
		CHECK(shown > 5 && shown < tried);
		buf_release(&file);
	}
}

/* What came before the cut looks as it should, the rest is white. */
static void
test_truncated_shows(void)
{
	static const uint8_t white[3] = { 255, 255, 255 };
	struct image m = image_slopes(300, 200, 3);

	for (unsigned kind = 0; kind < 2; kind++) {
		struct buf file = BUF_INIT;
		struct result r;

		if (kind)
			make_png(&m, &png_rgb, &file);
		else
			make_jpeg(&m, &jpeg_photo, &file);
		r = convert(str_sub(buf_str(&file), 0, file.len / 2));
		CHECK_NUM(r.rc, 0);
		CHECK_STR(r.picture.note, "truncated");
		CHECK(image_distance(&r.image, 150, 8,
		    image_at(&m, 150, 8)) < 8);
		CHECK(!kind || !image_distance(&r.image, 150, 199, white));
		result_free(&r);
		buf_release(&file);
	}
	image_free(&m);
}

static void
test_corrupted(void)
{
	uint32_t state = 7;

	for (unsigned i = 0; i < 4000; i++) {
		struct buf file = BUF_INIT;
		struct result r;
		unsigned changes = 1 + test_random(&state) % 6;

		put_kind(i % KINDS, &file);
		while (changes--)
			file.data[test_random(&state) % file.len] =
			    (char)test_random(&state);
		r = convert(buf_str(&file));
		CHECK(r.rc == 0 || r.err.message[0]);
		result_free(&r);
		buf_release(&file);
	}
}

static void
test_same_bytes(void)
{
	for (unsigned kind = 0; kind < KINDS; kind++) {
		struct buf file = BUF_INIT;
		struct result a, b;

		put_kind(kind, &file);
		a = convert(buf_str(&file));
		b = convert(buf_str(&file));
		CHECK(str_eq(buf_str(&a.reply), buf_str(&b.reply)));
		result_free(&a);
		result_free(&b);
		buf_release(&file);
	}
}

/* Texts, locations and hidden bytes do not come through. */
static void
test_no_metadata(void)
{
	static const char app[] = "\xff\xe1\0\x16" "Exif\0\0CANARY-secret";
	static const char com[] = "\xff\xfe\0\x0f" "CANARY-secret";
	struct buf jpeg = BUF_INIT, png = BUF_INIT, file = BUF_INIT;
	struct result r;

	put_kind(0, &jpeg);
	buf_add(&file, jpeg.data, 2);
	buf_add(&file, app, sizeof(app));
	buf_add(&file, com, sizeof(com) - 1);
	buf_add(&file, jpeg.data + 2, jpeg.len - 2);
	buf_adds(&file, "CANARY-secret");
	r = convert(buf_str(&file));
	CHECK_NUM(r.rc, 0);
	CHECK(str_find(buf_str(&r.reply), STR("CANARY")) == STR_NONE);
	result_free(&r);
	buf_clear(&file);
	put_kind(2, &png);
	buf_add(&file, png.data, 33);
	put_chunk(&file, "tEXt", STR("Comment\0CANARY-secret"));
	put_chunk(&file, "prIv", STR("CANARY-secret"));
	buf_add(&file, png.data + 33, png.len - 33);
	buf_adds(&file, "CANARY-secret");
	r = convert(buf_str(&file));
	CHECK_NUM(r.rc, 0);
	CHECK_STR(r.picture.note, "");
	CHECK(str_find(buf_str(&r.reply), STR("CANARY")) == STR_NONE);
	result_free(&r);
	buf_release(&jpeg);
	buf_release(&png);
	buf_release(&file);
}

/* Scans that are whole are shown, whatever comes after them. */
static void
test_progressive_damage(void)
{
	static const struct jpeg_recipe how = { JCS_RGB, JCS_YCbCr, 2, 2,
		true, false };
	static const char markers[][3] = { "\xff\xf6", "\xff\xc0", "\xff\xd8" };
	struct image m = image_noise(96, 96, 3);
	struct buf file = BUF_INIT;

	make_jpeg(&m, &how, &file);
	for (unsigned i = 0; i < 3; i++) {
		struct result r;

		memcpy(file.data + file.len - 900, markers[i], 2);
		r = convert(buf_str(&file));
		CHECK_NUM(r.rc, 0);
		CHECK_STR(r.picture.note, "damaged");
		CHECK_NUM(r.picture.width_px, 96);
		result_free(&r);
	}
	/* Nothing is left of the first scan. */
	file.len = str_find(buf_str(&file), STR("\xff\xda")) + 12;
	buf_add(&file, "\xff\xf6\xff\xd9", 4);
	check_refused(buf_str(&file), ERR_FORMAT, NULL);
	buf_release(&file);
	image_free(&m);
}

int
main(void)
{
	RUN(test_signatures);
	RUN(test_too_large);
	RUN(test_png_bombs);
	RUN(test_scan_bomb);
	RUN(test_truncated);
	RUN(test_truncated_shows);
	RUN(test_corrupted);
	RUN(test_same_bytes);
	RUN(test_no_metadata);
	RUN(test_progressive_damage);
	return test_end();
}
