/* SPDX-License-Identifier: MIT */
/*
 * Islands: HTML that starts at the margin of a Markdown document. CommonMark
 * ends it at the first blank line, and takes what is indented behind that
 * for code; here it runs to the line that closes its element.
 */
#include "article/markdown/markdown_parts.h"

#include <string.h>

/* In order: elements that start an island wherever they start a line. */
static const char *const containers[] = {
	"address", "article", "aside", "audio", "blockquote", "body",
	"center", "details", "dialog", "dir", "div", "dl", "fieldset",
	"figcaption", "figure", "footer", "form", "frameset", "h1", "h2",
	"h3", "h4", "h5", "h6", "head", "header", "hgroup", "html", "iframe",
	"main", "math", "menu", "nav", "noscript", "object", "ol", "p",
	"pre", "script", "search", "section", "style", "svg", "table",
	"tbody", "template", "textarea", "tfoot", "thead", "tr", "ul",
	"video",
};

/* In order: known ones that do not, for they stand in text or are empty. */
static const char *const inlines[] = {
	"a", "abbr", "acronym", "area", "b", "base", "bdi", "bdo", "big",
	"br", "button", "canvas", "cite", "code", "col", "data", "dd",
	"del", "dfn", "dt", "em", "embed", "font", "hr", "i", "image",
	"img", "input", "ins", "kbd", "label", "legend", "li", "link",
	"map", "mark", "meta", "meter", "nobr", "ok", "optgroup", "option",
	"output", "param", "picture", "progress", "q", "rp", "rt", "ruby",
	"s", "samp", "select", "small", "source", "span", "strike",
	"strong", "sub", "summary", "sup", "td", "th", "time", "title",
	"track", "tt", "u", "var", "wbr",
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static bool
is_in(const char *const *list, size_t count, struct str name)
{
	size_t low = 0;

	while (low < count) {
		size_t mid = (low + count) / 2;
		const char *at = list[mid];
		size_t i;

		for (i = 0; i < name.len &&
		    ascii_lower(name.p[i]) == at[i]; i++)
			;
		if (i == name.len && !at[i])
			return true;
		if (i == name.len || ascii_lower(name.p[i]) < at[i])
			count = mid;
		else
			low = mid + 1;
	}
	return false;
}

bool
markdown_is_element(struct str name)
{
	return is_in(inlines, COUNT(inlines), name)
		|| is_in(containers, COUNT(containers), name);
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
	struct str line = str_sub(s, at, markdown_line_end(s, at));
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
	struct str line = str_sub(s, at, markdown_line_end(s, at));
	size_t gt = str_chr(line, '>');

	return gt != STR_NONE &&
	    str_trim(str_sub(line, gt + 1, line.len)).len == 0;
}

bool
island_starts(struct str s, size_t at, bool interrupts, struct island *island)
{
	struct str rest = str_sub(s, at, s.len);

	*island = (struct island){ .name = STR("") };
	if (str_starts(rest, STR("<!--"))) {
		island->is_comment = true;
		return true;
	}
	island->name = tag_name(s, at + 1);
	if (!island->name.len || is_in(inlines, COUNT(inlines), island->name))
		return false;
	island->is_raw = is_raw(island->name);
	island->is_paragraph = str_ieq(island->name, STR("p"));
	return is_in(containers, COUNT(containers), island->name) ||
	    (!interrupts && is_alone(s, at));
}

bool
island_goes_on(struct str line, bool indented)
{
	struct str name;

	if (!line.len || line.p[0] != '<')
		return false;
	if (indented || str_starts(line, STR("<!--")))
		return true;
	name = tag_name(line, line.len > 1 && line.p[1] == '/' ? 2 : 1);
	return name.len && !is_in(inlines, COUNT(inlines), name);
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
 * Takes the token at f->at, a '<'; true if it closes the island. An element
 * of paragraphs is given up where another block starts: its end tag was
 * left out.
 */
static bool
take_token(struct follower *f, struct island *island)
{
	bool is_end = f->at + 1 < f->s.len && f->s.p[f->at + 1] == '/';
	struct str name = tag_name(f->s, f->at + 1 + is_end);
	size_t end;

	if (str_starts(str_sub(f->s, f->at, f->s.len), STR("<!--"))) {
		end = search(f, f->at + 4, STR("-->"), false);
		f->at = end == STR_NONE ? f->at + 4 : end;
		return island->is_comment && end != STR_NONE;
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
		return island->is_raw && end != STR_NONE;
	}
	if (island->is_paragraph && !is_end &&
	    is_in(containers, COUNT(containers), name))
		island->depth++;
	else if (is_end && str_ieq(name, island->name))
		return island->depth && --island->depth == 0;
	else if (!is_end && str_ieq(name, island->name) &&
	    f->s.p[end - 2] != '/')
		island->depth++;
	return false;
}

/* A block that starts behind the island on its last line prolongs it. */
static bool
take_next(struct follower *f, size_t line_end, struct island *island)
{
	while (f->at < line_end) {
		const char *lt = memchr(f->s.p + f->at, '<',
		    line_end - f->at);

		if (!lt)
			return false;
		f->at = (size_t)(lt - f->s.p);
		if (island_starts(f->s, f->at, true, island) &&
		    !island->is_comment && !island->is_raw)
			return true;
		f->at++;
	}
	return false;
}

/* Whether the island closes for good in the line that ends at line_end. */
static bool
take_line(struct follower *f, size_t *line_end, struct island *island,
    size_t *closed)
{
	while (f->at < *line_end) {
		const char *lt = memchr(f->s.p + f->at, '<',
		    *line_end - f->at);

		if (!lt)
			break;
		f->at = (size_t)(lt - f->s.p);
		if (take_token(f, island)) {
			*line_end = markdown_line_end(f->s, f->at - 1);
			*closed = *line_end;
			if (!take_next(f, *line_end, island))
				return true;
		} else if (island->is_paragraph && island->depth > 1) {
			f->given_up = true;
			return false;
		}
		if (f->at > *line_end)
			*line_end = markdown_line_end(f->s, f->at - 1);
	}
	f->at = *line_end;
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

enum island_end
island_follow(struct str s, size_t *at, struct island *island, size_t *work)
{
	struct follower f = { .s = s, .at = *at, .work = work };
	size_t closed = STR_NONE;
	bool was_blank = false;

	if (*work < s.len - *at)
		return ISLAND_OPEN;
	while (f.at < s.len && !f.given_up) {
		size_t start = f.at, end = markdown_line_end(s, start);

		if (skip_space(s, start, end) == end) {
			was_blank = true;
			f.at = end;
			continue;
		}
		if (was_blank && s.p[start] != '<' && !ascii_space(s.p[start])
		    && !island->is_comment && !island->is_raw) {
			*at = start;
			return ISLAND_MARKDOWN;
		}
		was_blank = false;
		if (take_line(&f, &end, island, &closed)) {
			*at = closed;
			return ISLAND_CLOSED;
		}
		if (start == *at && holds_markdown(s, start)) {
			*at = f.at;
			return ISLAND_MARKDOWN;
		}
	}
	spend(work, f.at - *at);
	if (closed == STR_NONE)
		return ISLAND_OPEN;
	/* What followed on its last line stays open: CommonMark's then. */
	*at = closed;
	return ISLAND_CLOSED;
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
island_copy(struct str source, struct buf *html)
{
	size_t at = 0;

	buf_reserve(html, source.len);
	while (at < source.len) {
		size_t end, kept;

		at = skip_space(source, at, source.len);
		if (at == source.len)
			break;
		end = markdown_line_end(source, at);
		kept = kept_end(source, at, end);
		if (kept)
			end = kept;
		buf_add(html, source.p + at, end - at);
		at = end;
	}
}
