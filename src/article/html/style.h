/* SPDX-License-Identifier: MIT */
/* What of a style attribute (CSS Style Attributes 3) decides what is seen. */
#ifndef CHAPBOOK_STYLE_H
#define CHAPBOOK_STYLE_H

#include <libxml/tree.h>

#include "base/str.h"

/* "display: none", "visibility: hidden" */
bool style_hides(struct str style);

/* At most one pixel wide and high, by its attributes or its style. */
bool style_is_speck(const xmlNode *node);

#endif
