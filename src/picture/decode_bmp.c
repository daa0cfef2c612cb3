/* SPDX-License-Identifier: MIT */
/* BMP with every header of Windows and OS/2, without and with run lengths. */
#include "picture/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "picture/intake.h"

/* Where the fields are from OS/2 2 and Windows on; before, they are shorter. */
enum {
	PIXELS_AT = 10, HEADER_AT = 14, WIDTH_AT = 18, HEIGHT_AT = 22,
	DEPTH_AT = 28, PACKING_AT = 30, COLOURS_AT = 46, MASKS_AT = 54,
	OLD_HEADER = 12, WINDOWS_HEADER = 40, ALPHA_HEADER = 56,
	OS2_HEADER = 64
};

enum packing { PLAIN, RUNS_8, RUNS_4, FIELDS, ALPHA_FIELDS = 6 };

/* The bits of a pixel that are one sample. */
struct field {
	uint32_t mask;
	unsigned shift;
	uint32_t max;		/* of what is left; 0: there is none */
};

struct bmp {
	struct str bytes;
	uint32_t header;	/* its size tells the version */
	uint32_t width, height;
	bool top_down;
	unsigned depth;
	uint32_t packing;
	size_t pixels_at, stride;
	uint8_t palette[256][3];
	struct field fields[4];	/* red, green, blue, alpha */
	uint8_t *indices;	/* of all pixels, where run lengths say them */
	uint32_t rows;		/* that are there, as they are stored */
};

/* A header of its own length ends where it likes; what is not in it is 0. */
static uint32_t
header_field(const struct bmp *b, size_t at)
{
	if (at + 4 > HEADER_AT + (size_t)b->header || at + 4 > b->bytes.len)
		return 0;
	return le32(b->bytes.p + at);
}

static bool
is_known(const struct bmp *b)
{
	switch (b->packing) {
	case PLAIN:
		return b->depth == 1 || b->depth == 2 || b->depth == 4 ||
		    b->depth == 8 || b->depth == 16 || b->depth == 24 ||
		    b->depth == 32;
	case RUNS_8:
		return b->depth == 8;
	case RUNS_4:
		return b->depth == 4;
	case FIELDS:
	case ALPHA_FIELDS:
		return b->header != OS2_HEADER && (b->depth == 16 ||
		    b->depth == 32);
	default:
		return false;
	}
}

static int
read_header(struct bmp *b, struct err *err)
{
	bool old;

	b->header = le32(b->bytes.p + HEADER_AT);
	old = b->header == OLD_HEADER;
	if (b->bytes.len < HEADER_AT + (size_t)b->header)
		return err_set(err, ERR_FORMAT, "a BMP without a header");
	b->width = old ? le16(b->bytes.p + WIDTH_AT) :
	    header_field(b, WIDTH_AT);
	b->height = old ? le16(b->bytes.p + WIDTH_AT + 2) :
	    header_field(b, HEIGHT_AT);
	b->depth = le16(b->bytes.p + (old ? WIDTH_AT + 6 : DEPTH_AT));
	b->packing = header_field(b, PACKING_AT);
	b->top_down = b->height > INT32_MAX;
	if (b->top_down)
		b->height = 0 - b->height;
	if (!is_known(b))
		return err_set(err, ERR_UNSUPPORTED,
		    "a kind of BMP picture that is not supported");
	return 0;
}

int
probe_bmp(struct str bytes, struct probe *out, struct err *err)
{
	struct bmp b = { .bytes = bytes };

	if (read_header(&b, err))
		return -1;
	out->width_px = b.width;
	out->height_px = b.height;
	return 0;
}

/* How many masks are stored, and how many of these behind the header. */
static unsigned
count_masks(const struct bmp *b, unsigned *behind)
{
	unsigned count = b->packing == FIELDS ? 3 : 4;

	*behind = 0;
	if (b->packing != FIELDS && b->packing != ALPHA_FIELDS)
		return 0;
	if (b->header > WINDOWS_HEADER)
		return b->header < ALPHA_HEADER ? 3 : 4;
	*behind = count;
	return count;
}

