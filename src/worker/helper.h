/* SPDX-License-Identifier: MIT */
/*
 * A helper: a process for one task, forked from the caller and locked in as
 * workers are (worker/sandbox.h). It has what the caller had in memory, no
 * descriptor but the end of a pipe, and writes to that what it finds out.
 */
#ifndef CHAPBOOK_HELPER_H
#define CHAPBOOK_HELPER_H

#include <sys/types.h>

#include "worker/pool.h"

struct helper_task {
	enum sandbox_mode sandbox;
	size_t memory_bytes;	/* address space, with what it inherits */
	unsigned cpu_s;
	void (*prepare)(void);	/* before the lock; or NULL */
	void (*run)(const void *arg, int fd);
	const void *arg;
};

struct helper {
	pid_t pid;
	int fd;		/* to read what run() writes, to the end of file */
	unsigned cpu_s;
};

/* Waits for the lock; ERR_REFUSED if it must be had and cannot be. */
int helper_start(struct helper *h, const struct helper_task *task,
    struct err *err);
/*
 * Ends it, whatever it is doing. -1 with err if it had ended before, and not
 * because run() returned; the end of file says that it has ended.
 */
int helper_end(struct helper *h, struct err *err);

#endif
