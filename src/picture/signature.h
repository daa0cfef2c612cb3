/* SPDX-License-Identifier: MIT */
#ifndef CHAPBOOK_PICTURE_SIGNATURE_H
#define CHAPBOOK_PICTURE_SIGNATURE_H

#include "base/err.h"
#include "picture/picture.h"

/* Which format the bytes begin like; ERR_UNSUPPORTED names all others. */
int signature_read(struct str bytes, enum picture_format *format,
    struct err *err);

#endif
