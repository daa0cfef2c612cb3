/* SPDX-License-Identifier: MIT */
#include "cli/body_xhtml.h"

#include "article/record/body.h"
#include "base/text.h"

static void
add_link(const struct link *link, struct buf *out)
{
	buf_adds(out, "<a href=\"");
	if (link->kind == TARGET_ANCHOR)
		buf_addc(out, '#');
	text_xml(link->ref, out);
	buf_adds(out, "\">");
}

static void
add_picture(const struct image *image, struct buf *out)
{
	buf_adds(out, "<img src=\"");
	text_xml(image->ref, out);
	buf_adds(out, "\" alt=\"");
	text_xml(image->alt, out);
	buf_adds(out, "\"/>");
}

void
body_xhtml(const struct record *rec, struct buf *out)
{
	struct str rest = rec->body, piece;
	enum body_piece kind;
	bool linked = false;
	size_t n;

	while ((kind = body_next(&rest, &piece, &n)) != BODY_END
	    && kind != BODY_BROKEN) {
		if (kind == BODY_LINK_START) {
			linked = rec->links[n].kind != TARGET_NONE;
			if (linked)
				add_link(&rec->links[n], out);
		} else if (kind == BODY_LINK_END) {
			if (linked)
				buf_adds(out, "</a>");
			linked = false;
		} else if (kind == BODY_PICTURE) {
			add_picture(&rec->images[n], out);
		} else {
			buf_addstr(out, piece);
		}
	}
}
