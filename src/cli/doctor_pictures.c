/* SPDX-License-Identifier: MIT */
#include <poll.h>

#include "cli/article_json.h"
#include "base/mem.h"
#include "cli/doctor.h"
#include "picture/codecs.h"
#include "picture/painter.h"

/* Those that need no library which may be missing. */
static const char *const formats[] = { "JPEG", "PNG", "WebP", "GIF", "BMP",
	"TGA", "PSD", "PNM" };

#define FORMATS ARRAY_COUNT(formats)

static void
add_format(struct finding *out, const char *name, bool here)
{
	json_object_set_new(out->value, name, json_boolean(here));
	if (here)
		buf_addf(&out->text, "%s%s", out->text.len ? ", " : "", name);
}

static void
tell_missing(struct finding *out, const char *name, const struct codec *codec)
{
	if (codec->functions)
		return;
	out->health = HEALTH_LACKING;
	finding_add(out, "no %s: %s", name, codec->err.message);
}

void
look_at_formats(struct finding *out)
{
	struct codecs codecs;

	codecs_load(&codecs);
	out->value = json_object();
	for (size_t i = 0; i < FORMATS; i++)
		add_format(out, formats[i], true);
	add_format(out, "AVIF", codecs.avif.functions);
	add_format(out, "HEIF", codecs.heif.functions);
	tell_missing(out, "AVIF", &codecs.avif);
	tell_missing(out, "HEIF", &codecs.heif);
	codecs_release(&codecs);
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
		int timeout_ms = -1;
		bool watched = painter_pollfd(p, &fd, &timeout_ms);

		poll(&fd, watched, timeout_ms);
		painter_pump(p);
	}
	painter_free(p);
}
