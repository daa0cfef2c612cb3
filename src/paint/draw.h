/* SPDX-License-Identifier: MIT */
/* SVG drawings as pixels, by librsvg. */
#ifndef CHAPBOOK_DRAW_H
#define CHAPBOOK_DRAW_H

#include <cairo.h>

#include "base/err.h"
#include "base/str.h"

/*
 * A drawing (SVG 1.1, or 2 as far as librsvg goes) on white, as large as it
 * says, but within the box; one that does not say how large it is fills the
 * box's width. It may refer to nothing but itself and data: URIs. The caller
 * destroys the surface; NULL with err.
 */
cairo_surface_t *draw_svg(struct str svg, unsigned max_width_px,
    unsigned max_height_px, struct err *err);

/*
 * Reads the list of fonts and everything else that is needed once, so that
 * little is to be opened after the lock. The folders that fonts may be in,
 * for the lock: NULL ends them; the caller frees nothing.
 */
const char *const *draw_prepare(void);

#endif
