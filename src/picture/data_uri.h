/* SPDX-License-Identifier: MIT */
#ifndef CHAPBOOK_PICTURE_DATA_URI_H
#define CHAPBOOK_PICTURE_DATA_URI_H

#include "base/buf.h"
#include "base/err.h"

/*
 * The bytes of a data: URI (RFC 2397), appended to out: percent-encoded, and
 * with ";base64" base64 (RFC 4648, also the URL alphabet) whose padding may
 * be missing and that may have white space. Elsewhere spaces count, as in
 * browsers, but not line breaks. The media type is not looked at: what a
 * picture is, its bytes say. ERR_LIMIT above LIMIT_DATA_URI_BYTES,
 * ERR_FORMAT if it is no data: URI or not base64.
 */
int data_uri_decode(struct str uri, struct buf *out, struct err *err);

#endif
