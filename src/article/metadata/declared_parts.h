/* SPDX-License-Identifier: MIT */
/* What declared*.c share. Nobody else includes this. */
#ifndef CHAPBOOK_DECLARED_PARTS_H
#define CHAPBOOK_DECLARED_PARTS_H

#include "article/metadata/declared.h"
#include "base/words.h"

/* The names of the first of the keys that has any. */
void declared_names(const struct front_matter *fm, const struct document *doc,
    const struct words *keys, struct names *out);
void declared_authors(const struct front_matter *fm, struct names *out);

#endif
