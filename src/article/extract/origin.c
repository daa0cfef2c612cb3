/* SPDX-License-Identifier: MIT */
#include "article/extract/origin.h"

#include "article/extract/weights.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/url.h"
#include "tables/words.h"

/* A remark in brackets, "（需翻墙访问）". */
static bool
take_remark(struct str *s)
{
	static const struct str pairs[][2] = {
		{ STR("（"), STR("）") }, { STR("("), STR(")") },
		{ STR("【"), STR("】") }, { STR("["), STR("]") }
	};

	for (size_t i = 0; i < ARRAY_COUNT(pairs); i++) {
		size_t end;

		if (!str_istarts(*s, pairs[i][0]))
			continue;
		end = str_find(str_sub(*s, 0, ORIGIN_REMARK_BYTES), pairs[i][1]);
		if (end == STR_NONE)
			return false;
		*s = str_trim(str_sub(*s, end + pairs[i][1].len, s->len));
		return true;
	}
	return false;
}

/* Punctuation and pictograms, as people set them around a label. */
static bool
is_mark(uint32_t c)
{
	if (c < 0x80)
		return !ascii_alpha((int)c) && !ascii_digit((int)c);
	return (c >= 0xa0 && c <= 0xbf) || (c >= 0x2000 && c <= 0x2bff)
		|| (c >= 0x3000 && c <= 0x303f)
		|| (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff
		|| (c >= 0xff00 && c <= 0xff0f) || c == 0xff1a || c == 0xff5c
		|| (c >= 0x1f000 && c <= 0x1faff);
}

/* True if there was a colon among them. */
static bool
skip_marks(struct str *s, bool remarks)
{
	bool colon = false;

	for (;;) {
		size_t at = 0;
		uint32_t c = text_next(*s, &at);

		if (remarks && take_remark(s))
			continue;
		if (c == UINT32_MAX || !is_mark(c))
			return colon;
		colon |= c == ':' || c == 0xff1a;
		*s = str_sub(*s, at, s->len);
	}
}

static bool
ends_unbalanced(struct str url, struct str open, struct str close)
{
	return str_ends(url, close) && str_find(url, open) == STR_NONE;
}

/* A URL as people write it: to the next space, less what closes a sentence. */
static struct str
url_in_text(struct str s)
{
	static const struct str closing[] = {
		STR("。"), STR("，"), STR("；"), STR("、"),
		STR("."), STR(","), STR(";"), STR("\""), STR("*"),
		STR(">"), STR("】"), STR("」")
	};
	size_t end = 0;
	bool cut = true;

	while (end < s.len && !ascii_space((unsigned char)s.p[end])
	    && s.p[end] != '<' && s.p[end] != '>' && s.p[end] != '"')
		end++;
	s = str_sub(s, 0, end);
	while (cut) {
		cut = false;
		for (size_t i = 0; i < ARRAY_COUNT(closing) && !cut; i++)
			if (str_ends(s, closing[i])) {
				s.len -= closing[i].len;
				cut = true;
			}
		if (ends_unbalanced(s, STR("("), STR(")"))
		    || ends_unbalanced(s, STR("["), STR("]"))) {
			s.len--;
			cut = true;
		}
		if (ends_unbalanced(s, STR("（"), STR("）"))) {
			s.len -= 3;
			cut = true;
		}
	}
	return s;
}

static bool
take_url(struct str line, struct origin_line *out)
{
	if (!str_istarts(line, STR("https://"))
	    && !str_istarts(line, STR("http://")))
		return false;
	out->url = url_in_text(line);
	out->rest = str_sub(line, out->url.len, line.len);
	skip_marks(&out->rest, false);
	return true;
}

/* "Source: The Ferry, URL" */
static bool
take_later_url(struct str line, struct origin_line *out)
{
	size_t at = str_find(str_sub(line, 0, ORIGIN_NAME_BYTES), STR("://"));

	while (at != STR_NONE && at > 0
	    && ascii_alpha((unsigned char)line.p[at - 1]))
		at--;
	return at != STR_NONE && take_url(str_sub(line, at, line.len), out);
}

enum origin_kind
origin_of_line(struct str line, struct origin_line *out)
{
	struct str label, end;
	enum origin_kind kind = ORIGIN_STRONG;
	bool colon;

	*out = (struct origin_line){ { NULL, 0 }, { NULL, 0 } };
	skip_marks(&line, false);
	if (take_url(line, out))
		return out->rest.len ? ORIGIN_NONE : ORIGIN_BARE;
	label = words_start(&WORDS_ORIGINAL, line);
	if (!label.len) {
		kind = ORIGIN_WEAK;
		label = words_start(&WORDS_SOURCE, line);
	}
	if (!label.len)
		return ORIGIN_NONE;
	line = str_trim(str_sub(line, label.len, line.len));
	colon = skip_marks(&line, true);
	if (take_url(line, out) || (colon && take_later_url(line, out)))
		return kind;
	/*
	 * Prose may start with the same word, but "Originally published on"
	 * goes on without a colon.
	 */
	end = words_end(&WORDS_GOES_ON, label);
	if (line.len > ORIGIN_LINE_BYTES || (line.len && !colon && !end.len))
		return ORIGIN_NONE;
	return kind;
}

bool
origin_is_own_url(struct str line, struct str path)
{
	struct buf url = BUF_INIT, own = BUF_INIT;
	bool is;

	line = str_trim(line);
	if (!path.len || url_scheme(line) > URL_HTTPS
	    || url_scheme(line) == URL_RELATIVE
	    || str_chr(line, ' ') != STR_NONE)
		return false;
	url_decode(str_sub(line, 0, str_chr(line, '?')), &url);
	url_decode(path, &own);
	is = str_ends(buf_str(&url), buf_str(&own));
	buf_release(&url);
	buf_release(&own);
	return is;
}
