/* SPDX-License-Identifier: MIT */
/*
 * What a tree's departments are called. A folder of articles is a section;
 * its title is the text of a link to it on one of the tree's index pages: a
 * link to the folder, or to the folder's own index page. A folder that no
 * page names is called by its own name.
 */
#ifndef CHAPBOOK_SECTIONS_H
#define CHAPBOOK_SECTIONS_H

#include "article/record/record.h"

struct sections;

struct sections *sections_new(void);
void sections_free(struct sections *s);	/* NULL allowed */

/*
 * The folder whose section the article at path is in: its own, but that of
 * "a/name/index.md" and "a/_posts/name.md" is "a". A slice of path.
 */
struct str sections_folder(struct str path);

/*
 * A page that is no article: its links (TARGET_PATH ones count), and its
 * title, which names its folder if it is that folder's _index page. Pages may
 * come in any order, but all of them before a title is asked for.
 */
void sections_add_index(struct sections *s, struct str path, struct str title,
    const struct link *links, size_t count);

/*
 * The title of the section of that folder, empty at the root of the tree. The
 * slice lives as long as s and folder.
 */
struct str sections_title(struct sections *s, struct str folder);

#endif
