/* SPDX-License-Identifier: MIT */
#include "net/cache_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"

/* A FIFO must not block, a terminal not become ours. */
#define OPEN_FLAGS (O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
#define TEMPORARY_TRIES 8

struct cache_name
cache_name_of(enum cache_kind kind, const struct hash *h)
{
	struct cache_name name;
	struct buf hex = BUF_INIT;

	hash_hex(h, &hex);
	snprintf(name.folder, sizeof(name.folder), "%.2s", hex.data);
	snprintf(name.file, sizeof(name.file), "%.62s.%c", hex.data + 2,
	    (char)kind);
	buf_release(&hex);
	return name;
}

/*
 * One of the 256. A link or a file in its place is none of the cache's doing
 * and goes.
 */
static int
open_inner(int folder, const char *name, bool create)
{
	int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | OPEN_FLAGS);

	if (fd < 0 && (errno == ELOOP || errno == ENOTDIR)
	    && unlinkat(folder, name, 0) == 0)
		errno = ENOENT;
	if (fd < 0 && errno == ENOENT && create) {
		mkdirat(folder, name, 0700);
		fd = openat(folder, name,
		    O_RDONLY | O_DIRECTORY | OPEN_FLAGS);
	}
	return fd;
}

static void
set_time(int fd, int64_t now_s)
{
	const struct timespec now = { .tv_sec = (time_t)now_s };

	/* On a read-only medium nothing is evicted either. */
	(void)futimens(fd, (struct timespec[]){ now, now });
}

/* A second name may be that of a file elsewhere: the cache makes none. */
static int
check_file(int fd, size_t *bytes, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_errno(err, "cannot look at it");
	if (!S_ISREG(st.st_mode) || st.st_nlink > 1)
		return err_set(err, ERR_FORMAT,
		    "not a regular file of the cache's own");
	if ((uint64_t)st.st_size > LIMIT_CACHE_FILE_BYTES)
		return err_set(err, ERR_LIMIT, "larger than %zu bytes",
		    LIMIT_CACHE_FILE_BYTES);
	*bytes = (size_t)st.st_size;
	return 0;
}

int
cache_file_read(int folder, const struct cache_name *name, int64_t now_s,
    struct buf *out, struct err *err)
{
	int inner = open_inner(folder, name->folder, false), fd, result = -1;
	size_t bytes = 0;

	buf_clear(out);
	if (inner < 0)
		return errno == ENOENT ? 0 : err_errno(err, "cannot open");
	fd = openat(inner, name->file, O_RDONLY | OPEN_FLAGS);
	if (fd < 0 && errno == ENOENT) {
		result = 0;
		goto out;
	}
	if (fd < 0) {
		err_errno(err, "cannot open");
		goto out;
	}
	if (check_file(fd, &bytes, err) != 0)
		goto out;
	buf_reserve(out, bytes + 2);
	if (fd_read_all(fd, bytes, out, err) != 0)
		goto out;
	set_time(fd, now_s);
	result = 1;
out:
	if (fd >= 0)
		close(fd);
	close(inner);
	return result;
}

static int
create_temporary(int folder, char *name, size_t size, struct err *err)
{
	unsigned char random[8];
	int fd;

	for (int i = 0; i < TEMPORARY_TRIES; i++) {
		uint64_t number = 0;

		if (getrandom(random, sizeof(random), 0) != sizeof(random))
			break;
		memcpy(&number, random, sizeof(number));
		snprintf(name, size, "tmp-%016llx",
		    (unsigned long long)number);
		fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL
		    | OPEN_FLAGS, 0600);
		if (fd >= 0)
			return fd;
		if (errno != EEXIST)
			break;
	}
	return err_errno(err, "cannot create a file");
}

/* 0 also if another run has taken the temporary file away. */
static int
put_in_place(int folder, const char *temporary,
    const struct cache_name *name, struct err *err)
{
	int inner, result = -1;

	/* Twice: the folder may go, or what hinders be removed. */
	for (int i = 0; i < 2 && result != 0; i++) {
		inner = open_inner(folder, name->folder, true);
		if (inner < 0)
			continue;
		result = renameat(folder, temporary, inner, name->file);
		if (result != 0 && (errno == EISDIR || errno == ENOTDIR))
			unlinkat(inner, name->file, AT_REMOVEDIR);
		close(inner);
	}
	if (result == 0)
		return 0;
	if (errno == ENOENT && faccessat(folder, temporary, F_OK,
	    AT_SYMLINK_NOFOLLOW) != 0)
		return 0;
	err_errno(err, "cannot put a file in place");
	unlinkat(folder, temporary, 0);
	return -1;
}

int
cache_file_write(int folder, const struct cache_name *name,
    struct str bytes, int64_t now_s, struct err *err)
{
	char temporary[32];
	int fd = create_temporary(folder, temporary, sizeof(temporary), err);
	int result;

	if (fd < 0)
		return -1;
	result = fd_write_all(fd, bytes, err);
	set_time(fd, now_s);
	if (close(fd) != 0 && result == 0)
		result = err_errno(err, "cannot write");
	if (result != 0) {
		unlinkat(folder, temporary, 0);
		return -1;
	}
	return put_in_place(folder, temporary, name, err);
}

int
cache_file_remove(int folder, const struct cache_name *name, struct err *err)
{
	int inner = open_inner(folder, name->folder, false), result = 0;

	if (inner < 0)
		return errno == ENOENT ? 0
		    : err_errno(err, "cannot open a folder");
	if (unlinkat(inner, name->file, 0) != 0 && errno != ENOENT
	    && unlinkat(inner, name->file, AT_REMOVEDIR) != 0)
		result = err_errno(err, "cannot remove a file");
	close(inner);
	return result;
}

int
cache_stray_remove(int folder, const struct cache_found *found,
    struct err *err)
{
	if (unlinkat(folder, found->name.file, 0) != 0 && errno != ENOENT)
		return err_errno(err, "cannot remove a file");
	return 0;
}

uint64_t
cache_disk_bytes(uint64_t bytes)
{
	return (bytes + 4095) / 4096 * 4096;
}
