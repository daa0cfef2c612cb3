/* SPDX-License-Identifier: MIT */
/*
 * What workers are given before they are forked: the "shared" of every
 * job's prepare(). Each job takes what it needs.
 */
#ifndef CHAPBOOK_SHARED_H
#define CHAPBOOK_SHARED_H

#include <stdbool.h>

struct rules;
struct templates;

struct job_shared {
	const struct templates *templates;	/* NULL where no page is made */
	const struct rules *rules;		/* NULL: there are none */
	bool pictures;				/* some will be made */
};

#endif
