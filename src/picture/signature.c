/* SPDX-License-Identifier: MIT */
#include "picture/signature.h"

#include "base/mem.h"
#include "picture/probe.h"

#define HEAD_BYTES 1024	/* how far a text is searched for its root element */

struct signature {
	size_t at;
	struct str magic;
	const char *name;	/* NULL: a format that is decoded */
	enum picture_format format;
};

#define OTHER ", which is not supported"
#define NEVER ", not a picture"

static const struct signature signatures[] = {
	{ 0, STR("\xff\xd8\xff"), NULL, PICTURE_JPEG },
	{ 0, STR("\x89PNG\r\n\x1a\n"), NULL, PICTURE_PNG },
	{ 0, STR("GIF87a"), NULL, PICTURE_GIF },
	{ 0, STR("GIF89a"), NULL, PICTURE_GIF },
	{ 8, STR("WEBPVP8"), NULL, PICTURE_WEBP },
	{ 0, STR("8BPS\0\1"), NULL, PICTURE_PSD },
	{ 0, STR("8BPS\0\2"), "a large Photoshop document" OTHER, 0 },
	{ 0, STR("\xff\x0a"), "a JPEG XL picture" OTHER, 0 },
	{ 4, STR("JXL \r\n"), "a JPEG XL picture" OTHER, 0 },
	{ 4, STR("jP  \r\n"), "a JPEG 2000 picture" OTHER, 0 },
	{ 0, STR("\xff\x4f\xff\x51"), "a JPEG 2000 picture" OTHER, 0 },
	{ 0, STR("II*\0"), "a TIFF picture" OTHER, 0 },
	{ 0, STR("MM\0*"), "a TIFF picture" OTHER, 0 },
	{ 0, STR("II+\0"), "a TIFF picture" OTHER, 0 },
	{ 0, STR("MM\0+"), "a TIFF picture" OTHER, 0 },
	{ 0, STR("II\xbc\1"), "a JPEG XR picture" OTHER, 0 },
	{ 0, STR("\0\0\1\0"), "an icon file" OTHER, 0 },
	{ 0, STR("BPG\xfb"), "a BPG picture" OTHER, 0 },
	{ 0, STR("qoif"), "a QOI picture" OTHER, 0 },
	{ 0, STR("DDS "), "a DDS texture" OTHER, 0 },
	{ 0, STR("gimp xcf"), "a GIMP document" OTHER, 0 },
	{ 0, STR("AT&TFORM"), "a DjVu document" OTHER, 0 },
	{ 0, STR("#?RADIANCE"), "a Radiance picture" OTHER, 0 },
	{ 0, STR("\x76\x2f\x31\1"), "an OpenEXR picture" OTHER, 0 },
	{ 0, STR("\xd7\xcd\xc6\x9a"), "a Windows metafile" OTHER, 0 },
	{ 40, STR(" EMF"), "a Windows metafile" OTHER, 0 },
	{ 0, STR("%!PS"), "a PostScript document" OTHER, 0 },
	{ 0, STR("%PDF-"), "a PDF document" NEVER, 0 },
	{ 0, STR("PK\3\4"), "a ZIP archive" NEVER, 0 },
	{ 0, STR("Rar!"), "a RAR archive" NEVER, 0 },
	{ 0, STR("7z\xbc\xaf"), "a 7z archive" NEVER, 0 },
	{ 0, STR("\x1f\x8b"), "a gzip file" NEVER, 0 },
	{ 8, STR("AVI "), "a film" NEVER, 0 },
	{ 8, STR("WAVE"), "a sound" NEVER, 0 },
	{ 0, STR("\x1a\x45\xdf\xa3"), "a film" NEVER, 0 },
	{ 0, STR("\0\0\1\xba"), "a film" NEVER, 0 },
	{ 0, STR("FLV\1"), "a film" NEVER, 0 },
	{ 0, STR("FWS"), "a Flash animation" NEVER, 0 },
	{ 0, STR("CWS"), "a Flash animation" NEVER, 0 },
	{ 0, STR("OggS"), "a sound or a film" NEVER, 0 },
	{ 0, STR("ID3"), "a sound" NEVER, 0 },
	{ 0, STR("fLaC"), "a sound" NEVER, 0 },
	{ 0, STR("wOFF"), "a font" NEVER, 0 },
	{ 0, STR("wOF2"), "a font" NEVER, 0 },
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
		return "an SVG drawing that is not said to be one";
	for (size_t i = 0; i < ARRAY_COUNT(html_starts); i++)
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

/* Its brands say what an ISO base media file is (ISO 14496-12, 4.3). */
static const char *
box_kind(struct str bytes, enum picture_format *format)
{
	static const char *const heif[] = {
		"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"
	};
	size_t end = be32(bytes.p);
	bool is_heif = false;

	if (end > HEAD_BYTES || end > bytes.len)
		end = bytes.len < HEAD_BYTES ? bytes.len : HEAD_BYTES;
	for (size_t at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
		struct str brand = str_sub(bytes, at, at + 4);

		*format = PICTURE_AVIF;
		if (str_eq(brand, STR("avif")) || str_eq(brand, STR("avis")))
			return NULL;
		for (size_t i = 0; i < ARRAY_COUNT(heif); i++)
			is_heif |= str_eq(brand, str_of(heif[i]));
	}
	*format = PICTURE_HEIF;
	return is_heif ? NULL : "a film" NEVER;
}

/* "P1" to "P6" and white space. */
static bool
is_pnm(struct str bytes)
{
	return bytes.len > 2 && bytes.p[0] == 'P' && bytes.p[1] >= '1' &&
	    bytes.p[1] <= '6' && (ascii_space(bytes.p[2]) ||
	    bytes.p[2] == '#');
}

static bool
is_bmp(struct str bytes)
{
	static const unsigned headers[] = {
		12, 16, 40, 52, 56, 64, 108, 124
	};

	if (!str_starts(bytes, STR("BM")) || bytes.len < 18)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(headers); i++)
		if (le32(bytes.p + 14) == headers[i])
			return true;
	return false;
}

