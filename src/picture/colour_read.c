/* SPDX-License-Identifier: MIT */
/* Where each format keeps what it says of its colours. */
#include "picture/colour.h"

#include <string.h>

#include <zlib.h>

#include "picture/chunk.h"
#include "picture/probe.h"

#define ICC_HEADER_BYTES 128

enum { UNSPECIFIED = 2 };	/* of the code points of H.273 */

static const uint32_t bt709[8] = {
	31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000
};

void
colour_release(struct colour *c)
{
	buf_release(&c->icc);
}

static void
set_primaries(struct colour *c, const uint32_t chromaticity[8],
    enum colour_curve curve, uint32_t gamma)
{
	c->kind = COLOUR_PRIMARIES;
	c->curve = curve;
	c->gamma = gamma;
	memcpy(c->chromaticity, chromaticity, sizeof(c->chromaticity));
}

/* ITU-T H.273, table 2; NULL for what is not known here. */
static const uint32_t *
coded_primaries(unsigned primaries)
{
	static const uint32_t bt470bg[8] = {
		31270, 32900, 64000, 33000, 29000, 60000, 15000, 6000
	};
	static const uint32_t smpte170m[8] = {
		31270, 32900, 63000, 34000, 31000, 59500, 15500, 7000
	};
	static const uint32_t bt2020[8] = {
		31270, 32900, 70800, 29200, 17000, 79700, 13100, 4600
	};
	static const uint32_t p3[8] = {
		31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000
	};

	switch (primaries) {
	case 1:
	case UNSPECIFIED:
		return bt709;
	case 5:
		return bt470bg;
	case 6:
	case 7:
		return smpte170m;
	case 9:
		return bt2020;
	case 12:
		return p3;
	default:
		return NULL;
	}
}

void
colour_coded(struct colour *c, unsigned primaries, unsigned transfer)
{
	const uint32_t *chromaticity = coded_primaries(primaries);

	if (!chromaticity)
		c->kind = COLOUR_BROKEN;
	else if (transfer == 13 || transfer == UNSPECIFIED)
		set_primaries(c, chromaticity, CURVE_SRGB, 0);
	else if (transfer == 1 || transfer == 6 || transfer == 14 ||
	    transfer == 15)
		set_primaries(c, chromaticity, CURVE_BT709, 0);
	else if (transfer == 4 || transfer == 5 || transfer == 8)
		set_primaries(c, chromaticity, CURVE_GAMMA, transfer == 4 ?
		    220000 : transfer == 5 ? 280000 : 100000);
	else
		c->kind = COLOUR_BROKEN;
}

static void
check_profile(struct colour *c)
{
	bool whole = c->icc.len >= ICC_HEADER_BYTES &&
	    c->icc.len <= COLOUR_ICC_BYTES;

	c->kind = whole ? COLOUR_PROFILE : COLOUR_BROKEN;
}

/* ICC.1:2022, B.4: pieces that are numbered from 1, in any order. */
static void
read_jpeg(struct str bytes, struct colour *c)
{
	static const char prefix[12] = "ICC_PROFILE";
	struct str pieces[256] = { { NULL, 0 } };
	struct jpeg_segment s;
	unsigned count = 0;
	size_t at = 2;

	while (jpeg_next_segment(bytes, &at, &s) && s.marker != JPEG_SOS) {
		if (s.marker != JPEG_APP2 || s.payload.len < 14 ||
		    memcmp(s.payload.p, prefix, sizeof(prefix)))
			continue;
		count = (unsigned char)s.payload.p[13];
		pieces[(unsigned char)s.payload.p[12]] = str_sub(s.payload,
		    14, s.payload.len);
	}
	if (!count)
		return;
	for (unsigned i = 1; i <= count; i++)
		buf_addstr(&c->icc, pieces[i]);
	check_profile(c);
}

/* A profile's name, its method, and zlib's data; never more than allowed. */
static void
inflate_profile(struct str data, struct colour *c)
{
	enum { STEP = 64 << 10 };
	size_t name = str_chr(data, '\0');
	z_stream z = { 0 };
	int status = Z_OK;

	c->kind = COLOUR_BROKEN;
	if (name == STR_NONE || data.len - name < 2 || data.p[name + 1])
		return;
	data = str_sub(data, name + 2, data.len);
	if (inflateInit(&z) != Z_OK)
		return;
	z.next_in = (Bytef *)(uintptr_t)data.p;
	z.avail_in = (uInt)data.len;
	while (status == Z_OK && c->icc.len <= COLOUR_ICC_BYTES) {
		buf_reserve(&c->icc, STEP);
		z.next_out = (Bytef *)c->icc.data + c->icc.len;
		z.avail_out = STEP;
		status = inflate(&z, Z_NO_FLUSH);
		c->icc.len += STEP - z.avail_out;
	}
	inflateEnd(&z);
	if (status == Z_STREAM_END)
		check_profile(c);
}

/* 45455 stands for sRGB's own curve, see PNG 3rd edition, 11.3.2.5. */
static void
read_gamma(struct str gama, struct str chrm, struct colour *c)
{
	uint32_t chromaticity[8], stored = be32(gama.p);

	memcpy(chromaticity, bt709, sizeof(chromaticity));
	for (unsigned i = 0; chrm.len == 32 && i < 8; i++)
		chromaticity[i] = be32(chrm.p + (size_t)i * 4);
	if (stored >= 45000 && stored <= 46000)
		set_primaries(c, chromaticity, CURVE_SRGB, 0);
	else if (stored >= 1000 && stored <= 1000000)
		set_primaries(c, chromaticity, CURVE_GAMMA,
		    (uint32_t)(10000000000u / stored));
	else
		c->kind = COLOUR_BROKEN;
}

/* PNG 3rd edition, 13.13 and table 7: which chunk counts before which. */
static void
read_png(struct str bytes, struct colour *c)
{
	struct str cicp = { NULL, 0 }, iccp = cicp, srgb = cicp;
	struct str gama = cicp, chrm = cicp;
	struct chunk chunk;
	size_t at = PNG_FIRST_CHUNK;

	while (chunk_next_png(bytes, &at, &chunk) &&
	    !str_eq(chunk.type, STR("IDAT"))) {
		if (str_eq(chunk.type, STR("cICP")))
			cicp = chunk.data;
		else if (str_eq(chunk.type, STR("iCCP")))
			iccp = chunk.data;
		else if (str_eq(chunk.type, STR("sRGB")))
			srgb = chunk.data;
		else if (str_eq(chunk.type, STR("gAMA")))
			gama = chunk.data;
		else if (str_eq(chunk.type, STR("cHRM")))
			chrm = chunk.data;
	}
	if (cicp.len == 4)
		colour_coded(c, (unsigned char)cicp.p[0],
		    (unsigned char)cicp.p[1]);
	else if (iccp.len)
		inflate_profile(iccp, c);
	else if (!srgb.len && gama.len == 4)
		read_gamma(gama, chrm, c);
}

static void
read_webp(struct str bytes, struct colour *c)
{
	struct chunk chunk;
	size_t at = RIFF_FIRST_CHUNK;

	while (chunk_next_riff(bytes, &at, &chunk))
		if (str_eq(chunk.type, STR("ICCP"))) {
			buf_addstr(&c->icc, chunk.data);
			check_profile(c);
			return;
		}
}

void
colour_read(struct str bytes, enum picture_format format,
    struct colour *out)
{
	if (format == PICTURE_JPEG)
		read_jpeg(bytes, out);
	else if (format == PICTURE_PNG)
		read_png(bytes, out);
	else if (format == PICTURE_WEBP)
		read_webp(bytes, out);
}
