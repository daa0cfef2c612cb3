/* SPDX-License-Identifier: MIT */
/*
 * How a long run tells what it is doing and learns that it should stop. All
 * members may be NULL.
 */
#ifndef CHAPBOOK_OBSERVER_H
#define CHAPBOOK_OBSERVER_H

#include "base/err.h"
#include "worker/pool.h"

struct observer {
	void *arg;
	/* Often; total 0 while it is not known. */
	void (*progress)(void *arg, const char *stage, size_t done,
	    size_t total);
	/* Each thing done: verb and what. */
	void (*step)(void *arg, const char *verb, struct str what);
	bool (*stopped)(void *arg);
};

void observe_progress(const struct observer *o, const char *stage,
    size_t done, size_t total);
void observe_step(const struct observer *o, const char *verb,
    struct str what);

/*
 * Pumps the workers until there is room for another job (all false) or
 * nothing is pending (all true). -1 if the run should stop: ERR_SYSTEM
 * "interrupted".
 */
int observe_workers(const struct observer *o, struct workers *workers,
    bool all, struct err *err);

#endif
