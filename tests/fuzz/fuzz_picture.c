/* SPDX-License-Identifier: MIT */
/*
 * Input: a file of any format that is decoded, as it is. Large ones are left
 * out: a small file can claim all the pixels that are allowed, which takes
 * its time and shows nothing new.
 */
#include "fuzz.h"
#include "picture/decode.h"

static void
check_planes(const struct pixels *p)
{
	for (unsigned i = 0; i < pixels_planes(p->kind); i++) {
		unsigned by = i && p->kind == PIXELS_YCC ? 2 : 1;

		REQUIRE(p->planes[i].data);
		REQUIRE(p->planes[i].width_px ==
		    pixels_share(p->width_px, by));
		REQUIRE(p->planes[i].height_px ==
		    pixels_share(p->height_px, by));
	}
}

#define PIXELS ((uint64_t)1 << 20)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str bytes = { (const char *)data, size };
	struct picture_options options = picture_defaults;
	static struct codecs codecs;
	static bool ready;
	struct decoded d = { .colour = COLOUR_INIT };
	struct probe probe;
	struct err err = ERR_INIT;

	if (!ready)
		codecs_load(&codecs);
	ready = true;
	options.max_width_px = 50;
	options.max_height_px = 40;
	options.gray = size % 4 == 0;
	if (!probe_read(bytes, &probe, &err) &&
	    (uint64_t)probe.width_px * probe.height_px > PIXELS)
		return 0;
	if (err.kind == ERR_NONE &&
	    !decode_picture(bytes, &probe, &codecs, &options, &d, &err)) {
		REQUIRE(d.pixels.width_px && d.pixels.height_px);
		REQUIRE(d.pixels.width_px <= options.max_width_px);
		REQUIRE(d.pixels.height_px <= options.max_height_px);
		check_planes(&d.pixels);
	} else {
		REQUIRE(err.kind != ERR_NONE && err.message[0]);
	}
	decoded_release(&d);
	return 0;
}
