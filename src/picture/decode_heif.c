/* SPDX-License-Identifier: MIT */
/* HEIF by libheif, where it was there when this was built and is now. */
#include "picture/decode.h"

#ifdef HAVE_HEIF

#include <libde265/de265.h>
#include <libheif/heif.h>

#include "base/dynamic.h"
#include "base/limits.h"
#include "base/mem.h"
#include "picture/intake.h"

_Static_assert(sizeof(HEIF_LIBRARY) > 1, "no shared libheif is here");

#define FUNCTIONS(F) \
	F(heif_context_alloc) F(heif_context_free) \
	F(heif_context_set_max_decoding_threads) \
	F(heif_context_set_maximum_image_size_limit) \
	F(heif_context_read_from_memory_without_copy) \
	F(heif_context_get_primary_image_handle) \
	F(heif_image_handle_release) F(heif_image_handle_get_width) \
	F(heif_image_handle_get_height) \
	F(heif_image_handle_has_alpha_channel) \
	F(heif_image_handle_get_luma_bits_per_pixel) \
	F(heif_image_handle_get_raw_color_profile_size) \
	F(heif_image_handle_get_raw_color_profile) \
	F(heif_image_handle_get_nclx_color_profile) \
	F(heif_nclx_color_profile_free) F(heif_decoding_options_alloc) \
	F(heif_decoding_options_free) F(heif_decode_image) \
	F(heif_image_get_plane_readonly) F(heif_image_get_width) \
	F(heif_image_get_height) F(heif_image_release)

#define NAME(function) DYNAMIC_NAME(struct heif, function)

struct heif {
	FUNCTIONS(DYNAMIC_POINTER)
};

static const struct dynamic_function functions[] = {
	FUNCTIONS(NAME)
	{ NULL, 0 }
};

void *
heif_load(struct err *err)
{
	struct heif *lib = dynamic_load(HEIF_LIBRARY, functions,
	    sizeof(*lib), err);

	/* It may look for decoders in files when it first works. */
	if (lib)
		lib->heif_context_free(lib->heif_context_alloc());
	return lib;
}

/*
 * The planes, what is kept of them for filtering, and tiles put together: as
 * much as was seen of pictures of 24 and 36 million pixels. Of more than 8
 * bits half as much again.
 */
enum { PIXEL_BYTES = 12, ALPHA_BYTES = 4 };

static size_t
decoder_bytes(const struct heif *lib, const struct heif_image_handle *h,
    size_t pixels, bool alpha)
{
	size_t bytes = mem_mul(pixels, PIXEL_BYTES + (alpha ? ALPHA_BYTES : 0));

	if (lib->heif_image_handle_get_luma_bits_per_pixel(h) > 8)
		bytes = mem_add(bytes, bytes / 2);
	return bytes;
}

/*
 * libheif has its decoder start a thread, whatever it is told; a locked
 * worker would die of that. It calls this instead of the library's function
 * of the same name, and without threads libde265 works in the caller's.
 */
de265_error
de265_start_worker_threads(de265_decoder_context *context, int threads)
{
	(void)context;
	(void)threads;
	return DE265_OK;
}

static void
read_colour(const struct heif *lib, const struct heif_image_handle *h,
    struct colour *c)
{
	size_t len = lib->heif_image_handle_get_raw_color_profile_size(h);
	struct heif_color_profile_nclx *nclx = NULL;

	if (len) {
		c->kind = COLOUR_BROKEN;
		if (len > COLOUR_ICC_BYTES)
			return;
		buf_reserve(&c->icc, len);
		if (lib->heif_image_handle_get_raw_color_profile(h,
		    c->icc.data).code != heif_error_Ok)
			return;
		c->icc.len = len;
		c->kind = COLOUR_PROFILE;
	} else if (lib->heif_image_handle_get_nclx_color_profile(h, &nclx).
	    code == heif_error_Ok) {
		colour_coded(c, (unsigned)nclx->color_primaries,
		    (unsigned)nclx->transfer_characteristics);
		lib->heif_nclx_color_profile_free(nclx);
	}
}

