/* SPDX-License-Identifier: MIT */
#include "pipeline/observer.h"

void
observe_progress(const struct observer *o, const char *stage, size_t done,
    size_t total)
{
	observe_transfer(o, stage, done, total, 0);
}

void
observe_transfer(const struct observer *o, const char *stage, size_t done,
    size_t total, uint64_t bytes)
{
	const struct progress progress = { stage, done, total, bytes };

	if (o->progress)
		o->progress(o->arg, &progress);
}

void
observe_step(const struct observer *o, const char *verb, struct str what)
{
	if (o->step)
		o->step(o->arg, verb, what);
}

void
observe_warning(const struct observer *o, const struct err *err)
{
	if (err->kind != ERR_NONE && o->warn)
		o->warn(o->arg, str_of(err->message));
}

int
observe_workers(const struct observer *o, struct workers *workers, bool all,
    struct err *err)
{
	while (all ? workers_pending(workers) > 0 : workers_full(workers)) {
		if (o->stopped && o->stopped(o->arg))
			return err_set(err, ERR_SYSTEM, "interrupted");
		/* Short, so that a signal is soon heeded. */
		if (workers_pump(workers, 200, err) != 0)
			return -1;
	}
	return 0;
}
