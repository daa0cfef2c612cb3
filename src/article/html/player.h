/* SPDX-License-Identifier: MIT */
/* Films and sound in a page: <video>, <audio>, and players in frames. */
#ifndef CHAPBOOK_PLAYER_H
#define CHAPBOOK_PLAYER_H

#include <libxml/tree.h>

#include "base/str.h"

/* video or audio; asked of every element. */
static inline bool
player_is_native(const xmlNode *node)
{
	const char *name = (const char *)node->name;

	return (name[0] == 'v' || name[0] == 'a')
		&& (str_eq(str_of(name), STR("video"))
		|| str_eq(str_of(name), STR("audio")));
}

/*
 * What the element plays, as written: a file, or the page of a player in an
 * iframe, embed or object. Empty for other elements, and for frames that are
 * hidden or hold something else (an advertisement, a counter, remarks).
 */
struct str player_source(xmlNode *node);

#endif
