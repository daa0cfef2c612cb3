/* SPDX-License-Identifier: MIT */
/*
 * What pictures must be like for a reading device. The profiles are data:
 * the table assets/profiles.txt.
 */
#ifndef CHAPBOOK_PICTURE_PROFILE_H
#define CHAPBOOK_PICTURE_PROFILE_H

#include "picture/picture.h"

struct profile {
	/* Of the table, which lasts as long as the program. */
	struct str name, devices;
	struct picture_options pictures;
	unsigned cover_width_px, cover_height_px;
};

/*
 * Each profile in the order of the table, which is how to list them:
 *
 *	struct profile profile;
 *	struct str rest = profile_table();
 *	while (profile_next(&rest, &profile))
 *		...
 */
struct str profile_table(void);
bool profile_next(struct str *rest, struct profile *out);

/* ERR_ARGUMENT for a name that is in no line, with names that are near. */
int profile_find(struct str name, struct profile *out, struct err *err);

#endif
