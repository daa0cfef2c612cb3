/* SPDX-License-Identifier: MIT */
/* What the programs that measure pictures share: they give up at once. */
#ifndef CHAPBOOK_BENCH_TOOL_H
#define CHAPBOOK_BENCH_TOOL_H

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"

static inline _Noreturn void
die(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

static inline void
read_file(const char *name, struct buf *out)
{
	struct err err = ERR_INIT;

	buf_clear(out);
	if (file_read(name, LIMIT_DOCUMENT_BYTES * 8, out, &err))
		die(name, err.message);
}

#endif
