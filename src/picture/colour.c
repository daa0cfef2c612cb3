/* SPDX-License-Identifier: MIT */
#include "picture/colour.h"

#include <stdlib.h>
#include <string.h>

#include <lcms2.h>

#include "base/mem.h"
#include "picture/weights.h"

enum {
	GRID = 9, GRID_STEP = 255 / (GRID - 1)
};

#define FLAGS cmsFLAGS_NOCACHE

static cmsToneCurve *
make_curve(const struct colour *c)
{
	/* IEC 61966-2-1 and ITU-R BT.709, as lcms's type 4 has them. */
	static const cmsFloat64Number srgb[5] = {
		2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045
	};
	static const cmsFloat64Number tv[5] = {
		1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081
	};

	if (c->curve == CURVE_GAMMA)
		return cmsBuildGamma(NULL, c->gamma / 100000.0);
	return cmsBuildParametricToneCurve(NULL, 4,
	    c->curve == CURVE_SRGB ? srgb : tv);
}

static cmsHPROFILE
make_profile(const struct colour *c)
{
	const uint32_t *at = c->chromaticity;
	cmsCIExyY white = { at[0] / 100000.0, at[1] / 100000.0, 1 };
	cmsCIExyYTRIPLE primaries = {
		{ at[2] / 100000.0, at[3] / 100000.0, 1 },
		{ at[4] / 100000.0, at[5] / 100000.0, 1 },
		{ at[6] / 100000.0, at[7] / 100000.0, 1 }
	};
	cmsToneCurve *curve, *curves[3];
	cmsHPROFILE profile;

	/* A division by each y waits in there. */
	for (unsigned i = 1; i < 8; i += 2)
		if (!at[i])
			return NULL;
	curve = make_curve(c);
	if (!curve)
		return NULL;
	curves[0] = curves[1] = curves[2] = curve;
	profile = cmsCreateRGBProfile(&white, &primaries, curves);
	cmsFreeToneCurve(curve);
	return profile;
}

static cmsHPROFILE
open_profile(const struct colour *c)
{
	if (c->kind == COLOUR_PRIMARIES)
		return make_profile(c);
	if (c->kind == COLOUR_PROFILE)
		return cmsOpenProfileFromMem(c->icc.data,
		    (cmsUInt32Number)c->icc.len);
	return NULL;
}

/* NULL unless the profile is for that kind of samples. */
static cmsHTRANSFORM
open_transform(const struct colour *c, cmsColorSpaceSignature space,
    cmsUInt32Number samples)
{
	cmsHPROFILE from = open_profile(c), to = NULL;
	cmsHTRANSFORM t = NULL;

	if (from && cmsGetColorSpace(from) == space)
		to = cmsCreate_sRGBProfile();
	if (to)
		t = cmsCreateTransform(from, samples, to, TYPE_RGB_8,
		    INTENT_PERCEPTUAL, FLAGS);
	if (from)
		cmsCloseProfile(from);
	if (to)
		cmsCloseProfile(to);
	return t;
}

static bool
is_near(const uint8_t *a, const uint8_t *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (abs(a[i] - b[i]) > COLOUR_NEAR_SRGB)
			return false;
	return true;
}

/* Whether a grid of colours, and all grays, stay about what they are. */
static bool
changes_nothing(cmsHTRANSFORM t)
{
	uint8_t from[(GRID * GRID * GRID + 256) * 3];
	uint8_t to[sizeof(from)], *p = from;

	for (unsigned i = 0; i < GRID * GRID * GRID; i++, p += 3) {
		p[0] = (uint8_t)(i % GRID * GRID_STEP);
		p[1] = (uint8_t)(i / GRID % GRID * GRID_STEP);
		p[2] = (uint8_t)(i / GRID / GRID * GRID_STEP);
	}
	for (unsigned i = 0; i < 256; i++, p += 3)
		memset(p, (int)i, 3);
	cmsDoTransform(t, from, to, sizeof(from) / 3);
	return is_near(from, to, sizeof(from));
}

