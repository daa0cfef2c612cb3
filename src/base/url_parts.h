/* SPDX-License-Identifier: MIT */
/* What the files url*.c share. */
#ifndef CHAPBOOK_URL_PARTS_H
#define CHAPBOOK_URL_PARTS_H

#include "base/url.h"

/*
 * Without what people leave around a URL: controls and spaces, also NBSP,
 * the ideographic space, the zero width space and the BOM.
 */
struct str url_trim(struct str url);

/*
 * A host as written between "//" and the port, normalised and appended to
 * out: a domain in lower case and Punycode, an IPv4 address in four decimal
 * numbers, or an IPv6 address in brackets. -1 for anything else.
 */
int url_host_put(struct str raw, struct buf *out);

/*
 * Appends s; what is not unreserved, sub-delims, ":", "@" or in more is
 * percent-encoded, and so is a percent sign that is no escape. Escapes come
 * out in capitals.
 */
void url_encode(struct str s, const char *more, struct buf *out);


/* RFC 3986, section 2.3. */
bool url_is_unreserved(int c);

#endif
