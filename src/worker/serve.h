/* SPDX-License-Identifier: MIT */
/*
 * A worker's life: it locks itself, reports which layers hold, then answers
 * jobs one after the other until its socket ends.
 *
 * On the socket, integers as this machine has them:
 *
 *	worker		struct frame: SERVE_HELLO, SERVE_* layers
 *	parent		struct frame: number of the job, length; input
 *	worker		struct frame: 0 or enum err_kind, length; reply or
 *			message; or SERVE_UNPREPARED, 0
 */
#ifndef CHAPBOOK_SERVE_H
#define CHAPBOOK_SERVE_H

#include <stdint.h>

#include "worker/pool.h"

struct frame {
	uint32_t word;
	uint32_t length;	/* of what follows, in bytes */
};

#define SERVE_HELLO 0x4b4f4f42u
#define SERVE_UNPREPARED 0x52454144u
#define SERVE_RLIMITS 1u
#define SERVE_LANDLOCK 2u
#define SERVE_SECCOMP 4u

/*
 * Jobs that one worker is given before it is replaced. A document that takes
 * a worker over sees those that come after it in the batch, and can answer
 * for them what it likes (of what our checks let through); so a batch is as
 * small as costs little. A worker costs 1.5 ms of CPU time, most of it for
 * pages that are made anew, and a job half of one: at 64 jobs that is 5 % of
 * a book, at 256 it is 1 %, and to have them all from one worker saves no
 * more than that.
 */
#define SERVE_BATCH_JOBS 256

struct serve {
	const struct job_table *table;
	void *const *prepared;		/* one for each job of the table */
	enum sandbox_mode sandbox;
	size_t memory_bytes;
};

/* fd and the standard streams are all that is open. */
_Noreturn void serve_jobs(const struct serve *serve, int fd);

#endif
