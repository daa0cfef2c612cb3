/* SPDX-License-Identifier: MIT */
/*
 * The coefficients are read and written again, with tables of their own: the
 * same pixels in fewer bytes, and not one byte more than they need.
 */
#include "picture/keep.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "picture/colour.h"
#include "picture/encode_sink.h"
#include "picture/guard.h"

struct jpeg_keeper {
	struct guard guard;
	struct jpeg_decompress_struct from;
	struct jpeg_compress_struct to;
	struct jpeg_progress_mgr progress;
	struct jpeg_sink sink;
	struct str bytes;
	struct buf *out;
	const struct picture_options *options;
};

/* Huffman coding, 8 bits, gray or YCbCr as JFIF has them. */
static bool
is_common(const struct jpeg_keeper *k)
{
	const struct jpeg_decompress_struct *d = &k->from;

	if (d->data_precision != 8 || d->arith_code ||
	    (k->options->gray && k->options->dither))
		return false;
	return d->jpeg_color_space == JCS_GRAYSCALE ||
	    (d->jpeg_color_space == JCS_YCbCr && !k->options->gray);
}

static bool
fits_memory(const struct jpeg_decompress_struct *d)
{
	size_t bytes = 0;

	for (int i = 0; i < d->num_components; i++) {
		const jpeg_component_info *c = &d->comp_info[i];

		bytes = mem_add(bytes, mem_mul(mem_mul(sizeof(JBLOCK),
		    c->width_in_blocks + MAX_SAMP_FACTOR),
		    c->height_in_blocks + MAX_SAMP_FACTOR));
	}
	return bytes <= LIMIT_PICTURE_WORK_BYTES;
}

/* As only a file that is not baseline may divide (ITU T.81, B.2.4.1). */
static bool
is_coarse(const struct jpeg_decompress_struct *d)
{
	for (unsigned i = 0; i < NUM_QUANT_TBLS; i++) {
		const JQUANT_TBL *table = d->quant_tbl_ptrs[i];

		for (unsigned k = 0; table && k < DCTSIZE2; k++)
			if (table->quantval[k] > 255)
				return true;
	}
	return false;
}

/* What a viewer shows that ignores profiles. */
static bool
colours_stay(const struct jpeg_keeper *k)
{
	struct colour colour = COLOUR_INIT;
	struct pixels any;
	bool stay;

	pixels_init(&any, k->from.num_components == 1 ? PIXELS_GRAY :
	    PIXELS_RGB, 1, 1);
	colour_read(k->bytes, PICTURE_JPEG, &colour);
	stay = colour_apply(&colour, &any) == COLOUR_KEPT;
	colour_release(&colour);
	pixels_release(&any);
	return stay;
}

static int
rewrite(void *arg)
{
	struct jpeg_keeper *k = arg;
	jvirt_barray_ptr *coefficients;

	jpeg_create_decompress(&k->from);
	jpeg_create_compress(&k->to);
	k->from.progress = &k->progress;
	k->progress.progress_monitor = guard_count_scans;
	jpeg_mem_src(&k->from, (const unsigned char *)k->bytes.p,
	    (unsigned long)k->bytes.len);
	jpeg_read_header(&k->from, TRUE);
	if (!is_common(k) || !fits_memory(&k->from) || !colours_stay(k))
		return -1;
	coefficients = jpeg_read_coefficients(&k->from);
	if (is_coarse(&k->from))
		return -1;
	jpeg_copy_critical_parameters(&k->from, &k->to);
	/* Density means nothing to a page. */
	k->to.density_unit = 0;
	k->to.X_density = k->to.Y_density = 1;
	k->to.JFIF_minor_version = 1;
	k->to.optimize_coding = TRUE;
	if (k->from.progressive_mode)
		jpeg_simple_progression(&k->to);
	jpeg_sink_init(&k->sink, k->out, &k->to);
	jpeg_write_coefficients(&k->to, coefficients);
	jpeg_finish_compress(&k->to);
	jpeg_finish_decompress(&k->from);
	return k->guard.truncated || k->guard.damaged ? -1 : 0;
}

bool
keep_jpeg(struct str bytes, const struct picture_options *options,
    struct buf *out)
{
	struct jpeg_keeper *k = mem_zalloc(sizeof(*k));
	size_t start = out->len;
	int rc;

	k->bytes = bytes;
	k->out = out;
	k->options = options;
	k->from.err = k->to.err = guard_jpeg(&k->guard);
	k->from.client_data = k->to.client_data = &k->guard;
	rc = guard_run(&k->guard, rewrite, k);
	if (rc)
		buf_truncate(out, start);
	jpeg_destroy_compress(&k->to);
	jpeg_destroy_decompress(&k->from);
	free(k);
	return rc == 0;
}
