/* SPDX-License-Identifier: MIT */
/*
 * chapbook-paint WIDTH HEIGHT auto|require|off: an SVG drawing on standard
 * input becomes a PNG on standard output. A program of its own, because what
 * draws needs to see fonts: it is locked in so that it sees nothing else.
 * When it fails it ends with 1, and what it wrote is the cause, as text.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "paint/draw.h"
#include "worker/sandbox.h"

#define MEMORY_BYTES ((size_t)1 << 30)	/* address space, with its libraries */
#define CPU_S 20

static int
read_all(struct buf *out, struct err *err)
{
	char block[65536];
	ssize_t n;

	while ((n = read(STDIN_FILENO, block, sizeof(block))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, "cannot read the drawing");
		if (out->len + (size_t)n > LIMIT_PICTURE_BYTES)
			return err_set(err, ERR_LIMIT,
			    "larger than %zu bytes", LIMIT_PICTURE_BYTES);
		buf_add(out, block, (size_t)n);
	}
	return 0;
}

static cairo_status_t
put(void *out, const unsigned char *bytes, unsigned count)
{
	buf_add(out, bytes, count);
	return CAIRO_STATUS_SUCCESS;
}

static int
write_all(struct str s)
{
	while (s.len) {
		ssize_t n = write(STDOUT_FILENO, s.p, s.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		s = str_sub(s, (size_t)n, s.len);
	}
	return 0;
}

/*
 * One thread to filter and one heap, so that what a drawing takes of the
 * memory that it may have does not depend on how many processors there are.
 */
static void
simplify(void)
{
	setenv("RAYON_NUM_THREADS", "1", 1);
	sandbox_prepare();
}

static int
lock(const char *mode, struct err *err)
{
	const struct sandbox_limits limits = { MEMORY_BYTES, CPU_S };
	const struct sandbox_sight sight = { draw_prepare(),
		LIMIT_PICTURE_BYTES };
	struct sandbox_state state;

	if (!sight.folders)
		return err_set(err, ERR_LIBRARY, "cannot read the list of "
		    "fonts");
	/* Drawings that want too much are none of the sandbox's business. */
	if (strcmp(mode, "off") == 0) {
		(void)sandbox_limit(&limits, LIMIT_PICTURE_BYTES);
		return 0;
	}
	sandbox_lock_seeing(&limits, &sight, &state);
	if (strcmp(mode, "require") == 0 && (!state.rlimits
	    || !state.landlock || !state.seccomp))
		return err_set(err, ERR_UNSUPPORTED, "this system cannot "
		    "lock chapbook-paint in completely");
	return 0;
}

static int
paint(char **args, struct buf *png, struct err *err)
{
	cairo_surface_t *surface;
	struct buf svg = BUF_INIT;
	unsigned long width, height;
	int result = -1;

	if (!str_number(str_of(args[1]), LIMIT_PICTURE_SIDE_PX, &width)
	    || !str_number(str_of(args[2]), LIMIT_PICTURE_SIDE_PX, &height)
	    || !width || !height)
		return err_set(err, ERR_ARGUMENT, "no size in pixels");
	if (read_all(&svg, err) != 0 || lock(args[3], err) != 0)
		goto out;
	surface = draw_svg(buf_str(&svg), (unsigned)width, (unsigned)height,
	    err);
	if (!surface)
		goto out;
	if (cairo_surface_write_to_png_stream(surface, put, png)
	    != CAIRO_STATUS_SUCCESS)
		err_set(err, ERR_LIBRARY, "cannot be written as PNG");
	else if (png->len > LIMIT_PICTURE_BYTES)
		err_set(err, ERR_LIMIT, "takes %zu MB as PNG; a picture may "
		    "have %zu", png->len >> 20, LIMIT_PICTURE_BYTES >> 20);
	else
		result = 0;
	cairo_surface_destroy(surface);
out:
	buf_release(&svg);
	return result;
}

int
main(int argc, char **argv)
{
	struct buf png = BUF_INIT;
	struct err err = ERR_INIT;
	int code = EXIT_FAILURE;

	/* Whoever waits for the drawing may be killed. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (argc != 4) {
		fputs("usage: chapbook-paint WIDTH HEIGHT auto|require|off "
		    "< drawing.svg > drawing.png\n", stderr);
		return 2;
	}
	simplify();
	if (paint(argv, &png, &err) == 0)
		code = write_all(buf_str(&png)) == 0 ? EXIT_SUCCESS
		    : EXIT_FAILURE;
	else
		write_all(str_of(err.message));
	buf_release(&png);
	/* What a leak checker does at the end cannot be done behind the lock. */
	_exit(code);
}
