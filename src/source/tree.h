/* SPDX-License-Identifier: MIT */
/*
 * A tree: a folder of articles as a mirror or a blog publishes them, an
 * archive of one, or one file of it. Lists the files that can be documents
 * and reads any file by its path, never anything outside the folder.
 */
#ifndef CHAPBOOK_TREE_H
#define CHAPBOOK_TREE_H

#include "article/record/document.h"
#include "base/mem.h"
#include "source/packed.h"

struct tree;

struct tree_options {
	/* Globs (fnmatch) on the path in the tree; no include: all. */
	const struct str *include, *exclude;
	size_t include_count, exclude_count;
};

/*
 * path is a folder, an archive, or another file: then the tree has this one
 * document. It may be a link, unlike what lies in the tree. packed says how
 * archives are read.
 */
struct tree *tree_open(const char *path, const struct tree_options *options,
    const struct packed_options *packed, struct err *err);
void tree_close(struct tree *tree);	/* NULL allowed */

/* Paths of documents in byte order, as "a/b.md". */
size_t tree_count(const struct tree *tree);
struct str tree_path(const struct tree *tree, size_t index);

/* The generators of the site around a document: see struct document. */
uint32_t tree_site(const struct tree *tree, struct str path);

/*
 * Any regular file of the tree, replacing what is in out. Where there is none
 * of that very name, one that is the same in NFC.
 */
int tree_read(const struct tree *tree, struct str path, size_t max_bytes,
    struct buf *out, struct err *err);

/*
 * What the walk could not take: links, devices, unreadable folders, the rest
 * of a damaged archive (by its name).
 */
struct tree_fault {
	struct str path;
	struct err err;
};
size_t tree_fault_count(const struct tree *tree);
const struct tree_fault *tree_fault(const struct tree *tree, size_t index);

/* "a/b" of "a/b/c.md"; empty at the root of the tree. */
struct str path_folder(struct str path);
/* "c.md" of "a/b/c.md". */
struct str path_name(struct str path);
/* Whether it looks like what a browser shows, and not like a path. */
bool path_is_url(struct str path);

#endif
