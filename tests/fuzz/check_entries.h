/* SPDX-License-Identifier: MIT */
/* What holds for entries, wherever they came from. */
#ifndef CHAPBOOK_CHECK_ENTRIES_H
#define CHAPBOOK_CHECK_ENTRIES_H

#include "base/limits.h"
#include "fuzz.h"
#include "source/entries.h"
#include "source/entry_path.h"

struct reading {
	const struct entries *entries;
	struct buf path, bytes;
};

static inline void
read_one(void *arg, struct str path, const struct err *fault)
{
	struct reading *r = arg;
	struct err err = ERR_INIT;
	const char *why;

	if (fault) {
		REQUIRE(fault->kind != ERR_NONE);
		return;
	}
	REQUIRE(entry_path(path, &r->path, &why) == ENTRY_PATH_GOOD);
	REQUIRE(str_eq(buf_str(&r->path), path));
	if (entries_read(r->entries, path, LIMIT_ARCHIVE_ENTRY_BYTES,
	    &r->bytes, &err) != 0)
		REQUIRE(err.kind == ERR_LIMIT);
}

/* Settles and reads them all, and what is called name. */
static inline void
check_entries(struct entries *e, struct str name)
{
	struct reading r = { e, BUF_INIT, BUF_INIT };
	struct err err = ERR_INIT;

	if (entries_settle(e, &err) == 0) {
		entries_walk(e, read_one, &r);
		entries_read(e, name, 10, &r.bytes, &err);
	}
	buf_release(&r.path);
	buf_release(&r.bytes);
}

#endif
