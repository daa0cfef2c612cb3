/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"

/* openat2() gives up with EAGAIN when a rename races with it. */
#define OPEN_TRIES 8
/* A FIFO must not block, a terminal not become ours. */
#define OPEN_FLAGS (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

struct root {
	int fd;
	bool openat2;	/* the kernel has it */
};

static int
open_beneath(int dir, const char *path)
{
	struct open_how how = {
		.flags = OPEN_FLAGS,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS
		    | RESOLVE_NO_MAGICLINKS,
	};
	long fd = -1;

	for (int i = 0; i < OPEN_TRIES; i++) {
		fd = syscall(SYS_openat2, dir, path, &how, sizeof(how));
		if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
			break;
	}
	return (int)fd;
}

/* One name; a link is ELOOP, also where a folder was wanted. */
static int
open_step(int dir, const char *name, int flags)
{
	struct stat st;
	int fd = openat(dir, name, flags | O_NOFOLLOW | OPEN_FLAGS);

	if (fd < 0 && errno == ENOTDIR) {
		fd = fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW);
		errno = fd == 0 && S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR;
		return -1;
	}
	return fd;
}

/* The same as open_beneath(), folder by folder; path is cut up. */
static int
open_by_steps(int root, char *path)
{
	int dir = root, fd, saved;
	char *slash;

	do {
		slash = strchr(path, '/');
		if (slash)
			*slash++ = '\0';
		fd = open_step(dir, path, slash ? O_DIRECTORY : 0);
		saved = errno;
		if (dir != root)
			close(dir);
		errno = saved;
		dir = fd;
		path = slash;
	} while (fd >= 0 && slash);
	return fd;
}

struct root *
root_open(const char *path, struct err *err)
{
	struct root *root;
	int fd, probe;

	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		err_errno(err, "cannot open folder \"%s\"", path);
		return NULL;
	}
	root = mem_zalloc(sizeof(*root));
	root->fd = fd;
	probe = open_beneath(fd, ".");
	root->openat2 = probe >= 0;
	if (probe >= 0)
		close(probe);
	return root;
}

void
root_close(struct root *root)
{
	if (!root)
		return;
	close(root->fd);
	free(root);
}

/* Names one after the other, none of them empty, "." or "..". */
static int
check_path(struct str path, struct err *err)
{
	struct str rest = path, name;

	if (path.len > LIMIT_PATH_BYTES)
		return err_set(err, ERR_LIMIT, "path of %zu bytes", path.len);
	if (str_chr(path, '\0') != STR_NONE)
		return err_set(err, ERR_ARGUMENT, "path with a NUL byte");
	if (!path.len)
		return err_set(err, ERR_ARGUMENT, "empty path");
	while (str_next(&rest, '/', &name))
		if (!name.len || str_eq(name, STR("."))
		    || str_eq(name, STR("..")))
			return err_set(err, ERR_ARGUMENT,
			    "path that may leave its folder");
	return 0;
}

static int
check_regular(int fd, size_t max, struct stat *st, struct err *err)
{
	if (fstat(fd, st) != 0)
		return err_errno(err, "cannot look at it");
	if (!S_ISREG(st->st_mode))
		return err_set(err, ERR_UNSUPPORTED, "not a regular file");
	if ((unsigned long long)st->st_size > max)
		return err_set(err, ERR_LIMIT, "larger than %zu bytes", max);
	return 0;
}

int
root_read(const struct root *root, struct str path, size_t max,
    struct buf *out, struct err *err)
{
	char name[LIMIT_PATH_BYTES + 1];
	struct stat st;
	int fd, r = -1;

	buf_clear(out);
	if (check_path(path, err) != 0)
		return -1;
	memcpy(name, path.p, path.len);
	name[path.len] = '\0';
	fd = root->openat2 ? open_beneath(root->fd, name)
	    : open_by_steps(root->fd, name);
	if (fd < 0 && (errno == ELOOP || errno == EXDEV))
		return err_set(err, ERR_UNSUPPORTED,
		    "symbolic link is not followed");
	if (fd < 0)
		return err_errno(err, "cannot open");
	if (check_regular(fd, max, &st, err) != 0)
		goto out;
	buf_reserve(out, (size_t)st.st_size + 1);
	r = fd_read_all(fd, max, out, err);
out:
	close(fd);
	return r;
}

/* The name in dir that is name in NFC, appended to out. */
static bool
find_name(int dir, struct str name, struct buf *out)
{
	struct buf want = BUF_INIT, there = BUF_INIT;
	int copy = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = copy >= 0 ? fdopendir(copy) : NULL;
	struct dirent *d;
	bool found = false;

	text_nfc(name, &want);
	while (list && !found && (d = readdir(list))) {
		buf_clear(&there);
		text_nfc(str_of(d->d_name), &there);
		found = str_eq(buf_str(&there), buf_str(&want));
		if (found)
			buf_adds(out, d->d_name);
	}
	if (list)
		closedir(list);
	else if (copy >= 0)
		close(copy);
	buf_release(&want);
	buf_release(&there);
	return found;
}

bool
root_find(const struct root *root, struct str path, struct buf *out)
{
	struct err ignored = ERR_INIT;
	struct str rest = path, name;
	int dir = root->fd, next;
	bool found = check_path(path, &ignored) == 0;

	buf_clear(out);
	while (found && str_next(&rest, '/', &name)) {
		size_t start;
		struct stat st;

		if (out->len)
			buf_addc(out, '/');
		start = out->len;
		buf_addstr(out, name);
		if (fstatat(dir, out->data + start, &st, AT_SYMLINK_NOFOLLOW)
		    != 0) {
			buf_truncate(out, start);
			found = find_name(dir, name, out);
		}
		next = found && rest.p ? open_step(dir, out->data + start,
		    O_DIRECTORY) : -1;
		found = found && (next >= 0 || !rest.p);
		if (dir != root->fd)
			close(dir);
		dir = next;
	}
	if (dir != root->fd && dir >= 0)
		close(dir);
	return found;
}

