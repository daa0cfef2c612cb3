/* SPDX-License-Identifier: MIT */
/* What declared*.c share. Nobody else includes this. */
#ifndef CHAPBOOK_DECLARED_PARTS_H
#define CHAPBOOK_DECLARED_PARTS_H

#include "article/metadata/declared.h"

#define ARRAY_COUNT(a) (sizeof(a) / sizeof(*(a)))

/* The names of the first of the keys that has any. */
void declared_names(const struct front_matter *fm, const struct document *doc,
    const char *const *keys, size_t count, struct names *out);
void declared_authors(const struct front_matter *fm, struct names *out);

#endif
