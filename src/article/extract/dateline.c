/* SPDX-License-Identifier: MIT */
#include "article/extract/dateline.h"

#include <string.h>

#include "article/extract/weights.h"
#include "article/html/node.h"
#include "article/metadata/weights.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/weights.h"
#include "tables/words.h"

static bool
starts_with_one(struct str s, const struct str *signs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(s, signs[i]))
			return true;
	return false;
}

static bool
ends_with_one(struct str s, const struct str *signs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ends(s, signs[i]))
			return true;
	return false;
}

/* What parts the date from what stands beside it on its line. */
static const struct str marks[] = {
	STR("|"), STR("｜"), STR("·"), STR("•"), STR("/"), STR("("), STR(")"),
	STR("（"), STR("）"), STR("["), STR("]"), STR("-"), STR("–"),
	STR("—"), STR("―"), STR("－"), STR(":"), STR("："), STR("&"),
	STR("　"), STR("»"), STR("›"), STR("】"), STR("*")
};

static bool
ends_sentence(struct str line)
{
	static const struct str ends[] = {
		STR("."), STR("!"), STR("?"), STR("。"), STR("！"), STR("？"),
		STR("…"), STR("।"), STR("۔"), STR("؟")
	};

	return ends_with_one(line, ends, ARRAY_COUNT(ends));
}

/* Too little for a clause: "PARIS, Wednesday", "by Ann Lee", "来源：新华社". */
static bool
is_short(struct str s)
{
	struct str word;
	size_t words = 0;

	if (s.len > DATELINE_BESIDE_BYTES)
		return false;
	while (str_next(&s, ' ', &word))
		words += node_letters(word) > 0;
	return words <= DATELINE_BESIDE_WORDS;
}

/* "Posted on", "By Ann Lee": no story starts so with a date in it. */
static bool
has_label(struct str line)
{
	return words_start(&WORDS_DATED, line).len > 0;
}

/* "By Ann Lee and Bob Day, Last updated on" */
static bool
ends_in_label(struct str before)
{
	size_t at = before.len;

	while (at > 0 && before.len - at < DATELINE_BESIDE_BYTES) {
		at--;
		if ((!at || before.p[at - 1] == ' ')
		    && has_label(str_sub(before, at, before.len)))
			return true;
	}
	return false;
}

/* The date has the line for itself. */
static bool
is_alone(struct str line, struct str before, struct str after)
{
	size_t beside = node_letters(before) + node_letters(after);
	bool apart;

	if (ends_in_label(before) && is_short(after))
		return true;
	if (beside > DATELINE_LINE_LETTERS)
		return false;
	if (has_label(line) || !beside)
		return true;
	if (node_letters(after) && ends_sentence(line))
		return false;
	apart = !node_letters(before) || is_short(before)
	    || ends_with_one(before, marks, ARRAY_COUNT(marks));
	return apart && (!node_letters(after) || is_short(after)
	    || starts_with_one(after, marks, ARRAY_COUNT(marks)));
}

/* Behind "10:20:30" and the bracket that the date stands in. */
static struct str
after_clock(struct str s, bool *closed)
{
	size_t at = 0;

	while (at < s.len && (ascii_digit((unsigned char)s.p[at])
	    || ascii_in(s.p[at], " :")))
		at++;
	s = str_sub(s, at, s.len);
	*closed = str_starts(s, STR(")")) || str_starts(s, STR("）"));
	if (*closed)
		s = str_sub(s, s.p[0] == ')' ? 1 : strlen("）"), s.len);
	return *closed ? str_trim(s) : s;
}

/* "PARIS, May 3, 2020 - ", "（3月5日电）", "2021-03-05 " before the text. */
static bool
is_before_text(struct str line, size_t from, size_t to)
{
	static const struct str ends[] = {
		STR("-"), STR("–"), STR("—"), STR("―"), STR("－"), STR("　"),
		STR("|"), STR("｜"), STR("："), STR("讯"), STR("訊"),
		STR("电"), STR("電"), STR("消息"), STR("報道"), STR("报道")
	};
	struct str before = str_trim(str_sub(line, 0, from));
	struct str after = str_sub(line, to, line.len);
	bool closed, first = !node_letters(before);

	if (!is_short(before))
		return false;
	if (first && str_starts(after, STR(" "))
	    && ascii_digit((unsigned char)line.p[to - 1]))
		return true;
	after = after_clock(after, &closed);
	return (first && closed)
	    || starts_with_one(after, ends, ARRAY_COUNT(ends));
}

/* The brackets of a news agency stand at the start of a text. */
static bool
is_in_brackets(struct str line, size_t from, size_t to)
{
	struct str before = str_sub(line, 0, from);
	struct str after = str_sub(line, to, to + DATE_BRACKET_BYTES);
	size_t open = str_find(before, STR("【"));

	return open != STR_NONE && from - open <= DATE_BRACKET_BYTES
	    && str_find(after, STR("】")) != STR_NONE;
}

bool
dateline_of(struct str line, struct date *date)
{
	size_t from, to;

	if (!date_find(line, line.len, date, &from, &to))
		return false;
	return is_in_brackets(line, from, to)
	    || is_alone(line, str_trim(str_sub(line, 0, from)),
	    str_trim(str_sub(line, to, line.len)))
	    || is_before_text(line, from, to);
}

/* The lines of a text, from its start on. */
struct lines {
	struct buf raw, line;
	size_t bytes;		/* of those before */
	bool has_code;
};

/* Whether the line just ended is one; *date is set then. */
static bool
end_line(struct lines *lines, struct date *date)
{
	struct str line;
	bool found;

	buf_clear(&lines->line);
	text_collapse(buf_str(&lines->raw), &lines->line);
	line = str_sub(buf_str(&lines->line), 0,
	    DATELINE_BYTES - lines->bytes);
	found = !lines->has_code && line.len && dateline_of(line, date);
	lines->bytes += line.len ? line.len + 1 : 0;
	lines->has_code = false;
	buf_clear(&lines->raw);
	return found;
}

bool
dateline_find(xmlNode *root, struct date *date)
{
	struct lines lines = { .raw = BUF_INIT, .line = BUF_INIT };
	struct node_walk w = { .root = root };
	bool found = false;

	while (!found && lines.bytes < DATELINE_BYTES && node_walk(&w)) {
		struct str s = node_content(w.node);

		if (s.len && lines.raw.len < LINE_BYTES_MAX)
			buf_addstr(&lines.raw, s);
		else if (!s.len && (node_is_block(w.node)
		    || node_is(w.node, "br")))
			found = end_line(&lines, date);
		if (node_is_verbatim(w.node) && !w.leave) {
			lines.has_code = true;
			node_walk_skip(&w);
		}
	}
	if (!found && lines.bytes < DATELINE_BYTES)
		found = end_line(&lines, date);
	buf_release(&lines.raw);
	buf_release(&lines.line);
	return found;
}
