/* SPDX-License-Identifier: MIT */
#ifndef CHAPBOOK_PICTURE_EXIF_H
#define CHAPBOOK_PICTURE_EXIF_H

#include "base/str.h"

/*
 * The orientation (CIPA DC-008, tag 0x0112: 1..8) in an APP1 payload. False,
 * and *orientation untouched, if it is no Exif or has no valid one.
 */
bool exif_orientation(struct str app1, unsigned *orientation);

#endif
