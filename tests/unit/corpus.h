/* SPDX-License-Identifier: MIT */
/* Real input for tests, which skip themselves where it is missing. */
#ifndef CHAPBOOK_CORPUS_H
#define CHAPBOOK_CORPUS_H

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"

/* Reads a file of the corpus into out; false if there is none. */
static inline bool
corpus_read(struct str name, struct buf *out)
{
	const char *corpus = getenv("CHAPBOOK_CORPUS");
	struct buf path = BUF_INIT;
	struct err err = ERR_INIT;
	int rc;

	buf_addf(&path, "%s/%.*s", corpus ? corpus : "../shared/corpus",
	    STR_ARG(name));
	rc = file_read(path.data, LIMIT_DOCUMENT_BYTES, out, &err);
	buf_release(&path);
	return rc == 0;
}

/*
 * Fills fields with a line of a table of the corpus, and passes over it.
 * False at the end.
 */
static inline bool
corpus_row(struct str *table, struct str *fields, size_t count)
{
	struct str line;

	if (!str_next(table, '\n', &line) || !line.len)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!str_next(&line, '\t', &fields[i]))
			fields[i] = (struct str){ NULL, 0 };
	return true;
}

#endif
