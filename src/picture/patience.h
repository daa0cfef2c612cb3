/* SPDX-License-Identifier: MIT */
/*
 * How much time the drawings of one run may take together. Those that had to
 * be ended are few. Of the others only what each takes beyond a start that is
 * ample for honest ones counts, so that a book with any number of these does
 * not depend on the speed of the machine.
 */
#ifndef CHAPBOOK_PICTURE_PATIENCE_H
#define CHAPBOOK_PICTURE_PATIENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct patience {
	unsigned ended;
	int64_t spent_ms;
};

/* A drawing that took so much CPU time, until it was done or ended. */
void patience_note(struct patience *p, bool ended, int64_t cpu_ms);
/* ERR_LIMIT once no more are to be drawn. */
int patience_check(const struct patience *p, struct err *err);

#endif
