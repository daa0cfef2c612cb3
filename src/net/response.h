/* SPDX-License-Identifier: MIT */
/* What the headers of an answer say, line by line. */
#ifndef CHAPBOOK_RESPONSE_H
#define CHAPBOOK_RESPONSE_H

#include <stdint.h>

#include "base/buf.h"

#define RESPONSE_UNKNOWN UINT64_MAX

enum response_coding {
	CODING_NONE,
	CODING_DEFLATE,		/* gzip or deflate, once */
	CODING_OTHER		/* what nobody asked for */
};

/*
 * Texts with control bytes or longer than LIMIT_HEADER_BYTES (a location:
 * LIMIT_URL_BYTES) count as absent; of several the first counts, of several
 * numbers the last.
 */
struct response {
	unsigned status;	/* 0: none yet */
	bool complete;		/* its empty line was there */
	enum response_coding coding;	/* of the content, or for transfer */
	struct buf etag, last_modified, content_type, location;
	uint64_t length;	/* Content-Length, or RESPONSE_UNKNOWN */
	uint64_t max_age_s;	/* of Cache-Control, or RESPONSE_UNKNOWN */
	/* Content-Range: offset of the first byte, size of the whole. */
	uint64_t range_first, range_total;	/* or RESPONSE_UNKNOWN */
	size_t header_bytes;	/* of all lines, interim answers too */
};

void response_init(struct response *r);
void response_release(struct response *r);

/*
 * One line with its line ending. A status line begins anew (after interim
 * answers, and after a proxy's), but header_bytes goes on. Lines after the
 * empty one (trailers) are counted, no more.
 */
void response_line(struct response *r, struct str line);

/*
 * The strong validator for If-Range (RFC 9110, 13.1.5): an ETag that is not
 * weak, or else Last-Modified; empty if there is neither.
 */
struct str response_validator(const struct response *r);

/* The standard's words, never the server's: "not found"; NULL if unknown. */
const char *status_text(unsigned status);

#endif