/* What each sample's bits are; where the palette is, or would be. */
static size_t
read_fields(struct bmp *b)
{
	static const uint32_t usual[2][4] = {
		{ 0x7c00, 0x3e0, 0x1f, 0 }, { 0xff0000, 0xff00, 0xff, 0 }
	};
	unsigned behind, stored = count_masks(b, &behind);

	for (unsigned i = 0; i < 4; i++) {
		size_t at = MASKS_AT + (size_t)i * 4;
		struct field *f = &b->fields[i];

		if (!stored)
			f->mask = usual[b->depth == 32][i];
		else if (i < stored && at + 4 <= b->bytes.len)
			f->mask = le32(b->bytes.p + at);
		while (f->mask && !(f->mask >> f->shift & 1))
			f->shift++;
		f->max = f->mask >> f->shift;
	}
	return HEADER_AT + (size_t)b->header + (size_t)behind * 4;
}

/* Where it ends. */
static size_t
read_palette(struct bmp *b, size_t at)
{
	size_t entry = b->header == OLD_HEADER ? 3 : 4;
	size_t used = header_field(b, COLOURS_AT);
	size_t count = b->depth <= 8 ? (size_t)1 << b->depth : 0;

	if (used && used < count)
		count = used;
	/* Some have fewer than they say. */
	if (b->pixels_at >= at && (b->pixels_at - at) / entry < count)
		count = (b->pixels_at - at) / entry;
	for (size_t i = 0; i < count && at + entry <= b->bytes.len; i++) {
		const char *p = b->bytes.p + at;

		for (unsigned k = 0; k < 3; k++)
			b->palette[i][k] = (uint8_t)p[2 - k];
		at += entry;
	}
	return at;
}

/* Where the next pixel goes, in rows from below. */
struct pen {
	size_t x, y;
};

/*
 * count pixels: two that take turns (of 8 bits: the same), or each stored
 * after the other.
 */
static void
put_pixels(struct bmp *b, struct pen *pen, unsigned count, const uint8_t *p,
    bool stored)
{
	for (unsigned i = 0; i < count; i++, pen->x++) {
		unsigned two = p[!stored ? 0 : b->depth == 4 ? i / 2 : i];

		if (pen->x < b->width)
			b->indices[pen->y * b->width + pen->x] = (uint8_t)
			    (b->depth == 8 ? two : i % 2 ? two & 15 : two >> 4);
	}
}

/* What follows a count of 0; how many bytes that takes, or -1: it ends. */
static ptrdiff_t
escape(struct bmp *b, struct pen *pen, unsigned what, const uint8_t *p,
    ptrdiff_t left)
{
	ptrdiff_t bytes = b->depth == 4 ? (ptrdiff_t)(what + 1) / 2 :
	    (ptrdiff_t)what;

	switch (what) {
	case 0:
		*pen = (struct pen){ 0, pen->y + 1 };
		return 0;
	case 1:
		pen->y = b->height;
		return -1;
	case 2:
		if (left < 2)
			return -1;
		*pen = (struct pen){ pen->x + p[0], pen->y + p[1] };
		return 2;
	}
	if (left < bytes)
		return -1;
	put_pixels(b, pen, what, p, true);
	return bytes + bytes % 2 < left ? bytes + bytes % 2 : left;
}

/* The first colour is where nothing is put. */
static void
read_runs(struct bmp *b)
{
	struct str rest = str_sub(b->bytes, b->pixels_at, b->bytes.len);
	const uint8_t *p = (const uint8_t *)rest.p, *end = p + rest.len;
	struct pen pen = { 0, 0 };
	ptrdiff_t more = 0;

	b->indices = mem_zalloc(mem_mul(b->width, b->height));
	while (more >= 0 && end - p >= 2 && pen.y < b->height) {
		unsigned count = p[0];

		p += 2;
		if (count)
			put_pixels(b, &pen, count, p - 1, false);
		else
			more = escape(b, &pen, p[-1], p, end - p);
		p += count || more < 0 ? 0 : more;
	}
	/* The last row need not say that it ends. */
	b->rows = pen.y >= b->height ? b->height : (uint32_t)pen.y +
	    (pen.x >= b->width);
}

