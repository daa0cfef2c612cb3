/* SPDX-License-Identifier: MIT */
/*
 * What the values of attributes must look like, for book/lint_names.c. Values
 * are as written, with entities.
 */
#ifndef CHAPBOOK_LINT_VALUES_H
#define CHAPBOOK_LINT_VALUES_H

#include "base/str.h"

bool lint_is_any(struct str s);
bool lint_is_filled(struct str s);
bool lint_is_word(struct str s);
bool lint_is_words(struct str s);
bool lint_is_classes(struct str s);
bool lint_is_id(struct str s);
bool lint_is_ids(struct str s);
bool lint_is_number(struct str s);
bool lint_is_integer(struct str s);
bool lint_is_truth(struct str s);
bool lint_is_aria_truth(struct str s);
bool lint_is_dir(struct str s);
bool lint_is_lang(struct str s);
bool lint_is_scope(struct str s);
bool lint_is_ol_type(struct str s);
bool lint_is_time(struct str s);
bool lint_is_css(struct str s);
bool lint_is_utf8_label(struct str s);
bool lint_is_viewport(struct str s);
bool lint_is_xhtml_namespace(struct str s);
bool lint_is_epub_namespace(struct str s);
/* A file of the book: "../i/x.jpg", one "../" at most, at the start. */
bool lint_is_resource(struct str s);
/* A web or mail address, a page of the book, "#id", or a page and "#id". */
bool lint_is_href(struct str s);

#endif
