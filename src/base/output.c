/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

/* Another run may take away what we have just opened; so often in a row? */
#define LOCK_TRIES 16

struct output {
	struct pool *names;	/* which no child of ours needs to know: */
	char *path;		/* as the caller said it */
	const char *name;	/* its last part */
	char *part;		/* .NAME.part */
	int folder, fd;
	bool ours;		/* part is what fd is, and we hold its lock */
	bool failed;		/* a write did; then nothing is committed */
	bool (*is_own)(struct str head);	/* what may be replaced; or NULL */
	const char *what;	/* is_own accepts this */
};

static char *
part_name(struct pool *names, const char *name)
{
	const size_t bytes = strlen(name) + sizeof("..part");
	char *part = pool_alloc(names, bytes);

	snprintf(part, bytes, ".%s.part", name);
	return part;
}

static void
split_path(struct output *out)
{
	const char *slash = strrchr(out->path, '/');

	out->name = slash ? slash + 1 : out->path;
}

static int
open_folder(struct output *out, struct err *err)
{
	const size_t len = (size_t)(out->name - out->path);
	const char *folder = len ? pool_strndup(out->names, out->path, len)
	    : ".";

	out->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (out->folder < 0)
		err_errno(err, "cannot open folder of \"%s\"", out->path);
	return out->folder < 0 ? -1 : 0;
}

static int
check_target(const struct output *out, struct err *err)
{
	struct stat st;

	if (!*out->path)
		return err_set(err, ERR_ARGUMENT, "no name for the output");
	if (!*out->name || strcmp(out->name, ".") == 0
	    || strcmp(out->name, "..") == 0)
		return err_set(err, ERR_ARGUMENT, "is a folder: \"%s\"",
		    out->path);
	if (fstatat(out->folder, out->name, &st, 0) != 0)
		return 0;
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_ARGUMENT, "is a folder: \"%s\"",
		    out->path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_ARGUMENT,
		    "not a regular file: \"%s\"", out->path);
	return 0;
}

/* A regular file of ours, that still has its name. */
static bool
still_named(const struct output *out, const struct stat *st)
{
	struct stat named;

	return fstatat(out->folder, out->part, &named,
	    AT_SYMLINK_NOFOLLOW) == 0
	    && named.st_dev == st->st_dev && named.st_ino == st->st_ino;
}

