/* SPDX-License-Identifier: MIT */
/* What is no picture, broken, too large, or a reply that is not ours. */
#include "base/limits.h"
#include "picture/data_uri.h"
#include "picture_make.h"
#include "worker/wire.h"

static void
check_refused(struct str bytes, enum err_kind kind, const char *message)
{
	struct result r = convert(bytes);

	CHECK_NUM(r.rc, -1);
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
		{ STR("RIFF\x10\0\0\0WEBPVP8 "),
		    "a WebP picture, which is not supported yet" },
		{ STR("GIF89a\1\0\1\0"),
		    "a GIF picture, which is not supported yet" },
		{ STR("BM\x46\0\0\0"),
		    "a BMP picture, which is not supported yet" },
		{ STR("\0\0\0\x20" "ftypavif"),
		    "an AVIF picture, which is not supported yet" },
		{ STR("<?xml version='1.0'?>\n<svg xmlns='x'/>"),
		    "an SVG drawing, which is not supported yet" },
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
}

static void
put_be32(char *p, uint32_t v)
{
	for (unsigned i = 0; i < 4; i++)
		p[i] = (char)(v >> (24 - 8 * i));
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

static void
put_chunk(struct buf *out, const char *type, struct str data)
{
	char word[4];
	size_t at;

	put_be32(word, (uint32_t)data.len);
	buf_add(out, word, 4);
	at = out->len;
	buf_adds(out, type);
	buf_addstr(out, data);
	put_be32(word, (uint32_t)crc32_z(0, (Bytef *)out->data + at,
	    out->len - at));
	buf_add(out, word, 4);
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

/* A file of each kind, small: 0 baseline, 1 progressive, 2, 3, 4 PNG. */
enum { KINDS = 5 };

static void
put_kind(unsigned kind, struct buf *out)
{
	struct image m = image_slopes(70, 50, kind == 4 ? 4 : 3);
	struct jpeg_recipe how = jpeg_photo;

	how.progressive = kind == 1;
	if (kind < 2)
		make_jpeg(&m, &how, out);
	else
		make_png(&m, &(struct png_recipe){ .depth = 8,
		    .type = kind == 4 ? PNG_COLOR_TYPE_RGB_ALPHA :
		    PNG_COLOR_TYPE_RGB, .interlaced = kind == 3 }, out);
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

static void
check_uri(const char *uri, const char *want)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	CHECK_NUM(data_uri_decode(str_of(uri), &out, &err), want ? 0 : -1);
	if (want)
		CHECK_STR(buf_str(&out), want);
	buf_release(&out);
}

static void
test_data_uri(void)
{
	struct picture_options options = picture_defaults;
	struct buf uri = BUF_INIT, file = BUF_INIT;
	struct result r;

	check_uri("data:,a%20b", "a b");
	check_uri("data:text/plain;charset=utf-8,%41%4", "A%4");
	check_uri("DATA:image/png;BASE64,aGFsbG8=", "hallo");
	check_uri(" data:;base64,aGFs\n bG8 ", "hallo");
	check_uri("data:;base64,aGFsbG8%3D", "hallo");
	check_uri("data:;base64,", "");
	check_uri("data:;base64,_-8", "\xff\xef");
	check_uri("data:;base64,aGFsb", NULL);
	check_uri("data:;base64,a?bc", NULL);
	check_uri("data:;base64,aa=a", NULL);
	check_uri("data:image/png", NULL);
	check_uri("http://x/,", NULL);
	check_uri("", NULL);
	put_kind(2, &file);
	buf_adds(&uri, "data:image/gif,");
	for (size_t i = 0; i < file.len; i++)
		buf_addf(&uri, "%%%02x", (unsigned char)file.data[i]);
	r = convert_as(buf_str(&uri), &options, true);
	CHECK_NUM(r.rc, 0);
	CHECK_NUM(r.picture.width_px, 70);
	result_free(&r);
	while (uri.len <= LIMIT_DATA_URI_BYTES)
		buf_adds(&uri, "%41%41%41%41%41%41%41%41%41%41%41%41%41%41");
	r = convert_as(buf_str(&uri), &options, true);
	CHECK_NUM(r.rc, -1);
	CHECK_NUM(r.err.kind, ERR_LIMIT);
	result_free(&r);
	buf_release(&uri);
	buf_release(&file);
}

static int
check_reply(const struct picture *p, struct str bytes, unsigned width,
    const char *note)
{
	struct buf reply = BUF_INIT;
	struct picture out;
	struct err err = ERR_INIT;
	int rc;

	wire_put_u32(&reply, p->format);
	wire_put_u32(&reply, width);
	wire_put_u32(&reply, p->height_px);
	wire_put_str(&reply, bytes);
	wire_put_str(&reply, str_of(note));
	rc = picture_reply(buf_str(&reply), &picture_defaults, &out, &err);
	buf_release(&reply);
	return rc;
}

static void
test_hostile_reply(void)
{
	for (unsigned kind = 0; kind < 3; kind += 2) {
		struct buf file = BUF_INIT, bad = BUF_INIT;
		struct result r;
		struct str good;
		size_t fixed;

		put_kind(kind, &file);
		r = convert_as(buf_str(&file), &picture_defaults, false);
		good = r.picture.bytes;
		CHECK_NUM(check_reply(&r.picture, good, 70, "x"), 0);
		CHECK_NUM(check_reply(&r.picture, good, 71, "x"), -1);
		CHECK_NUM(check_reply(&r.picture, good, 0, "x"), -1);
		CHECK_NUM(check_reply(&r.picture, good, 70, "\x1b[m"), -1);
		for (size_t len = 0; len < good.len; len++)
			CHECK_NUM(check_reply(&r.picture,
			    str_sub(good, 0, len), 70, ""), -1);
		buf_addstr(&bad, good);
		buf_addc(&bad, '\0');
		CHECK_NUM(check_reply(&r.picture, buf_str(&bad), 70, ""), -1);
		/* A PNG has sums over everything, a JPEG over nothing. */
		fixed = r.picture.format == PICTURE_PNG ? good.len : 6;
		for (size_t i = 0; i < fixed; i++) {
			buf_clear(&bad);
			buf_addstr(&bad, good);
			bad.data[i] ^= 0x20;
			CHECK_NUM(check_reply(&r.picture, buf_str(&bad), 70,
			    ""), -1);
		}
		buf_clear(&bad);
		buf_addstr(&bad, str_sub(good, 0, kind ? 33 : 20));
		if (kind)
			put_chunk(&bad, "tEXt", STR("a\0b"));
		else
			buf_add(&bad, "\xff\xfe\0\4hi", 6);
		buf_addstr(&bad, str_sub(good, kind ? 33 : 20, good.len));
		CHECK_NUM(check_reply(&r.picture, buf_str(&bad), 70, ""), -1);
		r.picture.format = !r.picture.format;
		CHECK_NUM(check_reply(&r.picture, good, 70, ""), -1);
		result_free(&r);
		buf_release(&file);
		buf_release(&bad);
	}
}

static void
test_bad_request(void)
{
	static const struct picture_options bad[] = {
		{ 0, 10, 80, false }, { 10, 0, 80, false },
		{ 10, 10, 0, false }, { 10, 10, 101, false }
	};
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < 4; i++) {
		struct result r = convert_as(STR("x"), &bad[i], false);

		CHECK_NUM(r.err.kind, ERR_ARGUMENT);
		result_free(&r);
	}
	CHECK_NUM(picture_job.run(NULL, STR("abc"), &out, &err), -1);
	CHECK_NUM(err.kind, ERR_ARGUMENT);
	buf_release(&out);
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
	RUN(test_data_uri);
	RUN(test_hostile_reply);
	RUN(test_bad_request);
	return test_end();
}
