/* SPDX-License-Identifier: MIT */
/*
 * What tests/bench/pictures measures, of one process:
 *
 *	picture_tool scaled W H FILE OUT	pixels before encoding, as PNM
 *	picture_tool make W H QUALITY FILE OUT	as it gets into a book
 *	picture_tool stage W H FILE...	the worker's job for each file
 *	picture_tool floor W H ROUNDS FILE...	CPU time against libjpeg's own
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "picture/decode.h"
#include "picture/picture.h"
#include "picture/probe.h"
#include "tool.h"

/* Behind probe.h, some of whose names it defines. */
#include <jpeglib.h>

enum { LEVELS = 255 };

static void
write_file(const char *name, struct str bytes)
{
	FILE *f = fopen(name, "wb");

	if (!f || fwrite(bytes.p, 1, bytes.len, f) != bytes.len || fclose(f))
		die(name, "cannot be written");
}

static struct picture_options
options_of(char **args)
{
	struct picture_options o = picture_defaults;

	o.max_width_px = (unsigned)atoi(args[0]);
	o.max_height_px = (unsigned)atoi(args[1]);
	return o;
}

static void
decode(const struct buf *bytes, const struct picture_options *options,
    struct decoded *out)
{
	struct err err = ERR_INIT;
	struct probe probe;

	if (probe_read(buf_str(bytes), &probe, &err) ||
	    decode_picture(buf_str(bytes), &probe, NULL, options, out, &err))
		die("a picture", err.message);
}

/* Half-way between the colours around it, as decoders show 4:2:0. */
static double
sample(const struct plane *p, unsigned x, unsigned y, bool half)
{
	size_t w = p->width_px;
	double fx, fy;
	unsigned x0, y0, x1, y1;

	if (!half)
		return p->data[y * w + x];
	fx = x / 2.0 - 0.25;
	fy = y / 2.0 - 0.25;
	x0 = fx < 0 ? 0 : (unsigned)fx;
	y0 = fy < 0 ? 0 : (unsigned)fy;
	fx = fx < 0 ? 0 : fx - x0;
	fy = fy < 0 ? 0 : fy - y0;
	x1 = x0 + 1 < p->width_px ? x0 + 1 : x0;
	y1 = y0 + 1 < p->height_px ? y0 + 1 : y0;
	return (1 - fy) * ((1 - fx) * p->data[y0 * w + x0] +
	    fx * p->data[y0 * w + x1]) + fy * ((1 - fx) *
	    p->data[y1 * w + x0] + fx * p->data[y1 * w + x1]);
}

static uint8_t
level(double v)
{
	return v <= 0 ? 0 : v >= LEVELS ? LEVELS : (uint8_t)lround(v);
}

static void
rgb_at(const struct pixels *p, unsigned x, unsigned y, uint8_t rgb[3])
{
	bool ycc = p->kind == PIXELS_YCC;
	double v[3] = { 0 };

	for (unsigned i = 0; i < pixels_planes(p->kind); i++)
		v[i] = sample(&p->planes[i], x, y, ycc && i);
	if (p->kind == PIXELS_GRAY)
		v[1] = v[2] = v[0];
	rgb[0] = level(ycc ? v[0] + 1.402 * (v[2] - 128) : v[0]);
	rgb[1] = level(ycc ? v[0] - 0.344136 * (v[1] - 128) -
	    0.714136 * (v[2] - 128) : v[1]);
	rgb[2] = level(ycc ? v[0] + 1.772 * (v[1] - 128) : v[2]);
}

static uint8_t *
to_rgb(const struct pixels *p)
{
	uint8_t *rgb = mem_alloc((size_t)p->width_px * p->height_px * 3);

	for (unsigned y = 0; y < p->height_px; y++)
		for (unsigned x = 0; x < p->width_px; x++)
			rgb_at(p, x, y, rgb + ((size_t)y * p->width_px + x) *
			    3);
	return rgb;
}

static int
scaled(char **args)
{
	struct picture_options options = options_of(args);
	struct buf file = BUF_INIT, out = BUF_INIT;
	struct decoded d;
	const struct pixels *p = &d.pixels;
	uint8_t *rgb;

	read_file(args[2], &file);
	decode(&file, &options, &d);
	rgb = to_rgb(p);
	buf_addf(&out, "P6\n%u %u\n255\n", p->width_px, p->height_px);
	buf_add(&out, rgb, (size_t)p->width_px * p->height_px * 3);
	write_file(args[3], buf_str(&out));
	free(rgb);
	decoded_release(&d);
	buf_release(&file);
	buf_release(&out);
	return 0;
}

static void
run_job(const struct buf *file, const struct picture_options *options,
    struct buf *reply, struct picture *out)
{
	struct buf request = BUF_INIT;
	struct err err = ERR_INIT;

