/* SPDX-License-Identifier: MIT */
/*
 * Any text in any dialects, whose bits are the first three bytes: no
 * placeholder may be left in the HTML.
 */
#include <stdint.h>
#include <stdlib.h>

#include "article/dialect/dialect.h"
#include "article/markdown/markdown.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str raw = { (const char *)data, bytes };
	struct buf text = BUF_INIT, html = BUF_INIT;
	struct dropped dropped = { .pool = pool_new() };
	unsigned dialects = 0;

	for (size_t i = 0; i < 3 && i < bytes; i++)
		dialects |= (unsigned)data[i] << 8 * i;
	dialects &= DIALECT_ALL;
	raw = str_sub(raw, 3, raw.len);
	text_sanitise(raw, &text);
	markdown_to_html(buf_str(&text), dialects, &dropped, &html);
	if (str_chr(buf_str(&html), '\1') != STR_NONE ||
	    !text_is_utf8(buf_str(&html)))
		abort();
	buf_clear(&html);
	markdown_untag_html(buf_str(&text), dialects, &dropped, &html);
	/* Also what text_sanitise() would not let through. */
	markdown_to_html(raw, dialects, NULL, &html);
	buf_release(&text);
	buf_release(&html);
	pool_free(dropped.pool);
	return 0;
}
