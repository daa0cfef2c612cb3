/* SPDX-License-Identifier: MIT */
/* What of a style attribute (CSS Style Attributes 3) decides what is seen. */
#ifndef CHAPBOOK_STYLE_H
#define CHAPBOOK_STYLE_H

#include <libxml/tree.h>

#include "base/str.h"

/* "display: none", "visibility: hidden" */
bool style_hides(struct str style);

/*
 * Text that is there but out of sight: of no size, transparent, or moved or
 * clipped away. False where readers see something of it: a picture, a child
 * with a size of its own, what fades in, what is merely indented. Looks at no
 * more than 500 elements.
 */
bool style_conceals(xmlNode *node);

/* At most one pixel wide and high, by its attributes or its style. */
bool style_is_speck(const xmlNode *node);

#endif
