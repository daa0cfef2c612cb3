/* SPDX-License-Identifier: MIT */
#include "article/markdown/html_block.h"

#include <string.h>

#include "article/markdown/markdown_parts.h"
#include "tables/elements.h"

bool
is_element(struct str name)
{
	return words_has(&WORDS_HTML_INLINES, name)
		|| words_has(&WORDS_HTML_BLOCK_STARTS, name);
}

static bool
is_raw(struct str name)
{
	return str_ieq(name, STR("pre")) || str_ieq(name, STR("script")) ||
	    str_ieq(name, STR("style")) || str_ieq(name, STR("textarea"));
}

/* The name at s.p[at], or an empty one if what follows is no tag's. */
static struct str
tag_name(struct str s, size_t at)
{
	size_t end = at;

	if (at >= s.len || !ascii_alpha(s.p[at]))
		return STR("");
	while (end < s.len && (ascii_alpha(s.p[end]) ||
	    ascii_digit(s.p[end]) || s.p[end] == '-' || s.p[end] == ':'))
		end++;
	if (end < s.len && !ascii_space(s.p[end]) && s.p[end] != '/' &&
	    s.p[end] != '>')
		return STR("");
	return str_sub(s, at, end);
}

/* "<div markdown="1">": its content is Markdown from the next line on. */
static bool
holds_markdown(struct str s, size_t at)
{
	struct str line = str_sub(s, at, line_end(s, at));
	size_t mark = str_find(line, STR(" markdown"));

	if (mark == STR_NONE || !str_ends(str_trim(line), STR(">")))
		return false;
	line = str_sub(line, mark + 9, line.len);
	return line.p[0] == '>' || (line.p[0] == '='
	    && !str_starts(line, STR("=\"0")));
}

/* An unknown element's tag stands alone on its line (CommonMark 4.6, 7). */
static bool
is_alone(struct str s, size_t at)
{
	struct str line = str_sub(s, at, line_end(s, at));
	size_t gt = str_chr(line, '>');

	return gt != STR_NONE &&
	    str_trim(str_sub(line, gt + 1, line.len)).len == 0;
}

bool
html_block_starts(struct str s, size_t at, bool interrupts,
    struct html_block *block)
{
	struct str rest = str_sub(s, at, s.len);

	*block = (struct html_block){ .name = STR("") };
	if (str_starts(rest, STR("<!--"))) {
		block->is_comment = true;
		return true;
	}
	block->name = tag_name(s, at + 1);
	if (!block->name.len || words_has(&WORDS_HTML_INLINES, block->name))
		return false;
	block->is_raw = is_raw(block->name);
	block->is_paragraph = str_ieq(block->name, STR("p"));
	return words_has(&WORDS_HTML_BLOCK_STARTS, block->name) ||
	    (!interrupts && is_alone(s, at));
}

bool
html_block_goes_on(struct str line, bool indented)
{
	struct str name;

	if (!line.len || line.p[0] != '<')
		return false;
	if (indented || str_starts(line, STR("<!--")))
		return true;
	name = tag_name(line, line.len > 1 && line.p[1] == '/' ? 2 : 1);
	return name.len && !words_has(&WORDS_HTML_INLINES, name);
}

struct follower {
	struct str s;
	size_t at;
	size_t *work;
	bool given_up;
};

static void
spend(size_t *work, size_t bytes)
{
	*work -= *work < bytes ? *work : bytes;
}

/* Behind the next what from at on, or STR_NONE; failures cost work. */
static size_t
search(struct follower *f, size_t at, struct str what, bool any_case)
{
	struct str rest = str_sub(f->s, at, f->s.len);
	size_t hit = STR_NONE;

	if (*f->work >= rest.len) {
		if (!any_case)
			hit = str_find(rest, what);
		else
			hit = str_ifind(rest, what);
		if (hit == STR_NONE)
			*f->work -= rest.len;
	}
	return hit == STR_NONE ? STR_NONE : at + hit + what.len;
}

/* Behind the '>' of the tag at at, or STR_NONE. */
static size_t
tag_end(struct follower *f, size_t at)
{
	size_t i;

	if (*f->work < f->s.len - at)
		return STR_NONE;
	for (i = at; i < f->s.len; i++) {
		char c = f->s.p[i];

		if (c == '>')
			return i + 1;
		if ((c == '"' || c == '\'') && f->s.p[i - 1] == '=') {
			i = search(f, i + 1, c == '"' ? STR("\"") : STR("'"),
			    false);
			if (i == STR_NONE)
				return STR_NONE;
			i--;
		}
	}
	spend(f->work, f->s.len - at);
	return STR_NONE;
}

/* Behind the end tag of the raw element whose start tag ends at at. */
static size_t
raw_end(struct follower *f, size_t at, struct str name)
{
	char end[16] = "</";
	size_t i;

	for (i = 0; i < name.len && i < 12; i++)
		end[2 + i] = (char)ascii_lower(name.p[i]);
	return search(f, at, (struct str){ end, 2 + i }, true);
}

/*
 * Takes the token at f->at, a '<'; true if it closes the block. An element
 * of paragraphs is given up where another block starts: its end tag was
 * left out.
 */
