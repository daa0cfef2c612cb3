/* SPDX-License-Identifier: MIT */
/*
 * Markers of dialects in the text itself. One that is only spoken of stands
 * in a sentence; one in use stands alone on its line, around something, or in
 * a link's destination. A balanced pair establishes a dialect, and so do two
 * different markers; a single one only where front matter says that some
 * generator is to read the text. Code has none.
 */
#include "article/dialect/dialect.h"

#include <string.h>

#include "article/dialect/dialect_weights.h"
#include "article/dialect/scan.h"
#include "tables/dialects.h"

struct seen {
	struct str first;	/* marker of a dialect, or empty */
	struct str open[MARKERS_OPEN_MAX];	/* names without an end yet */
	size_t open_count;
};

struct markers {
	struct dialects *out;
	struct pool *pool;
	bool generated;		/* there is front matter */
	struct seen seen[DIALECT_COUNT];
	struct str contents;	/* a mark for them, or empty */
	struct str imports[MARKERS_OPEN_MAX];	/* names that MDX imports */
	size_t import_count;
};

/* A name in the text. */
static size_t
name_end(struct str s, size_t at)
{
	return word_end(s, at, "-_");
}

static void
establish(struct markers *m, unsigned set, struct str a, struct str b)
{
	struct buf text = BUF_INIT;

	/* Whoever has tags has values, too. */
	if (set & DIALECT_LIQUID)
		set |= DIALECT_VALUES;
	if (!(set & ~m->out->set))
		return;
	a = str_sub(str_trim(a), 0, str_chr(a, '\n'));
	b = str_sub(str_trim(b), 0, str_chr(b, '\n'));
	buf_addf(&text, "the text: %.*s", STR_ARG(str_sub(a, 0, SHOWN_BYTES)));
	if (b.len)
		buf_addf(&text, " ... %.*s", STR_ARG(str_sub(b, 0,
		    SHOWN_BYTES)));
	dialects_add(m->out, set, pool_str(m->pool, buf_str(&text)));
	buf_release(&text);
}

static struct seen *
seen_of(struct markers *m, unsigned dialect)
{
	size_t bit = 0;

	while (dialect >> (bit + 1))
		bit++;
	return &m->seen[bit];
}

/* One in use: it takes two, or front matter. */
static void
mark(struct markers *m, unsigned dialect, struct str marker)
{
	struct seen *seen = seen_of(m, dialect);

	if (m->generated)
		establish(m, dialect, marker, STR(""));
	else if (!seen->first.len)
		seen->first = marker;
	else if (!str_eq(seen->first, marker))
		establish(m, dialect, seen->first, marker);
}

static void
mark_start(struct markers *m, unsigned dialect, struct str name)
{
	struct seen *seen = seen_of(m, dialect);

	/* The oldest gives way: it has waited longest for its end. */
	if (seen->open_count == MARKERS_OPEN_MAX) {
		memmove(seen->open, seen->open + 1, (MARKERS_OPEN_MAX - 1)
		    * sizeof(*seen->open));
		seen->open_count--;
	}
	seen->open[seen->open_count++] = name;
}

static void
mark_end(struct markers *m, unsigned dialect, struct str name)
{
	struct seen *seen = seen_of(m, dialect);

	for (size_t i = seen->open_count; i-- > 0;)
		if (!name.len || str_eq(seen->open[i], name)) {
			establish(m, dialect, seen->open[i],
			    name.len ? name : STR("end"));
			return;
		}
}

/*
 * A tag in use, content between its brackets: "note", "endnote", "/note".
 * What Liquid knows besides is a value, "{{ site.x }}".
 */
static void
mark_tag(struct markers *m, unsigned dialect, struct str content,
    struct str whole)
{
	struct str name;
	bool ends;

	while (content.len && (content.p[0] == '-'
	    || ascii_space((unsigned char)content.p[0])))
		content = str_sub(content, 1, content.len);
	ends = dialect == DIALECT_LIQUID ? str_starts(content, STR("end"))
		: str_starts(content, STR("/"));
	if (ends)
		content = str_trim(str_sub(content, dialect == DIALECT_LIQUID
		    ? 3 : 1, content.len));
	name = str_sub(content, 0, name_end(content, 0));
	if (ends) {
		mark_end(m, dialect, name);
	} else if (name.len) {
		mark_start(m, dialect, name);
		mark(m, dialect, whole);
	}
}

