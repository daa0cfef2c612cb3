/* SPDX-License-Identifier: MIT */
#include "article/clean/glyph.h"

#include <utf8proc.h>

#include "base/text.h"

enum { PLAIN, SPACE, ESCAPE, CONTROL, LOOK };

/* By lead byte; LOOK: the bytes behind decide. */
static const unsigned char kinds[256] = {
	[0x00 ... 0x08] = CONTROL, ['\t'] = SPACE, ['\n'] = SPACE,
	[0x0b] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE,
	[0x0e ... 0x1f] = CONTROL, [' '] = SPACE,
	['&'] = ESCAPE, ['<'] = ESCAPE, ['>'] = ESCAPE, [0x7f] = CONTROL,
	[0xc2] = LOOK, [0xcc ... 0xce] = LOOK, [0xd2] = LOOK,
	[0xd6 ... 0xe3] = LOOK, [0xea] = LOOK,
	[0xed ... 0xff] = LOOK
};

static unsigned
look_punctuation(uint32_t c)
{
	if (c == 0x202f)
		return GLYPH_WHITE | GLYPH_NBSP;
	if ((c >= 0x2000 && c <= 0x200a) || c == 0x205f)
		return GLYPH_WHITE;
	if (c == 0x2028 || c == 0x2029)
		return GLYPH_WHITE | GLYPH_NEWLINE;
	if (c == 0x200b || c == 0x2060)
		return GLYPH_DROP;
	if ((c >= 0x20d0 && c <= 0x20ff) || (c >= 0x2100 && c <= 0x214f)
	    || (c >= 0x2329 && c <= 0x232a) || c == 0x2adc || c >= 0x2c00)
		return GLYPH_MARK;
	return 0;
}

/* What the character that starts with a LOOK byte is; *at moves behind. */
static unsigned
look(struct str s, size_t *at)
{
	size_t from = *at;
	uint32_t c = text_next(s, at);

	if (c == 0xfffd && *at - from != 3)
		return GLYPH_DROP;
	if (c < 0x100) {
		if (c == 0xa0)
			return GLYPH_WHITE | GLYPH_NBSP;
		return c < 0xa0 || c == 0xad ? GLYPH_DROP : 0;
	}
	/* Of Greek letters, NFC wants the raised dot as that of Latin. */
	if (c >= 0x380 && c < 0x3c0)
		return c == 0x387 ? GLYPH_MARK : 0;
	if (c >= 0x2000 && c < 0x3000)
		return look_punctuation(c);
	if (c == 0x3000)
		return GLYPH_WHITE | GLYPH_WIDE;
	if (c > 0x3000 && c < 0x4000)
		return c == 0x3099 || c == 0x309a
			|| (c >= 0x302a && c <= 0x302f) ? GLYPH_MARK : 0;
	if (c >= 0xff00 && c <= 0xffef)
		return 0;
	/* Private use: symbols of fonts that no book has. */
	if ((c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000)
		return GLYPH_DROP;
	if (c == 0xfeff || (c >= 0xfff9 && c <= 0xfffc)
	    || !text_is_xml_char(c))
		return GLYPH_DROP;
	return GLYPH_MARK;
}

static unsigned
white_run(struct str s, size_t *at, bool collapses)
{
	unsigned found = GLYPH_WHITE;
	size_t i = *at;

	if (!collapses && s.p[i] == '\n') {
		++*at;
		return GLYPH_WHITE | GLYPH_NEWLINE;
	}
	for (; i < s.len && kinds[(unsigned char)s.p[i]] == SPACE; i++) {
		if (s.p[i] != '\n')
			continue;
		if (!collapses)
			break;
		found |= GLYPH_NEWLINE;
	}
	*at = i;
	return found;
}

/* Plain text from *at on, with single spaces inside. */
static unsigned
plain_run(struct str s, size_t *at, bool collapses)
{
	unsigned found = 0, seen;
	size_t i = *at, next;

	for (;;) {
		while (i < s.len && kinds[(unsigned char)s.p[i]] == PLAIN)
			i++;
		if (i == s.len)
			break;
		if (s.p[i] == ' ' && i > *at && i + 1 < s.len
		    && kinds[(unsigned char)s.p[i + 1]] == PLAIN) {
			i += 2;
			continue;
		}
		if (kinds[(unsigned char)s.p[i]] != LOOK)
			break;
		next = i;
		seen = look(s, &next);
		if (seen & GLYPH_WHITE && !collapses
		    && !(seen & GLYPH_NEWLINE))
			seen = 0;
		if (seen & ~(unsigned)GLYPH_MARK)
			break;
		found |= seen;
		i = next;
	}
	*at = i;
	return found;
}

unsigned
glyph_run(struct str s, size_t *at, bool collapses)
{
	size_t from = *at;
	unsigned found;

	switch (kinds[(unsigned char)s.p[from]]) {
	case SPACE:
		return white_run(s, at, collapses);
	case ESCAPE:
		++*at;
		return GLYPH_ESCAPE;
	case CONTROL:
		++*at;
		return GLYPH_DROP;
	default:
		break;
	}
	found = plain_run(s, at, collapses);
	return *at > from ? found : look(s, at);
}

size_t
glyph_marks(struct str s)
{
	size_t at = 0, end = 0;
	uint32_t c;

	while ((c = text_next(s, &at)) != UINT32_MAX) {
		utf8proc_category_t category =
			utf8proc_category((utf8proc_int32_t)c);

		if (category != UTF8PROC_CATEGORY_MN
		    && category != UTF8PROC_CATEGORY_MC
		    && category != UTF8PROC_CATEGORY_ME
		    && !(c >= 0x1160 && c <= 0x11ff))
			break;
		end = at;
	}
	return end;
}

uint32_t
glyph_before(struct str s)
{
	size_t at = s.len - 1;

	while (at && s.len - at < 4 && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return text_next(s, &at);
}

static bool
is_wide_punctuation(uint32_t c)
{
	return (c >= 0x3000 && c <= 0x303f) || (c >= 0xfe30 && c <= 0xfe4f)
		|| (c >= 0xff01 && c <= 0xff65) || (c >= 0xffe0 && c <= 0xffe6);
}

/* Of several scripts: quotes, dashes, dots. */
static bool
is_shared_punctuation(uint32_t c)
{
	return c == 0xb7 || c == 0x2014 || c == 0x2015 || c == 0x2025
		|| c == 0x2026 || c == 0x2027 || (c >= 0x2018 && c <= 0x201d);
}

bool
glyph_joins(uint32_t before, uint32_t after, bool quotes)
{
	bool wide = text_is_cjk_unspaced(before);
	bool wide_after = text_is_cjk_unspaced(after);

	if (is_wide_punctuation(before) || is_wide_punctuation(after))
		return true;
	if (wide && wide_after)
		return true;
	if (is_shared_punctuation(before))
		return wide_after
			|| (quotes && is_shared_punctuation(after));
	return wide && is_shared_punctuation(after);
}

size_t
glyph_count(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return count;
}
