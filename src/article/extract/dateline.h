/* SPDX-License-Identifier: MIT */
/*
 * The line of a text that gives its date: a date among the words of a story
 * is that of something else.
 */
#ifndef CHAPBOOK_DATELINE_H
#define CHAPBOOK_DATELINE_H

#include <libxml/tree.h>

#include "base/date.h"

/*
 * Whether the line, white space collapsed, is a dateline ("19 July 2023",
 * "Posted on May 3, 2020 by Ann") or starts with one ("PARIS, May 3, 2020 -
 * ...", "【...2021年3月5日讯】...").
 */
bool dateline_of(struct str line, struct date *date);

/* The first dateline at the start of what root holds; code has none. */
bool dateline_find(xmlNode *root, struct date *date);

#endif
