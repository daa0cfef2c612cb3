/* SPDX-License-Identifier: MIT */
/* The picture that a page shows between its title and its text. */
#ifndef CHAPBOOK_LEAD_H
#define CHAPBOOK_LEAD_H

#include "article/extract/extract.h"

/* Sets lead and lead_caption of ex, if there is one before container. */
void lead_find(xmlNode *body, xmlNode *container, const xmlNode *title_heading,
    enum media_type media, struct extraction *ex);

/*
 * Sets spare_lead of ex: what front matter declares, else, for a content
 * without pictures, what an element up to its end shows as background, else
 * what the page names as its picture.
 */
void lead_set_spare(xmlNode *body, xmlNode *content, struct str declared,
    struct str named, struct extraction *ex);

/* Makes node the lead, out of container if it stands there. */
void lead_set(xmlNode *node, xmlNode *container, struct extraction *ex);

#endif
