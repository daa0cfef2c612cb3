/* SPDX-License-Identifier: MIT */
/*
 * What decides here how often the network is asked. See
 * article/extract/weights.h for how such constants are tested; these are by
 * tests/unit/test_net_weights.c and test_cache.c.
 */
#ifndef CHAPBOOK_NET_WEIGHTS_H
#define CHAPBOOK_NET_WEIGHTS_H

/* A second attempt waits so long, each further one twice as long, */
#define RETRY_MS		500
/* and none longer than this: a server that is down is down for longer. */
#define RETRY_MOST_MS		8000

/* A server that is silent for longer is gone, also before it answers. */
#define SILENCE_S		20
/* Where little time is given, one part in so many of it may be silence. */
#define SILENCE_PART		3

/*
 * A picture's URL hardly ever gets another picture: a week without asking
 * costs nothing and keeps a second build off the network. What looks like a
 * page under a picture's name may be a passing fault of the server.
 */
#define FRESH_PICTURE_DAYS	7
/* Nothing is taken unasked for longer, whatever its server says. */
#define FRESH_MOST_DAYS		30

/* A temporary file that is older belongs to no run that goes on. */
#define CACHE_STRAY_S		3600
/*
 * Bounds work: other runs store, too, so that the folder is counted anew
 * when one part in so many of the cache's size was stored.
 */
#define CACHE_COUNT_PART	16
/* A full cache loses one part in so many, so as not to be full at once. */
#define CACHE_ROOM_PART		8

#endif
