/* SPDX-License-Identifier: MIT */
#include "net/coding.h"

#include <libdeflate.h>

static bool
is_gzip(struct str s)
{
	return str_starts(s, STR("\x1f\x8b"));
}

/* One member, behind what is in out, where there is room for room bytes. */
static enum libdeflate_result
undo_member(struct libdeflate_decompressor *d, struct str coded, size_t room,
    struct buf *out, size_t *used)
{
	enum libdeflate_result result;
	char *to = out->data + out->len;
	size_t made = 0;

	if (is_gzip(coded)) {
		result = libdeflate_gzip_decompress_ex(d, coded.p, coded.len,
		    to, room, used, &made);
	} else {
		result = libdeflate_zlib_decompress_ex(d, coded.p, coded.len,
		    to, room, used, &made);
		/* RFC 9110, 8.4.1.2: some send it without the wrapper. */
		if (result == LIBDEFLATE_BAD_DATA)
			result = libdeflate_deflate_decompress_ex(d, coded.p,
			    coded.len, to, room, used, &made);
	}
	if (result == LIBDEFLATE_SUCCESS)
		out->len += made;
	out->data[out->len] = '\0';
	return result;
}

int
coding_undo(struct str coded, size_t max_bytes, struct buf *out,
    struct err *err)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	enum libdeflate_result result;
	size_t used = 0;

	buf_clear(out);
	if (!d)
		return err_set(err, ERR_LIBRARY, "no memory to decompress");
	/* What of it is not needed is never touched, and takes no memory. */
	buf_reserve(out, max_bytes);
	do {
		coded = str_sub(coded, used, coded.len);
		result = undo_member(d, coded, max_bytes - out->len, out,
		    &used);
	} while (result == LIBDEFLATE_SUCCESS && is_gzip(coded)
	    && is_gzip(str_sub(coded, used, coded.len)));
	libdeflate_free_decompressor(d);
	if (result == LIBDEFLATE_SUCCESS)
		return 0;
	buf_clear(out);
	if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
		return err_set(err, ERR_LIMIT, "more than %zu bytes",
		    max_bytes);
	return err_set(err, ERR_FORMAT,
	    "the answer's compression is broken");
}
