/* SPDX-License-Identifier: MIT */
#include "picture/picture.h"

#include <string.h>

#include "article/shared.h"
#include "base/limits.h"
#include "base/mem.h"
#include "picture/data_uri.h"
#include "picture/decode.h"
#include "picture/encode.h"
#include "picture/keep.h"
#include "worker/wire.h"

const struct picture_options picture_defaults = {
	.max_width_px = 1072, .max_height_px = 1448, .quality = 80
};

enum { MAX_QUALITY = 100 };

void
picture_request(const struct picture_options *options, struct str bytes,
    bool is_data_uri, struct buf *out)
{
	wire_put_u32(out, options->max_width_px);
	wire_put_u32(out, options->max_height_px);
	wire_put_u32(out, options->quality);
	wire_put_u32(out, options->gray);
	wire_put_u32(out, options->dither);
	wire_put_u32(out, options->keep_originals);
	wire_put_u64(out, options->budget_bytes);
	wire_put_u32(out, is_data_uri);
	wire_put_str(out, bytes);
}

static int
read_request(struct str in, struct picture_options *options,
    struct str *bytes, bool *is_data_uri, struct err *err)
{
	struct wire w = wire_of(in);

	options->max_width_px = wire_u32(&w);
	options->max_height_px = wire_u32(&w);
	options->quality = wire_u32(&w);
	options->gray = wire_u32(&w);
	options->dither = wire_u32(&w);
	options->keep_originals = wire_u32(&w);
	options->budget_bytes = wire_u64(&w);
	*is_data_uri = wire_u32(&w);
	*bytes = wire_str(&w);
	if (!wire_end(&w))
		return err_set(err, ERR_ARGUMENT, "malformed request");
	if (!options->max_width_px || !options->max_height_px ||
	    !options->quality || options->quality > MAX_QUALITY)
		return err_set(err, ERR_ARGUMENT, "bad picture options");
	/* Nothing larger comes in; so the arithmetic stays small. */
	if (options->max_width_px > LIMIT_PICTURE_SIDE_PX)
		options->max_width_px = LIMIT_PICTURE_SIDE_PX;
	if (options->max_height_px > LIMIT_PICTURE_SIDE_PX)
		options->max_height_px = LIMIT_PICTURE_SIDE_PX;
	return 0;
}

static void
put_reply(struct buf *out, enum picture_format format, unsigned width_px,
    unsigned height_px, const struct buf *bytes, const char *note)
{
	wire_put_u32(out, format);
	wire_put_u32(out, width_px);
	wire_put_u32(out, height_px);
	wire_put_str(out, buf_str(bytes));
	wire_put_str(out, str_of(note));
}

static int
convert(struct str bytes, const struct probe *probe,
    const struct codecs *codecs, const struct picture_options *options,
    struct buf *out, struct err *err)
{
	struct decoded decoded;
	enum picture_format format = PICTURE_JPEG;
	struct buf encoded = BUF_INIT;
	int rc;

	rc = decode_picture(bytes, probe, codecs, options, &decoded, err);
	if (!rc)
		rc = encode_picture(&decoded.pixels, options,
		    probe->format == PICTURE_JPEG, &encoded, &format, err);
	if (!rc)
		put_reply(out, format, decoded.pixels.width_px,
		    decoded.pixels.height_px, &encoded, decoded.note);
	buf_release(&encoded);
	decoded_release(&decoded);
	return rc;
}

static int
make_ready(struct str bytes, const struct codecs *codecs,
    const struct picture_options *options, struct buf *out, struct err *err)
{
	struct probe probe;
	struct buf kept = BUF_INIT;
	int rc = 0;

	if (probe_read(bytes, &probe, err))
		return -1;
	if (keep_picture(bytes, &probe, options, &kept))
		put_reply(out, probe.format, probe.width_px, probe.height_px,
		    &kept, "");
	else
		rc = convert(bytes, &probe, codecs, options, out, err);
	buf_release(&kept);
	return rc;
}

static int
run(void *prepared, struct str in, struct buf *out, struct err *err)
{
	struct picture_options options;
	struct buf decoded = BUF_INIT;
	struct str bytes;
	bool is_data_uri;
	int rc;

	if (read_request(in, &options, &bytes, &is_data_uri, err))
		return -1;
	if (is_data_uri) {
		if (data_uri_decode(bytes, &decoded, err)) {
			buf_release(&decoded);
			return -1;
		}
		bytes = buf_str(&decoded);
	}
	rc = make_ready(bytes, prepared, &options, out, err);
	buf_release(&decoded);
	return rc;
}

/*
 * libjpeg-turbo looks at the processor when it first works, on some systems
 * in /proc/cpuinfo: that must happen before a worker is locked up.
 */
static void
wake_jpeg(void)
{
	const struct probe probe = { PICTURE_JPEG, 1, 1, 1, 0 };
	struct pixels pixels = { 0 };
	struct decoded decoded;
	struct buf jpeg = BUF_INIT;
	struct err err = ERR_INIT;

	pixels_init(&pixels, PIXELS_RGB, 1, 1);
	if (!encode_jpeg(&pixels, MAX_QUALITY, &jpeg, &err)) {
		(void)decode_picture(buf_str(&jpeg), &probe, NULL,
		    &picture_defaults, &decoded, &err);
		decoded_release(&decoded);
	}
	pixels_release(&pixels);
	buf_release(&jpeg);
}

static void *
prepare(const void *shared)
{
	const struct job_shared *given = shared;
	struct codecs *codecs;

	if (given && !given->pictures)
		return NULL;
	wake_jpeg();
	codecs = mem_zalloc(sizeof(*codecs));
	codecs_load(codecs);
	return codecs;
}

const struct job picture_job = { .name = "picture", .prepare = prepare,
	.run = run, .cpu_s = 30, .wall_s = 90 };
