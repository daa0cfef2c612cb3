/* SPDX-License-Identifier: MIT */
/* The pieces of which PNG and RIFF (WebP) files are made. */
#ifndef CHAPBOOK_PICTURE_CHUNK_H
#define CHAPBOOK_PICTURE_CHUNK_H

#include "base/str.h"

struct chunk {
	struct str type;	/* four bytes */
	struct str data;
};

/* Where the first chunk is. */
enum { PNG_FIRST_CHUNK = 8, RIFF_FIRST_CHUNK = 12 };

/*
 * The chunk at *at, which moves behind it. False where no whole one is. The
 * checksum of a PNG's (3rd edition, 5.3) is not looked at.
 */
bool chunk_next_png(struct str bytes, size_t *at, struct chunk *out);
/* WebP: RFC 9649, 2.3. */
bool chunk_next_riff(struct str bytes, size_t *at, struct chunk *out);

#endif
