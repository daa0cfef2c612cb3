/* SPDX-License-Identifier: MIT */
/*
 * What an article is known by. A document that shares a key with an article
 * of the library is a new version or a second finding of it: its canonical
 * URL decides first, then its place, then its content.
 */
#ifndef CHAPBOOK_IDENTITY_H
#define CHAPBOOK_IDENTITY_H

#include "library/library.h"

struct identity {
	struct buf url;		/* canonical; empty if it has none */
	struct buf place;	/* the source and the path in it */
	/*
	 * "sha256:" and the digits of title, date and text. A text so short
	 * that it is a caption is told apart by the pictures' names too;
	 * without any text all of the record counts.
	 */
	struct buf content;
};

void identity_init(struct identity *identity);
void identity_release(struct identity *identity);
/* Replaces what was there. */
void identity_set(struct identity *identity, const struct record *rec,
    const struct origin *origin);
/* The name of the article: its URL, or else its content. */
struct str identity_name(const struct identity *identity);

#endif
