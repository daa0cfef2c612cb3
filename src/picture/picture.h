/* SPDX-License-Identifier: MIT */
/*
 * Pictures: bytes of any origin in, a picture that every e-reader shows out:
 * decoded (in a worker), turned upright, scaled to fit the profile, encoded
 * as JPEG or PNG without any metadata.
 */
#ifndef CHAPBOOK_PICTURE_H
#define CHAPBOOK_PICTURE_H

#include "base/buf.h"
#include "base/err.h"
#include "picture/weights.h"
#include "worker/job.h"

/* shared: struct job_shared, or NULL for pictures of every format. */
extern const struct job picture_job;

struct picture_options {
	unsigned max_width_px, max_height_px;	/* never enlarged to them */
	unsigned quality;			/* of JPEG, 1..100 */
	bool gray;
	bool dither;		/* with gray: 16 levels, errors diffused */
	/* What is a whole, upright JPEG or PNG loses only its metadata. */
	bool keep_originals;
	size_t budget_bytes;	/* of one picture; 0: none */
};

extern const struct picture_options picture_defaults;	/* 1072x1448, 80 */

/* What comes out is one of the first two. */
enum picture_format {
	PICTURE_JPEG, PICTURE_PNG, PICTURE_WEBP, PICTURE_GIF, PICTURE_BMP,
	PICTURE_TGA, PICTURE_PSD, PICTURE_PNM, PICTURE_AVIF, PICTURE_HEIF,
	PICTURE_FORMATS
};

struct picture {
	enum picture_format format;
	unsigned width_px, height_px;
	struct str bytes;
	struct str note;	/* what was wrong but not fatal: "truncated" */
};

/* The job's input: the file's bytes, or a data: URI (RFC 2397) as text. */
void picture_request(const struct picture_options *options, struct str bytes,
    bool is_data_uri, struct buf *out);
/*
 * Slices of reply; checks that format, size and bytes agree (signature, and
 * the dimensions in the header) and fit the options.
 */
int picture_reply(struct str reply, const struct picture_options *options,
    struct picture *out, struct err *err);

#endif
