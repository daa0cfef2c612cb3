/* SPDX-License-Identifier: MIT */
/* Which kind of archive some bytes are. */
#ifndef CHAPBOOK_PACKED_FORMAT_H
#define CHAPBOOK_PACKED_FORMAT_H

#include "base/str.h"

enum packed_format {
	PACKED_ZIP,
	PACKED_TAR,
	PACKED_TAR_GZ,	/* or anything else in gzip data */
	PACKED_NOT
};

/* From its first bytes: so many, or all that there are. */
#define PACKED_HEAD_BYTES ((size_t)512)
enum packed_format packed_format(struct str head);

/*
 * What some first bytes are that no document has: "an xz archive", "no text".
 * NULL: they may be text.
 */
const char *packed_not_text(struct str head);

/*
 * Whether the end of a .zip or .tar is missing: the directory (APPNOTE.TXT,
 * 4.3.16), or the zeros behind the last file (POSIX pax format).
 */
bool packed_cut_off(enum packed_format format, struct str bytes);

#endif