static void
count_rows(struct bmp *b)
{
	size_t stored = b->bytes.len > b->pixels_at ? b->bytes.len -
	    b->pixels_at : 0;
	size_t row = ((size_t)b->width * b->depth + 7) / 8;
	size_t rows;

	b->stride = ((size_t)b->width * b->depth + 31) / 32 * 4;
	/* The last may lack what fills it up. */
	rows = (stored + b->stride - row) / b->stride;
	b->rows = rows < b->height ? (uint32_t)rows : b->height;
}

static uint32_t
pixel(const struct bmp *b, const char *row, size_t x)
{
	size_t bit = x * b->depth;

	if (b->depth == 16)
		return le16(row + 2 * x);
	if (b->depth == 32)
		return le32(row + 4 * x);
	return (unsigned char)row[bit / 8] >> (8 - b->depth - bit % 8) &
	    ((1u << b->depth) - 1);
}

/* Where nothing is seen, what was to be seen through is not meant. */
static bool
has_alpha(const struct bmp *b)
{
	if (b->depth < 16 || b->depth == 24)
		return false;
	for (size_t y = 0; y < b->rows; y++)
		for (size_t x = 0; x < b->width; x++)
			if (pixel(b, b->bytes.p + b->pixels_at + y *
			    b->stride, x) & b->fields[3].mask)
				return true;
	return false;
}

static uint8_t
sample(const struct field *f, uint32_t value)
{
	return (uint8_t)(f->max ? ((uint64_t)((value & f->mask) >> f->shift) *
	    255 + f->max / 2) / f->max : 0);
}

/* Row y as it is stored. */
static void
expand(const struct bmp *b, size_t y, unsigned channels, uint8_t *to)
{
	const char *row = b->bytes.p + b->pixels_at + y * b->stride;

	for (size_t x = 0; x < b->width; x++, to += channels) {
		if (b->depth == 24) {
			for (unsigned i = 0; i < 3; i++)
				to[i] = (uint8_t)row[3 * x + 2 - i];
		} else if (b->depth > 8) {
			for (unsigned i = 0; i < channels; i++)
				to[i] = sample(&b->fields[i],
				    pixel(b, row, x));
		} else {
			memcpy(to, b->palette[b->indices ?
			    b->indices[y * b->width + x] :
			    pixel(b, row, x)], 3);
		}
	}
}

static int
read_picture(struct bmp *b, const struct decoding *d, struct decoded *out,
    struct err *err)
{
	struct intake_shape shape = { b->width, b->height, b->width,
		b->height, 4, mem_mul(b->width, 4) };
	struct intake in = { .row = NULL };
	bool runs = b->packing == RUNS_8 || b->packing == RUNS_4;
	uint8_t *row;

	if (runs)
		shape.decoder_bytes = mem_add(shape.decoder_bytes,
		    mem_mul(b->width, b->height));
	if (intake_check(d, &shape, out, err))
		return -1;
	if (runs)
		read_runs(b);
	else
		count_rows(b);
	if (!b->rows)
		return err_set(err, ERR_FORMAT, "a BMP without any pixels");
	shape.channels = has_alpha(b) ? 4 : 3;
	if (intake_init(&in, d, &shape, out, err))
		return -1;
	row = mem_alloc(mem_mul(b->width, 4));
	for (uint32_t i = 0; i < b->height; i++) {
		uint32_t y = b->top_down ? i : b->height - 1 - i;

		if (y < b->rows)
			expand(b, y, shape.channels, row);
		else
			memset(row, 255, mem_mul(b->width, 4));
		intake_row(&in, row);
	}
	intake_finish(&in);
	intake_release(&in);
	free(row);
	if (b->rows < b->height)
		out->note = "truncated";
	return 0;
}

int
decode_bmp(const struct decoding *d, struct decoded *out, struct err *err)
{
	struct bmp b = { .bytes = d->bytes };
	size_t end;
	int rc;

	if (read_header(&b, err))
		return -1;
	b.pixels_at = le32(b.bytes.p + PIXELS_AT);
	end = read_palette(&b, read_fields(&b));
	if (b.pixels_at < end)
		b.pixels_at = end;
	rc = read_picture(&b, d, out, err);
	free(b.indices);
	return rc;
}
