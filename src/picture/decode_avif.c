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

/* What 1.0 calls the mirror's axis had the same meaning before. */
#if AVIF_VERSION_MAJOR < 1
#define MIRROR_AXIS imir.mode
#else
#define MIRROR_AXIS imir.axis
#endif

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
		mirror = m->MIRROR_AXIS ? 2 : 1;
	return turned[angle][mirror];
}

/*
 * ISO 14496-12, 12.1.4.1: a side of n / d samples, its middle off_n / off_d
 * away from that of all. False, and nothing is set, for what are no whole
 * samples or some that are not there.
 */
static bool
crop_side(unsigned *start, unsigned *length, const uint32_t size[2],
    const uint32_t offset[2])
{
	int64_t all = *length, side, twice, by = 2 * (int64_t)offset[1];

	if (!size[1] || !size[0] || size[0] % size[1] || !offset[1])
		return false;
	side = size[0] / size[1];
	if (side > all)
		return false;
	twice = (all - side) * offset[1] + 2 * (int64_t)(int32_t)offset[0];
	if (twice < 0 || twice % by || twice / by > all - side)
		return false;
	*start = (unsigned)(twice / by);
	*length = (unsigned)side;
	return true;
}

/* What is to be seen of it, before it is turned. */
struct crop {
	unsigned left, top, width, height;
};

static struct crop
crop_of(const avifImage *m)
{
	const struct crop all = { 0, 0, m->width, m->height };
	const avifCleanApertureBox *c = &m->clap;
	struct crop crop = all;

	if (!(m->transformFlags & AVIF_TRANSFORM_CLAP) ||
	    !crop_side(&crop.left, &crop.width,
	    (uint32_t[]){ c->widthN, c->widthD },
	    (uint32_t[]){ c->horizOffN, c->horizOffD }) ||
	    !crop_side(&crop.top, &crop.height,
	    (uint32_t[]){ c->heightN, c->heightD },
	    (uint32_t[]){ c->vertOffN, c->vertOffD }))
		return all;
	return crop;
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

static int
refuse(const struct avif *lib, avifResult result, struct err *err)
{
	return err_set(err, ERR_FORMAT, "AVIF: %s",
	    lib->avifResultToString(result));
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
		return refuse(lib, result, err);
	return probe_check_size(a->image->width, a->image->height, err);
}

/*
 * The planes may be there twice, when they are put together from tiles, each
 * with a decoder of its own. So much was seen of pictures of 24 and 36 million
 * pixels, and a tenth was added.
 */
static size_t
planes_bytes(const avifImage *m, bool alpha)
{
	unsigned samples = m->yuvFormat == AVIF_PIXEL_FORMAT_YUV420 ? 5 : 9;

	return mem_mul(mem_mul(m->width, m->height),
	    (samples + (alpha ? 3 : 0)) * (m->depth > 8 ? 2u : 1u));
}

/* The file's whole picture, of which shape is to be seen. */
static int
take_image(const struct avif *lib, const avifImage *m,
    const struct decoding *d, const struct intake_shape *shape,
    struct decoded *out, struct err *err)
{
	const struct crop crop = crop_of(m);
	avifRGBImage rgb;
	avifResult result;
	int rc = -1;

	lib->avifRGBImageSetDefaults(&rgb, m);
	rgb.depth = 8;
	rgb.format = shape->channels == 4 ? AVIF_RGB_FORMAT_RGBA :
	    AVIF_RGB_FORMAT_RGB;
	rgb.rowBytes = m->width * shape->channels;
	rgb.pixels = mem_zalloc(mem_mul(rgb.rowBytes, m->height));
	result = lib->avifImageYUVToRGB(m, &rgb);
	if (result == AVIF_RESULT_OK)
		rc = intake_frame(d, shape, rgb.pixels + (size_t)crop.top *
		    rgb.rowBytes + (size_t)crop.left * shape->channels,
		    rgb.rowBytes, out, err);
	else
		refuse(lib, result, err);
	free(rgb.pixels);
	return rc;
}

static int
read_pixels(const struct avif *lib, avifDecoder *a, const struct decoding *d,
    struct decoded *out, struct err *err)
{
	const avifImage *m = a->image;
	const struct crop crop = crop_of(m);
	const unsigned width = m->width, height = m->height;
	struct intake_shape shape = { crop.width, crop.height, crop.width,
		crop.height, a->alphaPresent ? 4 : 3, 0 };
	avifResult result;

	out->orientation = orientation(m);
	read_colour(m, &out->colour);
	shape.decoder_bytes = mem_add(planes_bytes(m, a->alphaPresent),
	    mem_mul(mem_mul(m->width, m->height), shape.channels));
	if (intake_check(d, &shape, out, err))
		return -1;
	result = lib->avifDecoderNextImage(a);
	if (result != AVIF_RESULT_OK)
		return refuse(lib, result, err);
	if (m->width != width || m->height != height)
		return err_set(err, ERR_FORMAT, "AVIF: two sizes");
	return take_image(lib, m, d, &shape, out, err);
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
