/* SPDX-License-Identifier: MIT */
/*
 * Inside of the pool: who works, who gets which job, who is dead and of
 * what. worker/pool.c turns the wheel.
 */
#ifndef CHAPBOOK_CREW_H
#define CHAPBOOK_CREW_H

#include <stdint.h>

#include "base/clock.h"
#include "worker/link.h"
#include "worker/task.h"
#include "worker/zygote.h"

struct workers {
	const struct job_table *table;
	enum sandbox_mode sandbox;
	unsigned jobs;			/* processes that we want at most */
	struct zygote zygote;
	struct link **links;
	size_t count, cap;
	uint32_t next_id;
	struct task_queue waiting;
	struct task_queue suspects;	/* to be tried once more, alone */
	size_t pending;			/* tasks, wherever they are */
	struct sandbox_state state;	/* what every worker so far reported */
	bool known;			/* one has */
	bool prepared;			/* who is hired is, for everything */
	unsigned failures;		/* workers in a row that never began */
	int64_t hire_after_ms;
	struct err fatal;		/* kind is set when all is lost */
	/*
	 * Of all deadlines. It stands still while nobody listens, so that a
	 * caller's own work is not held against the workers.
	 */
	struct clock clock;
	int listening_ms;	/* what the caller meant to wait by itself */
	struct pollfd *fds;
	size_t fds_cap;
};

/* When, by the clock, something must be done without being woken. */
int64_t crew_next_ms(const struct workers *w);

/* Hires who is needed, hands out jobs and sends what can be sent. */
void crew_dispatch(struct workers *w);
/* Takes in what one worker wrote; runs callbacks. */
void crew_hear(struct workers *w, struct link *link);
/* Notes who has ended; all is lost if the zygote has. */
void crew_take_events(struct workers *w);
/* Kills who overstays, then buries the dead and decides on their jobs. */
void crew_judge(struct workers *w);

/* In words, why a worker's oldest job got no answer; true: not our doing. */
bool crew_verdict(const struct workers *w, const struct link *link,
    struct err *err);

#endif
