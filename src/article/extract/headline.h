/* SPDX-License-Identifier: MIT */
/* A title that is no heading: a line of its own above the text, maybe bold. */
#ifndef CHAPBOOK_HEADLINE_H
#define CHAPBOOK_HEADLINE_H

#include "article/extract/reading.h"

/*
 * For a page whose title, rec->title, is a guess or in doubt: if the first
 * line before or in the content is one, that becomes it, and leaves the
 * content.
 */
void headline_take(struct reading *r, struct record *rec);

/* Takes the title out of the content where that begins with it. */
void headline_strip(const struct reading *r);

#endif
