/* SPDX-License-Identifier: MIT */
/*
 * A tree that is packed into one file: .zip, .tar or .tar.gz, known by its
 * first bytes. A helper (worker/helper.h) unpacks it, locked in; what it
 * sends lies in a temporary file without a name (source/entries.h).
 */
#ifndef CHAPBOOK_PACKED_H
#define CHAPBOOK_PACKED_H

#include "source/entries.h"
#include "worker/pool.h"

struct packed_options {
	enum sandbox_mode sandbox;
	enum spool_place spool;		/* for what is unpacked */
	bool (*stopped)(void *arg);	/* asked now and then; may be NULL */
	void *stopped_arg;
	int stop_fd;	/* readable when it should be asked; 0: nothing is */
};

/*
 * *out, which the caller frees, is NULL and 0 is returned if the file is no
 * archive but may be a document; ERR_UNSUPPORTED if it is neither. -1 also if
 * nothing in it can be read; what of it cannot is told by entries_walk().
 */
int packed_open(const char *path, const struct packed_options *options,
    struct entries **out, struct err *err);

#endif
