/* SPDX-License-Identifier: MIT */
/*
 * Gathering: sources are walked, every document is read in a worker, and its
 * record goes to the library. What is no article gives sections their names.
 */
#ifndef CHAPBOOK_GATHER_H
#define CHAPBOOK_GATHER_H

#include "library/library.h"
#include "pipeline/observer.h"
#include "pipeline/report.h"
#include "source/tree.h"

struct sources;

/* Opens them all first: a source that is not there is the user's error. */
struct sources *sources_open(const struct str *names, size_t count,
    const struct tree_options *options, const struct packed_options *packed,
    struct err *err);
void sources_close(struct sources *s);	/* NULL allowed */
/* The tree that library_add() was told as origin.root; NULL: none. */
const struct tree *sources_tree(const struct sources *s, struct str root);
size_t sources_documents(const struct sources *s);

int gather(const struct sources *s, struct library *lib,
    struct workers *workers, struct report *rep, const struct observer *o,
    struct err *err);
/* Adds to the report what of the sources is an article found before. */
int gather_tell_again(const struct sources *s, struct library *lib,
    struct report *rep, struct err *err);

#endif
