/* SPDX-License-Identifier: MIT */
/* Gather, select, illustrate and bind in one go: what `build` does. */
#ifndef CHAPBOOK_BUILD_H
#define CHAPBOOK_BUILD_H

#include <stdio.h>

#include "edition/edition.h"
#include "base/template.h"
#include "net/fetch.h"
#include "picture/picture.h"
#include "pipeline/cover.h"
#include "pipeline/gather.h"

struct build {
	struct str_list sources;
	struct tree_options tree;
	struct selection selection;
	struct edition_options edition;
	bool group_by_default;	/* sections if there are several, else none */
	const struct picture_options *pictures;	/* NULL: none */
	struct cover cover;
	struct fetch_options fetch;	/* how pictures from elsewhere are */
	struct cache *cache;	/* of what was fetched and made; NULL: none */
	struct str css;		/* behind our style sheet; or empty */
	bool in_memory;		/* temporary data touches no disk */
	const char *output;	/* path of the book */
	const char *report;	/* path of the report; or NULL, */
	FILE *report_stream;	/* or where it is printed; or NULL */
	const struct templates *templates;
};

/*
 * Sources to a library and the articles selected from it; the common start
 * of build and list. articles live in pool.
 */
struct gathered {
	struct sources *sources;
	struct library *library;
	struct pool *pool;
	struct article_list articles;
};

/* ERR_EMPTY if there is no article at all. */
int build_gather(const struct build *b, struct workers *workers,
    struct report *rep, const struct observer *o, struct gathered *out,
    struct err *err);
void gathered_release(struct gathered *g);

/*
 * 0 with the book in place; rep tells what was left out. ERR_EMPTY if nothing
 * matched, ERR_BUSY if another run writes the same book. On failure an older
 * book of that name is as it was.
 */
int build_book(const struct build *b, struct workers *workers,
    struct report *rep, const struct observer *o, struct err *err);

#endif
