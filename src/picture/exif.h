/* SPDX-License-Identifier: MIT */
#ifndef CHAPBOOK_PICTURE_EXIF_H
#define CHAPBOOK_PICTURE_EXIF_H

#include "base/str.h"

#define EXIF_PREFIX STR("Exif\0\0")	/* as a JPEG's segment begins */

/*
 * The orientation (CIPA DC-008, tag 0x0112: 1..8) in what an Exif chunk
 * holds, with or without the prefix. False, and *orientation untouched, if
 * it is no Exif or has no valid one.
 */
bool exif_orientation(struct str exif, unsigned *orientation);

#endif
