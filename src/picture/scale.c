/* SPDX-License-Identifier: MIT */
#include "picture/scale.h"

#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "picture/weights.h"

static unsigned
share(unsigned side, unsigned part, unsigned whole)
{
	uint64_t n = ((uint64_t)side * part + whole / 2) / whole;

	return n ? (unsigned)n : 1;
}

/*
 * Higher than so many pages, of a width that has text or drawings, and not
 * even a quarter of a page wide when all of it fits one.
 */
static bool
is_strip(unsigned width_px, unsigned height_px, unsigned max_width,
    unsigned max_height)
{
	return height_px / STRIP_PAGES > max_height
		&& width_px > max_width / STRIP_WIDTH_PART
		&& share(width_px, max_height, height_px)
		<= max_width / STRIP_LINE_PART;
}

/* The largest width, of both the picture and the page, with so many pixels. */
static unsigned
strip_width(unsigned width_px, unsigned height_px, unsigned max_width,
    unsigned max_height)
{
	uint64_t most = (uint64_t)max_width * max_height * STRIP_PAGES_MAX;
	unsigned low = 1;
	unsigned high = width_px < max_width ? width_px : max_width;

	while (low < high) {
		unsigned mid = high - (high - low) / 2;

		if ((uint64_t)mid * share(height_px, mid, width_px) <= most)
			low = mid;
		else
			high = mid - 1;
	}
	return low;
}

static void
fit_upright(unsigned *width_px, unsigned *height_px, unsigned max_width,
    unsigned max_height)
{
	unsigned width = *width_px, height = *height_px;

	if (width <= max_width && height <= max_height)
		return;
	if (is_strip(width, height, max_width, max_height)) {
		*width_px = strip_width(width, height, max_width, max_height);
		*height_px = share(height, *width_px, width);
	} else if ((uint64_t)width * max_height
	    >= (uint64_t)height * max_width) {
		*width_px = max_width;
		*height_px = share(height, max_width, width);
	} else {
		*width_px = share(width, max_height, height);
		*height_px = max_height;
	}
}

void
scale_fit(unsigned width_px, unsigned height_px,
    const struct picture_options *options, unsigned orientation,
    unsigned *out_width_px, unsigned *out_height_px)
{
	bool swap = orientation_swaps(orientation);

	*out_width_px = width_px;
	*out_height_px = height_px;
	fit_upright(swap ? out_height_px : out_width_px,
	    swap ? out_width_px : out_height_px, options->max_width_px,
	    options->max_height_px);
}

bool
scale_fits(unsigned width_px, unsigned height_px,
    const struct picture_options *options)
{
	uint64_t page = (uint64_t)options->max_width_px
		* options->max_height_px;

	return width_px <= options->max_width_px
		&& (height_px <= options->max_height_px
		|| (height_px <= LIMIT_PICTURE_SIDE_PX
		&& (uint64_t)width_px * height_px
		<= page * STRIP_PAGES_MAX));
}

void
scale_plan_rows(struct scale_plan *plan, const struct scale_input *in)
{
	for (unsigned i = 0; i < pixels_planes(plan->kind); i++) {
		plan->across[i] = (struct axis){ in->columns, plan->width_px,
			in->cover_width_px,
			(uint64_t)in->cover_of * plan->width_px, 0 };
		plan->down[i] = (struct axis){ in->rows, plan->height_px,
			in->cover_height_px,
			(uint64_t)in->cover_of * plan->height_px, 0 };
		plan->slots[i] = 1;
		plan->row_bytes[i] = 0;
	}
}

/* The samples of the result. */
static size_t
result_bytes(const struct scale_plan *plan, size_t pixels)
{
	switch (plan->kind) {
	case PIXELS_GRAY:
		return pixels;
	case PIXELS_YCC:
		return pixels + 2 * mem_mul(pixels_share(plan->width_px, 2),
		    pixels_share(plan->height_px, 2));
	default:
		return mem_mul(pixels, 3);
	}
}

/*
 * To encode: the result, 16-bit coefficients of 4:2:0, and what is written,
 * once more for the reply. What grows beyond a reply is refused later.
 */
static size_t
encoder_bytes(size_t pixels, size_t result)
{
	size_t written = result < LIMIT_REPLY_BYTES ? result :
	    LIMIT_REPLY_BYTES;

	return mem_add(mem_add(result, mem_mul(pixels, 3)), 2 * written);
}

