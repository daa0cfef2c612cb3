/* SPDX-License-Identifier: MIT */
/* The bytes inside gzip data (RFC 1952), a block at a time, checked. */
#ifndef CHAPBOOK_GUNZIP_H
#define CHAPBOOK_GUNZIP_H

#include "base/err.h"
#include "base/str.h"

struct gunzip;

/* At most max bytes come out of it; zipped must outlive it. */
struct gunzip *gunzip_new(struct str zipped, unsigned long long max);
void gunzip_free(struct gunzip *g);	/* NULL allowed */

/*
 * 1 with a block, which is valid until the next call; 0 at the end, if the
 * checksums and lengths were right; -1 if they are not, from then on.
 */
int gunzip_next(struct gunzip *g, struct str *block, struct err *err);

#endif
