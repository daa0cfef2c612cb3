/* SPDX-License-Identifier: MIT */
#include "book/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "base/mem.h"

/* Smaller than zlib's best at twice the speed of its default. */
#define DEFLATE_LEVEL 6

struct deflater {
	struct libdeflate_compressor *compressor;
};

struct deflater *
deflater_new(void)
{
	struct deflater *d = mem_zalloc(sizeof(*d));

	/* So that it cannot fail: see base/mem.h. */
	libdeflate_set_memory_allocator(mem_alloc, free);
	d->compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
	return d;
}

void
deflater_free(struct deflater *d)
{
	if (!d)
		return;
	libdeflate_free_compressor(d->compressor);
	free(d);
}

void
deflate_page(struct deflater *d, struct str page, struct buf *out,
    uint32_t *crc)
{
	size_t bound = libdeflate_deflate_compress_bound(d->compressor,
	    page.len);
	const char *bytes = page.p ? page.p : "";
	size_t n;

	buf_reserve(out, bound);
	/* Never 0: bound is what the worst case takes. */
	n = libdeflate_deflate_compress(d->compressor, bytes, page.len,
	    out->data + out->len, bound);
	out->len += n;
	out->data[out->len] = '\0';
	*crc = deflate_crc(page);
}

uint32_t
deflate_crc(struct str bytes)
{
	return deflate_crc_more(0, bytes);
}

uint32_t
deflate_crc_more(uint32_t crc, struct str bytes)
{
	/* For NULL libdeflate returns its initial value. */
	return bytes.len ? libdeflate_crc32(crc, bytes.p, bytes.len) : crc;
}

int
inflate_exact(struct str deflated, size_t expected, struct buf *out,
    struct err *err)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	const char *bytes = deflated.p ? deflated.p : "";
	enum libdeflate_result result;
	size_t used = 0, got = 0;

	if (!d)
		return err_set(err, ERR_LIBRARY, "no memory to inflate");
	buf_reserve(out, expected);
	result = libdeflate_deflate_decompress_ex(d, bytes, deflated.len,
	    out->data + out->len, expected, &used, &got);
	libdeflate_free_decompressor(d);
	if (result == LIBDEFLATE_SUCCESS && got == expected
	    && used == deflated.len) {
		out->len += got;
		out->data[out->len] = '\0';
		return 0;
	}
	out->data[out->len] = '\0';
	if (result == LIBDEFLATE_BAD_DATA)
		return err_set(err, ERR_FORMAT, "broken deflate stream");
	if (result == LIBDEFLATE_SUCCESS && got == expected)
		return err_set(err, ERR_FORMAT,
		    "%zu bytes behind a deflate stream", deflated.len - used);
	return err_set(err, ERR_FORMAT,
	    "deflate stream holds not the %zu bytes it should", expected);
}
