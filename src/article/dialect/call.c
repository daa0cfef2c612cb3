/* SPDX-License-Identifier: MIT */
#include "article/dialect/call.h"

#include "article/dialect/dialect_weights.h"
#include "article/dialect/scan.h"
#include "article/record/ending.h"
#include "tables/calls.h"

static const struct { struct str open, close; enum bracket bracket; }
brackets[] = {
	{ STR("{{<"), STR(">}}"), BRACKET_SHORTCODE },
	{ STR("{{%"), STR("%}}"), BRACKET_SHORTCODE },
	{ STR("{%"), STR("%}"), BRACKET_TAG },
	{ STR("{{"), STR("}}"), BRACKET_VALUE },
	{ STR("["), STR("]"), BRACKET_SQUARE },
	{ STR("{"), STR("}"), BRACKET_ROLE }
};

#define BRACKETS ARRAY_COUNT(brackets)

bool
is_address(struct str s)
{
	return str_starts(s, STR("/")) || str_istarts(s, STR("http://"))
		|| str_istarts(s, STR("https://"));
}

struct str
unquoted(struct str s)
{
	s = str_trim(s);
	if (s.len >= 2 && (s.p[0] == '"' || s.p[0] == '\'')
	    && s.p[s.len - 1] == s.p[0])
		s = str_sub(s, 1, s.len - 1);
	return s;
}

bool
is_component(struct str name)
{
	return name.len > 1 && name.p[0] >= 'A' && name.p[0] <= 'Z'
		&& name.p[1] >= 'a' && name.p[1] <= 'z';
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'' || c == '`';
}

/* The length of what stands in braces and s starts with, or 0. */
static size_t
braces_length(struct str s)
{
	size_t depth = 0;
	char quote = '\0';

	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (quote) {
			i += c == '\\';
			if (c == quote)
				quote = '\0';
		} else if (is_quote(c)) {
			quote = c;
		} else if (c == '{') {
			depth++;
		} else if (c == '}' && --depth == 0) {
			return i + 1;
		} else if (c == '/' && str_starts(str_sub(s, i, s.len),
		    STR("/*"))) {
			size_t end = str_find(str_sub(s, i + 2, s.len),
			    STR("*/"));

			if (end == STR_NONE)
				return 0;
			i += end + 3;
		}
	}
	return 0;
}

size_t
expression_length(struct str s)
{
	return braces_length(str_sub(s, 0, EXPRESSION_BYTES));
}

static struct str
between_quotes(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_quote(s.p[i])) {
			struct str rest = str_sub(s, i + 1, s.len);

			return str_sub(rest, 0, str_chr(rest, s.p[i]));
		}
	return STR("");
}

struct str
expression_value(const struct imports *imports, struct str s)
{
	struct str value;

	s = str_trim(str_sub(s, 1, s.len - 1));
	value = between_quotes(s);
	/* "'text'", "require('./a.png').default", "useBaseUrl('/a.png')" */
	if (value.len + 2 == s.len || str_starts(s, STR("require("))
	    || str_starts(s, STR("useBaseUrl(")))
		return value;
	for (size_t i = 0; i < imports->count; i++)
		if (str_eq(imports->items[i].name, s))
			return imports->items[i].path;
	return STR("");
}

static bool
is_gap(char c)
{
	return ascii_space((unsigned char)c) || c == ',' || c == '('
		|| c == ')' || c == ';';
}

static bool
is_picture(struct str value)
{
	return ending_is_picture(str_sub(value, 0, str_chr(value, '?')));
}

/* Takes the value at the start of *rest: in quotes, or to the next gap. */
static struct str
take_value(struct str *rest, bool *quoted)
{
	char quote = rest->len ? rest->p[0] : '\0';
	struct str value;
	size_t end = 0;

	*quoted = is_quote(quote);
	if (*quoted) {
		*rest = str_sub(*rest, 1, rest->len);
		while (end < rest->len && rest->p[end] != quote)
			end += rest->p[end] == '\\' && quote != '`' ? 2 : 1;
		value = str_sub(*rest, 0, end);
		*rest = str_sub(*rest, end + 1, rest->len);
		return value;
	}
	while (end < rest->len && !is_gap(rest->p[end]))
		end++;
	value = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end, rest->len);
	return value;
}

/* "key=" or "key: " at the start of *rest; or an empty one. */
static struct str
take_key(struct str *rest)
{
	struct str key;
	size_t end = word_end(*rest, 0, "-_"), sign = end;

	/* Django's and Hugo's programs take blanks before it, too. */
	while (sign < rest->len && rest->p[sign] == ' ')
		sign++;
	if (sign >= rest->len || rest->p[sign] != '=')
		sign = end;
	if (!end || sign + 1 >= rest->len || (rest->p[sign] != '='
	    && (rest->p[sign] != ':' || rest->p[sign + 1] != ' ')))
		return STR("");
	key = str_sub(*rest, 0, end);
	*rest = str_trim(str_sub(*rest, sign + 1, rest->len));
	return key;
}

