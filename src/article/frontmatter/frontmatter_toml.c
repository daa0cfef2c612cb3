/* SPDX-License-Identifier: MIT */
/*
 * As much of TOML 1.0 as front matter uses, which is all but its checks:
 * dates, numbers and booleans stay the text that they are. A line that is no
 * TOML is skipped.
 */
#include "article/frontmatter/frontmatter_parts.h"

#include "article/frontmatter/weights.h"
#include "base/text.h"

struct toml_reader {
	struct front_draft *draft;
	struct str s;
	size_t at;
	struct buf path;	/* of the key that is read */
	struct buf value;
};

static char
peek(const struct toml_reader *r)
{
	return r->at < r->s.len ? r->s.p[r->at] : '\0';
}

static bool
accept(struct toml_reader *r, struct str what)
{
	if (!str_starts(str_sub(r->s, r->at, r->s.len), what))
		return false;
	r->at += what.len;
	return true;
}

static void
skip_line(struct toml_reader *r)
{
	while (r->at < r->s.len && peek(r) != '\n')
		r->at++;
}

static void
skip_blanks(struct toml_reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\t')
		r->at++;
}

/* White space, line ends and comments. */
static void
skip_space(struct toml_reader *r)
{
	for (;;) {
		while (r->at < r->s.len && ascii_space(peek(r)))
			r->at++;
		if (peek(r) != '#')
			break;
		skip_line(r);
	}
}

/* \uXXXX or \UXXXXXXXX, its letter read. */
static bool
read_code_point(struct toml_reader *r, size_t digits)
{
	uint32_t c = 0;

	for (; digits; digits--, r->at++) {
		int d = ascii_lower(peek(r));

		if (ascii_digit(d))
			c = c * 16 + (uint32_t)(d - '0');
		else if (d >= 'a' && d <= 'f')
			c = c * 16 + (uint32_t)(d - 'a' + 10);
		else
			return false;
	}
	if (text_is_xml_char(c))
		text_put(&r->value, c);
	return true;
}

/* Behind a backslash. */
static bool
read_escape(struct toml_reader *r)
{
	char c = peek(r);

	r->at++;
	switch (c) {
	case 'n':
	case 't':
	case 'r':
	case 'f':
	case 'b':
		buf_addc(&r->value, ' ');
		return true;
	case '"':
	case '\\':
	case '\'':
	case '/':
		buf_addc(&r->value, c);
		return true;
	case 'u':
		return read_code_point(r, 4);
	case 'U':
		return read_code_point(r, 8);
	case ' ':
	case '\t':
	case '\r':
	case '\n':
		while (r->at < r->s.len && ascii_space(peek(r)))
			r->at++;
		return true;
	default:
		return false;
	}
}

/* The string at r->at, a quote, into r->value. */
static bool
read_string(struct toml_reader *r)
{
	bool is_basic = peek(r) == '"';
	struct str end = is_basic ? STR("\"\"\"") : STR("'''");
	bool is_long = accept(r, end);

	buf_clear(&r->value);
	if (is_long) {
		if (!accept(r, STR("\n")))
			accept(r, STR("\r\n"));
	} else {
		end.len = 1;
		r->at++;
	}
	while (!accept(r, end)) {
		char c = peek(r);

		if (r->at >= r->s.len || (c == '\n' && !is_long))
			return false;
		r->at++;
		if (c != '\\' || !is_basic)
			buf_addc(&r->value, c);
		else if (!read_escape(r))
			return false;
	}
	/* Up to two quotes may stand before the three that end it. */
	while (is_long && peek(r) == end.p[0]) {
		buf_addc(&r->value, end.p[0]);
		r->at++;
	}
	return true;
}

