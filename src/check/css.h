/* SPDX-License-Identifier: MIT */
/*
 * Whether a user's style sheet can go into a book: read the way the strictest
 * checker reads it, for one mistake in it would make every book invalid.
 */
#ifndef CHAPBOOK_CSS_H
#define CHAPBOOK_CSS_H

#include "base/err.h"
#include "base/str.h"

/*
 * css must be UTF-8: rules and the at-rules charset, keyframes, media, page
 * and supports, with selectors and values as CSS 2.1 and the
 * modules since then write them; no escapes, no nested rules, no empty
 * declarations. Refused is what would load something (url(), @import) and
 * what EPUB forbids (direction, unicode-bidi: EPUB 3.3, section 6.3).
 * ERR_ARGUMENT with "line N: ...".
 */
int css_check(struct str css, struct err *err);

#endif
