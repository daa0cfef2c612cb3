/* SPDX-License-Identifier: MIT */
/* Opens an archive as a tree, and shows what came of it. */
#ifndef CHAPBOOK_ARCHIVE_TREE_H
#define CHAPBOOK_ARCHIVE_TREE_H

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "source/tree.h"

/* The tree in these bytes, or NULL with err. */
static inline struct tree *
tree_of(struct str bytes, struct err *err)
{
	char name[] = "/tmp/test_archive.XXXXXX";
	const struct packed_options automatic = {
		.sandbox = SANDBOX_AUTO
	};
	struct tree *tree;
	int fd = mkstemp(name);

	*err = (struct err)ERR_INIT;
	if (fd < 0 || fd_write_all(fd, bytes, err) != 0)
		return NULL;
	close(fd);
	tree = tree_open(name, NULL, &automatic, err);
	unlink(name);
	return tree;
}

static inline struct str
content(const struct tree *tree, const char *path, struct buf *out)
{
	struct err err = ERR_INIT;

	if (tree_read(tree, str_of(path), LIMIT_DOCUMENT_BYTES, out, &err)
	    == 0)
		return buf_str(out);
	buf_clear(out);
	buf_adds(out, err.message);
	return buf_str(out);
}

/* "path: message" of the faults, one a line. */
static inline struct str
faults(const struct tree *tree, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; tree && i < tree_fault_count(tree); i++)
		buf_addf(out, "%.*s: %s\n", STR_ARG(tree_fault(tree, i)->path),
		    tree_fault(tree, i)->err.message);
	return buf_str(out);
}

static inline struct str
paths(const struct tree *tree, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; tree && i < tree_count(tree); i++)
		buf_addf(out, "%.*s\n", STR_ARG(tree_path(tree, i)));
	return buf_str(out);
}

#endif
