/* SPDX-License-Identifier: MIT */
/*
 * Takes an archive apart: .zip, .tar or .tar.gz (the one user of
 * libarchive). Only for a process that is locked in. What it finds goes out
 * as frames: a word and a body of at most UNPACK_BODY_BYTES, which
 * source/entries.h reads. Strings in a body are as in worker/wire.h.
 */
#ifndef CHAPBOOK_UNPACK_H
#define CHAPBOOK_UNPACK_H

#include "article/encoding/file_names.h"
#include "base/err.h"

enum unpack_word {
	UNPACK_FOLDER,	/* path; empty: the tree itself */
	UNPACK_FILE,	/* path; a file begins */
	UNPACK_BYTES,	/* some of the file, as they are */
	UNPACK_END,	/* the file is whole; empty */
	UNPACK_LARGE,	/* or larger than LIMIT_ARCHIVE_ENTRY_BYTES; empty */
	UNPACK_LINK,	/* path of a symbolic link */
	UNPACK_SPECIAL,	/* path of a device or the like */
	UNPACK_SAME,	/* path of a file, path of an earlier one */
	/*
	 * enum err_kind, name, message: what is left out, also the file that
	 * has begun. An empty name: the rest of the archive.
	 */
	UNPACK_FAULT,
	UNPACK_DONE	/* empty; nothing follows */
};

#define UNPACK_BODY_BYTES ((size_t)64 << 10)

/*
 * -1 with err if libarchive is not there. It stays loaded, as unpack() needs
 * it to be where files can be opened no more.
 */
int unpack_check(struct err *err);
/* Once, before the lock: names are UTF-8, and no time zone is asked for. */
void unpack_prepare(void);

struct unpack_sink {
	void (*put)(void *arg, enum unpack_word word, struct str body);
	void *arg;
};

/*
 * Never fails: what goes wrong is a frame. Names that are not UTF-8 become it
 * by what all of them together tell; without names (NULL), or where they are
 * of no encoding, they stay as they are.
 */
void unpack(struct str archive, const struct file_names *names,
    const struct unpack_sink *sink);

#endif
