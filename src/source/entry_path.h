/* SPDX-License-Identifier: MIT */
/* What an archive calls a file, as a path in a tree, or why it is none. */
#ifndef CHAPBOOK_ENTRY_PATH_H
#define CHAPBOOK_ENTRY_PATH_H

#include "base/buf.h"

enum entry_path {
	ENTRY_PATH_GOOD,
	ENTRY_PATH_ROOT,	/* "." or "./": the tree itself */
	ENTRY_PATH_HIDDEN,	/* a name in it starts with a dot */
	ENTRY_PATH_REFUSED
};

/*
 * Replaces what is in out by the path without ".", empty names and a slash at
 * the end. Refused, with why, is what may lead out of the tree ("..", "/a"),
 * is too long or too deep (base/limits.h), or has a backslash or a control in
 * it. A good path is good again and stays as it is.
 */
enum entry_path entry_path(struct str name, struct buf *out,
    const char **why);

#endif