/* The brackets of tags, and whose they are. */
static const struct {
	struct str open, close;
	unsigned dialect;
} brackets[] = {
	{ STR("{{<"), STR(">}}"), DIALECT_SHORTCODES },
	{ STR("{{%"), STR("%}}"), DIALECT_SHORTCODES },
	{ STR("{%"), STR("%}"), DIALECT_LIQUID },
	{ STR("{{"), STR("}}"), DIALECT_LIQUID }
};

/* The length of the tag that s starts with, or 0; marks it if in_use. */
static size_t
take_tag(struct markers *m, struct str s, bool in_use)
{
	struct str near = str_sub(s, 0, CALL_BYTES), content;
	size_t i = 0, end;

	while (i < 4 && !str_starts(s, brackets[i].open))
		i++;
	if (i == 4)
		return 0;
	end = str_find(near, brackets[i].close);
	if (end == STR_NONE || str_find(str_sub(near, 0, end), STR("\n\n"))
	    != STR_NONE)
		return 0;
	content = str_sub(near, brackets[i].open.len, end);
	end += brackets[i].close.len;
	if (in_use && i < 3 && !str_starts(content, STR("/*")))
		mark_tag(m, brackets[i].dialect, content,
		    str_sub(s, 0, end));
	else if (in_use && i == 3 && (str_chr(content, '.') != STR_NONE
	    || str_chr(content, '|') != STR_NONE
	    || str_chr(content, '(') != STR_NONE))
		mark(m, DIALECT_VALUES, str_sub(s, 0, end));
	return end;
}

/*
 * A line that starts and ends with a tag, which may go on below: s is the
 * text from the line on.
 */
static void
take_tag_line(struct markers *m, struct str s)
{
	size_t end = take_tag(m, s, false);
	struct str rest = str_sub(s, end, s.len);

	rest = str_trim(str_sub(rest, 0, str_chr(rest, '\n')));
	if (!end || (rest.len && !str_ends(rest, STR("%}"))
	    && !str_ends(rest, STR("}}"))))
		return;
	take_tag(m, s, true);
	for (size_t at = 0; at < rest.len; at += end ? end : 1)
		end = rest.p[at] != '{' ? 0 : take_tag(m, str_sub(rest, at,
		    rest.len), true);
}

/* "){: .x}", "){width=3}", "[x]{.y}" and heading's "{#id}": what is marked. */
static void
take_attributes(struct markers *m, struct str line, size_t at)
{
	char before = at ? line.p[at - 1] : '\0';
	struct str rest = str_sub(line, at, at + NEAR_BYTES), inside;
	size_t end = str_chr(rest, '}');
	bool is_last = at + end + 1 == line.len;

	if (end == STR_NONE)
		return;
	inside = str_sub(rest, 1, end);
	rest = str_sub(rest, 0, end + 1);
	if (str_starts(inside, STR(":"))) {
		if ((at == 0 && (is_last || str_starts(inside, STR("::"))))
		    || before == ')')
			mark(m, DIALECT_KRAMDOWN, rest);
	} else if ((before == ')' || before == ']' || (is_last && before == ' '
	    && line.p[0] == '#')) && dialect_is_attributes(inside)) {
		mark(m, DIALECT_ATTRIBUTES, rest);
	}
}

static bool
is_destination(struct str line, size_t at)
{
	return at > 1 && ((line.p[at - 1] == '(' && line.p[at - 2] == ']')
		|| ((line.p[at - 1] == '"' || line.p[at - 1] == '\'')
		&& line.p[at - 2] == '='));
}

static void
take_brace(struct markers *m, struct str line, size_t at)
{
	struct str rest = str_sub(line, at, at + CALL_BYTES);
	size_t found;

	if (is_destination(line, at)) {
		take_tag(m, rest, true);
		found = words_find_start(&WORDS_DIALECT_PATHS, rest);
		if (found != WORDS_NONE)
			establish(m, (unsigned)words_number(
			    &WORDS_DIALECT_PATHS,
			    WORDS_DIALECT_PATHS_DIALECTS, found), rest,
			    STR(""));
	}
	take_attributes(m, line, at);
}