	buf_clear(reply);
	picture_request(options, buf_str(file), false, &request);
	if (picture_job.run(NULL, buf_str(&request), reply, &err) ||
	    picture_reply(buf_str(reply), options, out, &err))
		die("a picture", err.message);
	buf_release(&request);
}

static int
make(char **args)
{
	struct picture_options options = options_of(args);
	struct buf file = BUF_INIT, reply = BUF_INIT;
	struct picture picture;

	options.quality = (unsigned)atoi(args[2]);
	read_file(args[3], &file);
	run_job(&file, &options, &reply, &picture);
	write_file(args[4], picture.bytes);
	buf_release(&file);
	buf_release(&reply);
	return 0;
}

static int
stage(char **args)
{
	struct picture_options options = options_of(args);
	struct buf file = BUF_INIT, reply = BUF_INIT;
	struct picture picture;

	for (args += 2; *args; args++) {
		read_file(*args, &file);
		run_job(&file, &options, &reply, &picture);
	}
	buf_release(&file);
	buf_release(&reply);
	return 0;
}

static double
cpu_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* As RGB, reduced by the DCT as decode_jpeg() does; the rows go nowhere. */
static void
floor_decode(const struct buf *file, unsigned width, unsigned height)
{
	struct jpeg_decompress_struct d;
	struct jpeg_error_mgr errors;
	unsigned by = 8;
	JSAMPROW row;

	d.err = jpeg_std_error(&errors);
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, (const unsigned char *)file->data, file->len);
	jpeg_read_header(&d, TRUE);
	while (by > 1 && (2 * d.image_width < 3 * by * width ||
	    2 * d.image_height < 3 * by * height))
		by /= 2;
	d.scale_num = 1;
	d.scale_denom = by;
	jpeg_start_decompress(&d);
	row = mem_alloc((size_t)d.output_width * 4);
	while (d.output_scanline < d.output_height)
		jpeg_read_scanlines(&d, &row, 1);
	jpeg_finish_decompress(&d);
	jpeg_destroy_decompress(&d);
	free(row);
}

static void
floor_encode(const uint8_t *rgb, unsigned width, unsigned height,
    unsigned quality, bool optimise)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	unsigned char *out = NULL;
	unsigned long len = 0;

	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &out, &len);
	c.image_width = width;
	c.image_height = height;
	c.input_components = 3;
	c.in_color_space = JCS_RGB;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, (int)quality, TRUE);
	c.optimize_coding = optimise;
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < height) {
		JSAMPROW row = (JSAMPROW)(uintptr_t)(rgb +
		    (size_t)c.next_scanline * width * 3);

		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	free(out);
}

/* Adds up CPU seconds: ours, and the floor with and without tables made. */
static void
race(const char *name, const struct picture_options *options,
    unsigned rounds, double sums[3])
{
	struct buf file = BUF_INIT, reply = BUF_INIT;
	double best[3] = { 1e9, 1e9, 1e9 };
	struct picture picture;
	struct decoded d;
	const struct pixels *p = &d.pixels;
	uint8_t *rgb;

	read_file(name, &file);
	decode(&file, options, &d);
	rgb = to_rgb(p);
	for (unsigned i = 0; i < rounds; i++) {
		double t[4] = { cpu_s() };

		run_job(&file, options, &reply, &picture);
		t[1] = cpu_s();
		for (unsigned k = 0; k < 2; k++) {
			floor_decode(&file, p->width_px, p->height_px);
			floor_encode(rgb, p->width_px, p->height_px,
			    options->quality, k == 0);
			t[2 + k] = cpu_s();
		}
		for (unsigned k = 0; k < 3; k++)
			if (t[k + 1] - t[k] < best[k])
				best[k] = t[k + 1] - t[k];
	}
	for (unsigned k = 0; k < 3; k++)
		sums[k] += best[k];
	fprintf(stderr, "%s: %.1f ms, floor %.1f, %.1f\n", name,
	    best[0] * 1e3, best[1] * 1e3, best[2] * 1e3);
	free(rgb);
	decoded_release(&d);
	buf_release(&file);
	buf_release(&reply);
}

static int
race_all(char **args)
{
	struct picture_options options = options_of(args);
	unsigned rounds = (unsigned)atoi(args[2]);
	double sums[3] = { 0 };

	for (args += 3; *args; args++)
		race(*args, &options, rounds, sums);
	printf("%.4f %.4f %.4f\n", sums[0], sums[1], sums[2]);
	return 0;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int args;
		int (*run)(char **args);
	} modes[] = {
		{ "scaled", 4, scaled }, { "make", 5, make },
		{ "stage", 3, stage },
		{ "floor", 4, race_all },
	};

	for (unsigned i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		if (argc >= 2 + modes[i].args &&
		    !strcmp(argv[1], modes[i].name))
			return modes[i].run(argv + 2);
	die(argv[0], "scaled, make, stage or floor");
}
