/* SPDX-License-Identifier: MIT */
/* Time that passes, for waiting and measuring; never for what is made. */
#ifndef CHAPBOOK_CLOCK_H
#define CHAPBOOK_CLOCK_H

#include <stdint.h>

/* Milliseconds since some moment; no setting of the clock moves it. */
int64_t clock_ms(void);

/*
 * A clock for deadlines, turned by whoever waits for them. Where the real one
 * stands still, as faketime(1) can make it, it still moves by what was waited,
 * so that a deadline comes in any case. Starts as all zeros.
 */
struct clock {
	int64_t ms;
	int64_t turned_ms;	/* the real time of its last turn */
};

/* Moves it on by the real time that passed, but within these bounds. */
void clock_turn(struct clock *c, int64_t least_ms, int64_t most_ms);

#endif