/* "[[Page]]", but neither a test of a shell nor a matrix. */
static void
take_wiki_link(struct markers *m, struct str line, size_t at)
{
	struct str rest = str_sub(line, at + 2, at + NEAR_BYTES);
	size_t end = str_find(rest, STR("]]"));
	bool has_letter = false;

	if (end == STR_NONE || !end || rest.p[0] == ' ' || rest.p[0] == '^'
	    || (end + 2 < rest.len && strchr("([:", rest.p[end + 2])))
		return;
	for (size_t i = 0; i < end; i++) {
		if (strchr("[]<>`", rest.p[i]))
			return;
		has_letter |= ascii_alpha((unsigned char)rest.p[i])
			|| (unsigned char)rest.p[i] >= 0x80;
	}
	if (has_letter)
		mark(m, DIALECT_LINKS, str_sub(line, at, at + end + 4));
}

/* A line, without what quotes it or lists it. */
struct marked {
	struct str line;
	struct str s;		/* the text from the line on */
	struct str next;	/* the text after it */
};

/* WordPress': "[caption a="b"]" to "[/caption]", also escaped. */
static void
find_shortcode(struct markers *m, const struct marked *at)
{
	struct str line = at->line;
	bool escaped = str_starts(line, STR("\\"));
	struct str s = str_sub(line, escaped + 1u, line.len), name, rest;
	size_t end = name_end(s, 0);

	name = str_sub(s, 0, end);
	rest = str_sub(s, end, s.len);
	if (str_ends(line, STR("]"))
	    && (str_find(rest, STR("[/")) != STR_NONE || escaped)
	    && (str_starts(rest, STR("]http")) || str_find(str_sub(rest, 0,
	    str_chr(rest, ']')), STR("=\"")) != STR_NONE))
		establish(m, DIALECT_WORDPRESS, line, STR(""));
	else if (str_ends(line, STR("]")) && str_starts(rest, STR("=http")))
		establish(m, DIALECT_WORDPRESS, line, STR(""));
	else if (str_chr(rest, ']') + 1 == rest.len && (str_find(rest,
	    STR("=\"")) != STR_NONE || rest.len == 1))
		mark_start(m, DIALECT_WORDPRESS, name);
	if (str_find(rest, STR("=\"")) != STR_NONE
	    && str_chr(rest, ']') + 1 == rest.len)
		mark(m, DIALECT_WORDPRESS, line);
}

/* A strict statement of MDX: prose may start with the word. */
static void
find_import(struct markers *m, const struct marked *at)
{
	struct str line = at->line;
	size_t from = str_find(line, STR(" from ")), quote;
	struct str names, path;

	if (!str_starts(line, STR("import ")))
		return;
	if (str_ends(line, STR(";")))
		line.len--;
	path = str_sub(line, from == STR_NONE ? 7 : from + 6, line.len);
	quote = path.len;
	if (path.len < 3 || (path.p[0] != '\'' && path.p[0] != '"')
	    || path.p[quote - 1] != path.p[0]
	    || str_chr(path, ' ') != STR_NONE)
		return;
	names = from == STR_NONE ? STR("") : str_sub(line, 7, from);
	names = str_trim(names);
	if (names.len && names.p[0] != '{' && names.p[0] != '*'
	    && name_end(names, 0) != names.len)
		return;
	if (name_end(names, 0) == names.len
	    && m->import_count < MARKERS_OPEN_MAX && names.len)
		m->imports[m->import_count++] = names;
	for (size_t i = 0; i < path.len; i++)
		if (strchr("/.@:", path.p[i])) {
			mark(m, DIALECT_MDX, line);
			return;
		}
}

static void
find_export(struct markers *m, const struct marked *at)
{
	size_t form = words_find_start(&WORDS_DIALECT_EXPORTS, at->line);

	if (form != WORDS_NONE && str_find(at->line, words_text(
	    &WORDS_DIALECT_EXPORTS, WORDS_DIALECT_EXPORTS_NEEDS, form))
	    != STR_NONE)
		mark(m, DIALECT_MDX, at->line);
}

