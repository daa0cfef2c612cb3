/* SPDX-License-Identifier: MIT */
/*
 * One worker as the parent sees it: a socket, the jobs that it was given and
 * has not answered, and what is known of its end. Whatever comes from it may
 * be hostile: it costs at most one reply's memory, and what does not fit the
 * protocol condemns it.
 */
#ifndef CHAPBOOK_LINK_H
#define CHAPBOOK_LINK_H

#include <stdint.h>

#include "worker/task.h"

#define LINK_DEPTH 4	/* jobs in flight */
#define LINK_NEVER INT64_MAX

struct link {
	uint32_t id;
	int fd;			/* -1 once it is closed */
	bool ready;		/* has said hello */
	bool solo;		/* for one suspect job, which it gets alone */
	bool prepared;		/* for all that jobs can need */
	bool retired;		/* is given no more jobs */
	bool killed;		/* by us, for the reason in verdict */
	bool reaped;		/* status is known */
	int status;		/* as from waitpid() */
	int error;		/* errno if it could not be forked */
	struct err verdict;
	struct task *flight[LINK_DEPTH];	/* oldest first, owned */
	size_t flying;
	size_t flying_bytes;	/* input of those */
	size_t sent;		/* of flight, written wholly */
	size_t sent_bytes;	/* of flight[sent], with its frame */
	size_t given, given_bytes;	/* in its life */
	int64_t deadline_ms;	/* of the pool's clock, or LINK_NEVER */
	struct buf in;
	size_t in_used;		/* of in, taken by link_reply() */
};

struct link *link_new(uint32_t id, int fd);
void link_free(struct link *link);	/* with the jobs in flight */
void link_close(struct link *link);

/* Not dead and not about to be. */
bool link_alive(const struct link *link);
/* Alive, ready, and has room for another job. */
bool link_takes(const struct link *link);
/* Only if link_takes() it. */
void link_give(struct link *link, struct task *take_task);
/* The oldest job in flight leaves it; the caller owns it. */
struct task *link_shift(struct link *link);

bool link_unsent(const struct link *link);
/* As far as the socket allows without waiting. */
void link_send(struct link *link);
/* Reads what is there, but not without end; closes at the end of stream. */
void link_read(struct link *link);
/*
 * 1 with the next frame and its body, which is valid until link_read(); 0 if
 * there is none yet; -1 if it cannot be right. The first is the hello. 2 if
 * the oldest job needs a worker that is prepared for more.
 */
int link_hello(struct link *link, uint32_t *layers);
int link_reply(struct link *link, enum err_kind *kind, struct str *body);

#endif
