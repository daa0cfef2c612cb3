/* SPDX-License-Identifier: MIT */
/*
 * Bidirectional formatting characters (Unicode Annex 9, 2.1 to 2.4). They
 * belong into some text of Hebrew or Arabic, and can make what is read say
 * something else than what is there. What goes: an embedding, override or
 * isolate that is not closed in its own line or block; what closes none; and
 * an override in a link or around what looks like an address, which would be
 * shown turned round.
 */
#ifndef CHAPBOOK_BIDI_H
#define CHAPBOOK_BIDI_H

#include "article/record/record.h"

/* Appends a line of text without those characters that go. */
void bidi_line(struct str line, struct buf *out);
/* In all texts of rec and in its body, whose text_chars it counts down. */
void bidi_settle(struct record *rec, struct pool *pool);

#endif
