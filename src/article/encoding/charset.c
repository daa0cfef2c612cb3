/* SPDX-License-Identifier: MIT */
#include "article/encoding/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "article/encoding/encoding.h"
#include "article/encoding/weights.h"
#include "base/mem.h"
#include "base/text.h"

#define NO_CONVERTER ((iconv_t)-1)

struct charsets {
	bool open;
	iconv_t converters[ENCODING_COUNT];
};

struct charsets *
charsets_new(void)
{
	struct charsets *set = mem_zalloc(sizeof(*set));

	for (int i = 0; i < ENCODING_COUNT; i++)
		set->converters[i] = NO_CONVERTER;
	return set;
}

void
charsets_open(struct charsets *set)
{
	set->open = true;
	for (int i = 0; i < ENCODING_COUNT; i++) {
		const char *from = encoding_info((enum encoding)i)->iconv;

		if (from)
			set->converters[i] = iconv_open("UTF-8", from);
	}
}

void
charsets_close(struct charsets *set)
{
	if (!set)
		return;
	for (int i = 0; i < ENCODING_COUNT; i++)
		if (set->converters[i] != NO_CONVERTER)
			iconv_close(set->converters[i]);
	free(set);
}

/* How far bytes are UTF-8: characters by length, and what is malformed. */
struct evidence {
	size_t two, more, wrong;
};

static struct evidence
weigh_utf8(struct str bytes)
{
	struct evidence e = { 0, 0, 0 };
	size_t at = 0;

	while (at < bytes.len) {
		size_t start = at;
		uint32_t c;

		if ((unsigned char)bytes.p[at] < 0x80) {
			at++;
			continue;
		}
		c = text_next(bytes, &at);
		if (c == 0xfffd
		    && !str_eq(str_sub(bytes, start, at), STR("\ufffd")))
			e.wrong++;
		else if (c < 0x800)
			e.two++;
		else
			e.more++;
	}
	return e;
}

/* Whether a few slips are in UTF-8, where nothing else is declared. */
static bool
has_slips(struct evidence e)
{
	const size_t good = e.two + e.more;

	return e.wrong * CHARSET_SLIP_PART <= good || (e.wrong == 1 && good);
}

/*
 * Whether the bytes are UTF-8 whatever was declared. Two bytes can pass for
 * UTF-8 by chance in text of double-byte encodings, three hardly do; ASCII
 * may be ISO-2022-JP.
 */
static bool
looks_utf8(struct evidence e, enum encoding declared)
{
	if (declared != ENCODING_NONE && encoding_info(declared)->double_byte
	    && !e.more && e.two < CHARSET_TWO_BYTES)
		return false;
	return e.wrong == 0 || e.wrong * CHARSET_RIGHT_TIMES
		<= e.two + CHARSET_LONG_COUNTS * e.more;
}

static enum encoding
bom_of(struct str bytes, size_t *len)
{
	*len = 3;
	if (str_starts(bytes, STR("\xef\xbb\xbf")))
		return ENCODING_UTF8;
	*len = 4;
	if (str_starts(bytes, STR("\xff\xfe\0\0")))
		return ENCODING_UTF32LE;
	if (str_starts(bytes, STR("\0\0\xfe\xff")))
		return ENCODING_UTF32BE;
	*len = 2;
	if (str_starts(bytes, STR("\xff\xfe")))
		return ENCODING_UTF16LE;
	if (str_starts(bytes, STR("\xfe\xff")))
		return ENCODING_UTF16BE;
	*len = 0;
	return ENCODING_NONE;
}

/* UTF-16 and UTF-32 without BOM, by where the zero bytes are. */
static enum encoding
wide_pattern(struct str bytes)
{
	size_t zeros[4] = { 0, 0, 0, 0 }, quarter;

	bytes = str_sub(bytes, 0, (size_t)CHARSET_WIDE_FOURS * 4);
	quarter = bytes.len / 4;
	if (!quarter || !memchr(bytes.p, '\0', bytes.len))
		return ENCODING_NONE;
	for (size_t i = 0; i < quarter * 4; i++)
		zeros[i % 4] += bytes.p[i] == '\0';
	if (zeros[3] == quarter && zeros[2] == quarter)
		return ENCODING_UTF32LE;
	if (zeros[0] == quarter && zeros[1] == quarter)
		return ENCODING_UTF32BE;
	if (zeros[1] + zeros[3] > quarter && !(zeros[0] + zeros[2]))
		return ENCODING_UTF16LE;
	if (zeros[0] + zeros[2] > quarter && !(zeros[1] + zeros[3]))
		return ENCODING_UTF16BE;
	return ENCODING_NONE;
}

