/* SPDX-License-Identifier: MIT */
/* How a library holds what fills a body's slots, and lists of strings. */
#ifndef CHAPBOOK_SLOTS_H
#define CHAPBOOK_SLOTS_H

#include "article/record.h"

/* links and images of rec, appended to out. */
void slots_encode(const struct record *rec, struct buf *out);
/* Fills them in; copies into pool. */
int slots_decode(struct str in, struct pool *pool, struct record *rec,
    struct err *err);

void list_encode(const struct str_list *list, struct buf *out);
int list_decode(struct str in, struct pool *pool, struct str_list *list,
    struct err *err);

#endif
