/* SPDX-License-Identifier: MIT */
/*
 * What works on this machine, found out by trying. The table in cli/doctor.c
 * has a line for each thing looked at.
 */
#ifndef CHAPBOOK_DOCTOR_H
#define CHAPBOOK_DOCTOR_H

#include <jansson.h>

#include "base/buf.h"

enum health {
	HEALTH_GOOD,
	HEALTH_LACKING,		/* books can be made, but not the best */
	HEALTH_BAD		/* no book can be made */
};

struct finding {
	enum health health;
	struct buf text;	/* for people; may hold untrusted bytes */
	json_t *value;		/* the same for programs; NULL: the text */
};

struct check {
	const char *name;	/* also in JSON */
	/* Fills an empty, good finding; tells troubles in it. */
	void (*look)(struct finding *out);
};

extern const struct check doctor_checks[];	/* ends with an empty name */

/* The checks of cli/doctor_pictures.c. */
void look_at_formats(struct finding *out);
void look_at_drawings(struct finding *out);

/* Adds "; text", or text to what is empty. */
void finding_add(struct finding *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
