/* SPDX-License-Identifier: MIT */
/*
 * The list of pictures in a srcset attribute (HTML, section 4.8.4.2.2,
 * "parsing a srcset attribute"), entry by entry; those with descriptors that
 * are none are passed over.
 *
 *	struct srcset_entry entry;
 *	while (srcset_next(&rest, &entry))
 *		...
 */
#ifndef CHAPBOOK_SRCSET_H
#define CHAPBOOK_SRCSET_H

#include "base/str.h"

struct srcset_entry {
	struct str url;
	/* Larger ones are cut to these limits; 0: not given. */
	unsigned width_px;	/* at most IMAGE_SIDE_PX_MAX */
	unsigned density_x100;	/* up to 10000 */
};

bool srcset_next(struct str *rest, struct srcset_entry *entry);

#endif
