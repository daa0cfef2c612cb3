/* SPDX-License-Identifier: MIT */
#include <libdeflate.h>
#include <stdlib.h>

#include "net/coding.h"
#include "test.h"

typedef size_t compress(struct libdeflate_compressor *c, const void *in,
    size_t in_bytes, void *out, size_t out_bytes);

/* Appends. */
static void
put(compress *how, const char *text, struct buf *out)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);

	buf_reserve(out, 1000);
	out->len += how(c, text, strlen(text), out->data + out->len, 1000);
	CHECK(out->len > 0);
	libdeflate_free_compressor(c);
}

static void
check(const struct buf *coded, size_t max_bytes, const char *want,
    enum err_kind kind)
{
	struct buf plain = BUF_INIT;
	struct err err = ERR_INIT;
	int result;

	buf_adds(&plain, "before");
	result = coding_undo(buf_str(coded), max_bytes, &plain, &err);
	CHECK_NUM(result, kind == ERR_NONE ? 0 : -1);
	CHECK_NUM(err.kind, kind);
	CHECK_STR(buf_str(&plain), want);
	buf_release(&plain);
}

static void
test_forms(void)
{
	static compress *const forms[] = { libdeflate_gzip_compress,
		libdeflate_zlib_compress, libdeflate_deflate_compress };

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct buf coded = BUF_INIT, part = BUF_INIT;

		put(forms[i], "a picture, a picture", &coded);
		check(&coded, 100, "a picture, a picture", ERR_NONE);
		check(&coded, 20, "a picture, a picture", ERR_NONE);
		check(&coded, 19, "", ERR_LIMIT);
		check(&coded, 0, "", ERR_LIMIT);
		for (size_t bytes = 0; bytes < coded.len; bytes++) {
			buf_clear(&part);
			buf_add(&part, coded.data, bytes);
			check(&part, 100, "", ERR_FORMAT);
		}
		buf_release(&coded);
		buf_release(&part);
	}
}

static void
test_members(void)
{
	struct buf coded = BUF_INIT;

	put(libdeflate_gzip_compress, "one ", &coded);
	put(libdeflate_gzip_compress, "two", &coded);
	check(&coded, 7, "one two", ERR_NONE);
	check(&coded, 6, "", ERR_LIMIT);
	buf_add(&coded, "\0\0", 2);
	check(&coded, 7, "one two", ERR_NONE);
	buf_add(&coded, "\x1f\x8b", 2);
	check(&coded, 7, "one two", ERR_NONE);
	buf_clear(&coded);
	put(libdeflate_gzip_compress, "one ", &coded);
	buf_adds(&coded, "\x1f\x8b but no member");
	check(&coded, 100, "", ERR_FORMAT);
	buf_release(&coded);
}

static void
test_damage(void)
{
	struct buf coded = BUF_INIT;

	put(libdeflate_gzip_compress, "a picture, a picture", &coded);
	coded.data[coded.len - 6] ^= 1;		/* in the checksum */
	check(&coded, 100, "", ERR_FORMAT);
	buf_clear(&coded);
	buf_adds(&coded, "\x89PNG\r\n\x1a\n, and no gzip at all");
	check(&coded, 100, "", ERR_FORMAT);
	buf_release(&coded);
}

/* A thousand times as much as there is is not made, but told. */
static void
test_bomb(void)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(9);
	size_t bytes = (size_t)32 << 20;
	void *zeros = calloc(1, bytes);
	struct buf coded = BUF_INIT;

	buf_reserve(&coded, bytes / 100);
	coded.len = libdeflate_gzip_compress(c, zeros, bytes, coded.data,
	    bytes / 100);
	CHECK(coded.len > 0);
	check(&coded, bytes - 1, "", ERR_LIMIT);
	check(&coded, 1000, "", ERR_LIMIT);
	buf_release(&coded);
	free(zeros);
	libdeflate_free_compressor(c);
}

int
main(void)
{
	RUN(test_forms);
	RUN(test_members);
	RUN(test_damage);
	RUN(test_bomb);
	return test_end();
}
