/* SPDX-License-Identifier: MIT */
/*
 * The last check of what goes into a book, independent of what made it.
 */
#ifndef CHAPBOOK_CHECK_H
#define CHAPBOOK_CHECK_H

#include "base/err.h"
#include "base/str.h"

/*
 * Whether xhtml is a page as our books may hold: well-formed XML 1.0 in UTF-8
 * with one root, html; known elements and attributes only, no comment, CDATA
 * section, processing instruction or doctype but <!DOCTYPE html>, only the
 * five entities of XML; ids unique; lang and xml:lang alike; every img with
 * alt; links only to http, https, mailto, or within the book, pictures and
 * style sheets only within the book. It does not check content models nor
 * whether targets exist. Linear, no recursion. ERR_FORMAT with "line N: ...".
 */
int check_page(struct str xhtml, struct err *err);

/*
 * Whether xml, which is not a page, is well-formed (XML 1.0, Namespaces) and,
 * like our pages, without comments, CDATA sections, processing instructions
 * and doctype; names are ASCII. What its elements mean is not looked at.
 */
int check_xml(struct str xml, struct err *err);

#endif
