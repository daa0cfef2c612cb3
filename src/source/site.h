/* SPDX-License-Identifier: MIT */
/*
 * The files of a site's generator ("_config.yml", "mkdocs.yml") around
 * documents: they tell in which dialect these are written
 * (article/dialect/dialect.h). Only names are looked at.
 */
#ifndef CHAPBOOK_SITE_H
#define CHAPBOOK_SITE_H

#include <stdint.h>

#include "base/mem.h"

struct site_map;

/*
 * folder is where the tree lies, for the hidden names, which no walk visits;
 * NULL for an archive.
 */
struct site_map *site_map_new(const char *folder);
void site_map_free(struct site_map *map);	/* NULL allowed */
/* Every file of the tree, in any order, but folder by folder is cheapest. */
void site_map_add(struct site_map *map, struct str path);
/* Once, when all have been added. */
void site_map_settle(struct site_map *map);

/*
 * The generators in the folder of the document and SITE_LEVELS above it, as
 * in struct document.
 */
uint32_t site_map_find(const struct site_map *map, struct str path);
/*
 * The same for a single file, whose folders are looked into themselves; not
 * beyond the one that holds a repository.
 */
uint32_t site_above(const char *file);

/* Deeper than this lies no page of a site below the generator's files. */
#define SITE_LEVELS 12

#endif
