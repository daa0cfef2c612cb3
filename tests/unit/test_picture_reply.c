/* SPDX-License-Identifier: MIT */
/* Requests, data: URIs, and replies that are not ours. */
#include "base/limits.h"
#include "picture/data_uri.h"
#include "picture_make.h"
#include "worker/wire.h"

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
	/* Not escaped, as most drawings in pages are. */
	check_uri("data:image/svg+xml;utf8,<svg a='b'\n c='d'\r\n\t/>",
	    "<svg a='b' c='d'/>");
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
		{ .max_width_px = 0, .max_height_px = 10, .quality = 80 },
		{ .max_width_px = 10, .max_height_px = 0, .quality = 80 },
		{ .max_width_px = 10, .max_height_px = 10, .quality = 0 },
		{ .max_width_px = 10, .max_height_px = 10, .quality = 101 },
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
	RUN(test_data_uri);
	RUN(test_hostile_reply);
	RUN(test_bad_request);
	return test_end();
}
