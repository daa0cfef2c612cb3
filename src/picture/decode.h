/* SPDX-License-Identifier: MIT */
#ifndef CHAPBOOK_PICTURE_DECODE_H
#define CHAPBOOK_PICTURE_DECODE_H

#include "picture/pixels.h"
#include "picture/probe.h"

/*
 * Decode, and scale to fit the options; not yet turned. out is the caller's
 * to release, after an error too. What could be read of a broken file counts
 * as a picture, if that is at least one row; *note, a literal, then says what
 * is wrong: "truncated" or "damaged", else it is empty.
 */
int decode_jpeg(struct str bytes, const struct probe *probe,
    const struct picture_options *options, struct pixels *out,
    const char **note, struct err *err);
int decode_png(struct str bytes, const struct probe *probe,
    const struct picture_options *options, struct pixels *out,
    const char **note, struct err *err);

#endif
