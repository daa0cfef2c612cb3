/* SPDX-License-Identifier: MIT */
/*
 * show_picture WIDTH HEIGHT GRAY FILE...: decodes each file as a worker does
 * and writes the pixels, before they are encoded, to FILE.pnm. A line for
 * each: "ok", its note and "as stored" if so; or the kind of error and why.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "picture/decode.h"

static void
fill_row(const struct pixels *p, size_t y, uint8_t *row)
{
	if (p->kind == PIXELS_YCC) {
		pixels_ycc_row(p, y, row);
		return;
	}
	for (size_t x = 0; x < p->width_px; x++)
		for (unsigned i = 0; i < pixels_planes(p->kind); i++)
			*row++ = p->planes[i].data[y * p->width_px + x];
}

static void
write_pixels(const struct pixels *p, const char *path)
{
	size_t bytes = (size_t)p->width_px * pixels_planes(p->kind);
	uint8_t *row = mem_alloc(bytes);
	FILE *f = fopen(path, "wb");

	if (!f) {
		perror(path);
		exit(1);
	}
	fprintf(f, "P%c\n%u %u\n255\n", p->kind == PIXELS_GRAY ? '5' : '6',
	    p->width_px, p->height_px);
	for (size_t y = 0; y < p->height_px; y++) {
		fill_row(p, y, row);
		fwrite(row, 1, bytes, f);
	}
	fclose(f);
	free(row);
}

static void
show(const char *path, const struct codecs *codecs,
    const struct picture_options *options)
{
	struct buf bytes = BUF_INIT, name = BUF_INIT;
	struct decoded d = { .colour = COLOUR_INIT };
	struct probe probe;
	struct err err = ERR_INIT;

	if (file_read(path, LIMIT_PICTURE_BYTES + 1, &bytes, &err) ||
	    probe_read(buf_str(&bytes), &probe, &err) ||
	    decode_picture(buf_str(&bytes), &probe, codecs, options, &d,
	    &err)) {
		printf("%s %s\n", err_code(err.kind), err.message);
	} else {
		printf("ok %s%s\n", d.note, d.as_stored ? "as stored" : "");
		buf_addf(&name, "%s.pnm", path);
		write_pixels(&d.pixels, name.data);
	}
	decoded_release(&d);
	buf_release(&bytes);
	buf_release(&name);
}

int
main(int argc, char **argv)
{
	struct picture_options options = picture_defaults;
	struct codecs codecs;

	if (argc < 5)
		return 1;
	codecs_load(&codecs);
	options.max_width_px = (unsigned)atoi(argv[1]);
	options.max_height_px = (unsigned)atoi(argv[2]);
	options.gray = atoi(argv[3]);
	for (int i = 4; i < argc; i++)
		show(argv[i], &codecs, &options);
	codecs_release(&codecs);
	return 0;
}