struct entry {
	char *name;
	bool folder;
	const char *refused;	/* why it is not visited, or NULL */
};

struct level {
	int fd;
	struct entry *entries;
	size_t count, cap, next;
	size_t path_bytes;	/* of the walk's path, up to this folder */
};

struct walk {
	root_visit *visit;
	void *arg;
	struct buf path;
	struct level levels[LIMIT_TREE_DEPTH];
	size_t depth;
};

static int
compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name,
	    ((const struct entry *)b)->name);
}

static mode_t
type_of(int dir, const struct dirent *d)
{
	struct stat st;

	if (d->d_type != DT_UNKNOWN)
		return (mode_t)DTTOIF(d->d_type);
	if (fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return 0;
	return st.st_mode & S_IFMT;
}

static struct entry
entry_of(int dir, const struct dirent *d)
{
	const size_t len = strlen(d->d_name);
	const mode_t type = type_of(dir, d);
	struct entry entry = { NULL, S_ISDIR(type), NULL };

	entry.name = mem_alloc(len + 2);
	memcpy(entry.name, d->d_name, len);
	/* With its slash it sorts where the paths beneath it belong. */
	memcpy(entry.name + len, entry.folder ? "/" : "",
	    entry.folder ? 2 : 1);
	if (S_ISLNK(type))
		entry.refused = "symbolic link is not followed";
	else if (!entry.folder && !S_ISREG(type))
		entry.refused = "not a regular file";
	return entry;
}

/* They were sorted with it; opened with it, a link would be followed. */
static void
cut_slashes(struct level *level)
{
	for (size_t i = 0; i < level->count; i++)
		if (level->entries[i].folder)
			*strrchr(level->entries[i].name, '/') = '\0';
}

/* Lists the folder fd, which it takes, as the innermost level. */
static int
enter(struct walk *walk, int fd, struct err *err)
{
	struct level *level = &walk->levels[walk->depth];
	struct dirent *d;
	DIR *dir;
	int copy;

	*level = (struct level){ .fd = fd, .path_bytes = walk->path.len };
	walk->depth++;
	copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	dir = copy >= 0 ? fdopendir(copy) : NULL;
	if (!dir) {
		err_errno(err, "cannot list");
		if (copy >= 0)
			close(copy);
		return -1;
	}
	/* The offset is the root's own, that an earlier walk has moved. */
	rewinddir(dir);
	while ((void)(errno = 0), (d = readdir(dir))) {
		if (d->d_name[0] == '.')
			continue;
		level->entries = mem_grow(level->entries, &level->cap,
		    level->count + 1, sizeof(*level->entries));
		level->entries[level->count++] = entry_of(fd, d);
	}
	copy = errno ? err_errno(err, "cannot list") : 0;
	closedir(dir);
	if (level->count)
		qsort(level->entries, level->count,
		    sizeof(*level->entries), compare_entries);
	cut_slashes(level);
	return copy;
}

static void
leave(struct walk *walk)
{
	struct level *level = &walk->levels[--walk->depth];

	for (size_t i = 0; i < level->count; i++)
		free(level->entries[i].name);
	free(level->entries);
	if (walk->depth)
		close(level->fd);
}

/* Reports walk->path as what cannot be visited. */
static void
refuse(struct walk *walk, enum err_kind kind, const char *why)
{
	struct err err = ERR_INIT;

	err_set(&err, kind, "%s", why);
	walk->visit(walk->arg, buf_str(&walk->path), &err);
}

static void
visit_folder(struct walk *walk, int parent, const char *name)
{
	struct err err = ERR_INIT;
	int fd;

	if (walk->depth == LIMIT_TREE_DEPTH) {
		refuse(walk, ERR_LIMIT, "folder lies too deep");
		return;
	}
	fd = openat(parent, name, O_DIRECTORY | O_NOFOLLOW | OPEN_FLAGS);
	if (fd < 0) {
		err_errno(&err, "cannot open");
	} else {
		buf_addc(&walk->path, '/');
		if (enter(walk, fd, &err) == 0)
			return;
		/* Part of a folder would pass for all of it. */
		leave(walk);
		buf_truncate(&walk->path, walk->path.len - 1);
	}
	walk->visit(walk->arg, buf_str(&walk->path), &err);
}

static void
visit_entry(struct walk *walk, const struct level *level,
    const struct entry *entry)
{
	buf_truncate(&walk->path, level->path_bytes);
	buf_adds(&walk->path, entry->name);
	if (walk->path.len > LIMIT_PATH_BYTES)
		refuse(walk, ERR_LIMIT, "path is too long");
	else if (entry->refused)
		refuse(walk, ERR_UNSUPPORTED, entry->refused);
	else if (entry->folder)
		visit_folder(walk, level->fd, entry->name);
	else
		walk->visit(walk->arg, buf_str(&walk->path), NULL);
}

int
root_walk(const struct root *root, root_visit *visit, void *arg,
    struct err *err)
{
	struct walk *walk = mem_zalloc(sizeof(*walk));
	int r;

	walk->visit = visit;
	walk->arg = arg;
	buf_init(&walk->path);
	r = enter(walk, root->fd, err);
	while (walk->depth) {
		struct level *level = &walk->levels[walk->depth - 1];

		if (r == 0 && level->next < level->count)
			visit_entry(walk, level,
			    &level->entries[level->next++]);
		else
			leave(walk);
	}
	buf_release(&walk->path);
	free(walk);
	return r;
}
