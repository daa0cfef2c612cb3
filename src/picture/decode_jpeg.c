/* SPDX-License-Identifier: MIT */
#include "picture/decode.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "picture/guard.h"
#include "picture/scale.h"

#if JPEG_LIB_VERSION >= 70
#define DCT_SIZE(component) (unsigned)(component)->DCT_h_scaled_size
#define MIN_DCT_SIZE(cinfo) (unsigned)(cinfo)->min_DCT_h_scaled_size
#else
#define DCT_SIZE(component) (unsigned)(component)->DCT_scaled_size
#define MIN_DCT_SIZE(cinfo) (unsigned)(cinfo)->min_DCT_scaled_size
#endif

enum { MAX_SLOTS = MAX_SAMP_FACTOR * 2 * DCTSIZE };

struct jpeg_reader {
	struct guard guard;
	struct jpeg_decompress_struct cinfo;
	struct jpeg_progress_mgr progress;
	struct str bytes;
	const struct picture_options *options;
	unsigned orientation;
	struct scale_plan plan;
	struct scaler scaler;
	uint8_t *row, *light;	/* as stored; of inks, what they leave */
	bool bad_profile;
	bool cut;		/* where it was damaged */
	struct inks *inks;	/* of a profile; NULL: none */
	struct decoded *out;
};

/* The colour stays as it is stored, to be scaled and encoded so. */
static bool
keeps_ycc(const struct jpeg_reader *r)
{
	return r->cinfo.jpeg_color_space == JCS_YCbCr && !r->options->gray &&
	    r->options->quality < PICTURE_FULL_COLOUR;
}

static void
choose_colour(struct jpeg_reader *r)
{
	struct jpeg_decompress_struct *c = &r->cinfo;

	switch (c->jpeg_color_space) {
	case JCS_GRAYSCALE:
		c->out_color_space = JCS_GRAYSCALE;
		break;
	case JCS_YCbCr:
		c->out_color_space = r->options->gray ? JCS_GRAYSCALE :
		    keeps_ycc(r) ? JCS_YCbCr : JCS_RGB;
		break;
	case JCS_RGB:
		c->out_color_space = JCS_RGB;
		break;
	case JCS_CMYK:
	case JCS_YCCK:
		c->out_color_space = JCS_CMYK;
		break;
	default:
		err_set(&r->guard.err, ERR_UNSUPPORTED,
		    "a JPEG of %d unknown components", c->num_components);
		guard_fail(&r->guard);
	}
	c->raw_data_out = keeps_ycc(r);
	if (r->options->gray || c->jpeg_color_space == JCS_GRAYSCALE)
		r->plan.kind = PIXELS_GRAY;
	else
		r->plan.kind = keeps_ycc(r) ? PIXELS_YCC : PIXELS_RGB;
}

/*
 * The decoder reduces by powers of two at almost no cost, but blurs: at least
 * 1.5 times the wanted size is left to our own filter.
 */
static void
choose_scale(struct jpeg_reader *r)
{
	struct jpeg_decompress_struct *c = &r->cinfo;
	unsigned by = DCTSIZE;

	while (by > 1 && (2 * c->image_width < 3 * by * r->plan.width_px ||
	    2 * c->image_height < 3 * by * r->plan.height_px))
		by /= 2;
	c->scale_num = 1;
	c->scale_denom = by;
	jpeg_calc_output_dimensions(c);
}

/* A component's samples, whatever its sampling, to 4:2:0. */
static void
plan_components(struct jpeg_reader *r)
{
	const struct jpeg_decompress_struct *c = &r->cinfo;
	struct scale_plan *p = &r->plan;

	for (unsigned i = 0; i < 3; i++) {
		const jpeg_component_info *info = &c->comp_info[i];
		unsigned size = DCT_SIZE(info), share = i ? 2 : 1;
		uint64_t h = (uint64_t)info->h_samp_factor * size * share;
		uint64_t v = (uint64_t)info->v_samp_factor * size * share;

		p->across[i] = (struct axis){ info->downsampled_width,
			pixels_share(p->width_px, share), c->image_width * h,
			(uint64_t)c->max_h_samp_factor * DCTSIZE *
			p->width_px, share == 2 && p->width_px % 2 &&
			orientation_mirrors_x(r->orientation) };
		p->down[i] = (struct axis){ info->downsampled_height,
			pixels_share(p->height_px, share), c->image_height * v,
			(uint64_t)c->max_v_samp_factor * DCTSIZE *
			p->height_px, share == 2 && p->height_px % 2 &&
			orientation_mirrors_y(r->orientation) };
		p->slots[i] = (unsigned)info->v_samp_factor * size;
		p->row_bytes[i] = mem_mul(info->width_in_blocks, size);
	}
}

