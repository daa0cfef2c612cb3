/* SPDX-License-Identifier: MIT */
#include "article/markdown/markdown_parts.h"

#include "base/limits.h"
#include "base/text.h"

/* Farther ahead the end of a code span is not looked for. */
#define CODE_SPAN_BYTES 4096

void
markdown_cut(struct inliner *in, size_t bytes)
{
	buf_add(in->out, in->s.p + in->from, in->at - in->from);
	in->at += bytes;
	in->from = in->at;
}

static void
skip_code(struct inliner *in)
{
	size_t n = 0, run = 0, i;

	while (in->at < in->s.len && in->s.p[in->at] == '`') {
		in->at++;
		n++;
	}
	for (i = in->at; i <= in->s.len && i - in->at < CODE_SPAN_BYTES; i++) {
		if (i < in->s.len && in->s.p[i] == '`') {
			run++;
			continue;
		}
		if (run == n) {
			in->at = i;
			return;
		}
		run = 0;
	}
}

/* "==marked==" within a line. */
static void
take_mark(struct inliner *in)
{
	struct str rest = str_sub(in->s, in->at, in->s.len);
	size_t end;

	if (in->mark_end && in->at == in->mark_end) {
		markdown_cut(in, 2);
		buf_adds(in->out, "</mark>");
		in->mark_end = 0;
		return;
	}
	end = str_find(str_sub(rest, 2, MARKDOWN_LINK_BYTES), STR("=="));
	if (!HAS(in->md, EXTRA) || !str_starts(rest, STR("==")) || in->mark_end || end == STR_NONE
	    || !end || ascii_space((unsigned char)rest.p[2])
	    || rest.p[2] == '=' || ascii_space((unsigned char)rest.p[end + 1])
	    || markdown_has_any(str_sub(rest, 2, end + 2), "`[]<>{}")) {
		while (in->at < in->s.len && in->s.p[in->at] == '=')
			in->at++;
		return;
	}
	in->mark_end = in->at + 2 + end;
	markdown_cut(in, 2);
	buf_adds(in->out, "<mark>");
}

/* "[^id]" (not a definition's: that was taken before). */
static void
take_reference(struct inliner *in)
{
	struct str rest = str_sub(in->s, in->at, in->s.len);
	size_t i;

	if (HAS(in->md, LINKS) && rest.len > 4 && rest.p[1] == '[') {
		markdown_wiki_link(in);
		return;
	}
	if (rest.len < 4 || rest.p[1] != '^') {
		in->at++;
		return;
	}
	for (i = 2; i < rest.len && rest.p[i] != ']' && rest.p[i] != '[' &&
	    !ascii_space(rest.p[i]); i++)
		;
	if (i == 2 || i >= rest.len || rest.p[i] != ']') {
		in->at++;
		return;
	}
	markdown_cut(in, i + 1);
	markdown_place(in->md, PIECE_REFERENCE, str_sub(rest, 0, i + 1));
}

static bool
is_cjk_punctuation(uint32_t c)
{
	return (c >= 0x3001 && c <= 0x303f) || (c >= 0xff01 && c <= 0xff0f) ||
	    (c >= 0xff1a && c <= 0xff20) || (c >= 0xff3b && c <= 0xff40) ||
	    (c >= 0xff5b && c <= 0xff65) || (c >= 0x2010 && c <= 0x2027) ||
	    c == 0xb7;
}

static bool
is_opening(uint32_t c)
{
	static const unsigned short marks[] = {
		0x2018, 0x201c, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010,
		0x3014, 0x3016, 0x3018, 0x301a, 0x301d, 0xff08, 0xff3b,
		0xff5b, 0xff5f, 0xff62
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (c == marks[i])
			return true;
	return false;
}

static bool
is_letter(uint32_t c)
{
	if (c < 0x80)
		return ascii_alpha((int)c) || ascii_digit((int)c);
	return !text_is_space(c) && !is_cjk_punctuation(c);
}

static uint32_t
character_before(struct str s, size_t at)
{
	size_t i = at;

	if (!at)
		return ' ';
	do
		i--;
	while (i && at - i < 4 && ((unsigned char)s.p[i] & 0xc0) == 0x80);
	return text_next(s, &i);
}

/*
 * CommonMark lets no "**" close between a full stop and a letter, nor open
 * between a letter and a bracket: in CJK, where no space parts the two, this
 * is where emphasis ends and starts. A comment in place of the letter, which
 * counts as punctuation, makes it do so (CommonMark 6.2).
 */
static void
take_stars(struct inliner *in)
{
	size_t end = in->at, next;
	uint32_t before, after;

	while (end < in->s.len && in->s.p[end] == '*')
		end++;
	next = end;
	before = character_before(in->s, in->at);
	after = end < in->s.len ? text_next(in->s, &next) : ' ';
	if (is_cjk_punctuation(before) && !is_opening(before) &&
	    is_letter(after)) {
		in->at = end;
		markdown_cut(in, 0);
		markdown_place(in->md, PIECE_NOTHING, STR(""));
	} else if (is_opening(after) && is_letter(before)) {
		markdown_cut(in, 0);
		markdown_place(in->md, PIECE_NOTHING, STR(""));
		in->at = end;
	} else {
		in->at = end;
	}
}

void
markdown_inline(struct markdown *md, struct str line, bool in_raw)
{
	struct inliner in = { .md = md, .out = &md->text, .s = line,
		.in_raw = in_raw };

	while (in.at < line.len) {
		switch (line.p[in.at]) {
		case '\\':
			in.at += markdown_wordpress(&in) ? 0 : 2;
			break;
		case '`':
			skip_code(&in);
			break;
		case '[':
			if (!markdown_wordpress(&in))
				take_reference(&in);
			break;
		case '{':
			markdown_brace(&in);
			break;
		case '*':
			take_stars(&in);
			break;
		case '=':
			take_mark(&in);
			break;
		case '(':
			markdown_destination(&in);
			break;
		case '<':
			if (!markdown_component(&in))
				in.at++;
			break;
		case ':':
			if (!markdown_take_address(&in))
				markdown_emoji(&in);
			break;
		case '^':
		case '~':
			markdown_caret(&in);
			break;
		case '@':
		case '%':
			markdown_embed(&in);
			break;
		default:
			in.at++;
			break;
		}
	}
	in.at = line.len;
	markdown_cut(&in, 0);
}
