/* SPDX-License-Identifier: MIT */
/*
 * The zygote: a small copy of the process from its first moments, with the
 * jobs prepared, that forks workers when asked, reaps them, and tells how
 * they ended. Only it knows for certain which of their process numbers are
 * still theirs, so that it is also the one that kills them. A second one
 * sleeps beside it and takes its place should it be killed: a later copy of
 * the process would have in its memory what no worker is to know.
 */
#ifndef CHAPBOOK_ZYGOTE_H
#define CHAPBOOK_ZYGOTE_H

#include <stdint.h>
#include <sys/types.h>

#include "worker/pool.h"

/* What travels between the two, one message each. */
enum zygote_verb {
	ZYGOTE_SPAWN,	/* with a worker's socket as SCM_RIGHTS */
	ZYGOTE_KILL,
	ZYGOTE_PREPARE	/* all of it, see worker/job.h; no id */
};

struct zygote_request {
	enum zygote_verb verb;
	uint32_t id;	/* the parent's name for a worker, never used twice */
};

struct zygote_event {
	uint32_t id;
	int error;	/* errno if it could not be forked, else 0 */
	int status;	/* as from waitpid() */
};

/*
 * The most workers that may be alive at a time: what their requests and
 * events take must fit into a socket's buffer, so that neither side ever
 * waits for the other.
 */
#define ZYGOTE_WORKERS_MAX 128

struct zygote {
	pid_t pid;
	int fd;		/* readable when there is an event */
	pid_t spare_pid;	/* who sleeps */
	int spare_fd;	/* -1 once it has been woken */
};

int zygote_start(struct zygote *zygote, const struct job_table *table,
    const struct workers_options *options, struct err *err);
/* Ends it and every worker; returns when all are gone. */
void zygote_stop(struct zygote *zygote);
/* The spare takes the place of one that is gone; -1 if there is none. */
int zygote_replace(struct zygote *zygote);
/* The parent's end of a new worker's socket, non-blocking, or -1. */
int zygote_spawn(const struct zygote *zygote, uint32_t id, struct err *err);
void zygote_kill(const struct zygote *zygote, uint32_t id);
/* Workers that are spawned from now on have all that jobs can need. */
void zygote_prepare(const struct zygote *zygote);
/* 1 with an event, 0 without, -1 if the zygote is gone. */
int zygote_event(const struct zygote *zygote, struct zygote_event *event);

/* The child's side: worker/zygote_main.c. A spare waits to be asked. */
_Noreturn void zygote_main(int fd, pid_t parent, bool spare,
    const struct job_table *table, const struct workers_options *options);

#endif
