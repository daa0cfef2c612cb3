/* SPDX-License-Identifier: MIT */
/*
 * What a tree's departments are called. A folder of articles is a section;
 * its title is the text of a link to it on one of the tree's index pages: a
 * link to the folder, or to the folder's own index page. A folder that no
 * page names is called by its own name.
 */
#ifndef CHAPBOOK_SECTIONS_H
#define CHAPBOOK_SECTIONS_H

#include "article/record.h"

struct sections;

struct sections *sections_new(void);
void sections_free(struct sections *s);	/* NULL allowed */

/* Links of a page that is no article (TARGET_PATH ones count). */
void sections_add_index(struct sections *s, struct str path,
    const struct link *links, size_t count);

/*
 * The title of the section that the file at path is in, empty at the root of
 * the tree. The slice lives as long as s and path. Call when all index pages
 * have been added.
 */
struct str sections_title(struct sections *s, struct str path);

#endif
