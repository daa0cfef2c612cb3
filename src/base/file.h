/* SPDX-License-Identifier: MIT */
/*
 * Files: reading beneath a root, writing whole or not at all.
 */
#ifndef CHAPBOOK_FILE_H
#define CHAPBOOK_FILE_H

#include "base/buf.h"
#include "base/err.h"

/*
 * A folder that is read from and never left: no "..", no symbolic link, no
 * absolute path, no device or FIFO is followed (openat2 RESOLVE_BENEATH, or
 * O_NOFOLLOW for each component where the kernel lacks it).
 */
struct root;

struct root *root_open(const char *path, struct err *err);
void root_close(struct root *root);	/* NULL allowed */
/*
 * Reads a regular file of at most max bytes; replaces what is in out. The
 * message does not repeat the path.
 */
int root_read(const struct root *root, struct str path, size_t max,
    struct buf *out, struct err *err);
/*
 * Replaces out by the path that is there and is spelt as path is but for how
 * letters are composed (NFC, as on most systems, or NFD, as on a Mac).
 */
bool root_find(const struct root *root, struct str path, struct buf *out);
/*
 * Calls visit for every regular file beneath, in byte order of their paths.
 * Hidden files and folders are left out. What cannot be read (or is a link or
 * a device, or lies deeper than LIMIT_TREE_DEPTH) comes with err set, which
 * does not repeat the path. -1 only if the root itself cannot be listed.
 */
typedef void root_visit(void *arg, struct str path, const struct err *err);
int root_walk(const struct root *root, root_visit *visit, void *arg,
    struct err *err);

/* A whole file named by the user; "-" is standard input. */
int file_read(const char *path, size_t max, struct buf *out, struct err *err);

/*
 * An output that appears whole or not at all. It is written to .NAME.part
 * beside PATH, which is locked: ERR_BUSY if another run holds it. commit
 * syncs, renames over PATH and syncs the folder; until then an older PATH
 * stays as it is. free removes an uncommitted part. A PATH that exists and is
 * not a regular file is an ERR_ARGUMENT; a symbolic link to one is replaced.
 * Every message names PATH. A full disk is an error only where the process
 * ignores SIGXFSZ and SIGPIPE.
 */
struct output;

struct output *output_open(const char *path, struct err *err);
/* Whether path, if it were opened, would be the same output. */
bool output_is(const struct output *out, const char *path);
/*
 * From now on out replaces nothing but an empty file, or one whose first
 * bytes (OUTPUT_HEAD_BYTES, or fewer if there are no more) is_own accepts;
 * anything else is an ERR_ARGUMENT, here and when it is committed: "is not
 * WHAT, and stays as it is".
 */
#define OUTPUT_HEAD_BYTES ((size_t)64)
int output_replaces_only(struct output *out, bool (*is_own)(struct str head),
    const char *what, struct err *err);
/* ERR_ARGUMENT if what out would replace is the file, or a link to it. */
int output_spares(const struct output *out, struct str path,
    struct err *err);
int output_fd(const struct output *out);
int output_write(struct output *out, struct str bytes, struct err *err);
int output_commit(struct output *out, struct err *err);
void output_free(struct output *out);	/* NULL allowed */

/* A nameless temporary file (spool), already unlinked, on a disk. */
enum spool_place {
	SPOOL_DISK,	/* in $TMPDIR, /var/tmp or /tmp */
	SPOOL_MEMORY	/* for --private: nothing reaches a disk */
};
int spool_open(enum spool_place place, struct err *err);	/* or -1 */

/*
 * On a descriptor, whatever it is; messages do not name it. read appends to
 * out up to the end, ERR_LIMIT if that is more than max; pread wants exactly
 * so many bytes, ERR_FORMAT if there are fewer.
 */
int fd_read_all(int fd, size_t max, struct buf *out, struct err *err);
int fd_write_all(int fd, struct str bytes, struct err *err);
int fd_pread_all(int fd, void *p, size_t bytes, long long offset,
    struct err *err);

#endif
