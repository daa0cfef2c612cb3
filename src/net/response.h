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
	struct buf etag, last_modified, content_type, location, date;
	uint64_t length;	/* Content-Length, or RESPONSE_UNKNOWN */
	uint64_t max_age_s;	/* of Cache-Control, or RESPONSE_UNKNOWN */
	/*
	 * Content-Range: offsets of the first and the last byte, size of the
	 * whole; or RESPONSE_UNKNOWN, as all are of one that is invalid.
	 */
	uint64_t range_first, range_last, range_total;
	unsigned ranges;	/* how many such headers there were */
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
 * The beginning of a body: what was said of the whole when it came. Usable
 * only where it has a strong validator, an ETag or else a date: without one
 * there is no telling what is the rest of it.
 */
struct part {
	struct buf etag, last_modified, content_type;
	uint64_t bytes;		/* of the whole, or RESPONSE_UNKNOWN */
};

void part_init(struct part *part);
void part_release(struct part *part);
void part_clear(struct part *part);
/*
 * Of the body that r begins with; cleared if r has no strong validator: an
 * ETag that is not weak, or, where there is no ETag at all, a Last-Modified
 * that is before the answer's Date (RFC 9110, 8.8.2.2 and 13.1.5).
 */
void part_of_response(struct part *part, const struct response *r);
/* For If-Range; empty if the part is not usable. */
struct str part_validator(const struct part *part);
/*
 * Whether r holds the bytes of the same representation from that offset on
 * (RFC 9110, 14.4 and 15.3.7.3): an uncompressed 206 with a valid range there
 * and with the part's ETag, and which says nothing of Last-Modified, type and
 * length that differs.
 */
bool response_continues(const struct response *r, const struct part *part,
    uint64_t from);

/* The standard's words, never the server's: "not found"; NULL if unknown. */
const char *status_text(unsigned status);

#endif
