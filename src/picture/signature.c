/* SPDX-License-Identifier: MIT */
#include "picture/signature.h"

#define HEAD_BYTES 1024	/* how far a text is searched for its root element */

struct signature {
	size_t at;
	struct str magic;
	const char *name;	/* NULL: JPEG or PNG */
	enum picture_format format;
};

#define LATER ", which is not supported yet"
#define NEVER ", not a picture"

static const struct signature signatures[] = {
	{ 0, STR("\xff\xd8\xff"), NULL, PICTURE_JPEG },
	{ 0, STR("\x89PNG\r\n\x1a\n"), NULL, PICTURE_PNG },
	{ 0, STR("GIF87a"), "a GIF picture" LATER, 0 },
	{ 0, STR("GIF89a"), "a GIF picture" LATER, 0 },
	{ 8, STR("WEBP"), "a WebP picture" LATER, 0 },
	{ 4, STR("ftypavif"), "an AVIF picture" LATER, 0 },
	{ 4, STR("ftypavis"), "an AVIF picture" LATER, 0 },
	{ 4, STR("ftyphei"), "a HEIF picture" LATER, 0 },
	{ 4, STR("ftyphev"), "a HEIF picture" LATER, 0 },
	{ 4, STR("ftypmif1"), "a HEIF picture" LATER, 0 },
	{ 4, STR("ftypmsf1"), "a HEIF picture" LATER, 0 },
	{ 4, STR("ftyp"), "a film" NEVER, 0 },
	{ 0, STR("\xff\x0a"), "a JPEG XL picture" LATER, 0 },
	{ 4, STR("JXL \r\n"), "a JPEG XL picture" LATER, 0 },
	{ 4, STR("jP  \r\n"), "a JPEG 2000 picture" LATER, 0 },
	{ 0, STR("\xff\x4f\xff\x51"), "a JPEG 2000 picture" LATER, 0 },
	{ 0, STR("II*\0"), "a TIFF picture" LATER, 0 },
	{ 0, STR("MM\0*"), "a TIFF picture" LATER, 0 },
	{ 0, STR("\0\0\1\0"), "an icon file" LATER, 0 },
	{ 0, STR("8BPS"), "a Photoshop document" LATER, 0 },
	{ 0, STR("BM"), "a BMP picture" LATER, 0 },
	{ 0, STR("%PDF-"), "a PDF document" NEVER, 0 },
	{ 0, STR("PK\3\4"), "a ZIP archive" NEVER, 0 },
	{ 0, STR("\x1f\x8b"), "a gzip file" NEVER, 0 },
	{ 0, STR("\x1a\x45\xdf\xa3"), "a film" NEVER, 0 },
	{ 0, STR("OggS"), "a sound or a film" NEVER, 0 },
	{ 0, STR("ID3"), "a sound" NEVER, 0 },
};

static const char *const html_starts[] = {
	"<!doctype html", "<html", "<head", "<body", "<script", "<title",
	"<meta", "<div", "<p>", "<!--"
};

static bool
is_text(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < ' ' && !ascii_space(s.p[i]))
			return false;
	return s.len > 0;
}

static const char *
text_kind(struct str bytes)
{
	struct str head = str_sub(bytes, 0, HEAD_BYTES);

	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_sub(head, 3, head.len);
	head = str_trim(head);
	if (!head.len)
		return "an empty file";
	if (!is_text(head))
		return "no picture format that is known";
	if (str_istarts(head, STR("<")) &&
	    str_ifind(head, STR("<html")) == STR_NONE &&
	    str_ifind(head, STR("<svg")) != STR_NONE)
		return "an SVG drawing" LATER;
	for (size_t i = 0; i < sizeof(html_starts) / sizeof(*html_starts); i++)
		if (str_istarts(head, str_of(html_starts[i])))
			return "an HTML page" NEVER;
	if (str_ifind(head, STR("<html")) != STR_NONE)
		return "an HTML page" NEVER;
	return str_istarts(head, STR("<")) ? "an XML document" NEVER :
	    "a text" NEVER;
}

static bool
matches(const struct signature *s, struct str bytes)
{
	return str_starts(str_sub(bytes, s->at, bytes.len), s->magic);
}

int
signature_read(struct str bytes, enum picture_format *format, struct err *err)
{
	const size_t count = sizeof(signatures) / sizeof(*signatures);

	for (size_t i = 0; i < count; i++) {
		if (!matches(&signatures[i], bytes))
			continue;
		if (signatures[i].name)
			return err_set(err, ERR_UNSUPPORTED, "%s",
			    signatures[i].name);
		*format = signatures[i].format;
		return 0;
	}
	return err_set(err, ERR_UNSUPPORTED, "%s", text_kind(bytes));
}
