/* SPDX-License-Identifier: MIT */
/*
 * The event loop of a run: one turn takes what workers, the painter and
 * transfers have to say. It waits only while there is nothing to do, and then
 * until something happens or is due.
 */
#ifndef CHAPBOOK_TURN_H
#define CHAPBOOK_TURN_H

#include "net/fetch.h"
#include "picture/painter.h"
#include "pipeline/observer.h"
#include "worker/pool.h"

struct turning {
	const struct observer *observer;
	struct workers *workers;
	struct painter *painter;	/* NULL: none */
	struct fetcher *fetcher;	/* NULL: none */
};

/*
 * Calls back whoever has an answer. Does not wait if the caller has more to
 * do by itself. -1 if the run should stop: ERR_SYSTEM "interrupted" if it was
 * told to.
 */
int turn(const struct turning *t, bool more, struct err *err);

/*
 * Turns until the workers have room for another job (all false) or nothing
 * is pending (all true).
 */
int turn_workers(const struct observer *o, struct workers *workers, bool all,
    struct err *err);

#endif
