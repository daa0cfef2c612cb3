/* SPDX-License-Identifier: MIT */
#include "picture/exif.h"

#include <stdint.h>

enum { TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3, ENTRY_BYTES = 12 };

/* A TIFF file (6.0, section 2) that is read without trusting any offset. */
struct tiff {
	struct str bytes;
	bool big_endian;
};

static uint32_t
tiff_number(const struct tiff *t, size_t at, size_t bytes)
{
	uint32_t value = 0;

	if (at > t->bytes.len || bytes > t->bytes.len - at)
		return 0;
	for (size_t i = 0; i < bytes; i++) {
		size_t from = t->big_endian ? i : bytes - 1 - i;

		value = value << 8 | (unsigned char)t->bytes.p[at + from];
	}
	return value;
}

bool
exif_orientation(struct str exif, unsigned *orientation)
{
	struct tiff t = { exif, false };
	size_t at;
	uint32_t count, value;

	if (str_starts(exif, EXIF_PREFIX))
		t.bytes = str_sub(exif, EXIF_PREFIX.len, exif.len);
	t.big_endian = str_starts(t.bytes, STR("MM"));
	if (!t.big_endian && !str_starts(t.bytes, STR("II")))
		return false;
	if (tiff_number(&t, 2, 2) != 42)
		return false;
	at = tiff_number(&t, 4, 4);
	count = tiff_number(&t, at, 2);
	/* At most 65535 entries, of which a segment holds 5461. */
	for (at += 2; count && at < t.bytes.len; count--, at += ENTRY_BYTES) {
		if (tiff_number(&t, at, 2) != TAG_ORIENTATION)
			continue;
		value = tiff_number(&t, at + 8, 2);
		if (tiff_number(&t, at + 2, 2) != TYPE_SHORT ||
		    tiff_number(&t, at + 4, 4) != 1 || value < 1 || value > 8)
			return false;
		*orientation = value;
		return true;
	}
	return false;
}
