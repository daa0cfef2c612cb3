/* SPDX-License-Identifier: MIT */
#include "article/encoding/encoding.h"

#define PRESCAN_BYTES 4096
#define LABEL_BYTES 32

static const struct encoding_info encodings[ENCODING_COUNT] = {
	[ENCODING_UTF8] = { "utf-8", NULL,
		"utf8 unicode11utf8 unicode20utf8 xunicode20utf8", 1, false },
	[ENCODING_UTF16LE] = { "utf-16le", "UTF-16LE",
		"utf16le utf16 csunicode iso10646ucs2 ucs2 unicode "
		"unicodefeff", 2, false },
	[ENCODING_UTF16BE] = { "utf-16be", "UTF-16BE",
		"utf16be unicodefffe", 2, false },
	/* Not of the Standard, but feeds come in it. */
	[ENCODING_UTF32LE] = { "utf-32le", "UTF-32LE",
		"utf32le utf32", 4, false },
	[ENCODING_UTF32BE] = { "utf-32be", "UTF-32BE", "utf32be", 4, false },
	[ENCODING_WINDOWS_1252] = { "windows-1252", "CP1252",
		"windows1252 cp1252 xcp1252 iso88591 iso885911987 latin1 l1 "
		"isoir100 csisolatin1 cp819 ibm819 ascii usascii "
		"ansix341968", 1, false },
	{ "gb18030", "GB18030",
		"gb18030 gbk xgbk gb2312 gb231280 csgb2312 csiso58gb231280 "
		"chinese isoir58 cp936 ms936 windows936 euccn", 1, true },
	{ "big5", "BIG5-HKSCS",
		"big5 big5hkscs cnbig5 csbig5 xxbig5 big5eten cp950 "
		"windows950", 1, true },
	{ "shift_jis", "CP932",
		"shiftjis sjis xsjis csshiftjis ms932 mskanji windows31j "
		"cp932", 1, true },
	{ "euc-jp", "EUC-JP-MS", "eucjp xeucjp cseucpkdfmtjapanese", 1, true },
	{ "iso-2022-jp", "ISO-2022-JP", "iso2022jp csiso2022jp", 1, true },
	{ "euc-kr", "CP949",
		"euckr cseuckr korean ksc5601 ksc56011987 ksc56011989 "
		"csksc56011987 isoir149 windows949 cp949 uhc", 1, true },
	{ "windows-1250", "CP1250", "windows1250 cp1250 xcp1250", 1, false },
	{ "windows-1251", "CP1251", "windows1251 cp1251 xcp1251", 1, false },
	{ "windows-1253", "CP1253", "windows1253 cp1253 xcp1253", 1, false },
	{ "windows-1254", "CP1254",
		"windows1254 cp1254 xcp1254 iso88599 iso885991989 latin5 l5 "
		"isoir148 csisolatin5", 1, false },
	{ "windows-1255", "CP1255", "windows1255 cp1255 xcp1255", 1, false },
	{ "windows-1256", "CP1256", "windows1256 cp1256 xcp1256", 1, false },
	{ "windows-1257", "CP1257", "windows1257 cp1257 xcp1257", 1, false },
	{ "windows-1258", "CP1258", "windows1258 cp1258 xcp1258", 1, false },
	{ "windows-874", "CP874",
		"windows874 dos874 iso885911 tis620", 1, false },
	{ "iso-8859-2", "ISO-8859-2",
		"iso88592 iso885921987 latin2 l2 isoir101 csisolatin2",
		1, false },
	{ "iso-8859-3", "ISO-8859-3",
		"iso88593 iso885931988 latin3 l3 isoir109 csisolatin3",
		1, false },
	{ "iso-8859-4", "ISO-8859-4",
		"iso88594 iso885941988 latin4 l4 isoir110 csisolatin4",
		1, false },
	{ "iso-8859-5", "ISO-8859-5",
		"iso88595 iso885951988 cyrillic isoir144 csisolatincyrillic",
		1, false },
	{ "iso-8859-6", "ISO-8859-6",
		"iso88596 iso885961987 arabic asmo708 ecma114 isoir127 "
		"csisolatinarabic csiso88596e csiso88596i iso88596e iso88596i",
		1, false },
	{ "iso-8859-7", "ISO-8859-7",
		"iso88597 iso885971987 greek greek8 ecma118 elot928 isoir126 "
		"csisolatingreek suneugreek", 1, false },
	{ "iso-8859-8", "ISO-8859-8",
		"iso88598 iso885981988 hebrew isoir138 csisolatinhebrew "
		"csiso88598e csiso88598i iso88598e iso88598i logical visual",
		1, false },
	{ "iso-8859-10", "ISO-8859-10",
		"iso885910 latin6 l6 isoir157 csisolatin6", 1, false },
	{ "iso-8859-13", "ISO-8859-13", "iso885913", 1, false },
	{ "iso-8859-14", "ISO-8859-14", "iso885914", 1, false },
	{ "iso-8859-15", "ISO-8859-15",
		"iso885915 latin9 l9 csisolatin9", 1, false },
	{ "iso-8859-16", "ISO-8859-16", "iso885916", 1, false },
	{ "koi8-r", "KOI8-R", "koi8r koi8 koi cskoi8r", 1, false },
	{ "koi8-u", "KOI8-U", "koi8u koi8ru", 1, false },
	{ "macintosh", "MACINTOSH", "macintosh mac xmacroman csmacintosh",
		1, false },
	{ "x-mac-cyrillic", "MAC-CYRILLIC", "xmaccyrillic xmacukrainian",
		1, false },
	{ "ibm866", "CP866", "ibm866 cp866 866 csibm866", 1, false },
	/* Declared by nobody, but found by detection in old Czech pages. */
	{ "ibm852", "CP852", "ibm852 cp852", 1, false },
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
	size_t len = 0;

	for (size_t i = 0; i < label.len; i++) {
		unsigned char c = (unsigned char)label.p[i];

		if (!ascii_alpha(c) && !ascii_digit(c))
			continue;
		if (len == sizeof(plain))
			return ENCODING_NONE;
		plain[len++] = (char)ascii_lower(c);
	}
	for (int i = 0; i < ENCODING_COUNT; i++) {
		struct str rest = str_of(encodings[i].labels), name;

		while (str_next(&rest, ' ', &name))
			if (str_eq(name, (struct str){ plain, len }))
				return (enum encoding)i;
	}
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
	struct str s = str_sub(bytes, 0, PRESCAN_BYTES);
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
