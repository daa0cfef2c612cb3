/* SPDX-License-Identifier: MIT */
/*
 * How jobs and replies are written: little-endian integers, and strings as
 * length and bytes. Whatever is read may be hostile: a reader never goes past
 * its end; after the first thing that does not fit it is bad, and every read
 * gives 0 or the empty slice. Check wire_end() once when all is read.
 *
 *	struct wire w = wire_of(reply);
 *	unsigned n = wire_u32(&w);
 *	struct str title = wire_str(&w);
 *	if (!wire_end(&w))
 *		return err_set(err, ERR_FORMAT, "malformed reply");
 */
#ifndef CHAPBOOK_WIRE_H
#define CHAPBOOK_WIRE_H

#include <stdint.h>

#include "base/buf.h"

void wire_put_u32(struct buf *out, uint32_t value);
void wire_put_u64(struct buf *out, uint64_t value);
void wire_put_str(struct buf *out, struct str s);	/* up to 4 GiB - 1 */

struct wire {
	struct str rest;
	bool bad;
};

struct wire wire_of(struct str s);
uint32_t wire_u32(struct wire *w);
uint64_t wire_u64(struct wire *w);
struct str wire_str(struct wire *w);	/* a slice of what is read */
/* A count of things that take at least min_bytes each; bad if impossible. */
uint32_t wire_count(struct wire *w, size_t min_bytes);
/* True if all was read, nothing is left and nothing was bad. */
bool wire_end(const struct wire *w);

#endif
