/* SPDX-License-Identifier: MIT */
/* HTML to a clean body and back to HTML, for tests and fuzzing. */
#ifndef CHAPBOOK_CLEAN_HELPER_H
#define CHAPBOOK_CLEAN_HELPER_H

#include <string.h>

#include "article/record/body.h"
#include "article/clean/clean.h"
#include "article/html/html.h"
#include "base/text.h"

static inline xmlNode *
helper_content(xmlDoc *page)
{
	xmlNode *root = page ? xmlDocGetRootElement(page) : NULL;
	xmlNode *child = root ? root->children : NULL;

	while (child && (child->type != XML_ELEMENT_NODE
	    || strcmp((const char *)child->name, "body") != 0))
		child = child->next;
	return child ? child : root;
}

/* rec->lang, rec->dir, and doc are set; the rest of rec becomes the body's. */
static inline void
helper_clean(struct str html, const struct document *doc, struct pool *pool,
    struct record *rec)
{
	struct buf sane = BUF_INIT;
	struct html_losses losses = { false, false, false };
	struct err err = ERR_INIT;
	xmlDoc *page;
	xmlNode *root;
	struct extraction ex = { .base_url = doc->url };

	text_sanitise(html, &sane);
	page = html_parse(buf_str(&sane), 0, &losses, &err);
	root = helper_content(page);
	if (root) {
		ex.roots = &root;
		ex.root_count = 1;
	}
	clean_body(&ex, doc, pool, rec, &err);
	html_free(page);
	buf_release(&sane);
}

static inline void
helper_put_ref(enum target_kind kind, struct str ref, struct buf *out)
{
	if (kind == TARGET_ANCHOR)
		buf_addc(out, '#');
	if (kind != TARGET_PATH) {
		text_xml(ref, out);
		return;
	}
	buf_addc(out, '/');
	for (size_t i = 0; i < ref.len; i++)
		buf_addf(out, "%%%02X", (unsigned char)ref.p[i]);
}

/* The body with its slots filled in, as HTML that means the same again. */
static inline void
helper_render(const struct record *rec, struct buf *out)
{
	struct str rest = rec->body, piece;
	enum body_piece kind;
	size_t n;

	while ((kind = body_next(&rest, &piece, &n)) != BODY_END
	    && kind != BODY_BROKEN) {
		if (kind == BODY_LINK_START) {
			buf_adds(out, "<a href=\"");
			helper_put_ref(rec->links[n].kind, rec->links[n].ref,
			    out);
			buf_adds(out, "\">");
		} else if (kind == BODY_LINK_END) {
			buf_adds(out, "</a>");
		} else if (kind == BODY_PICTURE) {
			buf_adds(out, "<img src=\"");
			helper_put_ref(rec->images[n].kind,
			    rec->images[n].ref, out);
			buf_adds(out, "\" alt=\"");
			text_xml(rec->images[n].alt, out);
			buf_adds(out, "\">");
		} else {
			buf_addstr(out, piece);
		}
	}
}

#endif
