/* SPDX-License-Identifier: MIT */
/* Buttons that hand a page on: to networks, by mail. */
#ifndef CHAPBOOK_SHARE_H
#define CHAPBOOK_SHARE_H

#include <libxml/tree.h>

#include "base/str.h"

/*
 * By its address, whatever its name: a page named for sharing that is given
 * something, or one that is given the address of another page.
 */
bool share_is_target(struct str href);

/*
 * The largest element around the link beneath root that holds such links and
 * a few words, or NULL: it stands in prose.
 */
xmlNode *share_find_block(xmlNode *link, const xmlNode *root);

#endif
