/* SPDX-License-Identifier: MIT */
#include "article/encoding/encoding.h"

#include "article/encoding/weights.h"
#include "tables/encodings.h"

#define LABEL_BYTES 32

static const struct encoding_info encodings[ENCODING_COUNT] = {
	[ENCODING_UTF8] = { "utf-8", NULL, 1, false },
	[ENCODING_UTF16LE] = { "utf-16le", "UTF-16LE", 2, false },
	[ENCODING_UTF16BE] = { "utf-16be", "UTF-16BE", 2, false },
	/* Not of the Standard, but feeds come in it. */
	[ENCODING_UTF32LE] = { "utf-32le", "UTF-32LE", 4, false },
	[ENCODING_UTF32BE] = { "utf-32be", "UTF-32BE", 4, false },
	[ENCODING_WINDOWS_1252] = { "windows-1252", "CP1252", 1, false },
	{ "gb18030", "GB18030", 1, true },
	{ "big5", "BIG5-HKSCS", 1, true },
	{ "shift_jis", "CP932", 1, true },
	{ "euc-jp", "EUC-JP-MS", 1, true },
	{ "iso-2022-jp", "ISO-2022-JP", 1, true },
	{ "euc-kr", "CP949", 1, true },
	{ "windows-1250", "CP1250", 1, false },
	{ "windows-1251", "CP1251", 1, false },
	{ "windows-1253", "CP1253", 1, false },
	{ "windows-1254", "CP1254", 1, false },
	{ "windows-1255", "CP1255", 1, false },
	{ "windows-1256", "CP1256", 1, false },
	{ "windows-1257", "CP1257", 1, false },
	{ "windows-1258", "CP1258", 1, false },
	{ "windows-874", "CP874", 1, false },
	{ "iso-8859-2", "ISO-8859-2", 1, false },
	{ "iso-8859-3", "ISO-8859-3", 1, false },
	{ "iso-8859-4", "ISO-8859-4", 1, false },
	{ "iso-8859-5", "ISO-8859-5", 1, false },
	{ "iso-8859-6", "ISO-8859-6", 1, false },
	{ "iso-8859-7", "ISO-8859-7", 1, false },
	{ "iso-8859-8", "ISO-8859-8", 1, false },
	{ "iso-8859-10", "ISO-8859-10", 1, false },
	{ "iso-8859-13", "ISO-8859-13", 1, false },
	{ "iso-8859-14", "ISO-8859-14", 1, false },
	{ "iso-8859-15", "ISO-8859-15", 1, false },
	{ "iso-8859-16", "ISO-8859-16", 1, false },
	{ "koi8-r", "KOI8-R", 1, false },
	{ "koi8-u", "KOI8-U", 1, false },
	{ "macintosh", "MACINTOSH", 1, false },
	{ "x-mac-cyrillic", "MAC-CYRILLIC", 1, false },
	{ "ibm866", "CP866", 1, false },
	/* Declared by nobody, but found by detection in old Czech pages. */
	{ "ibm852", "CP852", 1, false },
};

const struct encoding_info *
encoding_info(enum encoding encoding)
{
	return &encodings[encoding];
}

enum encoding
encoding_of_label(struct str label)
{
	char plain[LABEL_BYTES];
	size_t len = 0, at;

	for (size_t i = 0; i < label.len; i++) {
		unsigned char c = (unsigned char)label.p[i];

		if (!ascii_alpha(c) && !ascii_digit(c))
			continue;
		if (len == sizeof(plain))
			return ENCODING_NONE;
		plain[len++] = (char)ascii_lower(c);
	}
	at = words_find(&WORDS_ENCODING_LABELS, (struct str){ plain, len });
	for (int i = 0; at != WORDS_NONE && i < ENCODING_COUNT; i++)
		if (str_eq(words_text(&WORDS_ENCODING_LABELS,
		    WORDS_ENCODING_LABELS_NAME, at),
		    str_of(encodings[i].name)))
			return (enum encoding)i;
	return ENCODING_NONE;
}

static struct str
trim_left(struct str s)
{
	while (s.len && ascii_space((unsigned char)*s.p))
		s = str_sub(s, 1, s.len);
	return s;
}

/* What follows name and "=" in s, quoted or not. */
static struct str
value_of(struct str s, struct str name)
{
	size_t at, len = 0;

	while ((at = str_ifind(s, name)) != STR_NONE) {
		s = trim_left(str_sub(s, at + name.len, s.len));
		if (!s.len || *s.p != '=')
			continue;
		s = trim_left(str_sub(s, 1, s.len));
		if (s.len && (*s.p == '"' || *s.p == '\''))
			s = str_sub(s, 1, s.len);
		while (len < s.len && !ascii_space((unsigned char)s.p[len])
		    && s.p[len] != '"' && s.p[len] != '\''
		    && s.p[len] != ';' && s.p[len] != '>')
			len++;
		return str_sub(s, 0, len);
	}
	return (struct str){ NULL, 0 };
}

static enum encoding
declared_in_meta(struct str s)
{
	enum encoding found = ENCODING_NONE;
	size_t at;

	while (found == ENCODING_NONE
	    && (at = str_chr(s, '<')) != STR_NONE) {
		size_t end;

		s = str_sub(s, at, s.len);
		if (str_starts(s, STR("<!--"))) {
			end = str_find(s, STR("-->"));
		} else {
			end = str_chr(s, '>');
			if (str_istarts(s, STR("<meta")))
				found = encoding_of_label(value_of(
				    str_sub(s, 5, end), STR("charset")));
		}
		s = str_sub(s, end == STR_NONE ? 1 : end, s.len);
	}
	return found;
}

enum encoding
encoding_declared(struct str bytes, bool is_html)
{
	struct str s = str_sub(bytes, 0, CHARSET_DECLARED_BYTES);
	enum encoding found = ENCODING_NONE;

	s = trim_left(s);
	if (str_istarts(s, STR("<?xml")))
		found = encoding_of_label(value_of(
		    str_sub(s, 0, str_chr(s, '>')), STR("encoding")));
	if (found == ENCODING_NONE && is_html)
		found = declared_in_meta(s);
	return found >= 0 && encodings[found].unit_bytes > 1 ? ENCODING_UTF8
		: found;
}
