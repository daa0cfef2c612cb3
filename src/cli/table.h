/* SPDX-License-Identifier: MIT */
/* Articles, counts and sizes as people and programs want to read them. */
#ifndef CHAPBOOK_TABLE_H
#define CHAPBOOK_TABLE_H

#include <stdio.h>

#include "library/library.h"

/*
 * One line each: date, section, title. Cut to the terminal's width; a narrow
 * one has no room for sections.
 */
void print_articles(const struct article_list *list, FILE *out);
/* One JSON object a line. */
void print_articles_json(const struct article_list *list, FILE *out);
void print_counts(const struct name_counts *counts, FILE *out);
/* kind: "tag". */
void print_counts_json(const struct name_counts *counts, const char *kind,
    FILE *out);

/* "1 article", "3 articles". */
void add_count(struct buf *out, size_t n, const char *one, const char *many);
/* "12 KB", "3.4 MB": decimal, as disks are sold. */
void add_size(struct buf *out, uint64_t bytes);
/* Columns of the terminal that out is, or SIZE_MAX if it is none. */
size_t terminal_columns(FILE *out);
/* Untrusted text, cut to so many columns; how many it took. */
size_t add_cell(struct buf *line, struct str s, size_t columns);

#endif
