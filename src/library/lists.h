/* SPDX-License-Identifier: MIT */
/* How a library holds lists of strings. */
#ifndef CHAPBOOK_LISTS_H
#define CHAPBOOK_LISTS_H

#include "article/record/record.h"

void list_encode(const struct str_list *list, struct buf *out);
/* Copies into pool. */
int list_decode(struct str in, struct pool *pool, struct str_list *list,
    struct err *err);

#endif
