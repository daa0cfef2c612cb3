/* SPDX-License-Identifier: MIT */
/*
 * libjpeg and libpng report errors by a call that must not return. This is
 * the one place that uses setjmp for it: guard_run() calls body(arg), and a
 * library's error ends body early. What body changes lives behind arg, so
 * that nothing depends on local variables keeping their values.
 */
#ifndef CHAPBOOK_PICTURE_GUARD_H
#define CHAPBOOK_PICTURE_GUARD_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>

#include "base/err.h"

/* Blocks with bad codes after which a JPEG counts as rubbish from there on. */
#define GUARD_MAX_WARNINGS 100000

struct guard {
	jmp_buf env;
	struct err err;		/* set when guard_run() returns -1 */
	unsigned long warnings;
	bool truncated, damaged;	/* what the warnings said */
	struct jpeg_error_mgr jpeg;
};

/* What body returned, or -1 after guard_fail(); then g->err says why. */
int guard_run(struct guard *g, int (*body)(void *arg), void *arg);
/* Only below guard_run(). */
_Noreturn void guard_fail(struct guard *g);

/* For the err and client_data of a JPEG object. */
struct jpeg_error_mgr *guard_jpeg(struct guard *g);
/*
 * The progress monitor of a decoder: fails above LIMIT_JPEG_SCANS. Every scan
 * of a progressive file costs a pass over the whole picture.
 */
void guard_count_scans(j_common_ptr common);
/* For png_create_*_struct(), with the guard as error pointer. */
_Noreturn void guard_png_error(png_structp png, png_const_charp message);
void guard_png_warning(png_structp png, png_const_charp message);

#endif
