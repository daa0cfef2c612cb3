/* SPDX-License-Identifier: MIT */
/*
 * Running text, or raw HTML, while it is copied. Rules (inline.c has the
 * table) take what may stand at in->at: each returns the offset after what it
 * took, having written what stands for it, or 0; nothing else moves in->at.
 */
#ifndef CHAPBOOK_INLINE_H
#define CHAPBOOK_INLINE_H

#include "article/markdown/markdown_parts.h"

struct inliner {
	struct markdown *md;
	struct buf *out;
	struct str s;
	size_t at;		/* what is looked at */
	size_t from;		/* what is not yet copied */
	size_t mark_end;	/* of the marked text that is open, or 0 */
	bool in_raw;		/* between {% raw %} and {% endraw %} */
	bool is_html;		/* what is written must be HTML */
};

typedef size_t inline_take(struct inliner *in);

/* One line of running text, or several that a call joins. */
void markdown_inline(struct markdown *md, struct str line, bool in_raw);
/* Raw HTML, without what a site's program would have run in it. */
void markdown_raw(struct markdown *md, struct str s, bool in_raw,
    struct buf *html);
/* Once for each document, when its dialects are known. */
void inline_prepare(struct markdown *md);

/* Copies up to in->at: a rule does so before it writes. */
void inline_flush(struct inliner *in);
/* Takes s.p[at..end] as it stands, so that no rule looks at it. */
size_t inline_keep(struct inliner *in, size_t end);
/* What follows in->at, so many bytes of it. */
struct str inline_ahead(const struct inliner *in, size_t bytes);
/* The byte before in->at, or 0. */
char inline_before(const struct inliner *in);
/*
 * Whether in->at is in the destination of a link or in an attribute, perhaps
 * behind other braces: "](", "src=\"{{ root }}".
 */
bool inline_is_target(const struct inliner *in);

/* inline_text.c */
inline_take take_escape, take_code_span, take_stars, take_mark, take_script,
    take_tilde, take_block_name, take_emoji;
/* autolink.c: by its ":", where md4c would spoil it */
inline_take take_address;
/* inline_links.c */
inline_take take_reference, take_wiki_link, take_destination, take_embed,
    take_comment;
/* inline_braces.c */
inline_take take_listing, take_tag, take_shortcode, take_value,
    take_kramdown, take_remark, take_site_path, take_attributes;
/* inline_jsx.c */
inline_take take_component, take_expression, take_script_remark;
/* inline_names.c */
inline_take take_role, take_wordpress;

#endif