/* Of a profile for colours, its grays serve. */
static bool
gray_levels(const struct colour *c, uint8_t levels[256])
{
	cmsHTRANSFORM t = open_transform(c, cmsSigGrayData, TYPE_GRAY_8);
	uint8_t from[256 * 3], to[256 * 3];
	unsigned step = 1;

	if (!t) {
		t = open_transform(c, cmsSigRgbData, TYPE_RGB_8);
		step = 3;
	}
	if (!t)
		return false;
	for (unsigned i = 0; i < 256; i++)
		memset(from + (size_t)i * step, (int)i, step);
	cmsDoTransform(t, from, to, 256);
	cmsDeleteTransform(t);
	for (size_t i = 0; i < 256; i++)
		levels[i] = pixels_luma(to[3 * i], to[3 * i + 1],
		    to[3 * i + 2]);
	return true;
}

static enum colour_result
apply_gray(const struct colour *c, struct pixels *p)
{
	size_t count = (size_t)p->width_px * p->height_px;
	uint8_t levels[256], same[256], *data = p->planes[0].data;

	if (!gray_levels(c, levels))
		return COLOUR_REFUSED;
	for (unsigned i = 0; i < 256; i++)
		same[i] = (uint8_t)i;
	if (is_near(levels, same, 256))
		return COLOUR_KEPT;
	for (size_t i = 0; i < count; i++)
		data[i] = levels[data[i]];
	return COLOUR_CHANGED;
}

/* Row y, three samples for a pixel. */
static void
join_row(const struct pixels *p, size_t y, uint8_t *row)
{
	if (p->kind == PIXELS_YCC) {
		pixels_ycc_row(p, y, row);
		return;
	}
	for (size_t x = 0; x < p->width_px; x++)
		for (unsigned i = 0; i < 3; i++)
			*row++ = p->planes[i].data[y * p->width_px + x];
}

static void
transform_rows(cmsHTRANSFORM t, struct pixels *p)
{
	struct pixels made = *p;
	size_t width = p->width_px;
	uint8_t *row = mem_alloc(mem_mul(width, 6)), *to = row + 3 * width;

	if (p->kind == PIXELS_YCC)
		pixels_init(&made, PIXELS_RGB, p->width_px, p->height_px);
	for (size_t y = 0; y < p->height_px; y++) {
		join_row(p, y, row);
		cmsDoTransform(t, row, to, (cmsUInt32Number)width);
		for (size_t x = 0; x < 3 * width; x++)
			made.planes[x % 3].data[y * width + x / 3] = to[x];
	}
	if (p->kind == PIXELS_YCC)
		pixels_release(p);
	*p = made;
	free(row);
}

enum colour_result
colour_apply(const struct colour *c, struct pixels *p)
{
	cmsHTRANSFORM t;
	enum colour_result result = COLOUR_KEPT;

	if (c->kind == COLOUR_SRGB)
		return COLOUR_KEPT;
	if (p->kind == PIXELS_GRAY)
		return apply_gray(c, p);
	t = open_transform(c, cmsSigRgbData, TYPE_RGB_8);
	if (!t)
		return COLOUR_REFUSED;
	if (!changes_nothing(t)) {
		transform_rows(t, p);
		result = COLOUR_CHANGED;
	}
	cmsDeleteTransform(t);
	return result;
}

struct inks {
	cmsHTRANSFORM transform;
};

struct inks *
inks_new(const struct colour *c, bool inverted)
{
	cmsHTRANSFORM t = open_transform(c, cmsSigCmykData,
	    inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8);
	struct inks *inks;

	if (!t)
		return NULL;
	inks = mem_alloc(sizeof(*inks));
	inks->transform = t;
	return inks;
}

void
inks_free(struct inks *inks)
{
	if (!inks)
		return;
	cmsDeleteTransform(inks->transform);
	free(inks);
}

void
inks_row(const struct inks *inks, const uint8_t *from, uint8_t *to,
    size_t columns)
{
	cmsDoTransform(inks->transform, from, to, (cmsUInt32Number)columns);
}
