/* SPDX-License-Identifier: MIT */
/* Punycode for one label of a host name, without "xn--" (RFC 3492). */
#ifndef CHAPBOOK_PUNYCODE_H
#define CHAPBOOK_PUNYCODE_H

#include <stdint.h>

#include "base/buf.h"

#define PUNYCODE_LABEL_MAX 63	/* RFC 1035, section 2.3.4 */

/* Appends to out. At most PUNYCODE_LABEL_MAX code points; -1 otherwise. */
int punycode_encode(const uint32_t *points, size_t count, struct buf *out);

/* points has room for PUNYCODE_LABEL_MAX. -1 if ascii is not Punycode. */
int punycode_decode(struct str ascii, uint32_t *points, size_t *count);

#endif
