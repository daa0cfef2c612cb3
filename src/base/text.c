/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xfffdu

/* What may follow a lead byte: Unicode 15, table 3-7. */
struct lead {
	unsigned char more, low, high;	/* bounds of the second byte */
};

static struct lead
lead_of(unsigned char c)
{
	if (c < 0xc2 || c > 0xf4)
		return (struct lead){ 0, 0, 0 };
	if (c < 0xe0)
		return (struct lead){ 1, 0x80, 0xbf };
	if (c < 0xf0)
		return (struct lead){ 2, c == 0xe0 ? 0xa0 : 0x80,
			c == 0xed ? 0x9f : 0xbf };
	return (struct lead){ 3, c == 0xf0 ? 0x90 : 0x80,
		c == 0xf4 ? 0x8f : 0xbf };
}

uint32_t
text_next_rare(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	const size_t left = s.len - *at;
	struct lead lead = lead_of(*p);
	uint32_t c = *p & (0x3fu >> lead.more);
	size_t i;

	for (i = 1; i <= lead.more; i++) {
		if (i == left || p[i] < lead.low || p[i] > lead.high)
			break;
		c = c << 6 | (p[i] & 0x3fu);
		lead.low = 0x80;
		lead.high = 0xbf;
	}
	*at += i;
	return lead.more && i > lead.more ? c : REPLACEMENT;
}

void
text_put(struct buf *out, uint32_t c)
{
	char b[4];

	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		c = REPLACEMENT;
	if (c < 0x80) {
		buf_addc(out, (char)c);
	} else if (c < 0x800) {
		b[0] = (char)(0xc0 | c >> 6);
		b[1] = (char)(0x80 | (c & 0x3f));
		buf_add(out, b, 2);
	} else if (c < 0x10000) {
		b[0] = (char)(0xe0 | c >> 12);
		b[1] = (char)(0x80 | (c >> 6 & 0x3f));
		b[2] = (char)(0x80 | (c & 0x3f));
		buf_add(out, b, 3);
	} else {
		b[0] = (char)(0xf0 | c >> 18);
		b[1] = (char)(0x80 | (c >> 12 & 0x3f));
		b[2] = (char)(0x80 | (c >> 6 & 0x3f));
		b[3] = (char)(0x80 | (c & 0x3f));
		buf_add(out, b, 4);
	}
}

bool
text_is_utf8(struct str s)
{
	const uint64_t high = 0x8080808080808080u;
	size_t i = 0;

	while (i < s.len) {
		const unsigned char *p = (const unsigned char *)s.p + i;
		struct lead lead;
		uint64_t word;

		if (*p < 0x80) {
			i++;
			for (; i + 8 <= s.len; i += 8) {
				memcpy(&word, s.p + i, 8);
				if (word & high)
					break;
			}
			continue;
		}
		if (text_is_common(s, i)) {
			do
				i += 3;
			while (text_is_common(s, i));
			continue;
		}
		lead = lead_of(*p);
		if (!lead.more || lead.more >= s.len - i || p[1] < lead.low
		    || p[1] > lead.high)
			return false;
		for (size_t k = 2; k <= lead.more; k++)
			if ((p[k] & 0xc0) != 0x80)
				return false;
		i += (size_t)lead.more + 1;
	}
	return true;
}

bool
text_is_xml_char(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	if (c < 0xd800)
		return true;
	if (c < 0xe000 || c > 0x10ffff || (c & 0xfffe) == 0xfffe)
		return false;
	return c < 0xfdd0 || c > 0xfdef;
}

static bool
is_hangul(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3130 && c <= 0x318f)
		|| (c >= 0xa960 && c <= 0xa97f) || (c >= 0xac00 && c <= 0xd7ff)
		|| (c >= 0xffa0 && c <= 0xffdc);
}

bool
text_is_cjk_unspaced(uint32_t c)
{
	if (c < 0x2e80)
		return false;
	if (c <= 0x9fff)
		return !is_hangul(c);
	return (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f)
		|| (c >= 0xff01 && c <= 0xffee && !is_hangul(c))
		|| (c >= 0x1aff0 && c <= 0x1b16f)
		|| (c >= 0x1f200 && c <= 0x1f2ff)
		|| (c >= 0x20000 && c <= 0x3fffd);
}

bool
text_is_cjk(uint32_t c)
{
	return text_is_cjk_unspaced(c) || is_hangul(c);
}

bool
text_is_space(uint32_t c)
{
	if (c < 0x80)
		return ascii_space((int)c);
	return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a)
		|| c == 0x202f || c == 0x205f || c == 0x3000;
}

bool
text_is_blank(struct str s)
{
	size_t at = 0;

	while (at < s.len)
		if (!text_is_space(text_next(s, &at)))
			return false;
	return true;
}

/* Bytes of the collapsible white space at s.p[i], or 0. */
static size_t
white_at(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	if (ascii_space(c))
		return 1;
	if (c == 0xc2 && i + 1 < s.len && (unsigned char)s.p[i + 1] == 0xa0)
		return 2;
	return 0;
}

void
text_collapse(struct str s, struct buf *out)
{
	size_t from = out->len;

	buf_reserve(out, s.len);
	for (size_t i = 0; i < s.len;) {
		size_t white = white_at(s, i), end;

		if (white) {
			i += white;
			continue;
		}
		for (end = i + 1; end < s.len && !white_at(s, end);)
			end++;
		if (out->len > from)
			buf_addc(out, ' ');
		buf_addstr(out, str_sub(s, i, end));
		i = end;
	}
}

static bool
extends_character(uint32_t c)
{
	utf8proc_category_t category;

	if (c < 0x300 || c == UINT32_MAX)
		return false;
	category = utf8proc_category((utf8proc_int32_t)c);
	return category == UTF8PROC_CATEGORY_MN
		|| category == UTF8PROC_CATEGORY_ME
		|| category == UTF8PROC_CATEGORY_MC || c == 0x200d;
}

void
text_shorten(struct str s, size_t bytes, struct buf *out)
{
	const size_t dots = sizeof("\u2026") - 1;
	size_t room = bytes < dots ? bytes : bytes - dots;
	size_t good = 0, last = 0, at = 0;

	if (s.len <= bytes) {
		buf_addstr(out, s);
		return;
	}
	while (at <= room) {
		size_t next = at;

		last = at;
		if (!extends_character(text_next(s, &next)))
			good = at;
		at = next;
	}
	/* Nothing but marks: then a mark may part from its letter. */
	s = str_sub(s, 0, good ? good : last);
	while (s.len && ascii_space((unsigned char)s.p[s.len - 1]))
		s.len--;
	buf_addstr(out, s);
	if (bytes >= dots)
		buf_adds(out, "\u2026");
}

size_t
text_columns(struct str s)
{
	size_t columns = 0, at = 0;
	uint32_t c;

	while ((c = text_next(s, &at)) != UINT32_MAX) {
		int width = utf8proc_charwidth((utf8proc_int32_t)c);

		columns += width > 0 ? (size_t)width : 0;
	}
	return columns;
}

size_t
text_count(struct str s)
{
	size_t count = 0, at = 0;

	while (text_next(s, &at) != UINT32_MAX)
		count++;
	return count;
}
