/* SPDX-License-Identifier: MIT */
/*
 * The check of what says what is in a book: its package document (EPUB 3.3,
 * section 5) and the NCX for older reading systems. Templates of both may be
 * the user's.
 */
#ifndef CHAPBOOK_CHECK_PACKAGE_H
#define CHAPBOOK_CHECK_PACKAGE_H

#include "base/err.h"
#include "base/str.h"

/* A file of the book, as the package is to name it. */
struct check_file {
	struct str href;	/* "t/a00001.xhtml" */
	struct str media, properties;
	bool in_spine;
};

/*
 * Whether opf is a well-formed package of exactly these files: known elements
 * where they belong, each file once in the manifest, each page once in the
 * spine, nothing from elsewhere; and an identifier, a title, a language and a
 * date of modification. ERR_FORMAT with "line N: ...".
 */
int check_package(struct str opf, const struct check_file *files, size_t count,
    struct err *err);
/* Whether ncx is one that leads to some of these files, and nowhere else. */
int check_ncx(struct str ncx, const struct check_file *files, size_t count,
    struct err *err);

#endif
