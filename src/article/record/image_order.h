/* SPDX-License-Identifier: MIT */
/*
 * Where to look for a picture, best place first. A pure function: whether
 * anything is there is found out by who tries.
 */
#ifndef CHAPBOOK_IMAGE_ORDER_H
#define CHAPBOOK_IMAGE_ORDER_H

#include "article/record/record.h"

/*
 * The candidates in the order in which they are to be tried for a page
 * want_width_px wide (0: the largest there is), from the pool; none if
 * nothing of the image is usable. Files of the tree come before what must be
 * fetched; then the smallest that fills the width, and where none does the
 * largest; spare ones last. A rooted one is given once for each folder that
 * may be the root of its site (none of what is given is rooted).
 */
const struct candidate *image_order(const struct image *image,
    unsigned want_width_px, struct pool *pool, size_t *count);

#endif
