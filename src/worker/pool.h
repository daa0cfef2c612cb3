/* SPDX-License-Identifier: MIT */
/*
 * The pool of worker processes. workers_start() forks a zygote, which
 * prepares the jobs and then forks workers on demand; call it early, while
 * the process is small and has one thread. Workers take jobs over a socket
 * pair and can do nothing else: see worker/sandbox.h.
 *
 * A worker is replaced after a batch of jobs; one that dies or is stuck is
 * replaced at once, its job tried once more alone in a fresh worker, then
 * reported as the fault of that job. One that was killed from outside
 * (SIGKILL that the pool did not send) is no fault of the job: it is tried
 * again a few times more. Jobs that merely waited behind it are not charged.
 *
 * Replies arrive in any order; whoever needs an order keeps it. A callback
 * may submit further jobs but must not call workers_wait() or free the pool.
 */
#ifndef CHAPBOOK_POOL_H
#define CHAPBOOK_POOL_H

#include "worker/job.h"

struct workers;

enum sandbox_mode {
	SANDBOX_AUTO,		/* as much as works here, with a warning */
	SANDBOX_REQUIRE,	/* all of it, or ERR_REFUSED */
	SANDBOX_OFF
};

/* What is in force; from a worker's own report after its lock. */
struct sandbox_state {
	bool rlimits, landlock, seccomp;
};

struct workers_options {
	unsigned jobs;		/* processes; 0: one per core */
	enum sandbox_mode sandbox;
	size_t memory_bytes;	/* RLIMIT_AS of each; 0: 512 MiB */
	const void *shared;	/* for prepare(); must outlive the pool */
};

struct job_reply {
	bool ok;
	struct str body;	/* when ok; hostile, gone after the callback */
	struct err err;		/* when not ok; names cause, not the subject */
};

typedef void job_done(void *arg, const struct job_reply *reply);

/* NULL with err set if no worker can be had (or not with SANDBOX_REQUIRE). */
struct workers *workers_start(const struct job_table *table,
    const struct workers_options *options, struct err *err);
void workers_stop(struct workers *w);	/* kills what runs; NULL allowed */
void workers_sandbox(const struct workers *w, struct sandbox_state *state);
enum sandbox_mode workers_sandbox_mode(const struct workers *w);
unsigned workers_count(const struct workers *w);

/*
 * Queues a job, and sends it at once to a worker that has room for it; takes
 * in (which becomes empty). done is called exactly once, from workers_turn()
 * and what uses it, unless the pool is stopped before.
 */
void workers_submit(struct workers *w, size_t job, struct buf *take_in,
    job_done *done, void *arg);
/* Jobs submitted and not yet answered. */
size_t workers_pending(const struct workers *w);
/*
 * True while so much waits that a producer should pump before it submits
 * more, so that memory does not grow with the input.
 */
bool workers_full(const struct workers *w);

/*
 * One turn of the event loop: sends, receives, replaces, calls back. Waits
 * until something happens to a worker or to one of the extra descriptors
 * (their revents are set, as by poll(2)), at most timeout_ms (-1: no limit).
 * -1 with err only if no worker can be started any more.
 */
struct pollfd;
int workers_turn(struct workers *w, struct pollfd *extra, size_t extra_count,
    int timeout_ms, struct err *err);
/* Without others; does not wait if nothing is pending. */
int workers_pump(struct workers *w, int timeout_ms, struct err *err);
/* Pumps until nothing is pending. */
int workers_wait(struct workers *w, struct err *err);

/*
 * For a caller that waits by itself (curl_multi_poll), then pumps: fills at
 * most max descriptors to watch, as for poll(2), returns how many, and lowers
 * the limit of the wait to when something is due here.
 */
#define WORKERS_POLLFDS_MAX 129	/* there are never more */
size_t workers_pollfds(struct workers *w, struct pollfd *fds, size_t max,
    int *timeout_ms);

#endif
