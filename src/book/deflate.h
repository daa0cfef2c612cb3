/* SPDX-License-Identifier: MIT */
/* Raw deflate streams (RFC 1951), as ZIP entries hold them; by libdeflate. */
#ifndef CHAPBOOK_DEFLATE_H
#define CHAPBOOK_DEFLATE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct deflater;

struct deflater *deflater_new(void);
void deflater_free(struct deflater *d);	/* NULL allowed */

/*
 * Appends the deflated page to out; *crc becomes the CRC-32 of the page. The
 * same bytes every time, for one version of libdeflate.
 */
void deflate_page(struct deflater *d, struct str page, struct buf *out,
    uint32_t *crc);

/* The CRC-32 of ZIP (IEEE 802.3). */
uint32_t deflate_crc(struct str bytes);
/* The same in pieces: of what crc is that of, followed by bytes. */
uint32_t deflate_crc_more(uint32_t crc, struct str bytes);

/*
 * Appends what deflated holds, which must be a whole stream of exactly
 * expected bytes with nothing behind it; otherwise ERR_FORMAT, and out is as
 * before. The caller bounds expected.
 */
int inflate_exact(struct str deflated, size_t expected, struct buf *out,
    struct err *err);

#endif
