/* SPDX-License-Identifier: MIT */
/*
 * How a long run tells what it is doing and learns that it should stop. All
 * members may be NULL.
 */
#ifndef CHAPBOOK_OBSERVER_H
#define CHAPBOOK_OBSERVER_H

#include <stdint.h>

#include "base/err.h"
#include "worker/pool.h"

/* How far a stage is. */
struct progress {
	const char *stage;	/* "pictures"; lasts as long as the run */
	size_t done, total;	/* total 0 while it is not known */
	uint64_t bytes;		/* fetched in this stage; 0: none */
};

struct observer {
	void *arg;
	/* Often. */
	void (*progress)(void *arg, const struct progress *progress);
	/* Each thing done: verb and what. */
	void (*step)(void *arg, const char *verb, struct str what);
	/* What the user should know although the run goes on. */
	void (*warn)(void *arg, struct str text);
	bool (*stopped)(void *arg);
};

void observe_progress(const struct observer *o, const char *stage,
    size_t done, size_t total);
/* For a stage that fetches; also while nothing is done, for the rate. */
void observe_transfer(const struct observer *o, const char *stage,
    size_t done, size_t total, uint64_t bytes);
void observe_step(const struct observer *o, const char *verb,
    struct str what);
/* Nothing if there is no error. */
void observe_warning(const struct observer *o, const struct err *err);

/*
 * Pumps the workers until there is room for another job (all false) or
 * nothing is pending (all true). -1 if the run should stop: ERR_SYSTEM
 * "interrupted".
 */
int observe_workers(const struct observer *o, struct workers *workers,
    bool all, struct err *err);

#endif
