/* SPDX-License-Identifier: MIT */
/* Input: a base, a line break, a reference. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
require_plain(struct str url)
{
	size_t hashes = 0;

	for (size_t i = 0; i < url.len; i++) {
		unsigned char c = (unsigned char)url.p[i];

		require(c > ' ' && c < 0x7f && !strchr("<>\"\\^`{|}", c));
		require(c != '%' || i + 2 < url.len);
		hashes += c == '#';
	}
	require(hashes <= 1);
	require(str_chr(url_host(url), '@') == STR_NONE);
	require(str_chr(url_path(url), '[') == STR_NONE);
}

/* A function that maps what it returned to itself. */
static void
check_stable(struct str url, int (*f)(struct str, struct buf *))
{
	struct buf once = BUF_INIT, twice = BUF_INIT;

	if (!f(url, &once)) {
		require_plain(buf_str(&once));
		require(!f(buf_str(&once), &twice));
		require(str_eq(buf_str(&once), buf_str(&twice)));
	} else {
		require(!once.len);
	}
	buf_release(&once);
	buf_release(&twice);
}

static int
resolve_alone(struct str url, struct buf *out)
{
	return url_resolve((struct str){ NULL, 0 }, url, out);
}

static void
check_tree(struct str from, struct str ref)
{
	struct buf out = BUF_INIT;
	struct str rest, segment;

	if (!url_tree_path(from, ref, &out)) {
		rest = buf_str(&out);
		require(out.len && !memchr(out.data, '\0', out.len));
		while (str_next(&rest, '/', &segment))
			require(segment.len && !str_eq(segment, STR("."))
			    && !str_eq(segment, STR("..")));
	}
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, base;
	struct buf out = BUF_INIT, shown = BUF_INIT;

	if (!size)
		return 0;
	str_next(&rest, '\n', &base);
	if (!url_resolve(base, rest, &out)) {
		require_plain(buf_str(&out));
		check_stable(buf_str(&out), resolve_alone);
		url_display(buf_str(&out), &shown);
		require(text_is_utf8(buf_str(&shown)));
	}
	check_stable(base, resolve_alone);
	check_stable(base, url_canonical);
	check_stable(rest, url_canonical);
	check_tree(base, rest);
	buf_release(&out);
	buf_release(&shown);
	return 0;
}
