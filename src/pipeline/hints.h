/* SPDX-License-Identifier: MIT */
/* What may have been meant by a selection that names what is not there. */
#ifndef CHAPBOOK_HINTS_H
#define CHAPBOOK_HINTS_H

#include "library/library.h"
#include "pipeline/observer.h"
#include "pipeline/report.h"
#include "source/tree.h"

/*
 * tree says which paths were asked for. Sets ERR_EMPTY; names tags, sections
 * and authors that nothing has, and close ones. ERR_FORMAT if there was
 * nothing to select from because nothing could be read.
 */
int nothing_matched(const struct selection *sel,
    const struct tree_options *tree, struct library *lib,
    const struct report *rep, struct pool *pool, struct err *err);

/*
 * Something matched, but nothing has one of the names asked for, also of those
 * to be left out: a slip, perhaps. -1 only if the library fails.
 */
int warn_of_unknown(const struct selection *sel, struct library *lib,
    struct pool *pool, const struct observer *o, struct err *err);

#endif
