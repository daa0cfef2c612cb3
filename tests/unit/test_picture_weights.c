/* SPDX-License-Identifier: MIT */
/* Pictures on either side of each constant of picture/weights.h. */
#include "picture/colour.h"
#include "picture/encode.h"
#include "picture_make.h"

struct made {
	enum picture_format format;
	unsigned width_px;
	size_t bytes;
};

/* shape(x, y, n, plane) is a sample of a picture. */
typedef uint8_t shape(unsigned x, unsigned y, unsigned n, unsigned plane);

static struct pixels
draw(unsigned width, unsigned height, enum pixels_kind kind, shape *sample,
    unsigned n)
{
	struct pixels p;

	pixels_init(&p, kind, width, height);
	for (unsigned y = 0; y < height; y++)
		for (unsigned x = 0; x < width; x++)
			for (unsigned k = 0; k < pixels_planes(kind); k++)
				p.planes[k].data[(size_t)y * width + x] =
				    sample(x, y, n, k);
	return p;
}

static struct made
encode(struct pixels p, size_t budget_bytes)
{
	struct picture_options options = picture_defaults;
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	struct made made;

	options.budget_bytes = budget_bytes;
	CHECK_NUM(encode_picture(&p, &options, false, &out, &made.format,
	    &err), 0);
	made.width_px = p.width_px;
	made.bytes = out.len;
	buf_release(&out);
	pixels_release(&p);
	return made;
}

/* Noise that is the same each time. */
static unsigned
noise(unsigned x, unsigned y, unsigned plane)
{
	uint32_t state = x * 2654435761u ^ y * 40503u ^ plane * 97u;

	state ^= state >> 15;
	state *= 2246822519u;
	return (state ^ state >> 13) >> 8;
}

/* So many levels of gray, each beside another. */
static uint8_t
levels(unsigned x, unsigned y, unsigned n, unsigned plane)
{
	(void)plane;
	return (uint8_t)((x + y * 7) % n * 15);
}

/* A slope with many colours, the first n pixels of a row after one alike. */
static uint8_t
slope(unsigned x, unsigned y, unsigned n, unsigned plane)
{
	return (uint8_t)(plane == 0 ? x <= n ? 2 * n : 2 * x
	    : plane == 1 ? 2 * y : 40);
}

/* Even, but for a third of the rows, which have noise of n levels. */
static uint8_t
grain(unsigned x, unsigned y, unsigned n, unsigned plane)
{
	return (uint8_t)(y % 3 ? 200 : 100 + noise(x, y, plane) % n);
}

static uint8_t
any(unsigned x, unsigned y, unsigned n, unsigned plane)
{
	(void)n;
	return (uint8_t)noise(x, y, plane);
}

static void
test_drawings(void)
{
	/* DRAWING_COLOURS */
	CHECK_NUM(encode(draw(64, 64, PIXELS_GRAY, levels, 16), 0).format,
	    PICTURE_PNG);
	CHECK_NUM(encode(draw(64, 64, PIXELS_GRAY, levels, 17), 0).format,
	    PICTURE_JPEG);
	/* DRAWING_FLAT_PERCENT */
	CHECK_NUM(encode(draw(101, 100, PIXELS_RGB, slope, 60), 0).format,
	    PICTURE_PNG);
	CHECK_NUM(encode(draw(101, 100, PIXELS_RGB, slope, 59), 0).format,
	    PICTURE_JPEG);
	/* DRAWING_JPEG_GAIN: as JPEG 0.54 times as large, and 0.37. */
	CHECK_NUM(encode(draw(300, 300, PIXELS_RGB, grain, 218), 0).format,
	    PICTURE_PNG);
	CHECK_NUM(encode(draw(300, 300, PIXELS_RGB, grain, 140), 0).format,
	    PICTURE_JPEG);
}

/* The bytes that noise takes as JPEG of that quality. */
static size_t
jpeg_bytes(unsigned width, unsigned height, unsigned quality)
{
	struct pixels p = draw(width, height, PIXELS_RGB, any, 0);
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	size_t bytes;

	CHECK_NUM(encode_jpeg(&p, quality, &out, &err), 0);
	bytes = out.len;
	buf_release(&out);
	pixels_release(&p);
	return bytes;
}

static unsigned
width_within(unsigned width, unsigned height, size_t budget_bytes)
{
	return encode(draw(width, height, PIXELS_RGB, any, 0), budget_bytes)
	    .width_px;
}

