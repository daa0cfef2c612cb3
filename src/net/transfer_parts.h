/* SPDX-License-Identifier: MIT */
/* What the files transfer*.c share. */
#ifndef CHAPBOOK_TRANSFER_PARTS_H
#define CHAPBOOK_TRANSFER_PARTS_H

#include <curl/curl.h>

#include "net/transfer.h"

/* Bodies slower than this, for as long as stall_s(), are given up. */
#define STALL_BYTES_PER_S 100L

#define RECEIVE_BYTES 65536L	/* a block of a body at most */

/* Why one of our callbacks ended a transfer. */
enum stop {
	STOP_NONE,
	STOP_HEADERS,		/* too many */
	STOP_BODY,		/* too much */
	STOP_BUDGET,		/* too much of all */
	STOP_SKIPPED,		/* enough of an answer that nobody wants */
	STOP_RANGE		/* not the part that was asked for */
};

struct transfer {
	struct transfers *owner;
	struct transfer *next, *prev;	/* of the owner's */
	CURL *easy;
	struct curl_slist *lines;
	struct buf url;
	struct origin origin;	/* of url */
	struct transfer_request request;
	struct response response;
	transfer_done *done;
	void *arg;
	enum stop stop;
	bool settled, wanted;	/* once known: is the body */
	size_t from, skipped;	/* where the rest begins; bytes dropped */
	bool paused;		/* there is no room for more of its body */
	int64_t paused_ms;	/* since when, once its time is stopped; or 0 */
	uint64_t wire_bytes;	/* counted so far */
	struct buf refused;	/* the address that may not be connected to */
	char user[65];		/* for the proxy */
};

struct transfers {
	struct transfers_options options;
	CURLM *multi;
	struct transfer *first;
	uint64_t bytes;
	bool held;		/* nobody takes large bodies now */
	unsigned char secret[16];	/* of this run; see transfer_setup.c */
};

/* Options on easy; false if libcurl lacks one that matters. */
bool transfer_setup(struct transfer *t);
/* Whether the body may grow by so much now. */
bool transfer_has_room(const struct transfer *t, size_t bytes);
/* Lets go on what has room, and stops the time of what has none. */
void transfers_resume(struct transfers *all);
/* For callbacks and the end: whether the body is wanted. */
void transfer_settle(struct transfer *t);
void transfer_count(struct transfer *t, curl_off_t wire_bytes);
/* Seconds without progress before a transfer is given up. */
unsigned transfer_stall_s(const struct transfers_options *options);
/* Fills err, again and unheard from how the transfer ended. */
void transfer_fault(const struct transfer *t, CURLcode code,
    struct transfer_result *result);

#endif
