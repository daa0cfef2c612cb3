/* SPDX-License-Identifier: MIT */
/* Lines and lists of links that lead about a site: "Home | News | Next". */
#ifndef CHAPBOOK_NAVIGATION_H
#define CHAPBOOK_NAVIGATION_H

#include "article/extract/units.h"

/*
 * Nearly all of unit is links, and they lead to other pages, by where they go
 * and by what they say. For what stands above an article (head) or below it;
 * in one such a line may be its own. host is the site's, or empty.
 */
bool navigation_is(const struct unit *unit, struct str host, bool head);

/* Badges, buttons and logos: small pictures that are links elsewhere. */
bool navigation_is_badges(const struct unit *unit);

/* All links are those to tags: "Tags: a, b". */
bool navigation_is_tags(const struct unit *unit);

/* A picture, a recording or the like, which is no page. */
bool navigation_is_file(struct str href);

#endif
