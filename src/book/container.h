/* SPDX-License-Identifier: MIT */
/*
 * The ZIP container of an EPUB publication (EPUB 3.3 section 4, OCF). Entries
 * are listed in their final order; their bytes, deflated or not, lie in a
 * spool file or in memory and are only copied when the container is written.
 * mimetype comes first by itself. The bytes written depend on the entries
 * alone: no clock, no time zone, no locale.
 */
#ifndef CHAPBOOK_CONTAINER_H
#define CHAPBOOK_CONTAINER_H

#include <stdint.h>

#include "base/date.h"
#include "base/file.h"

enum entry_method { ENTRY_STORED, ENTRY_DEFLATED };

struct entry {
	struct str name;		/* "e/t/a00001.xhtml"; copied */
	enum entry_method method;
	uint32_t crc;			/* of the uncompressed bytes */
	uint64_t size_bytes;		/* uncompressed */
	uint64_t packed_bytes;		/* as it lies there; stored: the same */
	/*
	 * Where: in memory (borrowed until the container is freed), or, with
	 * bytes == NULL, in the spool file.
	 */
	const char *bytes;
	uint64_t spool_offset;
};

struct container;

/* Whether a file that begins with these bytes (64 or more) is an EPUB. */
bool container_is_epub(struct str head);

/*
 * spool_fd is read from and stays the caller's; -1 if there is none. All
 * entries are dated at noon of the first of date's month; year 0 means
 * January 1980, the first that ZIP knows.
 */
struct container *container_new(int spool_fd, struct date date);
void container_free(struct container *c);	/* NULL allowed */

/*
 * Names are paths of [a-z0-9._-] between slashes, the first folder maybe
 * META-INF, of at most LIMIT_ENTRY_NAME_BYTES; no dot begins or ends one part.
 * ERR_ARGUMENT otherwise, or if sizes contradict the method; ERR_LIMIT for
 * entries of 4 GiB. That no two names are alike is checked when writing.
 */
int container_add(struct container *c, const struct entry *entry,
    struct err *err);

/*
 * Writes all to out from its beginning, not committed; *bytes becomes the
 * length. ERR_SYSTEM if reading the spool or writing fails, ERR_FORMAT if a
 * stored entry has another CRC than was said.
 */
int container_write(struct container *c, struct output *out, uint64_t *bytes,
    struct err *err);

#endif