static int
create_part(struct output *out)
{
	out->fd = openat(out->folder, out->part,
	    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	return out->fd < 0 ? -1 : 0;
}

/*
 * Locks what fd is. 1 if it is ours now, 0 if it has been taken away in
 * between, -1 with err.
 */
static int
lock_part(struct output *out, struct err *err)
{
	struct stat st;

	if (flock(out->fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			return err_set(err, ERR_BUSY,
			    "another run is writing \"%s\"", out->path);
		return err_errno(err, "cannot lock \"%s\"", out->path);
	}
	if (fstat(out->fd, &st) != 0)
		return err_errno(err, "cannot look at \"%s\"", out->path);
	return still_named(out, &st);
}

/*
 * What a killed run left behind is removed under its lock, so that ours is
 * new: with today's mode and owner, and no second name elsewhere.
 */
static int
remove_stale(struct output *out, struct err *err)
{
	int r;

	out->fd = openat(out->folder, out->part, O_RDONLY | O_NOFOLLOW
	    | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (out->fd < 0)
		return errno == ENOENT ? 0 : err_errno(err,
		    "cannot open part of \"%s\"", out->path);
	r = lock_part(out, err);
	if (r > 0 && unlinkat(out->folder, out->part, 0) != 0)
		r = err_errno(err, "cannot remove old part of \"%s\"",
		    out->path);
	close(out->fd);
	out->fd = -1;
	return r < 0 ? -1 : 0;
}

/* A part that cannot be locked is no part of ours: nothing is left of it. */
static void
give_up_part(struct output *out)
{
	struct stat st;

	if (fstat(out->fd, &st) == 0 && still_named(out, &st))
		unlinkat(out->folder, out->part, 0);
}

static int
open_part(struct output *out, struct err *err)
{
	int r;

	for (int i = 0; i < LOCK_TRIES; i++) {
		if (create_part(out) == 0) {
			r = lock_part(out, err);
			out->ours = r > 0;
			if (r < 0 && err->kind != ERR_BUSY)
				give_up_part(out);
			if (r != 0)
				return r < 0 ? -1 : 0;
			close(out->fd);
			out->fd = -1;
		} else if (errno != EEXIST) {
			return err_errno(err, "cannot create \"%s\"",
			    out->path);
		} else if (remove_stale(out, err) != 0) {
			return -1;
		}
	}
	return err_set(err, ERR_BUSY, "other runs are writing \"%s\"",
	    out->path);
}

struct output *
output_open(const char *path, struct err *err)
{
	struct output *out = mem_zalloc(sizeof(*out));

	out->names = pool_new_secret();
	out->path = pool_strndup(out->names, path, strlen(path));
	out->folder = out->fd = -1;
	split_path(out);
	out->part = part_name(out->names, out->name);
	if (open_folder(out, err) != 0 || check_target(out, err) != 0
	    || open_part(out, err) != 0) {
		output_free(out);
		return NULL;
	}
	return out;
}

/*
 * The part tells: the file system itself knows whether it tells names apart
 * that differ in case or in how a letter is composed.
 */
bool
output_is(const struct output *out, const char *path)
{
	struct output other = { .names = pool_new_secret(), .folder = -1 };
	struct err ignored = ERR_INIT;
	struct stat st;
	bool same;

	other.path = pool_strndup(other.names, path, strlen(path));
	split_path(&other);
	other.part = part_name(other.names, other.name);
	same = open_folder(&other, &ignored) == 0
	    && fstat(out->fd, &st) == 0 && still_named(&other, &st);
	if (other.folder >= 0)
		close(other.folder);
	pool_free(other.names);
	return same;
}

/* Looks at what is there now; that there is nothing is well. */
static int
check_older(const struct output *out, struct err *err)
{
	char head[OUTPUT_HEAD_BYTES];
	ssize_t n;
	int fd;

	if (check_target(out, err) != 0)
		return -1;
	fd = openat(out->folder, out->name,
	    O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? 0
		    : err_errno(err, "cannot read the older \"%s\"",
		    out->path);
	n = pread(fd, head, sizeof(head), 0);
	if (n < 0)
		err_errno(err, "cannot read the older \"%s\"", out->path);
	close(fd);
	if (n > 0 && !out->is_own((struct str){ head, (size_t)n }))
		return err_set(err, ERR_ARGUMENT,
		    "\"%s\" is there, is not %s, and stays as it is",
		    out->path, out->what);
	return n < 0 ? -1 : 0;
}

int
output_replaces_only(struct output *out, bool (*is_own)(struct str head),
    const char *what, struct err *err)
{
	out->is_own = is_own;
	out->what = what;
	return check_older(out, err);
}

int
output_spares(const struct output *out, struct str path, struct err *err)
{
	char *spared = mem_strndup(path.p, path.len);
	struct stat a, b;
	bool same = fstatat(out->folder, out->name, &a, 0) == 0
	    && stat(spared, &b) == 0
	    && a.st_dev == b.st_dev && a.st_ino == b.st_ino;

	free(spared);
	return !same ? 0 : err_set(err, ERR_ARGUMENT,
	    "\"%s\" would replace the source '%.*s'", out->path,
	    STR_ARG(path));
}

int
output_fd(const struct output *out)
{
	return out->fd;
}

int
output_write(struct output *out, struct str bytes, struct err *err)
{
	if (fd_write_all(out->fd, bytes, err) == 0)
		return 0;
	out->failed = true;
	return err_context(err, "\"%s\"", out->path);
}

/* Some file systems cannot sync a folder; then there is nothing to wait for. */
static int
sync_folder(const struct output *out)
{
	if (fsync(out->folder) == 0 || errno == EINVAL || errno == ENOTSUP)
		return 0;
	return -1;
}

int
output_commit(struct output *out, struct err *err)
{
	if (out->failed || !out->ours)
		return err_set(err, ERR_ARGUMENT,
		    "was not written wholly: \"%s\"", out->path);
	if (out->is_own && check_older(out, err) != 0)
		return -1;
	if (fsync(out->fd) != 0)
		return err_errno(err, "cannot sync \"%s\"", out->path);
	/* The lock is held over this: nobody takes our part for stale. */
	if (renameat(out->folder, out->part, out->folder, out->name) != 0)
		return err_errno(err, "cannot rename to \"%s\"", out->path);
	out->ours = false;
	if (sync_folder(out) != 0)
		return err_errno(err, "cannot sync folder of \"%s\"",
		    out->path);
	if (close(out->fd) != 0) {
		out->fd = -1;
		return err_errno(err, "cannot close \"%s\"", out->path);
	}
	out->fd = -1;
	return 0;
}

void
output_free(struct output *out)
{
	if (!out)
		return;
	if (out->ours)
		unlinkat(out->folder, out->part, 0);
	if (out->fd >= 0)
		close(out->fd);
	if (out->folder >= 0)
		close(out->folder);
	pool_free(out->names);
	free(out);
}
