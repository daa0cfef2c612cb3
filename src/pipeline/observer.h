/* SPDX-License-Identifier: MIT */
/*
 * How a long run tells what it is doing and learns that it should stop. All
 * members may be NULL or 0.
 */
#ifndef CHAPBOOK_OBSERVER_H
#define CHAPBOOK_OBSERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* How far a stage is. */
struct progress {
	const char *stage;	/* "pictures"; lasts as long as the run */
	size_t done, total;	/* total 0 while it is not known */
	uint64_t bytes;		/* fetched in this stage; 0: none */
};

struct observer {
	void *arg;
	/*
	 * Often; while something is fetched, at least every tick_ms, also if
	 * nothing came (0: then it does not matter).
	 */
	void (*progress)(void *arg, const struct progress *progress);
	int tick_ms;
	/* Each thing done: verb and what. */
	void (*step)(void *arg, const char *verb, struct str what);
	/* What the user should know although the run goes on. */
	void (*warn)(void *arg, struct str text);
	bool (*stopped)(void *arg);
	/* Readable when stopped() may have become true; 0: nothing tells. */
	int stop_fd;
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

#endif
