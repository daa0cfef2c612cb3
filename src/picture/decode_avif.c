/* SPDX-License-Identifier: MIT */
/* AVIF by libavif, where it was there when this was built and is now. */
#include "picture/decode.h"

#ifdef HAVE_AVIF

#include <stddef.h>
#include <stdlib.h>

#include <avif/avif.h>

#include "base/dynamic.h"
#include "base/limits.h"
#include "base/mem.h"
#include "picture/intake.h"

_Static_assert(sizeof(AVIF_LIBRARY) > 1, "no shared libavif is here");

#define FUNCTIONS(F) \
	F(avifDecoderCreate) F(avifDecoderDestroy) \
	F(avifDecoderSetIOMemory) F(avifDecoderParse) \
	F(avifDecoderNextImage) F(avifImageYUVToRGB) \
	F(avifRGBImageSetDefaults) F(avifResultToString)

#define NAME(function) DYNAMIC_NAME(struct avif, function)

struct avif {
	FUNCTIONS(DYNAMIC_POINTER)
};

static const struct dynamic_function functions[] = {
	FUNCTIONS(NAME)
	{ NULL, 0 }
};

void *
avif_load(struct err *err)
{
	return dynamic_load(AVIF_LIBRARY, functions, sizeof(struct avif), err);
}

/* ISO 23008-12, 6.5.10 and 6.5.12: turned to the left, then mirrored. */
static unsigned
orientation(const avifImage *m)
{
	static const uint8_t turned[4][3] = {
		{ 1, 4, 2 }, { 8, 5, 7 }, { 3, 2, 4 }, { 6, 7, 5 }
	};
	unsigned angle = 0, mirror = 0;

	if (m->transformFlags & AVIF_TRANSFORM_IROT)
		angle = m->irot.angle & 3;
	if (m->transformFlags & AVIF_TRANSFORM_IMIR)
		mirror = m->imir.mode ? 2 : 1;
	return turned[angle][mirror];
}

static void
read_colour(const avifImage *m, struct colour *c)
{
	if (!m->icc.size) {
		colour_coded(c, m->colorPrimaries,
		    m->transferCharacteristics);
		return;
	}
	c->kind = COLOUR_BROKEN;
	if (m->icc.size > COLOUR_ICC_BYTES)
		return;
	buf_add(&c->icc, m->icc.data, m->icc.size);
	c->kind = COLOUR_PROFILE;
}

/* One thread, because a locked worker cannot have another. */
static int
open_file(const struct avif *lib, avifDecoder *a, const struct decoding *d,
    struct err *err)
{
	avifResult result;

	a->maxThreads = 1;
	a->codecChoice = AVIF_CODEC_CHOICE_DAV1D;
	a->strictFlags = AVIF_STRICT_DISABLED;
	a->ignoreExif = a->ignoreXMP = AVIF_TRUE;
	a->imageSizeLimit = LIMIT_PICTURE_PIXELS;
	a->imageDimensionLimit = LIMIT_PICTURE_SIDE_PX;
	result = lib->avifDecoderSetIOMemory(a, (const uint8_t *)d->bytes.p,
	    d->bytes.len);
	if (result == AVIF_RESULT_OK)
		result = lib->avifDecoderParse(a);
	if (result != AVIF_RESULT_OK)
		return err_set(err, ERR_FORMAT, "AVIF: %s",
		    lib->avifResultToString(result));
	return probe_check_size(a->image->width, a->image->height, err);
}

/* The planes may be there twice, when they are put together from tiles. */
static size_t
planes_bytes(const avifImage *m)
{
	size_t samples = m->yuvFormat == AVIF_PIXEL_FORMAT_YUV420 ? 3 : 6;

	return mem_mul(mem_mul(m->width, m->height),
	    samples * (m->depth > 8 ? 2 : 1));
}

static int
read_pixels(const struct avif *lib, avifDecoder *a, const struct decoding *d,
    struct decoded *out, struct err *err)
{
	const avifImage *m = a->image;
	struct intake_shape shape = { m->width, m->height, m->width,
		m->height, a->alphaPresent ? 4 : 3, 0 };
	avifRGBImage rgb;
	avifResult result;
	int rc = -1;

	out->orientation = orientation(m);
	read_colour(m, &out->colour);
	shape.decoder_bytes = mem_add(planes_bytes(m),
	    mem_mul(mem_mul(m->width, m->height), shape.channels));
	if (intake_check(d, &shape, out, err))
		return -1;
	result = lib->avifDecoderNextImage(a);
	if (result == AVIF_RESULT_OK) {
		lib->avifRGBImageSetDefaults(&rgb, a->image);
		rgb.depth = 8;
		rgb.format = shape.channels == 4 ? AVIF_RGB_FORMAT_RGBA :
		    AVIF_RGB_FORMAT_RGB;
		rgb.rowBytes = m->width * shape.channels;
		rgb.pixels = mem_zalloc(mem_mul(rgb.rowBytes, m->height));
		result = lib->avifImageYUVToRGB(a->image, &rgb);
		if (result == AVIF_RESULT_OK)
			rc = intake_frame(d, &shape, rgb.pixels, rgb.rowBytes,
			    out, err);
		free(rgb.pixels);
	}
	if (result != AVIF_RESULT_OK)
		err_set(err, ERR_FORMAT, "AVIF: %s",
		    lib->avifResultToString(result));
	return rc;
}

int
decode_avif(const struct decoding *d, struct decoded *out, struct err *err)
{
	const struct avif *lib = codec_of(&d->codecs->avif, "an AVIF picture",
	    err);
	avifDecoder *a;
	int rc;

	if (!lib)
		return -1;
	a = lib->avifDecoderCreate();
	if (!a)
		return err_set(err, ERR_LIMIT, "out of memory");
	rc = open_file(lib, a, d, err);
	if (!rc)
		rc = read_pixels(lib, a, d, out, err);
	lib->avifDecoderDestroy(a);
	return rc;
}

#else

void *
avif_load(struct err *err)
{
	err_set(err, ERR_UNSUPPORTED, "built without libavif");
	return NULL;
}

int
decode_avif(const struct decoding *d, struct decoded *out, struct err *err)
{
	(void)out;
	codec_of(&d->codecs->avif, "an AVIF picture", err);
	return -1;
}

#endif
