/* SPDX-License-Identifier: MIT */
/* Time that passes, for waiting and measuring; never for what is made. */
#ifndef CHAPBOOK_CLOCK_H
#define CHAPBOOK_CLOCK_H

#include <stdint.h>

/* Milliseconds since some moment; no setting of the clock moves it. */
int64_t clock_ms(void);

#endif
