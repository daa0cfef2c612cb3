/* SPDX-License-Identifier: MIT */
/*
 * How much of bodies is in memory at once. Small ones always have room. When
 * the others hold LIMIT_BODIES_BYTES together, only the largest of them goes
 * on, so that one is always done sooner or later.
 */
#include <limits.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "net/transfer_parts.h"

bool
transfer_has_room(const struct transfer *t, size_t bytes)
{
	const size_t own = t->request.body->len;
	size_t all = mem_add(own, bytes);
	bool largest = true;

	if (all <= LIMIT_SMALL_BODY_BYTES)
		return true;
	if (t->owner->held)
		return false;
	for (const struct transfer *other = t->owner->first; other;
	    other = other->next) {
		if (other == t)
			continue;
		all = mem_add(all, other->request.body->len);
		largest &= other->request.body->len <= own;
	}
	return largest || all <= LIMIT_BODIES_BYTES;
}

/* A transfer that waits for room is not to be blamed for it. */
static void
stop_time(struct transfer *t)
{
	t->paused_ms = clock_ms();
	transfer_set_long(t, CURLOPT_TIMEOUT_MS, 0);
}

static void
resume(struct transfer *t)
{
	int64_t passed = clock_ms() - t->paused_ms;

	if (t->request.timeout_ms < INT_MAX - passed)
		t->request.timeout_ms += (int)passed;
	transfer_set_long(t, CURLOPT_TIMEOUT_MS, t->request.timeout_ms);
	t->paused_ms = 0;
	t->paused = false;
	t->owner->curl->curl_easy_pause(t->easy, CURLPAUSE_CONT);
}

void
transfers_resume(struct transfers *all)
{
	for (struct transfer *t = all->first; t; t = t->next) {
		if (t->ended)
			continue;
		if (t->paused && !t->paused_ms)
			stop_time(t);
		/* What libcurl keeps of it is a block at most. */
		if (t->paused && transfer_has_room(t, RECEIVE_BYTES))
			resume(t);
	}
}

void
transfers_hold(struct transfers *all, bool hold)
{
	all->held = hold;
}
