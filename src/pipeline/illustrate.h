/* SPDX-License-Identifier: MIT */
/*
 * Illustrating: every picture that the edition's articles refer to is read
 * from its tree or fetched, made ready for the profile in a worker, and put
 * into the book, once however often it is used.
 */
#ifndef CHAPBOOK_ILLUSTRATE_H
#define CHAPBOOK_ILLUSTRATE_H

#include "book/book.h"
#include "net/fetch.h"
#include "pipeline/gather.h"

struct illustrations;

struct illustrating {
	const struct edition *edition;
	struct library *library;
	const struct sources *sources;
	struct workers *workers;
	struct book *book;
	const struct picture_options *options;	/* NULL: no pictures */
	enum spool_place place;		/* of what is put by meanwhile */
	struct fetcher *fetcher;	/* NULL: none from elsewhere */
	struct cache *cache;	/* of what was made before; NULL: none */
	struct report *report;
	const struct observer *observer;
};

/* NULL with err only for what stops the run. */
struct illustrations *illustrate(const struct illustrating *in,
    struct err *err);
void illustrations_free(struct illustrations *ill);	/* NULL allowed */

/*
 * What fills the slot of an article's picture. Reports the fault, if there
 * is one, as this article's.
 */
struct page_picture illustration(const struct illustrations *ill,
    const struct article *article, const struct image *image);

/*
 * Of the first articles' lead pictures (or first ones) the first that will do
 * on a cover of that width: a photograph, large enough, neither a strip nor
 * shown with another article too, as what stands for a whole site is. Its file
 * is empty if there is none. -1 only for what stops the run.
 */
int illustration_for_cover(const struct illustrations *ill, unsigned width_px,
    struct page_picture *out, struct err *err);

#endif
