/* SPDX-License-Identifier: MIT */
/*
 * What MDX has between paragraphs: imports, exports, expressions in braces
 * (https://mdxjs.com/docs/what-is-mdx/).
 */
#include "article/markdown/markdown_parts.h"

#define STATEMENT_BYTES ((size_t)32 << 10)
#define IMPORTS_MAX 256

static void
add_import(struct markdown *md, struct str name, struct str path)
{
	if (md->import_count == IMPORTS_MAX)
		return;
	md->imports = mem_grow(md->imports, &md->import_cap,
	    md->import_count + 1, sizeof(*md->imports));
	md->imports[md->import_count++] = (struct import){ name, path };
}

/* "import x from 'y'" or "import 'y'": what it imports is noted. */
static bool
is_import(struct markdown *md, struct str s)
{
	size_t from = str_find(s, STR(" from ")), open;
	char quote;
	struct str path;

	if (str_ends(s, STR(";")))
		s.len--;
	quote = s.len > 7 ? s.p[s.len - 1] : '\0';
	if ((quote != '\'' && quote != '"')
	    || (s.p[7] != quote && from == STR_NONE))
		return false;
	path = str_sub(s, 0, s.len - 1);
	open = str_rchr(path, quote);
	if (open == STR_NONE)
		return false;
	if (from != STR_NONE)
		add_import(md, str_trim(str_sub(s, 7, from)),
		    str_sub(path, open + 1, path.len));
	return true;
}

/* The length of the import that s starts with, or 0. */
static size_t
import_length(struct markdown *md, struct str s)
{
	size_t line = markdown_line_end(s, 0), end;
	size_t brace = str_chr(str_sub(s, 0, line), '{');

	if (brace != STR_NONE
	    && str_chr(str_sub(s, brace, line), '}') == STR_NONE) {
		end = str_chr(s, '}');
		if (end == STR_NONE)
			return 0;
		line = markdown_line_end(s, end);
	}
	return is_import(md, str_trim(str_sub(s, 0, line))) ? line : 0;
}

/* Prose may start with the word. */
static bool
is_export(struct str s)
{
	static const struct str words[] = {
		STR("const "), STR("let "), STR("function "),
		STR("async "), STR("class "), STR("{"),
		STR("default function"), STR("default ("),
		STR("default {"), STR("default class"), STR("* from ")
	};
	struct str line = str_sub(s, 7, markdown_line_end(s, 0));

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(line, words[i]))
			return true;
	return str_starts(line, STR("default "))
		&& str_ends(str_trim(line), STR(";"));
}

/* To the line where all brackets are closed, and the next is blank. */
static size_t
export_length(struct str s)
{
	size_t at = 0, depth = 0;

	while (at < s.len) {
		size_t end = markdown_line_end(s, at), next;

		for (; at < end; at++)
			if (s.p[at] == '{' || s.p[at] == '[' || s.p[at] == '(')
				depth++;
			else if (depth && (s.p[at] == '}' || s.p[at] == ']'
			    || s.p[at] == ')'))
				depth--;
		next = markdown_line_end(s, end);
		if (!depth && (!str_trim(str_sub(s, end, next)).len
		    || str_ends(str_trim(str_sub(s, 0, end)), STR(";"))))
			return end;
	}
	return 0;
}

/* "{expression}" with nothing behind it on its line. */
static size_t
expression_length(struct str s)
{
	bool is_remark = str_starts(s, STR("{/*"));
	size_t len = is_remark ? str_find(s, STR("*/}"))
		: s.len > 1 && s.p[1] != '{' && s.p[1] != '%'
		? markdown_expression_end(s) : 0;
	size_t end;

	if (!len || len == STR_NONE)
		return 0;
	len += is_remark ? 3 : 0;
	end = markdown_line_end(s, len - 1);
	return str_trim(str_sub(s, len, end)).len ? 0 : end;
}

bool
markdown_take_mdx(struct scan *sc, const struct line *line)
{
	struct str s = str_sub(sc->s, sc->at, sc->at + STATEMENT_BYTES);
	bool is_braces = s.len && s.p[0] == '{';
	size_t len = 0;

	if (!HAS(sc->md, MDX) || line->columns || sc->work < s.len)
		return false;
	if (is_braces) {
		len = expression_length(s);
		if (len && !str_starts(s, STR("{/*")))
			markdown_drop(sc->md, str_sub(s, 0, len));
	}
	else if (str_starts(s, STR("import ")))
		len = import_length(sc->md, s);
	else if (str_starts(s, STR("export ")) && is_export(s))
		len = export_length(s);
	else
		return false;
	if (!len) {
		sc->work -= s.p[0] == 'i' ? line->text.len : s.len;
		return false;
	}
	sc->was_blank = true;
	sc->at += len;
	return true;
}
