/* SPDX-License-Identifier: MIT */
/* JSON as commands print it; an article as list and show do. */
#ifndef CHAPBOOK_ARTICLE_JSON_H
#define CHAPBOOK_ARTICLE_JSON_H

#include <jansson.h>
#include <stdio.h>

#include "library/library.h"

/*
 * A new object with id, title, date, date_source, url, tags, sections,
 * authors, lang, source. Absent values are null or empty arrays.
 */
json_t *article_json(const struct article *article);
/*
 * Adds author (all of them in one string), dir, site, description, text, xhtml
 * and images.
 */
void article_json_add_record(json_t *object, const struct record *rec);
/* As json_bytes(), but null if it is empty. */
json_t *json_text(struct str s);
/* A line, or several with JSON_INDENT; errors are those of the stream. */
void json_print(json_t *take_value, size_t flags, FILE *out);

#endif
