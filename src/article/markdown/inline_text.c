/* SPDX-License-Identifier: MIT */
/* Signs in running text: code, emphasis, marks, scripts, emoji. */
#include "article/markdown/inline.h"

#include <string.h>

#include "base/text.h"
#include "tables/emoji.h"

size_t
take_escape(struct inliner *in)
{
	return inline_keep(in, in->at + 2);
}

size_t
take_code_span(struct inliner *in)
{
	size_t n = run_length(inline_ahead(in, in->s.len), '`'), run = 0;
	size_t start = in->at + n;

	for (size_t i = start; i <= in->s.len && i - start < CODE_SPAN_BYTES;
	    i++) {
		if (i < in->s.len && in->s.p[i] == '`') {
			run++;
			continue;
		}
		if (run == n)
			return inline_keep(in, i);
		run = 0;
	}
	return inline_keep(in, start);
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

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
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
size_t
take_stars(struct inliner *in)
{
	size_t end = in->at + run_length(inline_ahead(in, in->s.len), '*');
	size_t next = end;
	uint32_t before = character_before(in->s, in->at), after;

	after = end < in->s.len ? text_next(in->s, &next) : ' ';
	if (is_cjk_punctuation(before) && !is_opening(before)
	    && is_letter(after)) {
		inline_keep(in, end);
		markdown_place(in->md, PIECE_NOTHING, STR(""));
		return end;
	}
	if (is_opening(after) && is_letter(before)) {
		inline_flush(in);
		markdown_place(in->md, PIECE_NOTHING, STR(""));
	}
	return inline_keep(in, end);
}

/* "==marked==" within a line. */
size_t
take_mark(struct inliner *in)
{
	struct str rest = inline_ahead(in, LINK_BYTES);
	size_t end = str_find(str_sub(rest, 2, rest.len), STR("=="));

	if (in->mark_end && in->at == in->mark_end) {
		inline_flush(in);
		buf_adds(in->out, "</mark>");
		in->mark_end = 0;
		return in->at + 2;
	}
	if (!str_starts(rest, STR("==")) || in->mark_end || end == STR_NONE
	    || !end || ascii_space((unsigned char)rest.p[2])
	    || rest.p[2] == '=' || ascii_space((unsigned char)rest.p[end + 1])
	    || has_any(str_sub(rest, 2, end + 2), "`[]<>{}"))
		return inline_keep(in, in->at + run_length(rest, '='));
	in->mark_end = in->at + 2 + end;
	inline_flush(in);
	buf_adds(in->out, "<mark>");
	return in->at + 2;
}

/* A number, "th", or below the line one letter: formulas may have more. */
static bool
is_script(struct str s, char sign)
{
	static const struct str endings[] = {
		STR("st"), STR("nd"), STR("rd"), STR("th")
	};
	unsigned long number;

	if (sign == '~' && s.len == 1)
		return word_end(s, 0, "") == 1;
	for (size_t i = 0; sign == '^' && i < 4; i++)
		if (str_eq(s, endings[i]))
			return true;
	if (sign == '^' && (str_starts(s, STR("-")) || str_starts(s, STR("+"))))
		s = str_sub(s, 1, s.len);
	return str_number(s, SCRIPT_NUMBER_MAX, &number);
}

/* Whether in->at may stand in an address, which stays as it is. */
static bool
is_in_address(const struct inliner *in)
{
	for (size_t i = in->at; i > 0 && in->at - i < ADDRESS_BYTES
	    && !ascii_space((unsigned char)in->s.p[i - 1]); i--)
		if (strchr("/=<\"", in->s.p[i - 1]))
			return true;
	return false;
}

/* "x^2^" and "H~2~O", where no blank parts them from what is before. */
size_t
take_script(struct inliner *in)
{
	char sign = in->s.p[in->at], before = inline_before(in);
	struct str s = str_sub(in->s, in->at + 1, in->at + 1 + SCRIPT_BYTES);
	size_t end = str_chr(s, sign);
	const char *tag = sign == '^' ? "sup" : "sub";

	if (end == STR_NONE || !is_script(str_sub(s, 0, end), sign)
	    || (!ascii_alpha((unsigned char)before) && before != ')'
	    && (sign == '~' || !ascii_digit((unsigned char)before)))
	    || is_in_address(in))
		return 0;
	inline_flush(in);
	buf_addf(in->out, "<%s>%.*s</%s>", tag, STR_ARG(str_sub(s, 0, end)),
	    tag);
	return in->at + end + 2;
}

static bool
is_part_of_word(struct str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.p[at] : ' ';

	return ascii_alpha(c) || ascii_digit(c) || c >= 0x80;
}

/*
 * "3~5" is no end of what was struck out. A backslash would stay where the
 * line turns out to be HTML.
 */
size_t
take_tilde(struct inliner *in)
{
	if (!in->at || !is_part_of_word(in->s, in->at - 1)
	    || !is_part_of_word(in->s, in->at + 1) || is_in_address(in))
		return 0;
	inline_flush(in);
	buf_adds(in->out, "&#126;");
	return in->at + 1;
}

/* Obsidian's " ^name-of-a-block" at the end of a line. */
size_t
take_block_name(struct inliner *in)
{
	size_t end = word_end(in->s, in->at + 1, "-");
	struct str name = str_sub(in->s, in->at + 1, end);
	bool has_letter = false;

	for (size_t i = 0; i < name.len; i++)
		has_letter |= ascii_alpha((unsigned char)name.p[i]);
	if (!has_letter || name.len < 3 || !is_blank(inline_before(in))
	    || (end < in->s.len && in->s.p[end] != '\n'))
		return 0;
	inline_flush(in);
	return end;
}

static bool
parts_no_name(struct str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.p[at] : ' ';

	return !ascii_alpha(c) && !ascii_digit(c) && c != ':' && c != '/';
}

/* ":tada:", or an icon of MkDocs' themes. */
size_t
take_emoji(struct inliner *in)
{
	struct str s = str_sub(in->s, in->at + 1, in->at + 1 + EMOJI_BYTES);
	size_t end = word_end(s, 0, "_-+"), found;
	struct str name = str_sub(s, 0, end);

	if (!end || end >= s.len || s.p[end] != ':'
	    || !parts_no_name(s, end + 1)
	    || (in->at && !parts_no_name(in->s, in->at - 1)))
		return 0;
	found = words_find(&WORDS_EMOJI, name);
	if (found == WORDS_NONE && !(has_dialect(in->md, DIALECT_ADMONITIONS)
	    && words_start(&WORDS_ICON_SETS, name).len))
		return 0;
	inline_flush(in);
	if (found != WORDS_NONE)
		buf_addstr(in->out, words_text(&WORDS_EMOJI, WORDS_EMOJI_TEXT,
		    found));
	return in->at + end + 2;
}
