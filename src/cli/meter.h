/* SPDX-License-Identifier: MIT */
/*
 * The progress line: "pictures 37/120  12.4 MB  1.8 MB/s", over and over in
 * the terminal's last line.
 */
#ifndef CHAPBOOK_METER_H
#define CHAPBOOK_METER_H

#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "pipeline/observer.h"

/* How far a stage had come at one moment. */
struct meter_mark {
	int64_t ms;
	uint64_t bytes;
};

struct meter {
	FILE *out;		/* NULL: nothing is shown */
	bool drawn;		/* there is a line to be cleared */
	size_t columns;		/* of the terminal when it was drawn */
	int64_t next_ms;	/* not to be drawn before */
	const char *stage;
	/* The rate is counted from the first; they are some seconds apart. */
	struct meter_mark from, to;
};

/* Shows nothing unless out is a terminal that can erase a line. */
void meter_init(struct meter *m, FILE *out);
/* How often it is worth being shown, for the rate; 0: it is not shown. */
int meter_tick_ms(const struct meter *m);
void meter_show(struct meter *m, const struct progress *p);
void meter_clear(struct meter *m);

/*
 * The line, at most so many columns wide; out is replaced. False if it is too
 * early for another. now_ms is of a clock that only goes forward.
 */
bool meter_line(struct meter *m, const struct progress *p, int64_t now_ms,
    size_t columns, struct buf *out);

#endif