/* The header of a TGA has no signature, but little freedom. */
static bool
is_tga(struct str bytes)
{
	const unsigned char *u = (const unsigned char *)bytes.p;
	bool palette;

	if (bytes.len < 19)
		return false;
	palette = u[2] == 1 || u[2] == 9;
	if (!palette && u[2] != 2 && u[2] != 3 && u[2] != 10 && u[2] != 11)
		return false;
	if (u[1] > 1 || (palette && !u[1]) || (u[17] & 0xc0))
		return false;
	if (u[1] ? u[7] != 15 && u[7] != 16 && u[7] != 24 && u[7] != 32 :
	    u[3] || u[4] || u[5] || u[6] || u[7])
		return false;
	if (u[2] == 3 || u[2] == 11 || palette ? u[16] != 8 :
	    u[16] != 15 && u[16] != 16 && u[16] != 24 && u[16] != 32)
		return false;
	return le16(bytes.p + 12) && le16(bytes.p + 14);
}

/* NULL if it is decoded. */
static const char *
kind(struct str bytes, enum picture_format *format)
{
	const size_t count = ARRAY_COUNT(signatures);

	for (size_t i = 0; i < count; i++)
		if (matches(&signatures[i], bytes)) {
			*format = signatures[i].format;
			return signatures[i].name;
		}
	if (bytes.len >= 12 && str_eq(str_sub(bytes, 4, 8), STR("ftyp")))
		return box_kind(bytes, format);
	if (is_pnm(bytes) || is_bmp(bytes) || is_tga(bytes)) {
		*format = is_pnm(bytes) ? PICTURE_PNM :
		    is_bmp(bytes) ? PICTURE_BMP : PICTURE_TGA;
		return NULL;
	}
	return text_kind(bytes);
}

int
signature_read(struct str bytes, enum picture_format *format, struct err *err)
{
	const char *name = kind(bytes, format);

	return name ? err_set(err, ERR_UNSUPPORTED, "%s", name) : 0;
}
