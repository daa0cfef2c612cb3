/* SPDX-License-Identifier: MIT */
#include "picture/patience.h"

#include "base/limits.h"

#define AMPLE_MS 2000
#define SPENT_MS (10 * 60 * 1000)

void
patience_note(struct patience *p, bool ended, int64_t cpu_ms)
{
	if (ended)
		p->ended++;
	else if (cpu_ms > AMPLE_MS)
		p->spent_ms += cpu_ms - AMPLE_MS;
}

int
patience_check(const struct patience *p, struct err *err)
{
	if (p->ended >= LIMIT_STUCK_DRAWINGS)
		return err_set(err, ERR_LIMIT, "not drawn: %u SVG drawings "
		    "had to be ended before it", p->ended);
	if (p->spent_ms >= SPENT_MS)
		return err_set(err, ERR_LIMIT, "not drawn: the SVG drawings "
		    "before it took too much time");
	return 0;
}
