/* SPDX-License-Identifier: MIT */
/*
 * File names of which nobody says in what encoding they are: those of
 * archives that old systems made. All names of an archive are looked at
 * together, since one alone tells little; what its letters and their
 * neighbours look like decides between the encodings that Windows, DOS and
 * Unix systems used for names.
 */
#ifndef CHAPBOOK_FILE_NAMES_H
#define CHAPBOOK_FILE_NAMES_H

#include "base/buf.h"

/* Converters; opened before the sandbox is locked, as iconv loads modules. */
struct file_names;
struct file_names *file_names_open(void);
void file_names_close(struct file_names *set);	/* NULL allowed */

/*
 * The encoding of names, each with a line feed after it, that are not UTF-8:
 * what file_names_decode() wants. Without better evidence it is code page
 * 437, as in the specification of ZIP (APPNOTE 4.4.4 and appendix D).
 */
size_t file_names_guess(const struct file_names *set, struct str names);
/* The name of that encoding, for messages and tests. */
const char *file_names_label(size_t encoding);
/* Replaces out by name in UTF-8; -1 if it is not of that encoding. */
int file_names_decode(const struct file_names *set, size_t encoding,
    struct str name, struct buf *out);

#endif
