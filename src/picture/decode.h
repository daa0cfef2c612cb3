/* SPDX-License-Identifier: MIT */
/*
 * From the bytes of a file to upright pixels in sRGB that fit the options.
 * What could be read of a broken file counts as a picture, if that is at
 * least one row.
 */
#ifndef CHAPBOOK_PICTURE_DECODE_H
#define CHAPBOOK_PICTURE_DECODE_H

#include "picture/codecs.h"
#include "picture/colour.h"
#include "picture/pixels.h"
#include "picture/probe.h"

struct decoding {
	struct str bytes;
	const struct probe *probe;
	const struct codecs *codecs;
	const struct picture_options *options;
	uint8_t ground;		/* what shines through where it is clear */
};

struct decoded {
	struct pixels pixels;
	/*
	 * A literal: what is wrong with the file, "truncated", "damaged" or
	 * that its colours could not be used; else empty.
	 */
	const char *note;
	/* A viewer that ignores all metadata shows the file like this. */
	bool as_stored;
	/* From here on for the decoders. */
	unsigned orientation;	/* of pixels, until they are turned */
	struct colour colour;	/* likewise, until they are sRGB */
	bool vanishes;		/* on white nothing of it can be seen */
};

/*
 * Whoever calls releases out, after an error too. Without codecs (NULL)
 * their formats are ERR_UNSUPPORTED.
 */
int decode_picture(struct str bytes, const struct probe *probe,
    const struct codecs *codecs, const struct picture_options *options,
    struct decoded *out, struct err *err);
void decoded_release(struct decoded *d);

/*
 * Decode, and scale to fit the options; neither turned nor of the right
 * colours yet. out->orientation and out->colour hold what is known.
 */
typedef int decode_format(const struct decoding *in, struct decoded *out,
    struct err *err);
decode_format decode_jpeg, decode_png, decode_webp, decode_bmp,
    decode_raster, decode_pnm, decode_avif, decode_heif;

#endif
