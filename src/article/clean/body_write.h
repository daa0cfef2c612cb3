/* SPDX-License-Identifier: MIT */
/* From the tree of a body to its markup, see article/record/body.h. */
#ifndef CHAPBOOK_BODY_WRITE_H
#define CHAPBOOK_BODY_WRITE_H

#include "article/clean/build.h"

/*
 * When all links are known: only places that one of them goes to stay marked.
 * Comes before repair_tree(), which looks at what has attributes.
 */
void body_settle_anchors(struct build *b, struct anchor *anchors,
    size_t anchor_count);
/* When the tree is as it will be: numbers of links, levels of headings. */
void body_settle(struct build *b, struct anchor *anchors, size_t anchor_count);
/* A link that leads somewhere and has something to read aloud. */
bool body_is_link(const struct part *part);

/*
 * Settles it all and makes body, links, images, text_chars and lead_image of
 * rec.
 */
void body_write(struct build *b, struct anchor *anchors, size_t anchor_count,
    struct record *rec);

#endif