static void
set_value(struct call *call, struct str key, struct str value)
{
	size_t at = words_find(&WORDS_CALL_VALUES, key);
	int is = at == WORDS_NONE ? VALUE_COUNT : words_number(
	    &WORDS_CALL_VALUES, WORDS_CALL_VALUES_VALUE, at);

	if (str_ieq(key, STR("name")) && call_means(call, CALL_TAB))
		is = VALUE_TITLE;
	if (is >= VALUE_LINK && !call->picture.len
	    && (is_picture(value) || (str_ieq(key, STR("src"))
	    && (str_istarts(call->name, STR("fig"))
	    || str_istarts(call->name, STR("im"))))))
		call->picture = value;
	else if (is < VALUE_COUNT && !call->values[is].len)
		call->values[is] = str_trim(value);
}

/* Everything behind the name. */
static void
read_values(struct str s, struct call *call)
{
	while (s.len) {
		bool quoted;
		struct str key, value;

		if (is_gap(s.p[0])) {
			s = str_sub(s, 1, s.len);
			continue;
		}
		key = take_key(&s);
		value = take_value(&s, &quoted);
		set_value(call, key, value);
		if (call->picture.len && !call->after_picture.p && !key.len)
			call->after_picture = s;
		if (key.len)
			continue;
		if (!call->first.p) {
			call->first = value;
			call->first_quoted = quoted;
			call->after = s;
		} else if (!call->second.p) {
			call->second = value;
			call->second_quoted = quoted;
		}
	}
}

static int
meaning_of(const struct call *call)
{
	const struct words *words = call->bracket == BRACKET_SQUARE
		? &WORDS_WORDPRESS : call->bracket == BRACKET_ROLE
		? &WORDS_DIRECTIVES : &WORDS_CALLS;
	size_t at = words_find(words, call->name);

	/* Each of the tables has this one column. */
	return at == WORDS_NONE ? 0 : words_number(words,
	    WORDS_CALLS_MEANING, at);
}

/* "endname" and "end" of tags, "/name" of others; takes it off. */
static bool
take_end(struct str *content, enum bracket bracket)
{
	struct str mark = bracket == BRACKET_TAG ? STR("end") : STR("/");

	if (bracket == BRACKET_VALUE || bracket == BRACKET_ROLE
	    || !str_starts(*content, mark))
		return false;
	*content = str_trim(str_sub(*content, mark.len, content->len));
	return true;
}

static void
read_content(struct str s, struct call *call)
{
	size_t end = 0;

	bool is_square = call->bracket == BRACKET_SQUARE;

	s = str_trim(s);
	while (s.len && s.p[0] == '-')
		s = str_trim(str_sub(s, 1, s.len));
	call->is_empty = call->bracket == BRACKET_SHORTCODE
		&& str_ends(s, STR("/"));
	/* Exporters of WordPress' posts escape the brackets. */
	if (is_square ? str_ends(s, STR("\\"))
	    : str_ends(s, STR("-")) || str_ends(s, STR("/")))
		s = str_trim(str_sub(s, 0, s.len - 1));
	call->closes = take_end(&s, call->bracket);
	while (end < s.len && !is_gap(s.p[end])
	    && !(is_square && s.p[end] == '='))
		end++;
	call->name = str_sub(s, 0, end);
	call->meaning = meaning_of(call);
	s = str_sub(s, end, s.len);
	call->rest = str_trim(s);
	read_values(s, call);
}

/* The value at the start of s, its length in *len; false if there is none. */
static bool
read_attribute(const struct imports *imports, struct str s, struct str *value,
    size_t *len)
{
	char quote = s.len ? s.p[0] : '\0';
	size_t end = 0;

	if (quote == '{') {
		*len = braces_length(s);
		*value = expression_value(imports, str_sub(s, 0, *len));
	} else if (quote == '"' || quote == '\'') {
		end = str_chr(str_sub(s, 1, s.len), quote);
		*value = str_sub(s, 1, end == STR_NONE ? 0 : end + 1);
		*len = end == STR_NONE ? 0 : end + 2;
	} else {
		while (end < s.len && !ascii_space((unsigned char)s.p[end])
		    && s.p[end] != '>' && s.p[end] != '/')
			end++;
		*value = str_sub(s, 0, end);
		*len = end;
	}
	return *len > 0;
}

static size_t
skip_space(struct str s, size_t at)
{
	while (at < s.len && ascii_space((unsigned char)s.p[at]))
		at++;
	return at;
}

/* "{[" or "{{": rows of it, or how it looks. */
static bool
is_data(struct str s, struct str key)
{
	size_t at = skip_space(s, 1);

	return at < s.len && s.p[0] == '{' && (s.p[at] == '['
	    || s.p[at] == '{') && !words_has(&WORDS_LOOKS, key);
}

/* Takes one attribute at s.p[*at]; false if there is none. */
static bool
take_attribute(const struct imports *imports, struct str s, size_t *at,
    struct call *call)
{
	size_t end = word_end(s, *at, "-_:.@"), len;
	struct str key = str_sub(s, *at, end), value;