/* A dotted key behind the first base bytes of r->path. */
static bool
read_key(struct toml_reader *r, size_t base)
{
	buf_truncate(&r->path, base);
	do {
		size_t from;

		skip_blanks(r);
		from = r->at;
		if (peek(r) == '"' || peek(r) == '\'') {
			if (!read_string(r))
				return false;
		} else {
			while (ascii_alpha(peek(r)) || ascii_digit(peek(r)) ||
			    peek(r) == '_' || peek(r) == '-')
				r->at++;
			if (r->at == from)
				return false;
			buf_clear(&r->value);
			buf_addstr(&r->value, str_sub(r->s, from, r->at));
		}
		front_path(&r->path, r->path.len, buf_str(&r->value));
		skip_blanks(r);
	} while (accept(r, STR(".")));
	return true;
}

static bool read_value(struct toml_reader *r, unsigned depth);

/* Behind '{': its keys are behind the path. */
static bool
read_table(struct toml_reader *r, unsigned depth)
{
	size_t base = r->path.len;

	for (;;) {
		skip_space(r);
		if (accept(r, STR("}")))
			return true;
		if (!read_key(r, base) || !accept(r, STR("=")) ||
		    !read_value(r, depth + 1))
			return false;
		buf_truncate(&r->path, base);
		skip_space(r);
		if (!accept(r, STR(",")) && peek(r) != '}')
			return false;
	}
}

/* Behind '[': each value is one of the path's. */
static bool
read_array(struct toml_reader *r, unsigned depth)
{
	front_declare(r->draft, buf_str(&r->path));
	for (;;) {
		skip_space(r);
		if (accept(r, STR("]")))
			return true;
		if (!read_value(r, depth + 1))
			return false;
		skip_space(r);
		if (!accept(r, STR(",")) && peek(r) != ']')
			return false;
	}
}

static bool
read_value(struct toml_reader *r, unsigned depth)
{
	size_t from;

	skip_blanks(r);
	if (depth == FRONT_DEPTH)
		return false;
	if (accept(r, STR("[")))
		return read_array(r, depth);
	if (accept(r, STR("{")))
		return read_table(r, depth);
	if (peek(r) == '"' || peek(r) == '\'') {
		if (!read_string(r))
			return false;
		front_add(r->draft, buf_str(&r->path), buf_str(&r->value));
		return true;
	}
	from = r->at;
	while (r->at < r->s.len && peek(r) != ',' && peek(r) != ']' &&
	    peek(r) != '}' && peek(r) != '#' && peek(r) != '\n')
		r->at++;
	if (!str_trim(str_sub(r->s, from, r->at)).len)
		return false;
	front_add(r->draft, buf_str(&r->path), str_sub(r->s, from, r->at));
	return true;
}

/* "[table]" or "[[table]]": *base becomes the length of its path. */
static bool
read_header(struct toml_reader *r, size_t *base)
{
	bool is_array = accept(r, STR("[["));

	if (!is_array)
		r->at++;
	*base = 0;
	if (!read_key(r, 0))
		return false;
	*base = r->path.len;
	return accept(r, is_array ? STR("]]") : STR("]"));
}

static bool
read_statement(struct toml_reader *r, size_t *base)
{
	bool ok;

	if (peek(r) == '[')
		ok = read_header(r, base);
	else
		ok = read_key(r, *base) && accept(r, STR("=")) &&
		    read_value(r, 0);
	buf_truncate(&r->path, *base);
	skip_blanks(r);
	if (!ok)
		return false;
	return r->at >= r->s.len || ascii_space(peek(r)) || peek(r) == '#';
}

void
front_read_toml(struct str s, struct front_draft *draft)
{
	struct toml_reader r = {
		.draft = draft, .s = s, .path = BUF_INIT, .value = BUF_INIT
	};
	size_t base = 0;

	for (skip_space(&r); r.at < s.len; skip_space(&r)) {
		if (!read_statement(&r, &base)) {
			draft->broken = true;
			skip_line(&r);
		}
	}
	buf_release(&r.path);
	buf_release(&r.value);
}