/* What libjpeg will keep: all coefficients, if scans must be put together. */
static size_t
decoder_bytes(struct jpeg_reader *r)
{
	struct jpeg_decompress_struct *c = &r->cinfo;
	size_t bytes = (size_t)8 << 20;

	if (!jpeg_has_multiple_scans(c))
		return bytes;
	for (int i = 0; i < c->num_components; i++) {
		const jpeg_component_info *info = &c->comp_info[i];

		bytes = mem_add(bytes, mem_mul(mem_mul(sizeof(JBLOCK),
		    info->width_in_blocks + MAX_SAMP_FACTOR),
		    info->height_in_blocks + MAX_SAMP_FACTOR));
	}
	return bytes;
}

static void
read_header(struct jpeg_reader *r)
{
	struct jpeg_decompress_struct *c = &r->cinfo;

	jpeg_mem_src(c, (const unsigned char *)r->bytes.p,
	    (unsigned long)r->bytes.len);
	jpeg_read_header(c, TRUE);
	if (probe_check_size(c->image_width, c->image_height, &r->guard.err))
		guard_fail(&r->guard);
	scale_fit(c->image_width, c->image_height, r->options, r->orientation,
	    &r->plan.width_px, &r->plan.height_px);
	choose_colour(r);
	choose_scale(r);
	if (r->plan.kind == PIXELS_YCC)
		plan_components(r);
	else
		scale_plan_rows(&r->plan, &(struct scale_input){
		    c->output_width, c->output_height,
		    c->image_width * MIN_DCT_SIZE(c),
		    c->image_height * MIN_DCT_SIZE(c), DCTSIZE });
	if (scale_check_memory(&r->plan, decoder_bytes(r), &r->guard.err))
		guard_fail(&r->guard);
}

static void
read_components(struct jpeg_reader *r)
{
	struct jpeg_decompress_struct *c = &r->cinfo;
	JSAMPROW rows[3][MAX_SLOTS];
	JSAMPARRAY planes[3] = { rows[0], rows[1], rows[2] };
	unsigned lines = (unsigned)c->max_v_samp_factor * MIN_DCT_SIZE(c);

	while (c->output_scanline < c->output_height) {
		for (unsigned i = 0; i < 3; i++)
			for (unsigned y = 0; y < r->plan.slots[i]; y++)
				rows[i][y] = resample_slot(
				    r->scaler.planes[i], y);
		jpeg_read_raw_data(c, planes, lines);
		for (unsigned i = 0; i < 3; i++)
			resample_push(r->scaler.planes[i], r->plan.slots[i],
			    &r->out->pixels.planes[i]);
	}
}

static uint8_t
ink(unsigned colour, unsigned black)
{
	return (uint8_t)((colour * black + 127) / 255);
}

/* Without a profile. Inverted, 255 is no ink: as Adobe's programs have it. */
static void
cmyk_to_rgb(const uint8_t *from, uint8_t *to, size_t columns, bool inverted)
{
	uint8_t flip = inverted ? 0 : 255;

	for (size_t x = 0; x < columns; x++, from += 4) {
		for (unsigned i = 0; i < 3; i++)
			*to++ = ink(from[i] ^ flip, from[3] ^ flip);
	}
}