static void
test_budget(void)
{
	size_t least = jpeg_bytes(200, 100, 40);

	/* BUDGET_QUALITY */
	CHECK_NUM(width_within(200, 100, least), 200);
	CHECK(width_within(200, 100, least - 1) < 200);
	/* BUDGET_PARTS: 31 of 32 */
	CHECK_NUM(width_within(1056, 40, jpeg_bytes(1056, 40, 40) - 1), 1023);
	/* BUDGET_SIDE_PX */
	CHECK_NUM(width_within(63, 63, 1), 63);
	CHECK_NUM(width_within(64, 64, 1), 32);
}

/* Whether the JPEG of noise has these bytes. */
static bool
jpeg_has(unsigned width, unsigned height, unsigned quality, struct str what)
{
	struct pixels p = draw(width, height, PIXELS_RGB, any, 0);
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	bool has;

	CHECK_NUM(encode_jpeg(&p, quality, &out, &err), 0);
	has = str_find(buf_str(&out), what) != STR_NONE;
	buf_release(&out);
	pixels_release(&p);
	return has;
}

static void
test_jpeg(void)
{
	/* The lengths of the table of Annex K.3.3.1, as it stands there. */
	const struct str usual = STR("\xff\xc4\0\x1f\0\0\1\5\1\1\1\1\1\1");
	const struct str full = STR("\3\1\x11\0"), half = STR("\3\1\x22\0");

	/* JPEG_SMALL_PIXELS */
	CHECK(!jpeg_has(600, 500, 80, usual));
	CHECK(jpeg_has(601, 500, 80, usual));
	/* PICTURE_FULL_COLOUR */
	CHECK(jpeg_has(50, 50, 89, half));
	CHECK(jpeg_has(50, 50, 90, full));
}

/*
 * Lettering of that sample and opacity, on a page of white with another
 * opacity: what its first pixel becomes, which is the page's.
 */
static unsigned
ground_of(unsigned side_px, unsigned sample, unsigned opacity,
    unsigned page_opacity)
{
	struct image m = image_new(side_px, side_px, 2);
	struct buf file = BUF_INIT;
	struct result r;
	unsigned ground;

	for (size_t i = 0; i < (size_t)side_px * side_px; i++) {
		bool letter = i % 7 == 6;

		m.data[2 * i] = (uint8_t)(letter ? sample : 255);
		m.data[2 * i + 1] = (uint8_t)(letter ? opacity : page_opacity);
	}
	make_png(&m, &(struct png_recipe){ .type = PNG_COLOR_TYPE_GRAY_ALPHA,
	    .depth = 8 }, &file);
	r = convert(buf_str(&file));
	ground = *image_at(&r.image, 0, 0);
	result_free(&r);
	buf_release(&file);
	image_free(&m);
	return ground;
}

static void
test_clear(void)
{
	/* CLEAR_GROUND and CLEAR_FAINT */
	CHECK_NUM(ground_of(40, 224, 255, 0), 0x44);
	CHECK_NUM(ground_of(40, 223, 255, 0), 255);
	/* CLEAR_HALF, of the page and of the lettering */
	CHECK(ground_of(40, 255, 255, 127) < 200);
	CHECK_NUM(ground_of(40, 255, 255, 128), 255);
	CHECK_NUM(ground_of(40, 255, 128, 0), 0x44);
	CHECK_NUM(ground_of(40, 255, 127, 0), 255);
	/* CLEAR_PIXELS */
	CHECK(ground_of(1000, 255, 255, 0) < 200);
	CHECK(ground_of(1001, 255, 255, 0) > 200);
}

/* Colours that are those of sRGB but for red, whose x is off by so much. */
static enum colour_result
with_red_off(uint32_t by)
{
	struct colour c = { .kind = COLOUR_PRIMARIES, .curve = CURVE_SRGB,
		.chromaticity = { 31270, 32900, 64000 + by, 33000, 30000,
		60000, 15000, 6000 } };
	struct pixels p;
	enum colour_result result;

	pixels_init(&p, PIXELS_RGB, 2, 2);
	result = colour_apply(&c, &p);
	pixels_release(&p);
	return result;
}

static void
test_colours(void)
{
	/* COLOUR_NEAR_SRGB: two levels, and three */
	CHECK_NUM(with_red_off(240), COLOUR_KEPT);
	CHECK_NUM(with_red_off(360), COLOUR_CHANGED);
}

int
main(void)
{
	RUN(test_drawings);
	RUN(test_colours);
	RUN(test_budget);
	RUN(test_jpeg);
	RUN(test_clear);
	return test_end();
}
