/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "net/cache.h"
#include "net/cache_files.h"

/* Programs that make backups leave a folder with this out (bford.info). */
static const struct str tag = {
	"Signature: 8a477f597d28d172789f06886806bc55\n"
	"# What chapbook fetched and made; it can be removed at any time.\n",
	109 };

char *
cache_folder_default(struct err *err)
{
	const char *base = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	struct buf path = BUF_INIT;

	/* The specification says that a relative one be ignored. */
	if (base && base[0] == '/') {
		buf_addf(&path, "%s/chapbook", base);
	} else if (home && home[0] == '/') {
		buf_addf(&path, "%s/.cache/chapbook", home);
	} else {
		err_set(err, ERR_ARGUMENT, "neither XDG_CACHE_HOME nor HOME "
		    "names a folder for the cache");
		return NULL;
	}
	return buf_detach(&path);
}

/* With all folders above it; -1 with errno unless the innermost is new. */
static int
make_folder(const char *path)
{
	char *copy = mem_strdup(path);
	int result;

	for (char *slash = copy; slash; slash = strchr(slash + 1, '/')) {
		if (slash == copy)
			continue;
		*slash = '\0';
		mkdir(copy, 0700);
		*slash = '/';
	}
	result = mkdir(copy, 0700);
	free(copy);
	return result;
}

static int
check_folder(int fd, const char *path, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_errno(err, "cannot look at cache \"%s\"", path);
	if (st.st_uid != geteuid())
		return err_set(err, ERR_ARGUMENT,
		    "cache belongs to another user: \"%s\"", path);
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return err_set(err, ERR_ARGUMENT, "cache can be written by "
		    "others (chmod go-w, if you trust what is in it): \"%s\"",
		    path);
	/* Nobody else has to see what somebody reads. */
	if (st.st_mode & (S_IRWXG | S_IRWXO) && fchmod(fd, 0700) != 0)
		return err_errno(err, "cannot close cache to others: \"%s\"",
		    path);
	return 0;
}

static void
write_tag(int folder)
{
	struct err ignored;
	int fd = openat(folder, "CACHEDIR.TAG",
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return;
	/* A convenience: whether it succeeds changes nothing. */
	fd_write_all(fd, tag, &ignored);
	close(fd);
}

int
cache_folder_open(const char *path, bool create, struct err *err)
{
	const bool made = create && make_folder(path) == 0;
	int fd;

	if (create && !made && errno != EEXIST)
		return err_errno(err, "cannot make cache \"%s\"", path);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return err_set(err, ERR_EMPTY, "no cache at \"%s\"", path);
	if (fd < 0)
		return err_errno(err, "cannot open cache \"%s\"", path);
	if (check_folder(fd, path, err) != 0) {
		close(fd);
		return -1;
	}
	if (made)
		write_tag(fd);
	return fd;
}
