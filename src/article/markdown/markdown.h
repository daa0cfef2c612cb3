/* SPDX-License-Identifier: MIT */
/*
 * Markdown (GitHub's flavour, by md4c, with footnotes of our own) to HTML.
 * Embedded HTML is taken as HTML even where blank lines or deep indentation
 * would make CommonMark see code: a block that starts with an element's tag
 * at the margin runs to the line that closes that element; Markdown inside is
 * that of unindented lines behind a blank line (as in <details>).
 *
 * Footnotes: references are <sup><a href="#fn-1" id="fnref-1">1</a></sup>,
 * notes <li id="fn-1"> in a <section class="footnotes"> at the end. Code has
 * class="language-x". Kramdown's attribute lists and Jekyll's tags go.
 */
#ifndef CHAPBOOK_MARKDOWN_H
#define CHAPBOOK_MARKDOWN_H

#include "base/buf.h"
#include "base/mem.h"

/* So many texts are kept: enough to tell what was misread. */
#define DROPPED_SHOWN ((size_t)8)

/*
 * What was left out that a person could have read: values only a site's
 * program knows, loops that it would have run, components whose content is
 * elsewhere. For the record's notes.
 */
struct dropped {
	struct pool *pool;	/* owns the texts */
	struct str texts[DROPPED_SHOWN];
	size_t count;		/* of all; the first of them are in texts */
};

/*
 * Appends the HTML of sanitised UTF-8 (text_sanitise()), in time and space
 * linear in it. False if that would grow past LIMIT_MARKDOWN_GROWTH: then it
 * is the text as it was written, in paragraphs and headings alone. dialects:
 * the set of struct dialects. dropped may be NULL.
 */
bool markdown_to_html(struct str markdown, unsigned dialects,
    struct dropped *dropped, struct buf *html);

/*
 * Appends HTML that a site generator was to fill in: Liquid's tags go, what
 * they frame stays.
 */
void markdown_untag_html(struct str source, unsigned dialects,
    struct dropped *dropped, struct buf *html);

#endif
