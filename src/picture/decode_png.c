/* SPDX-License-Identifier: MIT */
#include "picture/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "picture/guard.h"
#include "picture/intake.h"

/* What a chunk may make libpng allocate; a row or a palette is far less. */
#define CHUNK_BYTES ((size_t)4 << 20)

struct png_reader {
	struct guard guard;
	png_structp png;
	png_infop info;
	const struct decoding *in;
	struct decoded *out;
	struct intake intake;
	unsigned height_px, passes;
	size_t row_bytes;
	uint8_t *rows;		/* one, or all of an interlaced picture */
	unsigned received;	/* rows, of all passes */
	bool ended;		/* by IEND */
};

/* Chunks that are of no use here are not even inflated. */
static void
set_limits(struct png_reader *r)
{
	static const unsigned char unused[] =
	    "bKGD\0cHRM\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0pHYs\0"
	    "sBIT\0sCAL\0sPLT\0sRGB\0tEXt\0tIME\0zTXt";

	png_set_user_limits(r->png, LIMIT_PICTURE_SIDE_PX,
	    LIMIT_PICTURE_SIDE_PX);
	png_set_chunk_cache_max(r->png, 16);
	png_set_chunk_malloc_max(r->png, CHUNK_BYTES);
	png_set_keep_unknown_chunks(r->png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
	png_set_keep_unknown_chunks(r->png, PNG_HANDLE_CHUNK_NEVER, unused,
	    (int)(sizeof(unused) / 5));
}

static void
make_room(struct png_reader *r, unsigned width_px, unsigned channels)
{
	struct intake_shape shape = { width_px, r->height_px, width_px,
		r->height_px, channels, 0 };
	size_t rows = mem_mul(r->passes > 1 ? r->height_px : 1, r->row_bytes);

	/* libpng copies an unfinished chunk, at most the whole file. */
	shape.decoder_bytes = mem_add(mem_add(rows, CHUNK_BYTES),
	    r->in->bytes.len);
	if (intake_init(&r->intake, r->in, &shape, r->out, &r->guard.err))
		guard_fail(&r->guard);
	r->rows = mem_alloc(rows);
	memset(r->rows, 255, rows);
}

/* The header is read; the pixels come next. */
static void
take_header(png_structp png, png_infop info)
{
	struct png_reader *r = png_get_progressive_ptr(png);
	unsigned width_px = png_get_image_width(png, info);

	r->height_px = png_get_image_height(png, info);
	if (probe_check_size(width_px, r->height_px, &r->guard.err))
		guard_fail(&r->guard);
	png_set_expand(png);
	png_set_scale_16(png);
	r->passes = (unsigned)png_set_interlace_handling(png);
	png_read_update_info(png, info);
	r->row_bytes = png_get_rowbytes(png, info);
	make_room(r, width_px, png_get_channels(png, info));
}

/*
 * Each pass of an interlaced picture fills all of it, coarsely at first: no
 * other may follow.
 */
static void
take_row(png_structp png, png_bytep row, png_uint_32 y, int pass)
{
	struct png_reader *r = png_get_progressive_ptr(png);

	(void)pass;
	if (r->passes > 1) {
		png_progressive_combine_row(png, r->rows + y * r->row_bytes,
		    row);
	} else {
		intake_row(&r->intake, row);
	}
	r->received++;
}

static void
take_end(png_structp png, png_infop info)
{
	struct png_reader *r = png_get_progressive_ptr(png);

	(void)info;
	r->ended = true;
}

/*
 * By the push interface: it shows every row that a truncated file holds, and
 * never inflates what follows the last one.
 */
static int
read_picture(void *arg)
{
	struct png_reader *r = arg;

	r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r->guard,
	    guard_png_error, guard_png_warning);
	if (!r->png)
		return err_set(&r->guard.err, ERR_LIBRARY, "libpng refused");
	r->info = png_create_info_struct(r->png);
	set_limits(r);
	png_set_progressive_read_fn(r->png, r, take_header, take_row,
	    take_end);
	/* libpng only reads them, though it does not say so. */
	png_process_data(r->png, r->info, (png_bytep)(uintptr_t)r->in->bytes.p,
	    r->in->bytes.len);
	if (!r->received)
		return err_set(&r->guard.err, ERR_FORMAT,
		    "a PNG without any pixels");
	r->guard.truncated = !r->ended &&
	    (r->passes > 1 || r->received < r->height_px);
	return 0;
}

int
decode_png(const struct decoding *in, struct decoded *out, struct err *err)
{
	struct png_reader *r = mem_zalloc(sizeof(*r));
	int rc;

	r->in = in;
	r->out = out;
	rc = guard_run(&r->guard, read_picture, r);
	if (rc && r->received) {
		r->guard.damaged = true;
		rc = 0;
	}
	out->note = r->guard.truncated ? "truncated" :
	    r->guard.damaged ? "damaged" : "";
	if (rc)
		*err = r->guard.err;
	for (unsigned y = 0; !rc && r->passes > 1 && y < r->height_px; y++)
		intake_row(&r->intake, r->rows + y * r->row_bytes);
	if (!rc)
		intake_finish(&r->intake);
	png_destroy_read_struct(&r->png, &r->info, NULL);
	intake_release(&r->intake);
	free(r->rows);
	free(r);
	return rc;
}
