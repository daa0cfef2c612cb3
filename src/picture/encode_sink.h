/* SPDX-License-Identifier: MIT */
/* Where libjpeg writes: behind the end of a buffer. */
#ifndef CHAPBOOK_PICTURE_ENCODE_SINK_H
#define CHAPBOOK_PICTURE_ENCODE_SINK_H

#include <stdio.h>

#include <jpeglib.h>

#include "base/buf.h"

struct jpeg_sink {
	struct jpeg_destination_mgr to;	/* first: libjpeg knows it alone */
	struct buf *out;
};

/* After an error out holds bytes that mean nothing. */
void jpeg_sink_init(struct jpeg_sink *sink, struct buf *out,
    struct jpeg_compress_struct *cinfo);

#endif