static int
refuse(struct heif_error e, struct err *err)
{
	return err_set(err, ERR_FORMAT, "HEIF: %s", e.message);
}

/* 8 bits each, colours before opacity. */
static int
decode_image(const struct heif *lib, const struct heif_image_handle *h,
    bool alpha, struct heif_image **image, struct err *err)
{
	struct heif_decoding_options *options =
	    lib->heif_decoding_options_alloc();
	struct heif_error e;

	options->convert_hdr_to_8bit = 1;
	e = lib->heif_decode_image(h, image, heif_colorspace_RGB, alpha ?
	    heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
	    options);
	lib->heif_decoding_options_free(options);
	return e.code == heif_error_Ok ? 0 : refuse(e, err);
}

static int
take_image(const struct heif *lib, const struct heif_image *image,
    const struct decoding *d, const struct intake_shape *shape,
    struct decoded *out, struct err *err)
{
	const enum heif_channel all = heif_channel_interleaved;
	int stride;
	const uint8_t *data = lib->heif_image_get_plane_readonly(image, all,
	    &stride);

	if (!data
	    || lib->heif_image_get_width(image, all) != (int)shape->width_px
	    || lib->heif_image_get_height(image, all)
	    != (int)shape->height_px)
		return err_set(err, ERR_FORMAT, "HEIF: two sizes");
	return intake_frame(d, shape, data, (size_t)stride, out, err);
}

/* Turned already, as its boxes say; what Exif says is no longer true. */
static int
read_pixels(const struct heif *lib, const struct heif_image_handle *h,
    const struct decoding *d, struct decoded *out, struct err *err)
{
	int width = lib->heif_image_handle_get_width(h);
	int height = lib->heif_image_handle_get_height(h);
	bool alpha = lib->heif_image_handle_has_alpha_channel(h);
	struct intake_shape shape;
	struct heif_image *image = NULL;
	int rc;

	if (width < 0 || height < 0 || probe_check_size((uint64_t)width,
	    (uint64_t)height, err))
		return -1;
	shape = (struct intake_shape){ (unsigned)width, (unsigned)height,
		(unsigned)width, (unsigned)height, alpha ? 4 : 3,
		decoder_bytes(lib, h, mem_mul((size_t)width, (size_t)height),
		alpha) };
	read_colour(lib, h, &out->colour);
	if (intake_check(d, &shape, out, err)
	    || decode_image(lib, h, alpha, &image, err))
		return -1;
	rc = take_image(lib, image, d, &shape, out, err);
	lib->heif_image_release(image);
	return rc;
}

int
decode_heif(const struct decoding *d, struct decoded *out, struct err *err)
{
	const struct heif *lib = codec_of(&d->codecs->heif, "a HEIF picture",
	    err);
	struct heif_context *c;
	struct heif_image_handle *h = NULL;
	struct heif_error e;
	int rc;

	if (!lib)
		return -1;
	c = lib->heif_context_alloc();
	lib->heif_context_set_max_decoding_threads(c, 0);
	lib->heif_context_set_maximum_image_size_limit(c,
	    LIMIT_PICTURE_SIDE_PX);
	e = lib->heif_context_read_from_memory_without_copy(c, d->bytes.p,
	    d->bytes.len, NULL);
	if (e.code == heif_error_Ok)
		e = lib->heif_context_get_primary_image_handle(c, &h);
	if (e.code != heif_error_Ok)
		rc = refuse(e, err);
	else
		rc = read_pixels(lib, h, d, out, err);
	lib->heif_image_handle_release(h);
	lib->heif_context_free(c);
	return rc;
}

#else

void *
heif_load(struct err *err)
{
	err_set(err, ERR_UNSUPPORTED, "built without libheif");
	return NULL;
}

int
decode_heif(const struct decoding *d, struct decoded *out, struct err *err)
{
	(void)out;
	codec_of(&d->codecs->heif, "a HEIF picture", err);
	return -1;
}

#endif
