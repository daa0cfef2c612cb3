/* SPDX-License-Identifier: MIT */
/*
 * Which colours of its palette a PNG uses: what others are is nobody's
 * business. From the bytes of its pixels as they are inflated.
 */
#ifndef CHAPBOOK_PICTURE_PNG_INDICES_H
#define CHAPBOOK_PICTURE_PNG_INDICES_H

#include "picture/keep.h"

struct png_indices {
	struct png_header header;
	unsigned pass, width_px, rows;	/* rows: that are left of the pass */
	size_t row_bytes, have;		/* with the filter's number */
	uint8_t *row, *above;
	bool used[256];
};

/* For a header of type PNG_PALETTE; whoever calls releases it. */
void png_indices_init(struct png_indices *p, const struct png_header *header);
void png_indices_release(struct png_indices *p);
/* The next bytes; what comes behind the last row is ignored. */
void png_indices_take(struct png_indices *p, const uint8_t *bytes, size_t len);

#endif
