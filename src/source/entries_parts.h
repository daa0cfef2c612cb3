/* SPDX-License-Identifier: MIT */
/*
 * Inside of source/entries.h: entries.c takes frames, entries_tree.c makes a
 * tree of what was taken.
 */
#ifndef CHAPBOOK_ENTRIES_PARTS_H
#define CHAPBOOK_ENTRIES_PARTS_H

#include "base/mem.h"
#include "source/entries.h"

enum entry_kind {
	ENTRY_FILE,
	ENTRY_LARGE,	/* a file that was not kept */
	ENTRY_LINK,	/* symbolic */
	ENTRY_SPECIAL,
	ENTRY_SAME	/* as target; gone when all is settled */
};

struct entry {
	struct str path, target;
	enum entry_kind kind;
	long long offset;	/* in the spool */
	size_t bytes;
	size_t order;
};

struct entry_fault {
	struct str path;
	struct err err;
};

struct entries {
	struct pool *pool;
	int spool;
	long long spooled;	/* bytes of whole files in it */
	struct str name;
	struct entry *items;
	size_t count, cap;
	bool open;		/* the last item is a file not yet whole */
	struct entry_fault *faults;
	size_t fault_count, fault_cap;
	size_t frames, path_bytes;
	struct buf clean;
	struct str top;		/* the one folder that all lies in, so far */
	bool flat;		/* there is none */
};

void entries_fault(struct entries *e, struct str path, enum err_kind kind,
    struct str why);

#endif
