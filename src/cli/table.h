/* SPDX-License-Identifier: MIT */
/* Articles and counts as people and programs want to read them. */
#ifndef CHAPBOOK_TABLE_H
#define CHAPBOOK_TABLE_H

#include <stdio.h>

#include "library/library.h"

/* One line each: date, section, title. Cut to the terminal's width. */
void print_articles(const struct article_list *list, FILE *out);
/* One JSON object a line. */
void print_articles_json(const struct article_list *list, FILE *out);
void print_counts(const struct name_counts *counts, FILE *out);
void print_counts_json(const struct name_counts *counts, FILE *out);

#endif
