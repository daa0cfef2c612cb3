/* SPDX-License-Identifier: MIT */
/* The insides of struct assets, for assets.c and acquire.c alone. */
#ifndef CHAPBOOK_ASSETS_PARTS_H
#define CHAPBOOK_ASSETS_PARTS_H

#include "base/strindex.h"
#include "picture/painter.h"
#include "pipeline/assets.h"

/* One picture that somebody asked for. */
struct want {
	const size_t *choices;
	size_t count, at;
	size_t *chosen;
	struct want *next;	/* of those waiting for the same */
};

enum state { UNASKED, BUSY, HAD, FAILED };

struct item {
	struct asset is;
	struct address address;
	struct assets *owner;
	enum state state;
	struct want *waiting;
	struct str made_key;	/* of what the worker is to make */
	/* Of TARGET_DATA: where it is put by, instead of in address.ref. */
	long long at;
	size_t bytes;
};

struct assets {
	const struct illustrating *in;
	struct pool *pool;
	struct painter *painter;
	struct strindex index;	/* keys -> items */
	struct item **items;
	size_t count, cap;
	size_t wants, open, settled;
	struct want *ready;	/* to be pursued as soon as there is room */
	struct buf bytes;	/* of the file just read */
	int spool;		/* data: URIs; or -1 */
	long long spooled;
	struct err fatal;
};

/*
 * On to the first choice that can be had, or that must be waited for; then
 * the want is called again.
 */
void want_pursue(struct assets *a, struct want *want);
void assets_show_progress(const struct assets *a);

#endif
