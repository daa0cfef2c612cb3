/* SPDX-License-Identifier: MIT */
/* What the files transfer*.c share. */
#ifndef CHAPBOOK_TRANSFER_PARTS_H
#define CHAPBOOK_TRANSFER_PARTS_H

/* Its macros that check types know only functions that are linked. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "base/dynamic.h"
#include "net/transfer.h"

#define CURL_FUNCTIONS(F) \
	F(curl_global_init) F(curl_global_cleanup) F(curl_easy_init) \
	F(curl_easy_cleanup) F(curl_easy_setopt) F(curl_easy_getinfo) \
	F(curl_easy_pause) F(curl_easy_strerror) F(curl_multi_init) \
	F(curl_multi_cleanup) F(curl_multi_setopt) F(curl_multi_add_handle) \
	F(curl_multi_remove_handle) F(curl_multi_perform) \
	F(curl_multi_info_read) F(curl_multi_poll) F(curl_multi_strerror) \
	F(curl_slist_append) F(curl_slist_free_all)

/* libcurl, which is loaded with the first transfer. */
struct libcurl {
	CURL_FUNCTIONS(DYNAMIC_POINTER)
};

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
	STOP_CODING,		/* compressed in a way not asked for */
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
	bool ended;		/* libcurl is done with it: */
	CURLcode code;
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
	struct libcurl *curl;	/* NULL: nothing was transferred yet */
	CURLM *multi;
	struct transfer *first;
	uint64_t bytes;
	bool held;		/* nobody takes large bodies now */
	unsigned char secret[16];	/* of this run; see transfer_setup.c */
};

/* NULL with err if there is none; whoever calls frees it. */
struct libcurl *transfer_library(struct err *err);
/* What the macros would check, checked by these. */
bool transfer_set_long(const struct transfer *t, CURLoption option,
    long value);
bool transfer_set_pointer(const struct transfer *t, CURLoption option,
    void *value);
/* 0 for what is not known. */
long transfer_long(const struct transfer *t, CURLINFO what);
curl_off_t transfer_number(const struct transfer *t, CURLINFO what);
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
/* Fills err, again, silent and no_proxy from how the transfer ended. */
void transfer_fault(const struct transfer *t, struct transfer_result *result);

#endif
