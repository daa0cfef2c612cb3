/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include <time.h>

int64_t
clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
clock_turn(struct clock *c, int64_t least_ms, int64_t most_ms)
{
	const int64_t now = clock_ms();
	int64_t passed = now - c->turned_ms;

	if (passed > most_ms)
		passed = most_ms;
	if (passed < least_ms)
		passed = least_ms;
	c->turned_ms = now;
	c->ms += passed;
}