static bool
take_token(struct follower *f, struct html_block *block)
{
	bool is_end = f->at + 1 < f->s.len && f->s.p[f->at + 1] == '/';
	struct str name = tag_name(f->s, f->at + 1 + is_end);
	size_t end;

	if (str_starts(str_sub(f->s, f->at, f->s.len), STR("<!--"))) {
		end = search(f, f->at + 4, STR("-->"), false);
		f->at = end == STR_NONE ? f->at + 4 : end;
		return block->is_comment && end != STR_NONE;
	}
	end = name.len ? tag_end(f, f->at + 1) : STR_NONE;
	if (end == STR_NONE) {
		f->at++;
		return false;
	}
	f->at = end;
	if (!is_end && is_raw(name) && f->s.p[end - 2] != '/') {
		end = raw_end(f, end, name);
		f->at = end == STR_NONE ? f->at : end;
		return block->is_raw && end != STR_NONE;
	}
	if (block->is_paragraph && !is_end &&
	    words_has(&WORDS_HTML_BLOCK_STARTS, name))
		block->depth++;
	else if (is_end && str_ieq(name, block->name))
		return block->depth && --block->depth == 0;
	else if (!is_end && str_ieq(name, block->name) &&
	    f->s.p[end - 2] != '/')
		block->depth++;
	return false;
}

/* A block that starts behind the block on its last line prolongs it. */
static bool
take_next(struct follower *f, size_t end, struct html_block *block)
{
	while (f->at < end) {
		const char *lt = memchr(f->s.p + f->at, '<',
		    end - f->at);

		if (!lt)
			return false;
		f->at = (size_t)(lt - f->s.p);
		if (html_block_starts(f->s, f->at, true, block) &&
		    !block->is_comment && !block->is_raw)
			return true;
		f->at++;
	}
	return false;
}

/* Whether the block closes for good in the line that ends at end. */
static bool
take_line(struct follower *f, size_t *end, struct html_block *block,
    size_t *closed)
{
	while (f->at < *end) {
		const char *lt = memchr(f->s.p + f->at, '<',
		    *end - f->at);

		if (!lt)
			break;
		f->at = (size_t)(lt - f->s.p);
		if (take_token(f, block)) {
			*end = line_end(f->s, f->at - 1);
			*closed = *end;
			if (!take_next(f, *end, block))
				return true;
		} else if (block->is_paragraph && block->depth > 1) {
			f->given_up = true;
			return false;
		}
		if (f->at > *end)
			*end = line_end(f->s, f->at - 1);
	}
	f->at = *end;
	return false;
}

/* Most bytes of a mirror are indentation: hundreds of blanks in a row. */
static size_t
skip_space(struct str s, size_t at, size_t end)
{
	static const char blanks[] = "                ";
	const size_t step = sizeof(blanks) - 1;

	while (end - at >= step && memcmp(s.p + at, blanks, step) == 0)
		at += step;
	while (at < end && ascii_space(s.p[at]))
		at++;
	return at;
}

enum html_block_end
html_block_follow(struct str s, size_t *at, struct html_block *block,
    size_t *work)
{
	struct follower f = { .s = s, .at = *at, .work = work };
	size_t closed = STR_NONE;
	bool was_blank = false;

	if (*work < s.len - *at)
		return HTML_BLOCK_OPEN;
	while (f.at < s.len && !f.given_up) {
		size_t start = f.at, end = line_end(s, start);

		if (skip_space(s, start, end) == end) {
			was_blank = true;
			f.at = end;
			continue;
		}
		if (was_blank && s.p[start] != '<' && !ascii_space(s.p[start])
		    && !block->is_comment && !block->is_raw) {
			*at = start;
			return HTML_BLOCK_MARKDOWN;
		}
		was_blank = false;
		if (take_line(&f, &end, block, &closed)) {
			*at = closed;
			return HTML_BLOCK_CLOSED;
		}
		if (start == *at && holds_markdown(s, start)) {
			*at = f.at;
			return HTML_BLOCK_MARKDOWN;
		}
	}
	spend(work, f.at - *at);
	if (closed == STR_NONE)
		return HTML_BLOCK_OPEN;
	/* What followed on its last line stays open: CommonMark's then. */
	*at = closed;
	return HTML_BLOCK_CLOSED;
}

/* Where the raw text ends that starts in the line, or 0. */
static size_t
kept_end(struct str source, size_t at, size_t end)
{
	static const struct str starts[] = { STR("<pre"),
		STR("<textarea") };
	static const struct str ends[] = { STR("</pre"),
		STR("</textarea") };
	size_t i, hit;

	while (at < end) {
		struct str rest = str_sub(source, at, end);

		hit = str_chr(rest, '<');
		if (hit == STR_NONE)
			break;
		at += hit;
		rest = str_sub(source, at, source.len);
		for (i = 0; i < 2; i++) {
			if (!str_istarts(rest, starts[i]))
				continue;
			hit = str_ifind(rest, ends[i]);
			return hit == STR_NONE ? source.len :
			    at + hit + ends[i].len;
		}
		at++;
	}
	return 0;
}

void
html_block_copy(struct str source, struct buf *html)
{
	size_t at = 0;

	buf_reserve(html, source.len);
	while (at < source.len) {
		size_t end, kept;

		at = skip_space(source, at, source.len);
		if (at == source.len)
			break;
		end = line_end(source, at);
		kept = kept_end(source, at, end);
		if (kept)
			end = kept;
		buf_add(html, source.p + at, end - at);
		at = end;
	}
}
