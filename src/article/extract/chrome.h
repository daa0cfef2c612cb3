/* SPDX-License-Identifier: MIT */
/*
 * What stands on a page and is no part of its article: navigation, share
 * blocks, advertisements, lists of related articles, trackers.
 */
#ifndef CHAPBOOK_CHROME_H
#define CHAPBOOK_CHROME_H

#include <libxml/tree.h>

#include "article/record/document.h"

/*
 * Where elements of a name are chrome. PAGE ones are only where no container
 * was found: inside an article they may be its own.
 */
enum chrome_scope { SCOPE_NOWHERE, SCOPE_PAGE, SCOPE_ANYWHERE };

/*
 * Inside the element that holds the article, or the body where there is
 * none (whole_page: then also the header, footer and menus of the site).
 */
void chrome_strip(xmlNode *root, const struct document *doc, bool whole_page);

/*
 * A list of related articles that ends the content of root: its label, and
 * behind it nothing but links. And links to tags there.
 */
void chrome_strip_related(xmlNode *root);

/*
 * In a page without a container, or one that may hold more than the text, at
 * each level down to the main column: lines of links at the top and the foot,
 * share blocks and the line with the original link (origin, or empty).
 * links_too is false for a post with front matter, whose lines of links are
 * its own.
 */
void chrome_strip_edges(xmlNode *body, const struct document *doc,
    struct str origin, bool links_too);

#endif