/* "<Tabs>" to "</Tabs>" alone on lines, "<Figure src={a} />". */
static void
find_component(struct markers *m, const struct marked *at)
{
	struct str line = at->line;
	bool ends = str_starts(line, STR("</"));
	struct str s = str_sub(line, ends ? 2 : 1, line.len), name;
	size_t gt = str_chr(s, '>');

	name = str_sub(s, 0, name_end(s, 0));
	if (name.len < 2 || name.p[0] < 'A' || name.p[0] > 'Z'
	    || name.p[1] < 'a' || name.p[1] > 'z')
		return;
	for (size_t i = 0; i < m->import_count; i++)
		if (str_eq(m->imports[i], name))
			establish(m, DIALECT_MDX
			    | DIALECT_COMPONENTS, name, line);
	if (gt == STR_NONE || gt + 1 != s.len)
		return;
	if (ends)
		mark_end(m, DIALECT_COMPONENTS, name);
	else if (str_ends(line, STR("/>")))
		mark(m, DIALECT_COMPONENTS, line);
	else
		mark_start(m, DIALECT_COMPONENTS, name);
}

static void
find_tags(struct markers *m, const struct marked *at)
{
	take_tag_line(m, at->s);
}

/* ":::name" to ":::", of MyST ":::{name}"; "::name{a=b}" to "::". */
static void
find_container(struct markers *m, const struct marked *at)
{
	struct str line = at->line, name;
	size_t n = run_length(line, ':');

	name = str_trim(str_sub(line, n, line.len));
	if (n < 2)
		return;
	if (!name.len)
		mark_end(m, DIALECT_CONTAINERS, name);
	else if (n > 2 ? name_end(name, 0) > 0 || name.p[0] == '{'
	    : name_end(name, 0) == name.len || str_ends(name, STR("}")))
		mark_start(m, DIALECT_CONTAINERS, line);
}

static void
find_definition(struct markers *m, const struct marked *at)
{
	if (at->line.len > 2 && (at->line.p[0] == ':' ? at->line.p[1] == ' '
	    : at->line.p[1] == '[' && str_find(at->line, STR("]: "))
	    != STR_NONE))
		mark(m, DIALECT_EXTRA, at->line);
}

static bool
is_indented(struct str s)
{
	return str_starts(s, STR("    ")) || str_starts(s, STR("\t"));
}

static void
find_admonition(struct markers *m, const struct marked *at)
{
	size_t blank = run_length(at->next, '\n');

	if (str_starts(at->line, STR("!> ")) || str_starts(at->line,
	    STR("?> ")))
		mark(m, DIALECT_DOCSIFY, at->line);
	if (blank < 2 && is_indented(str_sub(at->next, blank, at->next.len))
	    && (str_starts(at->line, STR("=== \"")) || str_starts(at->line,
	    STR("!!! ")) || str_starts(at->line, STR("???"))))
		establish(m, DIALECT_ADMONITIONS | DIALECT_ATTRIBUTES,
		    at->line, STR(""));
}

static void
find_snippet(struct markers *m, const struct marked *at)
{
	if (str_starts(at->line, STR("--8<-- \"")))
		mark(m, DIALECT_ADMONITIONS, at->line);
}

static void
find_contents(struct markers *m, const struct marked *at)
{
	if (words_has(&WORDS_DIALECT_CONTENTS, at->line))
		m->contents = at->line;
}

static void
find_heading(struct markers *m, const struct marked *at)
{
	size_t n = run_length(at->line, '#');

	if (m->contents.len && n < at->line.len && at->line.p[n] == ' ')
		establish(m, DIALECT_CONTENTS, m->contents, at->line);
}

static void
find_callout(struct markers *m, const struct marked *at)
{
	struct str s = str_trim(str_sub(at->line, 1, at->line.len));
	size_t end = name_end(s, 2);

	if (str_starts(s, STR("[!")) && end > 2 && end < s.len
	    && s.p[end] == ']')
		mark(m, DIALECT_LINKS, at->line);
}

static void
find_embed(struct markers *m, const struct marked *at)
{
	if (at->line.len > 4 && at->line.p[1] == '['
	    && str_find(at->line, STR("http")) != STR_NONE
	    && str_chr(at->line, ' ') == STR_NONE)
		mark(m, DIALECT_EMBEDS, at->line);
}