static void
prepare_inks(struct jpeg_reader *r)
{
	r->light = mem_alloc(mem_mul(r->cinfo.output_width, 3));
	r->inks = inks_new(&r->out->colour, r->cinfo.saw_Adobe_marker);
	if (r->out->colour.kind != COLOUR_SRGB && !r->inks)
		r->bad_profile = true;
	r->out->colour.kind = COLOUR_SRGB;
	r->out->as_stored = false;
}

/* The row that has been read, in light. */
static const uint8_t *
light_row(struct jpeg_reader *r)
{
	struct jpeg_decompress_struct *c = &r->cinfo;

	if (!r->light)
		return r->row;
	if (r->inks)
		inks_row(r->inks, r->row, r->light, c->output_width);
	else
		cmyk_to_rgb(r->row, r->light, c->output_width,
		    c->saw_Adobe_marker);
	return r->light;
}

static void
read_rows(struct jpeg_reader *r)
{
	struct jpeg_decompress_struct *c = &r->cinfo;
	unsigned channels = (unsigned)c->output_components;

	r->row = mem_alloc(mem_mul(c->output_width, channels));
	if (channels == 4)
		prepare_inks(r);
	while (c->output_scanline < c->output_height) {
		jpeg_read_scanlines(c, &r->row, 1);
		scaler_row(&r->scaler, light_row(r), channels == 1 ? 1 : 3);
	}
}

static int
read_picture(void *arg)
{
	struct jpeg_reader *r = arg;

	jpeg_create_decompress(&r->cinfo);
	r->cinfo.progress = &r->progress;
	r->progress.progress_monitor = guard_count_scans;
	read_header(r);
	jpeg_start_decompress(&r->cinfo);
	scaler_init(&r->scaler, &r->plan, &r->out->pixels);
	if (r->plan.kind == PIXELS_YCC)
		read_components(r);
	else
		read_rows(r);
	return 0;
}

static int
run(struct jpeg_reader *r)
{
	r->cinfo.err = guard_jpeg(&r->guard);
	r->cinfo.client_data = &r->guard;
	return guard_run(&r->guard, read_picture, r);
}

/*
 * Before any row is made all scans are read. What fails there, a marker that
 * cannot be, leaves those before it: true if there are some, and the file
 * then ends where it failed, before the two bytes that were the marker.
 */
static bool
cut_at_damage(struct jpeg_reader *r)
{
	const struct jpeg_decompress_struct *c = &r->cinfo;
	size_t left;

	if (r->guard.err.kind == ERR_LIMIT || r->scaler.out ||
	    c->input_scan_number < 1)
		return false;
	left = c->src->bytes_in_buffer + 2;
	if (left > r->bytes.len)
		return false;
	r->bytes = str_sub(r->bytes, 0, r->bytes.len - left);
	r->cut = !r->guard.truncated;
	jpeg_destroy_decompress(&r->cinfo);
	r->cinfo = (struct jpeg_decompress_struct){ .err = NULL };
	r->guard.err = (struct err)ERR_INIT;
	return true;
}

static const char *
note(const struct jpeg_reader *r)
{
	if (r->guard.truncated && !r->cut)
		return "truncated";
	if (r->guard.damaged || r->cut)
		return "damaged";
	return r->bad_profile ? "its colour profile cannot be used" : "";
}

int
decode_jpeg(const struct decoding *in, struct decoded *out, struct err *err)
{
	struct jpeg_reader *r = mem_zalloc(sizeof(*r));
	int rc;

	r->bytes = in->bytes;
	r->options = in->options;
	r->orientation = out->orientation;
	r->out = out;
	rc = run(r);
	if (rc && cut_at_damage(r))
		rc = run(r);
	if (rc && r->cinfo.output_scanline > 0) {
		r->guard.damaged = true;
		rc = 0;
	}
	if (rc)
		*err = r->guard.err;
	else
		scaler_finish(&r->scaler);
	out->note = note(r);
	if (r->cinfo.arith_code || r->cinfo.jpeg_color_space == JCS_RGB)
		out->as_stored = false;
	jpeg_destroy_decompress(&r->cinfo);
	scaler_release(&r->scaler);
	inks_free(r->inks);
	free(r->row);
	free(r->light);
	free(r);
	return rc;
}
