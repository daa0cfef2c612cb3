/* SPDX-License-Identifier: MIT */
/*
 * A file that is written nearly in order: libzip goes back to complete the
 * header of each entry. What is near the end stays in memory until then.
 */
#ifndef CHAPBOOK_SINK_H
#define CHAPBOOK_SINK_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct sink {
	int fd;
	uint64_t at;		/* where the next byte goes */
	uint64_t flushed;	/* file offset of what data begins with */
	struct buf data;
	struct err err;		/* of the first failure; or ERR_NONE */
};

void sink_init(struct sink *sink, int fd);
void sink_release(struct sink *sink);

int sink_write(struct sink *sink, struct str bytes);
uint64_t sink_bytes(const struct sink *sink);
/* Writes what is still in memory, and cuts the file there. */
int sink_finish(struct sink *sink);

#endif
