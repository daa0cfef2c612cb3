/* SPDX-License-Identifier: MIT */
#include "picture/decode.h"
#include "picture/weights.h"

/*
 * Clear pictures lie on white, as on the page. What is so light that nothing
 * of it would be seen, white lettering for a dark page, gets a dark ground:
 * one of the 16 levels of gray that readers have.
 */
enum { WHITE_GROUND = 255 };

static int
decode_on(uint8_t ground, struct decoding in, struct decoded *out,
    struct err *err)
{
	static decode_format *const decoders[PICTURE_FORMATS] = {
		[PICTURE_JPEG] = decode_jpeg, [PICTURE_PNG] = decode_png,
		[PICTURE_WEBP] = decode_webp, [PICTURE_GIF] = decode_raster,
		[PICTURE_BMP] = decode_bmp, [PICTURE_TGA] = decode_raster,
		[PICTURE_PSD] = decode_raster, [PICTURE_PNM] = decode_pnm,
		[PICTURE_AVIF] = decode_avif, [PICTURE_HEIF] = decode_heif,
	};

	in.ground = ground;
	*out = (struct decoded){ .note = "", .as_stored = true,
		.orientation = in.probe->orientation, .colour = COLOUR_INIT };
	colour_read(in.bytes, in.probe->format, &out->colour);
	return decoders[in.probe->format](&in, out, err);
}

int
decode_picture(struct str bytes, const struct probe *probe,
    const struct codecs *codecs, const struct picture_options *options,
    struct decoded *out, struct err *err)
{
	static const struct codecs none = {
		.avif.err = { ERR_UNSUPPORTED, "libavif is not loaded" },
		.heif.err = { ERR_UNSUPPORTED, "libheif is not loaded" },
	};
	const struct decoding in = { .bytes = bytes, .probe = probe,
		.codecs = codecs ? codecs : &none, .options = options };
	enum colour_result colours;
	int rc = decode_on(WHITE_GROUND, in, out, err);

	if (!rc && out->vanishes) {
		decoded_release(out);
		rc = decode_on(CLEAR_GROUND, in, out, err);
	}
	if (rc)
		return -1;
	pixels_turn(&out->pixels, out->orientation);
	colours = colour_apply(&out->colour, &out->pixels);
	if (colours == COLOUR_REFUSED && !*out->note)
		out->note = "its colour profile cannot be used";
	if (out->orientation != 1 || colours != COLOUR_KEPT || *out->note)
		out->as_stored = false;
	return 0;
}

void
decoded_release(struct decoded *d)
{
	pixels_release(&d->pixels);
	colour_release(&d->colour);
}
