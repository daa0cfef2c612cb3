/* SPDX-License-Identifier: MIT */
#include "article/markdown/markdown.h"

#include <stdlib.h>

#include "article/markdown/inline.h"
#include "base/limits.h"

static void
init(struct markdown *md, size_t bytes, unsigned dialects,
    struct dropped *dropped)
{
	*md = (struct markdown){ .text = BUF_INIT, .pool = pool_new(),
		.dialects = dialects, .dropped = dropped,
		.work = mem_add(mem_mul(bytes, WORK_TIMES), WORK_SLACK) };
	inline_prepare(md);
}

static void
release(struct markdown *md)
{
	buf_release(&md->text);
	free(md->pieces);
	free(md->notes);
	free(md->imports.items);
	pool_free(md->pool);
}

bool
markdown_to_html(struct str markdown, unsigned dialects,
    struct dropped *dropped, struct buf *html)
{
	size_t start = html->len;
	struct markdown md;
	bool done;

	init(&md, markdown.len, dialects, dropped);
	markdown_lines(&md, markdown, false);
	markdown_footnotes(&md);
	done = markdown_render(&md, mem_add(mem_mul(markdown.len,
	    LIMIT_MARKDOWN_GROWTH), LIMIT_MARKDOWN_SLACK), html);
	if (!done) {
		buf_truncate(html, start);
		markdown_write_plain(markdown, html);
	}
	release(&md);
	return done;
}

void
markdown_untag_html(struct str source, unsigned dialects,
    struct dropped *dropped, struct buf *html)
{
	struct markdown md;

	init(&md, source.len, dialects, dropped);
	markdown_raw(&md, source, false, html);
	release(&md);
}
