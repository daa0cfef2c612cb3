/* SPDX-License-Identifier: MIT */
/*
 * A job: bytes in, bytes out, a pure function that runs in a worker, where
 * it can open nothing and must need nothing but its input and what was
 * prepared before the fork. The same input gives the same output.
 *
 * A folder that has jobs exports a table of them; main.c joins the tables,
 * and pool and workers share the result. A job's number is its index there.
 */
#ifndef CHAPBOOK_JOB_H
#define CHAPBOOK_JOB_H

#include "base/buf.h"
#include "base/err.h"

#define JOB_UNPREPARED 1

struct job {
	const char *name;	/* for messages: "article", "picture" */
	/*
	 * Once in the zygote, before any fork and before the lock: open
	 * iconv converters, compile templates. May be NULL. shared is what
	 * workers_start() was given; what is returned reaches run().
	 */
	void *(*prepare)(const void *shared);
	/*
	 * The same for what takes long and few inputs need: when run() has
	 * first given JOB_UNPREPARED. May be NULL.
	 */
	void (*prepare_more)(void *prepared);
	/*
	 * 0 with the reply in out, or -1 with err. JOB_UNPREPARED if it cannot
	 * do without prepare_more(): then it is run again in a worker that was
	 * forked after that.
	 */
	int (*run)(void *prepared, struct str in, struct buf *out,
	    struct err *err);
	unsigned cpu_s;		/* CPU seconds one job may take */
	unsigned wall_s;	/* and by the clock, before it counts as stuck */
};

struct job_table {
	const struct job *const *jobs;
	size_t count;
};

#endif
