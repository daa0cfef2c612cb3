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

static void
run_unpack(const void *arg, int fd)
{
	const struct unpack_sink sink = { put_frame, &fd };

	unpack(*(const struct str *)arg, &sink);
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
	const struct helper_task task = {
		.sandbox = options->sandbox,
		.memory_bytes = mem_add(MEMORY_BYTES, bytes.len),
		.cpu_s = CPU_S,
		.prepare = unpack_prepare,
		.run = run_unpack,
		.arg = &bytes,
	};
	struct entries *entries;
	struct helper helper;

	entries = entries_new(path_name(str_of(path)), options->spool,
	    err);
	if (!entries)
		return -1;
	if (helper_start(&helper, &task, err) != 0
	    || hear(options, &helper, entries, err) != 0) {
		entries_free(entries);
		return -1;
	}
	*out = entries;
	return 0;
}

static int
open_known(const char *path, int fd, const struct packed_options *options,
    struct entries **out, struct err *err)
{
	char head[PACKED_HEAD_BYTES];
	ssize_t n = pread(fd, head, sizeof(head), 0);
	struct stat st;
	void *map;
	int r;

	if (n < 0 || fstat(fd, &st) != 0)
		return err_errno(err, "cannot read");
	if (!S_ISREG(st.st_mode) || st.st_size < n
	    || packed_format((struct str){ head, (size_t)n }) == PACKED_NOT)
		return 0;
	if ((unsigned long long)st.st_size > SIZE_MAX / 2)
		return err_set(err, ERR_LIMIT, "too large");
	map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (map == MAP_FAILED)
		return err_errno(err, "cannot map");
	r = unpack_mapped(path, (struct str){ map, (size_t)st.st_size },
	    options, out, err);
	munmap(map, (size_t)st.st_size);
	return r;
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