	if (!key.len) {
		len = *at < s.len && s.p[*at] == '{'
			? braces_length(str_sub(s, *at, s.len)) : 0;
		*at += len;
		return len > 0;
	}
	*at = end;
	if (end >= s.len || s.p[end] != '=')
		return true;
	if (!read_attribute(imports, str_sub(s, end + 1, s.len), &value, &len))
		return false;
	if (!value.len && is_data(str_sub(s, end + 1, s.len), key)
	    && call->data_count < CALL_DATA_MAX)
		call->data[call->data_count++] = str_sub(s, end + 1,
		    end + 1 + len);
	*at += 1 + len;
	set_value(call, key, value);
	return true;
}

static size_t
read_component(const struct imports *imports, struct str s, struct call *call)
{
	size_t at = word_end(s, 1, "-_:.@");

	call->name = str_sub(s, 1, at);
	call->meaning = meaning_of(call);
	for (int i = 0; i < COMPONENT_ATTRIBUTES_MAX; i++) {
		at = skip_space(s, at);
		call->is_empty = str_starts(str_sub(s, at, s.len), STR("/>"));
		if (call->is_empty)
			return at + 2;
		if (at < s.len && s.p[at] == '>')
			return at + 1;
		if (!take_attribute(imports, s, &at, call))
			return 0;
	}
	return 0;
}

size_t
call_read(const struct imports *imports, struct str s, struct call *call)
{
	struct str near = str_sub(s, 0, CALL_BYTES), content;
	size_t i = 0, end;

	*call = (struct call){ .bracket = BRACKET_COMPONENT };
	if (str_starts(s, STR("<")))
		return read_component(imports, s, call);
	while (i < BRACKETS && !str_starts(s, brackets[i].open))
		i++;
	if (i == BRACKETS)
		return 0;
	call->bracket = brackets[i].bracket;
	end = find_close(near, brackets[i].close);
	if (end == STR_NONE || end < brackets[i].open.len)
		return 0;
	content = str_sub(near, brackets[i].open.len, end);
	/* A comment within one is how Hugo's own manual shows it. */
	if (str_find(content, STR("\n\n")) != STR_NONE
	    || (call->bracket == BRACKET_SHORTCODE
	    && str_starts(content, STR("/*"))))
		return 0;
	read_content(content, call);
	return end + brackets[i].close.len;
}

size_t
call_find_end(struct str s, const struct call *call, size_t *work)
{
	struct str rest = s;
	size_t hit;

	if (*work < s.len)
		return STR_NONE;
	while ((hit = str_chr(rest, '{')) != STR_NONE) {
		struct str tag = str_sub(rest, hit, rest.len), name;

		rest = str_sub(tag, 1, tag.len);
		name = str_sub(tag, 1, 64);
		while (name.len && (name.p[0] == '{' || name.p[0] == '%'
		    || name.p[0] == '<' || name.p[0] == '-'
		    || name.p[0] == ' '))
			name = str_sub(name, 1, name.len);
		if (str_starts(name, STR("/")))
			name = str_trim(str_sub(name, 1, name.len));
		else if (str_starts(name, STR("end")))
			name = str_sub(name, 3, name.len);
		else
			continue;
		if (str_starts(name, call->name)
		    || str_starts(name, STR(" %}")))
			return (size_t)(tag.p - s.p);
	}
	*work -= s.len;
	return STR_NONE;
}

/* The word of the tag that s starts with, behind its "{%". */
static struct str
tag_name(struct str s)
{
	s = str_trim(str_sub(s, 2, 64));
	if (s.len && s.p[0] == '-')
		s = str_trim(str_sub(s, 1, s.len));
	return str_sub(s, 0, word_end(s, 0, "-_."));
}

size_t
call_loop_length(struct str s, bool *no_end)
{
	size_t at = 0, depth = 0, next;

	if (*no_end || !str_eq(tag_name(s), STR("for"))
	    || str_find(str_sub(s, 0, str_find(s, STR("%}"))), STR(" in "))
	    == STR_NONE)
		return 0;
	do {
		struct str name = tag_name(str_sub(s, at, s.len));
		size_t end = str_find(str_sub(s, at, s.len), STR("%}"));

		if (end == STR_NONE)
			break;
		depth += str_eq(name, STR("for"));
		if (str_eq(name, STR("endfor")) && --depth == 0)
			return at + end + 2;
		next = str_find(str_sub(s, at + 2, s.len), STR("{%"));
		at += 2 + next;
	} while (next != STR_NONE);
	*no_end = true;
	return 0;
}

/* "[title] [lang:x] [url]": the language is also the first word. */
struct str
call_language(const struct call *call, struct str *title)
{
	struct str lang = call_means(call, CALL_DRAWING) ? STR("")
		: call->rest;
	size_t at = str_find(lang, STR("lang:"));

	*title = STR("");
	if (at != STR_NONE) {
		*title = str_trim(str_sub(lang, 0, at));
		lang = str_trim(str_sub(lang, at + 5, lang.len));
	}
	lang = unquoted(str_sub(lang, 0, str_chr(lang, ' ')));
	return has_any(lang, "\"=") ? STR("") : lang;
}
