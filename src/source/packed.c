/* SPDX-License-Identifier: MIT */
#include "source/packed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "source/packed_format.h"
#include "source/stream.h"
#include "source/tree.h"
#include "source/unpack.h"
#include "worker/child.h"
#include "worker/helper.h"

#define MEMORY_BYTES ((size_t)512 << 20)
#define CPU_S 300

static void
put_frame(void *arg, enum unpack_word word, struct str body)
{
	child_write(*(const int *)arg, (uint32_t)word, body);
}

/* What the helper inherits. */
struct archive_job {
	struct str bytes;
	struct file_names *names;
};

static void
run_unpack(const void *arg, int fd)
{
	const struct archive_job *job = arg;
	const struct unpack_sink sink = { put_frame, &fd };

	unpack(job->bytes, job->names, &sink);
}

/*
 * Whatever the helper does costs what it has not sent. An error of ours, or
 * the user's wish, ends it all: ERR_SYSTEM.
 */
static int
hear(const struct packed_options *options, struct helper *helper,
    struct entries *entries, struct err *err)
{
	struct err why = ERR_INIT, verdict = ERR_INIT;
	int r = stream_take(helper->fd, options, entries, &why), ended;

	ended = helper_end(helper, &verdict);
	if (r == 0 && ended != 0)
		why = verdict;
	else if (r == 0)
		err_set(&why, ERR_FORMAT, "malformed stream");
	if (r < 0 && why.kind == ERR_SYSTEM) {
		*err = why;
		return -1;
	}
	if (r <= 0)
		entries_cut(entries, &why);
	return entries_settle(entries, err);
}

/* The helper inherits the mapping, so that it needs no descriptor of it. */
static int
unpack_mapped(const char *path, struct str bytes,
    const struct packed_options *options, struct entries **out,
    struct err *err)
{
	const struct archive_job job = { bytes, file_names_open() };
	const struct helper_task task = {
		.sandbox = options->sandbox,
		.memory_bytes = mem_add(MEMORY_BYTES, bytes.len),
		.cpu_s = CPU_S,
		.prepare = unpack_prepare,
		.run = run_unpack,
		.arg = &job,
	};
	struct entries *entries;
	struct helper helper;
	int result = -1;

	entries = entries_new(path_name(str_of(path)), options->spool,
	    err);
	if (entries && unpack_check(err) == 0
	    && helper_start(&helper, &task, err) == 0)
		result = hear(options, &helper, entries, err);
	file_names_close(job.names);
	if (result == 0)
		*out = entries;
	else
		entries_free(entries);
	return result;
}

static int
map_and_unpack(const char *path, int fd, size_t bytes,
    const struct packed_options *options, struct entries **out,
    struct err *err)
{
	void *map = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE, fd, 0);
	int r;

	if (map == MAP_FAILED)
		return err_errno(err, "cannot map");
	r = unpack_mapped(path, (struct str){ map, bytes }, options, out, err);
	munmap(map, bytes);
	return r;
}

/* It is to be a document, by its name or by what it begins with. */
static int
check_document(const char *path, struct str head, struct err *err)
{
	const char *what = packed_not_text(head);

	if (!what || media_of_name(str_of(path)) != MEDIA_UNKNOWN)
		return 0;
	return err_set(err, ERR_UNSUPPORTED, "%s; folders, documents, .zip, "
	    ".tar and .tar.gz are read", what);
}

static int
open_known(const char *path, int fd, const struct packed_options *options,
    struct entries **out, struct err *err)
{
	char bytes[PACKED_HEAD_BYTES];
	ssize_t n = pread(fd, bytes, sizeof(bytes), 0);
	struct str head = { bytes, n > 0 ? (size_t)n : 0 };
	struct stat st;

	if (n < 0 || fstat(fd, &st) != 0)
		return err_errno(err, "cannot read");
	if (!S_ISREG(st.st_mode) || st.st_size < n)
		return 0;
	if (packed_format(head) == PACKED_NOT)
		return check_document(path, head, err);
	if ((unsigned long long)st.st_size > SIZE_MAX / 2)
		return err_set(err, ERR_LIMIT, "too large");
	return map_and_unpack(path, fd, (size_t)st.st_size, options, out,
	    err);
}

int
packed_open(const char *path, const struct packed_options *options,
    struct entries **out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK), r;

	*out = NULL;
	if (fd < 0)
		return err_errno(err, "cannot open source '%s'", path);
	r = open_known(path, fd, options, out, err);
	close(fd);
	return r == 0 ? 0 : err_context(err, "source '%s'", path);
}
