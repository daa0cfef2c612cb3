/* SPDX-License-Identifier: MIT */
/* The encodings of the WHATWG Encoding Standard, and how they are declared. */
#ifndef CHAPBOOK_ENCODING_H
#define CHAPBOOK_ENCODING_H

#include "base/str.h"

enum encoding {
	ENCODING_NONE = -1,
	/* Those that the code knows; the others are rows of the table. */
	ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_UTF32LE,
	ENCODING_UTF32BE, ENCODING_WINDOWS_1252,
	ENCODING_COUNT = 39
};

struct encoding_info {
	const char *name;	/* of the Standard, in lower case */
	const char *iconv;	/* NULL: decoded without iconv */
	unsigned char unit_bytes;
	bool double_byte;	/* characters of two bytes and more */
};

const struct encoding_info *encoding_info(enum encoding encoding);

/* For a label as found, with any quotes around it; or ENCODING_NONE. */
enum encoding encoding_of_label(struct str label);

/*
 * What a <meta> (if is_html) or an XML declaration in the first 4096 bytes
 * says. UTF-16, which could not be read so, means UTF-8.
 */
enum encoding encoding_declared(struct str bytes, bool is_html);

#endif
