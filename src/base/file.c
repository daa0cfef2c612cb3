/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"

#define READ_BYTES ((size_t)64 << 10)

int
fd_read_all(int fd, size_t max, struct buf *out, struct err *err)
{
	size_t total = 0;
	ssize_t n;

	for (;;) {
		if (out->cap < out->len + 2)
			buf_reserve(out, READ_BYTES);
		n = read(fd, out->data + out->len, out->cap - out->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, "cannot read");
		if (n == 0)
			return 0;
		out->len += (size_t)n;
		out->data[out->len] = '\0';
		total += (size_t)n;
		if (total > max)
			return err_set(err, ERR_LIMIT,
			    "larger than %zu bytes", max);
	}
}

int
fd_write_all(int fd, struct str bytes, struct err *err)
{
	ssize_t n;

	while (bytes.len) {
		n = write(fd, bytes.p, bytes.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, "cannot write");
		bytes = str_sub(bytes, (size_t)n, bytes.len);
	}
	return 0;
}

int
fd_pread_all(int fd, void *p, size_t bytes, long long offset,
    struct err *err)
{
	char *to = p;
	ssize_t n;

	while (bytes) {
		n = pread(fd, to, bytes, (off_t)offset);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, "cannot read");
		if (n == 0)
			return err_set(err, ERR_FORMAT,
			    "ends %zu bytes too early", bytes);
		to += n;
		offset += n;
		bytes -= (size_t)n;
	}
	return 0;
}

int
file_read(const char *path, size_t max, struct buf *out, struct err *err)
{
	const bool standard = strcmp(path, "-") == 0;
	int fd = STDIN_FILENO, r;

	buf_clear(out);
	if (!standard)
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return err_errno(err, "cannot open \"%s\"", path);
	r = fd_read_all(fd, max, out, err);
	if (r != 0)
		err_context(err, "\"%s\"",
		    standard ? "standard input" : path);
	if (!standard)
		close(fd);
	return r;
}

static int
spool_in(const char *folder)
{
	char *name;
	size_t len;
	int fd;

	fd = open(folder, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
	len = strlen(folder);
	name = mem_alloc(mem_add(len, sizeof("/.spool.XXXXXX")));
	memcpy(name, folder, len);
	memcpy(name + len, "/.spool.XXXXXX", sizeof("/.spool.XXXXXX"));
	fd = mkostemp(name, O_CLOEXEC);
	if (fd >= 0)
		unlink(name);
	free(name);
	return fd;
}

int
spool_open(enum spool_place place, struct err *err)
{
	const char *const folders[] = {
		getenv("TMPDIR"), "/var/tmp", "/tmp",
	};
	int fd;

	if (place == SPOOL_MEMORY) {
		fd = memfd_create("spool", MFD_CLOEXEC);
		return fd >= 0 ? fd
		    : err_errno(err, "cannot make a file in memory");
	}
	for (size_t i = 0; i < ARRAY_COUNT(folders); i++) {
		if (!folders[i] || !*folders[i])
			continue;
		fd = spool_in(folders[i]);
		if (fd >= 0)
			return fd;
	}
	return err_errno(err, "cannot make a temporary file");
}
