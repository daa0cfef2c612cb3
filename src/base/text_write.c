/* SPDX-License-Identifier: MIT */
/* Text made safe for where it is written: XML, terminals, logs. */
#include "base/text.h"

#include <string.h>

#define ESCAPE_CHARACTERS 200

#define ONES UINT64_C(0x0101010101010101)

/* High bits set if a byte is c, for words that have no high bits set. */
static inline uint64_t
bytes_equal(uint64_t word, unsigned char c)
{
	return (word ^ ONES * c) - ONES;
}

/* Eight bytes of 0x20..0x7e each, and no markup if that is not wanted. */
static inline bool
is_plain_word(const char *p, bool stop_at_markup)
{
	uint64_t word, stops;

	memcpy(&word, p, 8);
	stops = word | (word - ONES * 0x20) | (word + ONES);
	if (stop_at_markup)
		stops |= bytes_equal(word, '&') | bytes_equal(word, '<')
			| bytes_equal(word, '>') | bytes_equal(word, '"');
	return !(stops & ONES << 7);
}

static bool
is_wanted(uint32_t c)
{
	return text_is_xml_char(c) && !(c >= 0x7f && c <= 0x9f) && c != 0xfeff;
}

static inline bool
is_plain_byte(unsigned char c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t' || c == '\r';
}

static inline bool
is_markup(unsigned char c)
{
	return c == '&' || c == '<' || c == '>' || c == '"';
}

/*
 * The end of the run of bytes from s.p[i] that can be copied as they are.
 * Rare characters end a run although they may be fine.
 */
static inline size_t
run_end(struct str s, size_t i, bool stop_at_markup)
{
	const unsigned char *p = (const unsigned char *)s.p;

	while (i < s.len) {
		if (is_plain_byte(p[i])) {
			if (stop_at_markup && is_markup(p[i]))
				break;
			i++;
			while (i + 8 <= s.len
			    && is_plain_word(s.p + i, stop_at_markup))
				i += 8;
		} else if (text_is_common(s, i)) {
			do
				i += 3;
			while (text_is_common(s, i));
		} else {
			break;
		}
	}
	return i;
}

static void
put_entity(struct buf *out, uint32_t c)
{
	if (c == '&')
		buf_adds(out, "&amp;");
	else if (c == '<')
		buf_adds(out, "&lt;");
	else if (c == '>')
		buf_adds(out, "&gt;");
	else
		buf_adds(out, "&quot;");
}

static inline void
copy_wanted(struct str s, bool escape, struct buf *out)
{
	buf_reserve(out, s.len);
	for (size_t i = 0; i < s.len;) {
		size_t start = i;
		uint32_t c;

		i = run_end(s, i, escape);
		buf_addstr(out, str_sub(s, start, i));
		start = i;
		c = text_next(s, &i);
		if (c == UINT32_MAX)
			break;
		if (escape && c < 0x80 && is_markup((unsigned char)c))
			put_entity(out, c);
		else if (c == 0xfffd)
			text_put(out, c);
		else if (is_wanted(c))
			buf_addstr(out, str_sub(s, start, i));
	}
}

void
text_sanitise(struct str s, struct buf *out)
{
	copy_wanted(s, false, out);
}

void
text_xml(struct str s, struct buf *out)
{
	copy_wanted(s, true, out);
}

/* What changes how a terminal or a reader shows what is around it. */
bool
text_is_hidden(uint32_t c)
{
	return c == 0x61c || c == 0x200b || c == 0x200e || c == 0x200f
		|| (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f)
		|| c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb)
		|| (c >= 0xe0000 && c <= 0xe007f);
}

static void
escape_one(struct str bytes, uint32_t c, struct buf *out)
{
	if (c < 0x20 || c == 0x7f)
		buf_addf(out, "\\x%02x", (unsigned)c);
	else if ((c >= 0x80 && c <= 0x9f) || text_is_hidden(c)
	    || !text_is_xml_char(c))
		buf_addf(out, "\\u%04x", (unsigned)c);
	else if (c == 0xfffd && !str_eq(bytes, STR("\ufffd")))
		for (size_t i = 0; i < bytes.len; i++)
			buf_addf(out, "\\x%02x", (unsigned char)bytes.p[i]);
	else
		buf_addstr(out, bytes);
}

void
text_escape(struct str s, struct buf *out)
{
	const size_t count = text_count(s);
	const bool cut = count > ESCAPE_CHARACTERS;
	size_t at = 0;

	for (size_t n = 0; at < s.len; n++) {
		size_t start = at;
		uint32_t c = text_next(s, &at);

		/* A long name must not push the cause behind it away. */
		if (cut && n == ESCAPE_CHARACTERS / 2)
			buf_adds(out, "\u2026");
		if (cut && n >= ESCAPE_CHARACTERS / 2
		    && n < count - ESCAPE_CHARACTERS / 2)
			continue;
		escape_one(str_sub(s, start, at), c, out);
	}
}
