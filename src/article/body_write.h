/* SPDX-License-Identifier: MIT */
/* From the tree of a body to its markup, see article/body.h. */
#ifndef CHAPBOOK_BODY_WRITE_H
#define CHAPBOOK_BODY_WRITE_H

#include "article/build.h"

/*
 * Makes body, links, images, text_chars and lead_image of rec. Decides which
 * links, anchors and heading levels there are, since only now all is known.
 */
void body_write(struct build *b, struct anchor *anchors, size_t anchor_count,
    struct record *rec);

#endif
