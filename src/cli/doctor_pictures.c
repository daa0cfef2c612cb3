/* SPDX-License-Identifier: MIT */
#include <poll.h>

#include "cli/article_json.h"
#include "cli/doctor.h"
#include "picture/painter.h"

#ifdef HAVE_AVIF
#define AVIF_HERE true
#else
#define AVIF_HERE false
#endif
#ifdef HAVE_HEIF
#define HEIF_HERE true
#else
#define HEIF_HERE false
#endif

/* What depends on how chapbook was built says so here. */
static const struct {
	const char *name;
	bool here;
} formats[] = {
	{ "JPEG", true }, { "PNG", true }, { "WebP", true }, { "GIF", true },
	{ "BMP", true }, { "TGA", true }, { "PSD", true }, { "PNM", true },
	{ "AVIF", AVIF_HERE }, { "HEIF", HEIF_HERE },
};

#define FORMATS (sizeof(formats) / sizeof(formats[0]))

void
look_at_formats(struct finding *out)
{
	out->value = json_object();
	for (size_t i = 0; i < FORMATS; i++) {
		json_object_set_new(out->value, formats[i].name,
		    json_boolean(formats[i].here));
		if (formats[i].here)
			buf_addf(&out->text, "%s%s", i ? ", " : "",
			    formats[i].name);
	}
	for (size_t i = 0; i < FORMATS; i++)
		if (!formats[i].here) {
			out->health = HEALTH_LACKING;
			finding_add(out, "no %s", formats[i].name);
		}
}

static void
take_drawing(void *arg, struct str png, const struct err *err)
{
	struct finding *out = arg;

	if (png.len) {
		finding_add(out, "SVG, by chapbook-paint");
		out->value = json_true();
		return;
	}
	out->health = HEALTH_LACKING;
	finding_add(out, "no SVG: %s", err->message);
	out->value = json_false();
}

/* A small one is drawn. */
void
look_at_drawings(struct finding *out)
{
	struct painter *p = painter_new(SANDBOX_AUTO);
	struct pollfd fd;

	painter_submit(p, STR("<svg xmlns=\"http://www.w3.org/2000/svg\" "
	    "width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\"/>"
	    "</svg>"), &picture_defaults, take_drawing, out);
	while (painter_pending(p)) {
		painter_pump(p);
		if (painter_pollfd(p, &fd))
			poll(&fd, 1, 100);
	}
	painter_free(p);
}
