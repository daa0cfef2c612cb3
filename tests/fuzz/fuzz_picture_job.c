/* SPDX-License-Identifier: MIT */
/*
 * The picture job from request to reply. The first byte holds options, the
 * rest is a file of any format. The parent accepts what the job makes of it;
 * that, sent in once more to be kept, comes back as it is.
 */
#include "fuzz.h"
#include "picture/picture.h"
#include "picture/probe.h"

/* Larger ones take their time and show nothing new. */
#define PIXELS ((uint64_t)1 << 18)

enum { GRAY = 1, DITHER = 2, KEEP = 4, BUDGET = 8, SMALL = 16, SHARP = 32 };

static struct picture_options
options_of(unsigned flags)
{
	struct picture_options o = picture_defaults;

	o.gray = flags & GRAY;
	o.dither = flags & DITHER;
	o.keep_originals = flags & KEEP;
	if (flags & BUDGET)
		o.budget_bytes = 2000;
	if (flags & SMALL)
		o.max_width_px = o.max_height_px = 20;
	if (flags & SHARP)
		o.quality = PICTURE_FULL_COLOUR;
	return o;
}

/* False where the job refuses the file; reply is what p points into. */
static bool
run(const struct picture_options *options, struct str bytes,
    struct buf *reply, struct picture *p)
{
	static void *prepared;
	static bool ready;
	struct buf in = BUF_INIT;
	struct err err = ERR_INIT;
	bool good;

	if (!ready)
		prepared = picture_job.prepare(NULL);
	ready = true;
	picture_request(options, bytes, false, &in);
	good = !picture_job.run(prepared, buf_str(&in), reply, &err);
	REQUIRE(good || (err.kind != ERR_NONE && err.message[0]));
	if (good && picture_reply(buf_str(reply), options, p, &err)) {
		fprintf(stderr, "%s\n", err.message);
		abort();
	}
	buf_release(&in);
	return good;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str in = { (const char *)data, bytes };
	struct picture_options options = options_of(take_byte(&in));
	struct buf first = BUF_INIT, second = BUF_INIT;
	struct picture made, again;
	struct probe probe;
	struct err err = ERR_INIT;

	if (!probe_read(in, &probe, &err)
	    && (uint64_t)probe.width_px * probe.height_px > PIXELS)
		return 0;
	if (run(&options, in, &first, &made)) {
		options.keep_originals = true;
		options.budget_bytes = 0;
		REQUIRE(run(&options, made.bytes, &second, &again));
		REQUIRE(str_eq(made.bytes, again.bytes));
		REQUIRE(!again.note.len);
	}
	buf_release(&first);
	buf_release(&second);
	return 0;
}
