/* SPDX-License-Identifier: MIT */
#include "article/markdown/markdown_parts.h"

#include <string.h>

#include "base/limits.h"

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
	else if (kind == PIECE_HTML)
		buf_addf(&md->text, BLOCK_START "%zu" BLOCK_END, number);
	else
		buf_addf(&md->text, INLINE_START "%zu" INLINE_END, number);
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

size_t
markdown_search(struct markdown *md, struct str s, struct str what)
{
	size_t hit = md->work < s.len ? STR_NONE : str_find(s, what);

	if (hit == STR_NONE)
		md->work -= md->work < s.len ? 0 : s.len;
	return hit;
}

size_t
markdown_component(struct markdown *md, struct str s, struct call *call)
{
	size_t len;

	if (!str_starts(s, STR("<")) || !is_component(str_sub(s, 1, 3)))
		return 0;
	len = call_read(&md->imports, str_sub(s, 0, EXPRESSION_BYTES), call);
	s = str_sub(s, 0, COMPONENT_BYTES);
	if (len || s.len <= EXPRESSION_BYTES || md->work < s.len)
		return len;
	len = call_read(&md->imports, s, call);
	md->work -= len ? 0 : s.len;
	return len;
}
