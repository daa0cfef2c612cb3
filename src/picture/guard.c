/* SPDX-License-Identifier: MIT */
#include "picture/guard.h"

#include <jerror.h>

#include "base/limits.h"

int
guard_run(struct guard *g, int (*body)(void *arg), void *arg)
{
	if (setjmp(g->env))
		return -1;
	return body(arg);
}

_Noreturn void
guard_fail(struct guard *g)
{
	longjmp(g->env, 1);
}

static enum err_kind
jpeg_kind(int code)
{
	switch (code) {
	case JERR_SOF_UNSUPPORTED:
	case JERR_BAD_PRECISION:
	case JERR_ARITH_NOTIMPL:
	case JERR_CONVERSION_NOTIMPL:
	case JERR_COMPONENT_COUNT:
		return ERR_UNSUPPORTED;
	case JERR_OUT_OF_MEMORY:
	case JERR_NO_BACKING_STORE:
	case JERR_IMAGE_TOO_BIG:
		return ERR_LIMIT;
	default:
		return ERR_FORMAT;
	}
}

static void
jpeg_error(j_common_ptr cinfo)
{
	struct guard *g = cinfo->client_data;
	char text[JMSG_LENGTH_MAX];

	cinfo->err->format_message(cinfo, text);
	err_set(&g->err, jpeg_kind(cinfo->err->msg_code), "JPEG: %s", text);
	guard_fail(g);
}

/* A tall picture of which not even the first row of blocks is there. */
static bool
is_all_missing(const struct jpeg_decompress_struct *d)
{
	return d->total_iMCU_rows > 1 && d->input_iMCU_row == 0 &&
	    d->input_scan_number <= 1;
}

static void
jpeg_message(j_common_ptr cinfo, int level)
{
	struct guard *g = cinfo->client_data;

	if (level >= 0)
		return;
	switch (cinfo->err->msg_code) {
	case JWRN_JPEG_EOF:
		g->truncated = true;
		if (!is_all_missing((j_decompress_ptr)cinfo))
			break;
		err_set(&g->err, ERR_FORMAT, "a JPEG without any pixels");
		guard_fail(g);
	case JWRN_HUFF_BAD_CODE:
	case JWRN_HIT_MARKER:
	case JWRN_MUST_RESYNC:
	case JWRN_ARITH_BAD_CODE:
		g->damaged = true;
		break;
	}
	if (++g->warnings < GUARD_MAX_WARNINGS)
		return;
	err_set(&g->err, ERR_FORMAT, "JPEG: too much damage");
	guard_fail(g);
}

static void
jpeg_output(j_common_ptr cinfo)
{
	(void)cinfo;
}

struct jpeg_error_mgr *
guard_jpeg(struct guard *g)
{
	jpeg_std_error(&g->jpeg);
	g->jpeg.error_exit = jpeg_error;
	g->jpeg.emit_message = jpeg_message;
	g->jpeg.output_message = jpeg_output;
	return &g->jpeg;
}

void
guard_count_scans(j_common_ptr common)
{
	struct guard *g = common->client_data;

	if (((j_decompress_ptr)common)->input_scan_number <= LIMIT_JPEG_SCANS)
		return;
	err_set(&g->err, ERR_LIMIT, "a JPEG of more than %d scans",
	    LIMIT_JPEG_SCANS);
	guard_fail(g);
}

_Noreturn void
guard_png_error(png_structp png, png_const_charp message)
{
	struct guard *g = png_get_error_ptr(png);

	/* Whoever failed before calling png_error() knows better. */
	if (g->err.kind == ERR_NONE)
		err_set(&g->err, ERR_FORMAT, "PNG: %s", message);
	guard_fail(g);
}

void
guard_png_warning(png_structp png, png_const_charp message)
{
	(void)png;
	(void)message;
}
