/* SPDX-License-Identifier: MIT */
/* HEIF by libheif, where it was there when this was built. */
#include "picture/decode.h"

#ifdef HAVE_HEIF

#include <libde265/de265.h>
#include <libheif/heif.h>

#include "base/limits.h"
#include "base/mem.h"
#include "picture/intake.h"

/* The planes, what is kept of them for filtering, and tiles put together. */
enum { PIXEL_BYTES = 8 };

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
read_colour(const struct heif_image_handle *h, struct colour *c)
{
	size_t len = heif_image_handle_get_raw_color_profile_size(h);
	struct heif_color_profile_nclx *nclx = NULL;

	if (len) {
		c->kind = COLOUR_BROKEN;
		if (len > COLOUR_ICC_BYTES)
			return;
		buf_reserve(&c->icc, len);
		if (heif_image_handle_get_raw_color_profile(h, c->icc.data).
		    code != heif_error_Ok)
			return;
		c->icc.len = len;
		c->kind = COLOUR_PROFILE;
	} else if (heif_image_handle_get_nclx_color_profile(h, &nclx).code ==
	    heif_error_Ok) {
		colour_coded(c, (unsigned)nclx->color_primaries,
		    (unsigned)nclx->transfer_characteristics);
		heif_nclx_color_profile_free(nclx);
	}
}

static int
refuse(struct heif_error e, struct err *err)
{
	return err_set(err, ERR_FORMAT, "HEIF: %s", e.message);
}

/* Turned already, as its boxes say; what Exif says is no longer true. */
static int
read_pixels(struct heif_image_handle *h, const struct decoding *d,
    struct decoded *out, struct err *err)
{
	int width = heif_image_handle_get_width(h);
	int height = heif_image_handle_get_height(h);
	unsigned channels = heif_image_handle_has_alpha_channel(h) ? 4 : 3;
	struct intake_shape shape;
	struct heif_decoding_options *options;
	struct heif_image *image = NULL;
	struct heif_error e;
	const uint8_t *data;
	int stride, rc;

	if (width < 0 || height < 0 || probe_check_size((uint64_t)width,
	    (uint64_t)height, err))
		return -1;
	shape = (struct intake_shape){ (unsigned)width, (unsigned)height,
		(unsigned)width, (unsigned)height, channels, mem_mul(mem_mul(
		(size_t)width, (size_t)height), PIXEL_BYTES) };
	read_colour(h, &out->colour);
	if (intake_check(d, &shape, out, err))
		return -1;
	options = heif_decoding_options_alloc();
	options->convert_hdr_to_8bit = 1;
	e = heif_decode_image(h, &image, heif_colorspace_RGB, channels == 4 ?
	    heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
	    options);
	heif_decoding_options_free(options);
	if (e.code != heif_error_Ok)
		return refuse(e, err);
	data = heif_image_get_plane_readonly(image, heif_channel_interleaved,
	    &stride);
	if (!data || heif_image_get_width(image, heif_channel_interleaved) !=
	    width || heif_image_get_height(image, heif_channel_interleaved) !=
	    height)
		rc = err_set(err, ERR_FORMAT, "HEIF: two sizes");
	else
		rc = intake_frame(d, &shape, data, (size_t)stride, out, err);
	heif_image_release(image);
	return rc;
}

int
decode_heif(const struct decoding *d, struct decoded *out, struct err *err)
{
	struct heif_context *c = heif_context_alloc();
	struct heif_image_handle *h = NULL;
	struct heif_error e;
	int rc;

	heif_context_set_max_decoding_threads(c, 0);
	heif_context_set_maximum_image_size_limit(c, LIMIT_PICTURE_SIDE_PX);
	e = heif_context_read_from_memory_without_copy(c, d->bytes.p,
	    d->bytes.len, NULL);
	if (e.code == heif_error_Ok)
		e = heif_context_get_primary_image_handle(c, &h);
	if (e.code != heif_error_Ok)
		rc = refuse(e, err);
	else
		rc = read_pixels(h, d, out, err);
	heif_image_handle_release(h);
	heif_context_free(c);
	return rc;
}

#else

int
decode_heif(const struct decoding *d, struct decoded *out, struct err *err)
{
	(void)d;
	(void)out;
	return err_set(err, ERR_UNSUPPORTED,
	    "a HEIF picture, which this build cannot read");
}

#endif
