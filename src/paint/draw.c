/* SPDX-License-Identifier: MIT */
#include "paint/draw.h"

#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "base/buf.h"
#include "base/mem.h"

#define DPI 96.0	/* CSS pixels, CSS Values 4, 5.2 */

/* Less than LIMIT_PICTURE_PIXELS, whichever way sides are rounded. */
#define LARGEST_PIXELS 35000000.0

struct size {
	double width, height;
};

const char *const *
draw_prepare(void)
{
	static const char *const settings[] = { "/etc/fonts",
		"/usr/share/fontconfig", "/var/cache/fontconfig" };
	const size_t known = sizeof(settings) / sizeof(settings[0]);
	const char **folders = NULL;
	size_t count = 0, cap = 0;
	FcStrList *list;
	FcChar8 *folder;
	FcConfig *config;

	if (!FcInit() || !(config = FcConfigGetCurrent()))
		return NULL;
	list = FcConfigGetFontDirs(config);
	while (list && (folder = FcStrListNext(list))) {
		folders = mem_grow(folders, &cap, count + 1,
		    sizeof(*folders));
		folders[count++] = mem_strdup((const char *)folder);
	}
	if (list)
		FcStrListDone(list);
	folders = mem_grow(folders, &cap, count + known + 1,
	    sizeof(*folders));
	for (size_t i = 0; i < known; i++)
		folders[count++] = settings[i];
	folders[count] = NULL;
	/* Makes the types and the font map that would be made later. */
	g_object_unref(pango_font_map_create_context(
	    pango_cairo_font_map_get_default()));
	return folders;
}

/* In whole pixels, within the box and what a worker takes, in its ratio. */
static struct size
fit(struct size s, double max_width, double max_height)
{
	double by = fmin(1, fmin(max_width / s.width, max_height / s.height));
	double pixels = s.width * by * s.height * by;

	if (pixels > LARGEST_PIXELS)
		by *= sqrt(LARGEST_PIXELS / pixels);

	return (struct size){ fmax(1, floor(s.width * by + 0.5)),
		fmax(1, floor(s.height * by + 0.5)) };
}

/* SVG 2, 8.12: what width, height and viewBox of the root say. */
static struct size
natural_size(RsvgHandle *svg, double max_width)
{
	gboolean has_width, has_height, has_box;
	RsvgLength width, height;
	RsvgRectangle box;
	struct size s;

	if (rsvg_handle_get_intrinsic_size_in_pixels(svg, &s.width,
	    &s.height) && s.width > 0 && s.height > 0)
		return s;
	rsvg_handle_get_intrinsic_dimensions(svg, &has_width, &width,
	    &has_height, &height, &has_box, &box);
	if (has_box && box.width > 0 && box.height > 0)
		return (struct size){ max_width,
			max_width * box.height / box.width };
	return (struct size){ max_width, max_width };
}

static int
render(RsvgHandle *svg, cairo_surface_t *surface, struct size s,
    struct err *err)
{
	const RsvgRectangle page = { 0, 0, s.width, s.height };
	cairo_t *cr = cairo_create(surface);
	GError *error = NULL;
	int result = 0;

	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	if (!rsvg_handle_render_document(svg, cr, &page, &error))
		result = err_set(err, ERR_FORMAT, "cannot be drawn: %s",
		    error ? error->message : "no reason given");
	else if (cairo_status(cr) != CAIRO_STATUS_SUCCESS)
		result = err_set(err, ERR_LIBRARY, "cannot be drawn: %s",
		    cairo_status_to_string(cairo_status(cr)));
	g_clear_error(&error);
	cairo_destroy(cr);
	return result;
}

cairo_surface_t *
draw_svg(struct str bytes, unsigned max_width_px, unsigned max_height_px,
    struct err *err)
{
	cairo_surface_t *surface = NULL;
	GError *error = NULL;
	RsvgHandle *svg;
	struct size s;

	/* Without a base file there is nothing that it could load. */
	svg = rsvg_handle_new_from_data((const guint8 *)bytes.p, bytes.len,
	    &error);
	if (!svg) {
		err_set(err, ERR_FORMAT, "not a readable SVG drawing: %s",
		    error ? error->message : "no reason given");
		g_clear_error(&error);
		return NULL;
	}
	rsvg_handle_set_dpi(svg, DPI);
	s = fit(natural_size(svg, max_width_px), max_width_px, max_height_px);
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
	    (int)s.width, (int)s.height);
	if (render(svg, surface, s, err) != 0) {
		cairo_surface_destroy(surface);
		surface = NULL;
	}
	g_object_unref(svg);
	return surface;
}
