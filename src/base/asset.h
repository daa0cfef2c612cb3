/* SPDX-License-Identifier: MIT */
/*
 * The files of assets/ and templates/ as compiled into the program. Names are
 * relative to the project: "assets/book.css", "templates/article.xhtml".
 */
#ifndef CHAPBOOK_ASSET_H
#define CHAPBOOK_ASSET_H

#include "base/str.h"

/* In order of name. */
extern const size_t asset_count;
struct str asset_name(size_t index);
struct str asset_bytes(size_t index);
/* The bytes, or an empty slice with p == NULL. */
struct str asset_find(const char *name);

#endif
