/* SPDX-License-Identifier: MIT */
#include "article/record/body.h"

#include <string.h>

#include "article/record/element.h"
#include "base/mem.h"

#define SLOT '\1'
#define SLOT_END '\2'

static bool
is_number(struct str s, size_t *number)
{
	unsigned long n;

	if (!str_number(s, 0xffffffff, &n) || (s.len > 1 && s.p[0] == '0'))
		return false;
	*number = n;
	return true;
}

static enum body_piece
next_slot(struct str slot, size_t *number)
{
	struct str digits;

	if (slot.len < 3)
		return BODY_BROKEN;
	digits = str_sub(slot, 2, slot.len - 1);
	switch (slot.p[1]) {
	case 'L':
		return is_number(digits, number) ? BODY_LINK_START
			: BODY_BROKEN;
	case 'P':
		return is_number(digits, number) ? BODY_PICTURE : BODY_BROKEN;
	case 'l':
		return digits.len ? BODY_BROKEN : BODY_LINK_END;
	default:
		return BODY_BROKEN;
	}
}

/* Where the run of text that s starts with ends. */
static size_t
text_end(struct str s)
{
	const char *tag = memchr(s.p, '<', s.len);
	size_t end = tag ? (size_t)(tag - s.p) : s.len;
	const char *slot = memchr(s.p, SLOT, end);

	return slot ? (size_t)(slot - s.p) : end;
}

enum body_piece
body_next(struct str *rest, struct str *piece, size_t *number)
{
	size_t end;

	*number = 0;
	*piece = (struct str){ NULL, 0 };
	if (!rest->len)
		return BODY_END;
	if (rest->p[0] == SLOT || rest->p[0] == '<') {
		bool slot = rest->p[0] == SLOT;

		end = str_chr(*rest, slot ? SLOT_END : '>');
		if (end == STR_NONE)
			return BODY_BROKEN;
		*piece = str_sub(*rest, 0, end + 1);
		*rest = str_sub(*rest, end + 1, rest->len);
		return slot ? next_slot(*piece, number) : BODY_MARKUP;
	}
	end = text_end(*rest);
	*piece = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end, rest->len);
	return BODY_TEXT;
}

static void
add_decoded(struct str text, struct buf *out)
{
	static const struct { const char *entity; char c; } known[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }
	};

	while (text.len) {
		size_t amp = str_chr(text, '&'), i;

		buf_addstr(out, str_sub(text, 0, amp));
		if (amp == STR_NONE)
			return;
		text = str_sub(text, amp, text.len);
		for (i = 0; i < ARRAY_COUNT(known); i++)
			if (str_starts(text, str_of(known[i].entity)))
				break;
		if (i == ARRAY_COUNT(known)) {
			buf_addc(out, '&');
			text = str_sub(text, 1, text.len);
		} else {
			buf_addc(out, known[i].c);
			text = str_sub(text, strlen(known[i].entity),
			    text.len);
		}
	}
}

/* What a tag puts between the text before and behind it. */
static const char *
separator(struct str tag)
{
	size_t from = tag.len > 1 && tag.p[1] == '/' ? 2 : 1, to = from;
	enum element element;

	while (to < tag.len && (ascii_alpha((unsigned char)tag.p[to])
	    || ascii_digit((unsigned char)tag.p[to])))
		to++;
	if (to == from)
		return "";
	element = element_of(str_sub(tag, from, to));
	if (element == EL_BR)
		return "\n";
	if (element == EL_TD || element == EL_TH)
		return "\t";
	return element != EL_TEXT && !(elements[element].is
	    & (IS_PHRASING | IS_RT)) ? "\n\n" : "";
}

void
body_text(struct str body, struct buf *out)
{
	const char *gap = "";
	size_t start = out->len, number;
	struct str piece;
	enum body_piece kind;

	while ((kind = body_next(&body, &piece, &number)) != BODY_END
	    && kind != BODY_BROKEN) {
		if (kind == BODY_MARKUP) {
			const char *more = separator(piece);

			if (strlen(more) > strlen(gap)
			    || (*more == '\n' && *gap == '\t'))
				gap = more;
		} else if (kind == BODY_TEXT && !str_eq(piece, STR("\n"))) {
			if (out->len > start)
				buf_adds(out, gap);
			gap = "";
			add_decoded(piece, out);
		}
	}
}
