/* SPDX-License-Identifier: MIT */
/* Time zones by name, as a user gives them. */
#ifndef CHAPBOOK_ZONE_H
#define CHAPBOOK_ZONE_H

#include "base/date.h"

/*
 * Whether the C library knows the zone, which otherwise means UTC to it: a
 * file of the time zone database (Asia/Shanghai; $TZDIR is honoured) or a
 * rule as in POSIX, section 8.3 (CST-8, CET-1CEST,M3.5.0,M10.5.0/3).
 */
bool zone_known(struct str name);

/*
 * The day it is now in that zone; empty: the machine's. The one place that
 * reads the clock for a selection. It sets TZ.
 */
struct date zone_today(struct str name);

#endif
