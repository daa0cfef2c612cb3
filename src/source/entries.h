/* SPDX-License-Identifier: MIT */
/*
 * What was found in an archive: its files in a spool (base/file.h), found by
 * path. It is filled by the frames of source/unpack.h, which are hostile,
 * and then settled. Paths and faults then are those that the unpacked folder
 * would give, where unpacking it could give one.
 */
#ifndef CHAPBOOK_ENTRIES_H
#define CHAPBOOK_ENTRIES_H

#include <stdint.h>

#include "base/file.h"

struct entries;

/* name is what faults call the archive as a whole. */
struct entries *entries_new(struct str name, enum spool_place place,
    struct err *err);
void entries_free(struct entries *e);	/* NULL allowed */

/*
 * One frame. 1 if it was the last; -1 with ERR_FORMAT if it does not fit the
 * protocol, with another if the spool cannot take it.
 */
int entries_take(struct entries *e, uint32_t word, struct str body,
    struct err *err);
/* Why the archive has more than what was taken so far. */
void entries_cut(struct entries *e, const struct err *why);

/*
 * Once, behind the last frame. Of several entries with a path the first
 * stays, links between files become files, and if all lie in one folder,
 * paths start there. -1 if there are faults and nothing else.
 */
int entries_settle(struct entries *e, struct err *err);

/* As root_walk() and root_read(), faults after all files. */
void entries_walk(const struct entries *e, root_visit *visit, void *arg);
/* As root_find(), among its files. */
bool entries_find(const struct entries *e, struct str path, struct buf *out);
int entries_read(const struct entries *e, struct str path, size_t max,
    struct buf *out, struct err *err);

#endif
