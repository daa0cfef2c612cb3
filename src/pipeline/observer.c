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
