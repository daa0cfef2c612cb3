/* SPDX-License-Identifier: MIT */
#include "source/tree.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "source/site.h"

struct tree {
	/* One of them: a folder, an archive, the folder of one file. */
	struct root *root;
	struct entries *entries;
	char *folder;		/* not kept open: there may be thousands */
	uint32_t site;		/* around that one file */
	struct site_map *sites;	/* of the others */
	struct pool *pool;
	const struct tree_options *options;
	struct str *paths;
	size_t path_count, path_cap;
	struct tree_fault *faults;
	size_t fault_count, fault_cap;
};

struct str
path_folder(struct str path)
{
	size_t slash = str_rchr(path, '/');

	return str_sub(path, 0, slash == STR_NONE ? 0 : slash);
}

struct str
path_name(struct str path)
{
	size_t slash = str_rchr(path, '/');

	return slash == STR_NONE ? path : str_sub(path, slash + 1, path.len);
}

bool
path_is_url(struct str path)
{
	return str_find(path, STR("://")) != STR_NONE;
}

static void
add_path(struct tree *tree, struct str path)
{
	tree->paths = mem_grow(tree->paths, &tree->path_cap,
	    tree->path_count + 1, sizeof(*tree->paths));
	tree->paths[tree->path_count++] = pool_str(tree->pool, path);
}

static bool
any_glob(const struct str *globs, size_t count, const char *path)
{
	for (size_t i = 0; i < count; i++) {
		char *glob = mem_strndup(globs[i].p, globs[i].len);
		bool hit = fnmatch(glob, path, 0) == 0;

		free(glob);
		if (hit)
			return true;
	}
	return false;
}

/*
 * Whether the path matches what was asked for. What is no document, but may be
 * a folder of some, need only not be excluded.
 */
static bool
matches(const struct tree *tree, struct str path, bool document)
{
	const struct tree_options *o = tree->options;
	char *name;
	bool take;

	if (!o || (!o->include_count && !o->exclude_count))
		return true;
	name = mem_strndup(path.p, path.len);
	take = (!document || !o->include_count
	        || any_glob(o->include, o->include_count, name))
	    && !any_glob(o->exclude, o->exclude_count, name);
	free(name);
	return take;
}

static void
visit(void *arg, struct str path, const struct err *err)
{
	struct tree *tree = arg;
	struct tree_fault *fault;
	bool document = media_of_name(path_name(path)) != MEDIA_UNKNOWN;

	if (!err)
		site_map_add(tree->sites, path);
	if (!matches(tree, path, document))
		return;
	if (!err) {
		if (document)
			add_path(tree, path);
		return;
	}
	tree->faults = mem_grow(tree->faults, &tree->fault_cap,
	    tree->fault_count + 1, sizeof(*tree->faults));
	fault = &tree->faults[tree->fault_count++];
	fault->path = pool_str(tree->pool, path);
	fault->err = *err;
}

/*
 * One file named by the user: its folder is the tree, for its pictures. Where
 * it is a link, that is the folder of what it leads to.
 */
static int
open_file(struct tree *tree, const char *path, struct err *err)
{
	struct stat st;
	char *real = lstat(path, &st) == 0 && S_ISLNK(st.st_mode)
	    ? realpath(path, NULL) : mem_strdup(path);
	struct str whole = str_of(real), folder = path_folder(whole);

	if (!real)
		return err_errno(err, "cannot open source '%s'", path);
	if (!folder.len)
		folder = whole.p[0] == '/' ? STR("/") : STR(".");
	tree->folder = mem_strndup(folder.p, folder.len);
	tree->site = site_above(path);
	add_path(tree, path_name(whole));
	free(real);
	return 0;
}

static int
open_path(struct tree *tree, const char *path,
    const struct packed_options *packed, struct err *err)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return !path_is_url(str_of(path))
		    ? err_errno(err, "cannot open source '%s'", path)
		    : err_set(err, ERR_ARGUMENT, "source '%s' is an address; "
		    "only folders, archives and files are read", path);
	if (S_ISDIR(st.st_mode)) {
		tree->root = root_open(path, err);
		if (!tree->root)
			return -1;
		tree->sites = site_map_new(path);
		if (root_walk(tree->root, visit, tree, err) == 0)
			return 0;
		return err_context(err, "source '%s'", path);
	}
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_ARGUMENT,
		    "source '%s' is neither a folder nor a file", path);
	if (packed_open(path, packed, &tree->entries, err) != 0)
		return -1;
	if (!tree->entries)
		return open_file(tree, path, err);
	tree->sites = site_map_new(NULL);
	entries_walk(tree->entries, visit, tree);
	return 0;
}

struct tree *
tree_open(const char *path, const struct tree_options *options,
    const struct packed_options *packed, struct err *err)
{
	struct tree *tree = mem_zalloc(sizeof(*tree));

	tree->pool = pool_new();
	tree->options = options;
	if (open_path(tree, path, packed, err) != 0) {
		tree_close(tree);
		return NULL;
	}
	tree->options = NULL;
	if (tree->sites)
		site_map_settle(tree->sites);
	return tree;
}

void
tree_close(struct tree *tree)
{
	if (!tree)
		return;
	root_close(tree->root);
	entries_free(tree->entries);
	site_map_free(tree->sites);
	free(tree->folder);
	pool_free(tree->pool);
	free(tree->paths);
	free(tree->faults);
	free(tree);
}

size_t
tree_count(const struct tree *tree)
{
	return tree->path_count;
}

struct str
tree_path(const struct tree *tree, size_t index)
{
	return tree->paths[index];
}

static int
read_from(const struct tree *tree, const struct root *root, struct str path,
    size_t max_bytes, struct buf *out, struct err *err)
{
	struct buf found = BUF_INIT;
	struct err first = ERR_INIT;
	int result = root ? root_read(root, path, max_bytes, out, &first)
	    : entries_read(tree->entries, path, max_bytes, out, &first);

	/* A file that came from a Mac may be called otherwise. */
	if (result != 0 && text_has_forms(path)
	    && (root ? root_find(root, path, &found)
	    : entries_find(tree->entries, path, &found))
	    && !str_eq(buf_str(&found), path))
		result = root ? root_read(root, buf_str(&found), max_bytes,
		    out, &first) : entries_read(tree->entries,
		    buf_str(&found), max_bytes, out, &first);
	if (result != 0)
		*err = first;
	buf_release(&found);
	return result;
}

uint32_t
tree_site(const struct tree *tree, struct str path)
{
	return tree->sites ? site_map_find(tree->sites, path) : tree->site;
}

int
tree_read(const struct tree *tree, struct str path, size_t max_bytes,
    struct buf *out, struct err *err)
{
	struct root *root;
	int result;

	if (tree->entries || tree->root)
		return read_from(tree, tree->root, path, max_bytes, out, err);
	root = root_open(tree->folder, err);
	if (!root)
		return -1;
	result = read_from(tree, root, path, max_bytes, out, err);
	root_close(root);
	return result;
}

size_t
tree_fault_count(const struct tree *tree)
{
	return tree->fault_count;
}

const struct tree_fault *
tree_fault(const struct tree *tree, size_t index)
{
	return &tree->faults[index];
}
