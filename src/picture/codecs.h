/* SPDX-License-Identifier: MIT */
/*
 * Libraries for formats that not every system can read, loaded only by
 * processes that want pictures: they are large.
 */
#ifndef CHAPBOOK_PICTURE_CODECS_H
#define CHAPBOOK_PICTURE_CODECS_H

#include "base/err.h"

/* The functions of one library; only its decoder knows what is in it. */
struct codec {
	void *functions;	/* NULL: none, err says why */
	struct err err;
};

struct codecs {
	struct codec avif, heif;
};

/* Before a worker is locked in: files are opened. */
void codecs_load(struct codecs *codecs);
void codecs_release(struct codecs *codecs);
/*
 * For the decoders: the functions, or NULL and an err that says of what there
 * is none, "a HEIF picture".
 */
const void *codec_of(const struct codec *codec, const char *what,
    struct err *err);

/* Defined by the decoders; NULL with err if there are none. */
void *avif_load(struct err *err);
void *heif_load(struct err *err);

#endif