int
scale_check_memory(const struct scale_plan *plan, size_t decoder_bytes,
    struct err *err)
{
	size_t need = decoder_bytes;
	size_t pixels = mem_mul(plan->width_px, plan->height_px);
	size_t result = result_bytes(plan, pixels);

	for (unsigned i = 0; i < pixels_planes(plan->kind); i++)
		need = mem_add(need, resample_bytes(&plan->across[i],
		    &plan->down[i], plan->slots[i], plan->row_bytes[i]));
	need = mem_add(need, result);
	if (need < encoder_bytes(pixels, result))
		need = encoder_bytes(pixels, result);
	if (need > LIMIT_PICTURE_WORK_BYTES)
		return err_set(err, ERR_LIMIT, "a picture that needs %zu MB "
		    "of memory; it may need %zu", need >> 20,
		    LIMIT_PICTURE_WORK_BYTES >> 20);
	return 0;
}

void
scaler_init(struct scaler *s, const struct scale_plan *plan,
    struct pixels *out)
{
	*s = (struct scaler){ .out = out };
	pixels_init(out, plan->kind, plan->width_px, plan->height_px);
	for (unsigned i = 0; i < pixels_planes(plan->kind); i++)
		s->planes[i] = resample_new(&plan->across[i], &plan->down[i],
		    plan->slots[i], plan->row_bytes[i],
		    plan->kind == PIXELS_YCC && i);
}

void
scaler_release(struct scaler *s)
{
	for (unsigned i = 0; i < 3; i++)
		resample_free(s->planes[i]);
	*s = (struct scaler){ 0 };
}

static void
split(const uint8_t *row, size_t columns, uint8_t *const to[3])
{
	uint8_t *red = to[0], *green = to[1], *blue = to[2];

	for (size_t x = 0; x < columns; x++) {
		red[x] = row[3 * x];
		green[x] = row[3 * x + 1];
		blue[x] = row[3 * x + 2];
	}
}

static void
to_gray(const uint8_t *row, size_t columns, uint8_t *to)
{
	for (size_t x = 0; x < columns; x++)
		to[x] = pixels_luma(row[3 * x], row[3 * x + 1],
		    row[3 * x + 2]);
}

void
scaler_row(struct scaler *s, const uint8_t *row, unsigned channels)
{
	unsigned planes = pixels_planes(s->out->kind);
	size_t columns = resample_columns(s->planes[0]);
	uint8_t *to[3] = { NULL, NULL, NULL };

	for (unsigned i = 0; i < planes; i++)
		to[i] = resample_slot(s->planes[i], 0);
	if (planes == 3)
		split(row, columns, to);
	else if (channels == 3)
		to_gray(row, columns, to[0]);
	else
		memcpy(to[0], row, columns);
	for (unsigned i = 0; i < planes; i++)
		resample_push(s->planes[i], 1, &s->out->planes[i]);
}

void
scaler_finish(struct scaler *s)
{
	for (unsigned i = 0; i < pixels_planes(s->out->kind); i++)
		resample_finish(s->planes[i],
		    s->out->kind == PIXELS_YCC && i ? 128 : 255,
		    &s->out->planes[i]);
}

static void
scale_plane(const struct plane *from, const struct axis *across,
    const struct axis *down, struct plane *to)
{
	struct resample *r = resample_new(across, down, 1, 0, false);

	for (unsigned y = 0; y < from->height_px; y++) {
		memcpy(resample_slot(r, 0), from->data +
		    (size_t)y * from->width_px, from->width_px);
		resample_push(r, 1, to);
	}
	resample_free(r);
}

void
scale_pixels(struct pixels *p, unsigned width_px, unsigned height_px)
{
	struct pixels out;

	pixels_init(&out, p->kind, width_px, height_px);
	for (unsigned i = 0; i < pixels_planes(p->kind); i++) {
		const struct plane *from = &p->planes[i];
		struct plane *to = &out.planes[i];

		scale_plane(from, &(struct axis){ from->width_px,
		    to->width_px, p->width_px, width_px, 0 },
		    &(struct axis){ from->height_px, to->height_px,
		    p->height_px, height_px, 0 }, to);
	}
	pixels_release(p);
	*p = out;
}
