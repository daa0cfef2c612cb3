/* SPDX-License-Identifier: MIT */
/* Any text as Markdown: no placeholder may be left in the HTML. */
#include <stdint.h>
#include <stdlib.h>

#include "article/markdown/markdown.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str raw = { (const char *)data, bytes };
	struct buf text = BUF_INIT, html = BUF_INIT;

	text_sanitise(raw, &text);
	markdown_to_html(buf_str(&text), &html);
	if (str_chr(buf_str(&html), '\1') != STR_NONE ||
	    !text_is_utf8(buf_str(&html)))
		abort();
	buf_clear(&html);
	/* Also what text_sanitise() would not let through. */
	markdown_to_html(raw, &html);
	buf_release(&text);
	buf_release(&html);
	return 0;
}