/* For bytes that are not UTF-8 and that nothing declares. */
static enum encoding
detect(struct str bytes)
{
	enum encoding found = ENCODING_NONE;
	uchardet_t detector = uchardet_new();
	size_t start = 0;

	while (start < bytes.len && (unsigned char)bytes.p[start] < 0x80
	    && bytes.p[start] != '\x1b')
		start++;
	bytes = str_sub(bytes, start, start + CHARSET_GUESS_BYTES);
	if (!detector)
		return ENCODING_WINDOWS_1252;
	if (!uchardet_handle_data(detector, bytes.p, bytes.len)) {
		uchardet_data_end(detector);
		found = encoding_of_label(
		    str_of(uchardet_get_charset(detector)));
	}
	uchardet_delete(detector);
	if (found == ENCODING_NONE || found == ENCODING_UTF8
	    || encoding_info(found)->unit_bytes > 1)
		return ENCODING_WINDOWS_1252;
	return found;
}

static enum encoding
choose(struct str bytes, struct str label, bool is_html)
{
	enum encoding declared = encoding_of_label(label), wide;
	struct evidence e;

	wide = wide_pattern(bytes);
	if (wide != ENCODING_NONE)
		return wide;
	if (declared == ENCODING_NONE)
		declared = encoding_declared(bytes, is_html);
	if (text_is_utf8(bytes) && (declared == ENCODING_NONE
	    || !encoding_info(declared)->double_byte))
		return ENCODING_UTF8;
	e = weigh_utf8(bytes);
	if (looks_utf8(e, declared))
		return ENCODING_UTF8;
	if (declared != ENCODING_NONE && declared != ENCODING_UTF8)
		return declared;
	return has_slips(e) ? ENCODING_UTF8 : detect(bytes);
}

/* Behind a byte or unit that fits nothing. */
static void
skip_unit(size_t unit, char **in, size_t *in_left)
{
	size_t skip = unit < *in_left ? unit : *in_left;

	*in += skip;
	*in_left -= skip;
}

/* Runs iconv once, with some room, and adds what it made. */
static size_t
convert_some(iconv_t converter, char **in, size_t *in_left, struct buf *out)
{
	char *to;
	size_t room, rc;
	int saved;

	buf_reserve(out, *in_left + *in_left / 2 + 64);
	to = out->data + out->len;
	room = out->cap - out->len - 1;
	rc = iconv(converter, in, in_left, &to, &room);
	saved = errno;
	out->len = (size_t)(to - out->data);
	out->data[out->len] = '\0';
	errno = saved;
	return rc;
}

static void
convert(iconv_t converter, size_t unit, struct str bytes, struct buf *out)
{
	char *in = (char *)(size_t)bytes.p;	/* iconv does not write to it */
	size_t in_left = bytes.len;

	iconv(converter, NULL, NULL, NULL, NULL);
	while (in_left) {
		if (convert_some(converter, &in, &in_left, out) != (size_t)-1
		    || errno == E2BIG)
			continue;
		text_put(out, 0xfffd);
		if (errno == EINVAL)
			break;
		skip_unit(unit, &in, &in_left);
	}
	in_left = 0;
	convert_some(converter, NULL, &in_left, out);
}

bool
charset_decode(const struct charsets *set, struct str bytes,
    struct str label, bool is_html, struct buf *out, const char **used)
{
	size_t bom;
	enum encoding encoding = bom_of(bytes, &bom);
	iconv_t converter;
	struct buf utf8 = BUF_INIT;

	bytes = str_sub(bytes, bom, bytes.len);
	if (encoding == ENCODING_NONE)
		encoding = choose(bytes, label, is_html);
	if (encoding_info(encoding)->iconv && !set->open)
		return false;
	converter = set->converters[encoding];
	if (used)
		*used = encoding_info(encoding)->name;
	if (converter == NO_CONVERTER) {
		text_sanitise(bytes, out);
		return true;
	}
	convert(converter, encoding_info(encoding)->unit_bytes, bytes, &utf8);
	text_sanitise(buf_str(&utf8), out);
	buf_release(&utf8);
	return true;
}