/* By the first sign of a line: all of those that have it look at it. */
static const struct {
	const char *triggers;
	void (*find)(struct markers *m, const struct marked *at);
} rules[] = {
	{ "{[$@", find_contents }, { "{", find_tags }, { "i", find_import },
	{ "e", find_export }, { "<", find_component },
	{ "[\\", find_shortcode }, { ":", find_container },
	{ ":*", find_definition }, { "!?=", find_admonition },
	{ "-", find_snippet }, { "#", find_heading }, { ">", find_callout },
	{ "@%", find_embed }
};

/* What stands within the line, code left out. */
static void
take_inline(struct markers *m, struct str line)
{
	for (size_t at = 0; at < line.len; at++) {
		size_t n = at, end;

		switch (line.p[at]) {
		case '`':
			while (n < line.len && line.p[n] == '`')
				n++;
			end = str_find(str_sub(line, n, n + CALL_BYTES),
			    str_sub(line, at, n));
			at = end == STR_NONE ? n - 1 : n + end + (n - at) - 1;
			break;
		case '{':
			take_brace(m, line, at);
			break;
		case '[':
			if (at + 1 < line.len && line.p[at + 1] == '[') {
				take_wiki_link(m, line, at);
				at++;
			}
			break;
		case '=':
			if (at + 2 < line.len && line.p[at + 1] == '='
			    && !strchr(" =", line.p[at + 2]) && (!at
			    || line.p[at - 1] == ' '))
				mark(m, DIALECT_EXTRA, str_sub(line, at,
				    line.len));
			break;
		default:
			break;
		}
	}
}

struct fence {
	char sign;
	size_t len;		/* 0: no fence is open */
};

/* Whether the line belongs to fenced code. */
static bool
take_fence(struct markers *m, struct fence *fence, struct str line)
{
	char sign = line.p[0];
	size_t n = 0, end;
	struct str info;

	if (sign != '`' && sign != '~')
		return fence->len > 0;
	while (n < line.len && line.p[n] == sign)
		n++;
	info = str_trim(str_sub(line, n, line.len));
	if (fence->len) {
		if (sign == fence->sign && n >= fence->len && !info.len)
			fence->len = 0;
		return true;
	}
	if (n < 3 || str_chr(info, '`') != STR_NONE)
		return false;
	*fence = (struct fence){ sign, n };
	end = name_end(info, 1);
	/* A directive of MyST; R Markdown has "{r name}". */
	if (info.len > 3 && info.p[0] == '{' && end > 3 && end < info.len
	    && info.p[end] == '}')
		establish(m, DIALECT_MYST, line, STR(""));
	return true;
}

/* Without the marks of quotations and list items before it. */
static struct str
without_marks(struct str line)
{
	line = str_trim(line);
	while (line.len > 1 && ((line.p[0] == '>' && !str_starts(line,
	    STR("> [!"))) || ((line.p[0] == '-' || line.p[0] == '*'
	    || line.p[0] == '+') && line.p[1] == ' ')))
		line = str_trim(str_sub(line, 1, line.len));
	return line;
}

static void
take_line(struct markers *m, const struct marked *at)
{
	char sign = at->line.p[0];

	/* Most lines start with a letter, and few of these are a rule's. */
	if (sign == 'i' || sign == 'e' || (sign > ' ' && sign < 0x7f
	    && !ascii_alpha(sign) && !ascii_digit(sign)))
		for (size_t i = 0; i < ARRAY_COUNT(rules); i++)
			if (strchr(rules[i].triggers, sign))
				rules[i].find(m, at);
	take_inline(m, at->line);
}

void
dialects_find_markers(struct dialects *out, struct str text, bool generated,
    struct pool *pool)
{
	struct markers m = { .out = out, .pool = pool,
		.generated = generated };
	struct fence fence = { 0 };
	struct str rest = text, line;
	bool was_blank = true;

	while (str_next(&rest, '\n', &line)) {
		struct str s = without_marks(line);

		if (!s.len) {
			was_blank = true;
			continue;
		}
		/* Lines in a frame are indented, too. */
		if (!take_fence(&m, &fence, s) && !(was_blank
		    && is_indented(line))) {
			take_line(&m, &(struct marked){ s, str_sub(text,
			    (size_t)(s.p - text.p), text.len), rest });
			was_blank = false;
		}
	}
}
