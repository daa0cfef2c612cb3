/* SPDX-License-Identifier: MIT */
#include "article/markdown/markdown.h"

#include <stdlib.h>

#include "article/markdown/markdown_parts.h"
#include "base/limits.h"

#define WORK_SLACK ((size_t)16 << 20)

void
markdown_init(struct markdown *md, unsigned dialects, struct dropped *dropped)
{
	*md = (struct markdown){ .text = BUF_INIT, .pool = pool_new(),
		.dialects = dialects, .dropped = dropped };
}

void
markdown_drop(struct markdown *md, struct str text)
{
	struct dropped *d = md->dropped;

	text = str_trim(text);
	if (!d || !text.len)
		return;
	if (d->count < DROPPED_SHOWN)
		d->texts[d->count] = pool_str(d->pool, str_sub(text, 0,
		    DROPPED_BYTES));
	d->count++;
}

void
markdown_release(struct markdown *md)
{
	buf_release(&md->text);
	free(md->pieces);
	free(md->notes);
	free(md->imports);
	pool_free(md->pool);
}

size_t
markdown_piece(struct markdown *md, enum piece_kind kind, struct str source)
{
	if (md->piece_count >= LIMIT_HTML_NODES)
		return STR_NONE;
	md->pieces = mem_grow(md->pieces, &md->piece_cap,
	    md->piece_count + 1, sizeof(*md->pieces));
	md->pieces[md->piece_count] = (struct piece){
		.kind = kind, .source = source, .note = STR_NONE
	};
	return md->piece_count++;
}

void
markdown_place(struct markdown *md, enum piece_kind kind, struct str source)
{
	size_t number = markdown_piece(md, kind, source);

	if (number == STR_NONE)
		buf_addstr(&md->text, source);
	else if (kind == PIECE_ISLAND)
		buf_addf(&md->text, BLOCK_START "%zu" BLOCK_END, number);
	else
		buf_addf(&md->text, INLINE_START "%zu" INLINE_END, number);
}

bool
markdown_to_html(struct str markdown, unsigned dialects,
    struct dropped *dropped, struct buf *html)
{
	size_t start = html->len;
	struct markdown md;
	bool done;

	markdown_init(&md, dialects, dropped);
	markdown_lines(&md, markdown, false);
	markdown_notes(&md);
	md.work = mem_add(mem_mul(md.text.len, 8), WORK_SLACK);
	done = markdown_render(&md, mem_add(mem_mul(markdown.len,
	    LIMIT_MARKDOWN_GROWTH), LIMIT_MARKDOWN_SLACK), html);
	if (!done) {
		buf_truncate(html, start);
		markdown_write_plain(markdown, html);
	}
	markdown_release(&md);
	return done;
}

void
markdown_untag_html(struct str source, unsigned dialects,
    struct dropped *dropped, struct buf *html)
{
	struct markdown md;

	markdown_init(&md, dialects, dropped);
	markdown_raw(&md, source, false, true, html);
	markdown_release(&md);
}
