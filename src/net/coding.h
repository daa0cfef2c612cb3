/* SPDX-License-Identifier: MIT */
/* Content codings of HTTP (RFC 9110, section 8.4.1), undone by libdeflate. */
#ifndef CHAPBOOK_CODING_H
#define CHAPBOOK_CODING_H

#include "base/buf.h"
#include "base/err.h"

/*
 * Replaces what is in out with what coded holds: gzip, or "deflate" in either
 * of the two forms that servers take it for. What follows the last member of
 * gzip is ignored, as everywhere. ERR_FORMAT if it is broken, ERR_LIMIT if it
 * is more than max_bytes; out is empty then.
 */
int coding_undo(struct str coded, size_t max_bytes, struct buf *out,
    struct err *err);

#endif
