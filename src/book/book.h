/* SPDX-License-Identifier: MIT */
/*
 * A book: an EPUB 3.3 publication that also opens in EPUB 2 reading systems.
 * Article pages and pictures are added as they become ready, in any order;
 * finish writes cover, title, contents, section pages, tag index, sources,
 * what was left out, NCX and package document, and packs it all in an order
 * of its own, so that the bytes depend on the content alone.
 *
 *	META-INF/container.xml, e/package.opf, e/nav.xhtml, e/toc.ncx,
 *	e/book.css, e/t/a00001.xhtml (pages), e/i/<hash>.jpg (pictures)
 */
#ifndef CHAPBOOK_BOOK_H
#define CHAPBOOK_BOOK_H

#include "base/file.h"
#include "base/hash.h"
#include "book/page.h"
#include "edition/edition.h"
#include "picture/picture.h"

struct book;

struct book *book_new(const struct edition *ed,
    const struct templates *templates, enum spool_place place,
    struct err *err);
void book_free(struct book *book);	/* NULL allowed */

/*
 * Adds the pages of edition article index; deflated bytes go to the spool
 * file. An article never added gets a page that says so, since others may
 * link to it.
 */
int book_add_article(struct book *book, size_t index,
    const struct page_reply *pages, struct err *err);

/*
 * Adds a picture, once for one content; *file becomes the href that a page
 * uses for it ("../i/<name>.jpg"), owned by the book.
 */
int book_add_picture(struct book *book, const struct picture *picture,
    struct str *file, struct err *err);

/*
 * A picture for the cover page and the reading system's shelf; without one
 * the cover is set in type. Not counted by book_count_alt(). Either one made
 * to be a cover, which is all that is on the page; or one that is in the book
 * already: below it stands the title.
 */
int book_set_cover(struct book *book, const struct picture *picture,
    struct err *err);
void book_choose_cover(struct book *book, const struct page_picture *picture);

/* For the accessibility metadata: pictures used, and how many had alt. */
void book_count_alt(struct book *book, size_t pictures, size_t described);

/*
 * More rules behind assets/book.css; book_complete() refuses what css_check()
 * (check/css.h) does.
 */
void book_set_css(struct book *book, struct str css);

struct book_result {
	struct hash content;	/* over name, NUL, SHA-256 of each entry */
	uint64_t bytes;		/* of the EPUB file */
	size_t entries;
};

/*
 * All that is made from the edition; when that has gone well, book_finish()
 * writes everything to out (not yet committed), and the edition may be gone.
 */
int book_complete(struct book *book, struct err *err);
int book_finish(struct book *book, struct output *out,
    struct book_result *result, struct err *err);

#endif
