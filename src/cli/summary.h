/* SPDX-License-Identifier: MIT */
/* What a run says about itself at its end, on standard error. */
#ifndef CHAPBOOK_SUMMARY_H
#define CHAPBOOK_SUMMARY_H

#include "cli/runner.h"
#include "pipeline/build.h"

/*
 * Gathers, has the articles printed to standard output, and says how many
 * they are and which files could not be read. ERR_EMPTY if nothing matched.
 */
typedef int print_gathered(const void *arg, const struct build *b,
    const struct gathered *g, struct err *err);
int show_selection(const struct build *b, struct runner *s,
    struct report *rep, print_gathered *print, const void *arg,
    struct err *err);
/* The one line of a book that was made; before it all faults, if verbose. */
void say_book(struct runner *s, const struct report *rep, struct str output,
    bool verbose);

#endif
