/* SPDX-License-Identifier: MIT */
/* What a book is called if nobody says so. */
#ifndef CHAPBOOK_BOOK_NAME_H
#define CHAPBOOK_BOOK_NAME_H

#include "cli/settings.h"

/* A file name that goes on every file system, of the title or a source. */
void book_file_name_of(struct str title, const struct str_list *sources,
    struct buf *out);
/* What it is about: topics, departments, or its source; or nothing. */
void book_subject(const struct select_settings *sel,
    const struct str_list *sources, struct buf *out);

#endif
