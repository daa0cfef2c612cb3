/* SPDX-License-Identifier: MIT */
#include "source/packed_format.h"

#include "base/mem.h"

#define TAR_BLOCK_BYTES PACKED_HEAD_BYTES
#define ZIP_END_BYTES ((size_t)22)
#define ZIP_COMMENT_BYTES ((size_t)65535)

/* The header's sum (POSIX pax format, "ustar interchange format"). */
static bool
is_tar(struct str head)
{
	const unsigned char *p = (const unsigned char *)head.p;
	unsigned long sum = 0, want = 0;
	size_t i;

	if (head.len < TAR_BLOCK_BYTES || !p[0])
		return false;
	for (i = 0; i < TAR_BLOCK_BYTES; i++)
		sum += i >= 148 && i < 156 ? ' ' : p[i];
	for (i = 148; i < 156 && p[i] == ' '; i++)
		continue;
	for (; i < 156 && p[i] >= '0' && p[i] <= '7'; i++)
		want = want * 8 + (unsigned long)(p[i] - '0');
	return sum == want;
}

enum packed_format
packed_format(struct str head)
{
	if (str_starts(head, STR("PK\3\4")) || str_starts(head, STR("PK\5\6")))
		return PACKED_ZIP;
	if (str_starts(head, STR("\x1f\x8b\x08")))
		return PACKED_TAR_GZ;
	return is_tar(head) ? PACKED_TAR : PACKED_NOT;
}

const char *
packed_not_text(struct str head)
{
	static const struct {
		struct str start;
		const char *name;
	} known[] = {
		{ STR("BZh"), "a bzip2 archive" },
		{ { "\xfd" "7zXZ", 5 }, "an xz archive" },
		{ STR("7z\xbc\xaf"), "a 7-Zip archive" },
		{ STR("Rar!"), "a RAR archive" },
		{ STR("\x28\xb5\x2f\xfd"), "a Zstandard archive" },
		{ STR("%PDF-"), "a PDF" },
		/* UTF-16 and UTF-32 have NULs in it. */
		{ STR("\xff\xfe"), NULL },
		{ STR("\xfe\xff"), NULL },
		{ STR("\0\0\xfe\xff"), NULL },
	};

	for (size_t i = 0; i < ARRAY_COUNT(known); i++)
		if (str_starts(head, known[i].start))
			return known[i].name;
	return str_chr(head, '\0') != STR_NONE ? "no text" : NULL;
}

bool
packed_cut_off(enum packed_format format, struct str bytes)
{
	const size_t tail = format == PACKED_ZIP
	    ? ZIP_END_BYTES + ZIP_COMMENT_BYTES : TAR_BLOCK_BYTES;
	const struct str end = str_sub(bytes,
	    bytes.len > tail ? bytes.len - tail : 0, bytes.len);

	if (format == PACKED_ZIP)
		return str_find(end, STR("PK\5\6")) == STR_NONE;
	for (size_t i = 0; i < end.len; i++)
		if (end.p[i])
			return true;
	return false;
}
