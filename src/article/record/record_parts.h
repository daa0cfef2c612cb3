/* SPDX-License-Identifier: MIT */
/* Between the files that write records and read them. */
#ifndef CHAPBOOK_RECORD_PARTS_H
#define CHAPBOOK_RECORD_PARTS_H

#include "article/record/record.h"
#include "worker/wire.h"

struct record_decoder {
	struct wire wire;
	struct pool *pool;
	bool bad;
};

/* A copy of a line of text; what it must be is checked, here and below. */
struct str record_take_str(struct record_decoder *d, size_t max);
/* What is no text: a path. */
struct str record_take_bytes(struct record_decoder *d, size_t max);
unsigned record_take_below(struct record_decoder *d, uint32_t limit);
size_t record_take_count(struct record_decoder *d, size_t min_bytes,
    size_t max);
/* Exactly as url_resolve() writes it: what pages and packages may hold. */
bool record_is_url(struct str s, bool mail);
void record_take_slots(struct record_decoder *d, size_t max_links,
    struct record *rec);

#endif
