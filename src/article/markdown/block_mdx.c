/* SPDX-License-Identifier: MIT */
/*
 * What MDX has between paragraphs: imports, exports, expressions in braces
 * (https://mdxjs.com/docs/what-is-mdx/).
 */
#include "article/markdown/inline.h"
#include "article/markdown/lines.h"

static void
add_import(struct markdown *md, struct str name, struct str path)
{
	if (md->imports.count == IMPORTS_MAX)
		return;
	md->imports.items = mem_grow(md->imports.items, &md->imports.cap,
	    md->imports.count + 1, sizeof(*md->imports.items));
	md->imports.items[md->imports.count++] = (struct import){ name, path };
}

/* What a statement may be, and nothing where too much has been searched. */
static struct str
statement(const struct scan *sc, const struct line *line, struct str word)
{
	struct str s = str_sub(sc->s, line->at, line->at + STATEMENT_BYTES);

	return !line->columns && str_starts(s, word) && sc->md->work >= s.len
		? s : STR("");
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

size_t
take_import(struct scan *sc, const struct line *line)
{
	struct str s = statement(sc, line, STR("import "));
	size_t end = line_end(s, 0), brace = str_chr(str_sub(s, 0, end), '{');

	if (brace != STR_NONE
	    && str_chr(str_sub(s, brace, end), '}') == STR_NONE) {
		end = str_chr(s, '}');
		end = end == STR_NONE ? 0 : line_end(s, end);
	}
	if (s.len && is_import(sc->md, str_trim(str_sub(s, 0, end))))
		return line->at + end;
	sc->md->work -= s.len ? line->text.len : 0;
	return 0;
}

/* Prose may start with the word. */
static bool
is_export(struct str s)
{
	static const struct str words[] = {
		STR("const "), STR("let "), STR("function "), STR("async "),
		STR("class "), STR("{"), STR("default function"),
		STR("default ("), STR("default {"), STR("default class"),
		STR("* from ")
	};
	struct str line = str_sub(s, 7, line_end(s, 0));

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (str_starts(line, words[i]))
			return true;
	return str_starts(line, STR("default "))
		&& str_ends(str_trim(line), STR(";"));
}

/* To the line where all brackets are closed, and the next is blank. */
size_t
take_export(struct scan *sc, const struct line *line)
{
	struct str s = statement(sc, line, STR("export "));
	size_t at = 0, depth = 0;

	if (!s.len || !is_export(s))
		return 0;
	while (at < s.len) {
		size_t end = line_end(s, at), next;

		for (; at < end; at++)
			if (s.p[at] == '{' || s.p[at] == '[' || s.p[at] == '(')
				depth++;
			else if (depth && (s.p[at] == '}' || s.p[at] == ']'
			    || s.p[at] == ')'))
				depth--;
		next = line_end(s, end);
		if (!depth && (!str_trim(str_sub(s, end, next)).len
		    || str_ends(str_trim(str_sub(s, 0, end)), STR(";"))))
			return line->at + end;
	}
	sc->md->work -= s.len;
	return 0;
}

/* "{expression}" with nothing behind it on its line. */
size_t
take_block_expression(struct scan *sc, const struct line *line)
{
	struct str s = statement(sc, line, STR("{"));
	bool is_comment = str_starts(s, STR("{/*"));
	size_t len = 0, end;

	if (is_comment) {
		len = markdown_search(sc->md, s, STR("*/}"));
		len = len == STR_NONE ? 0 : len + 3;
	} else if (s.len > 1 && s.p[1] != '{' && s.p[1] != '%') {
		len = expression_length(s);
	}
	end = line_end(s, len ? len - 1 : 0);
	if (!len || str_trim(str_sub(s, len, end)).len)
		return 0;
	if (!is_comment)
		markdown_drop(sc->md, str_sub(s, 0, len));
	return line->at + end;
}

/* Indented content moves to the column of its component's tag. */
void
shift_line(struct scan *sc, struct line *line)
{
	struct open_component *open =
		&sc->components[sc->component_count - 1];
	size_t cut = 0, columns = 0, shift;

	if (!line->s.len)
		return;
	if (open->from == STR_NONE)
		open->from = line->columns;
	if (open->from <= open->to || line->columns <= open->to)
		return;
	shift = (line->columns < open->from ? line->columns : open->from)
		- open->to;
	while (columns < shift) {
		size_t next = line->text.p[cut] == ' ' ? columns + 1 :
		    columns + TAB_COLUMNS - columns % TAB_COLUMNS;

		/* A column more stays in the list item, one less does not. */
		if (next > shift && open->to)
			break;
		columns = next;
		cut++;
	}
	*line = read_line(sc->s, line->at + cut);
}

static void
open_component(struct scan *sc, struct str name, size_t column)
{
	if (sc->component_count < COMPONENTS_MAX)
		sc->components[sc->component_count++] =
			(struct open_component){ name, STR_NONE, column };
}

/* "</Name>" alone on its line: its component ends, and all in that. */
static size_t
close_component(struct scan *sc, const struct line *line)
{
	struct str name = str_sub(line->s, 2, word_end(line->s, 2, "-_:."));
	size_t i = sc->component_count;

	if (!str_starts(line->s, STR("</"))
	    || !str_eq(str_sub(line->s, 2 + name.len, line->s.len), STR(">")))
		return 0;
	while (i && !str_eq(sc->components[i - 1].name, name))
		i--;
	if (!i)
		return 0;
	sc->component_count = i - 1;
	return line->s.len;
}

/* The length of the component's tag that is alone on its lines, or 0. */
static size_t
tag_alone(struct scan *sc, const struct line *line, struct call *call)
{
	struct str s = str_sub(sc->s, line->at + line->first, sc->s.len);
	bool is_line = str_ends(line->s, STR(">")), is_mdx =
		has_dialect(sc->md, DIALECT_MDX);
	size_t len;

	*call = (struct call){ .is_empty = true };
	if (!is_mdx && (is_line || (line->columns >= CODE_COLUMNS
	    && !sc->in_list)))
		return 0;
	len = is_mdx ? close_component(sc, line) : 0;
	if (len || (is_line && sc->after == AFTER_TEXT))
		return len;
	len = markdown_component(sc->md, s, call);
	/* An empty one on its line is of a paragraph, a picture in it. */
	if (!len || (len <= line->s.len && (!is_mdx || call->is_empty))
	    || str_trim(str_sub(s, len, line_end(s, len - 1))).len
	    || (sc->in_block && str_eq(call->name, sc->block.name)))
		return 0;
	return len;
}

/* Where a tag is to stand, so that it is no code: MDX has none by blanks. */
static size_t
tag_column(const struct scan *sc, const struct line *line)
{
	if (line->columns < CODE_COLUMNS)
		return line->columns;
	return !sc->in_list ? 0
		: line->columns >= sc->item_columns + CODE_COLUMNS
		? sc->item_columns : line->columns;
}

static void
put_indent(struct scan *sc, const struct line *line)
{
	for (size_t i = tag_column(sc, line); i; i--)
		buf_addc(&sc->md->text, ' ');
}

/* HTML for what is alone on its line. */
static void
place_tag(struct scan *sc, const struct line *line, struct str source)
{
	struct buf html = BUF_INIT;

	markdown_raw(sc->md, source, sc->in_raw, &html);
	put_indent(sc, line);
	markdown_place(sc->md, PIECE_HTML, pool_str(sc->md->pool,
	    buf_str(&html)));
	buf_addc(&sc->md->text, '\n');
	buf_release(&html);
}

/* "<Tab label="Oak">Heavy.</Tab>": the title stands over the text. */
static size_t
take_titled_line(struct scan *sc, const struct line *line)
{
	struct str s = line->s, end = STR("");
	struct call call;
	size_t len, at = str_rchr(s, '<');

	if (!has_dialect(sc->md, DIALECT_MDX) || sc->after == AFTER_TEXT
	    || !str_ends(s, STR(">")) || at == STR_NONE)
		return 0;
	len = markdown_component(sc->md, s, &call);
	end = str_sub(s, at, s.len);
	if (!len || call.is_empty || len > at || !call.values[VALUE_TITLE].len
	    || !str_starts(end, STR("</"))
	    || !str_eq(str_sub(end, 2, end.len - 1), call.name))
		return 0;
	place_tag(sc, line, str_sub(s, 0, len));
	put_indent(sc, line);
	markdown_inline(sc->md, str_trim(str_sub(s, len, at)), sc->in_raw);
	buf_addc(&sc->md->text, '\n');
	place_tag(sc, line, end);
	sc->in_list = sc->in_list && line->columns;
	return line_next(line);
}

/*
 * A component's tag alone on its lines. Where it is not empty, Markdown is
 * behind it, however that is indented.
 */
size_t
take_block_component(struct scan *sc, const struct line *line)
{
	size_t at = line->at + line->first, column = tag_column(sc, line);
	struct call call;
	size_t len = tag_alone(sc, line, &call);

	if (!len)
		return take_titled_line(sc, line);
	place_tag(sc, line, str_sub(sc->s, at, at + len));
	sc->in_list = sc->in_list && line->columns;
	if (!call.is_empty && has_dialect(sc->md, DIALECT_MDX))
		open_component(sc, call.name, column);
	else if (!call.is_empty)
		sc->in_html = true;
	return line_end(sc->s, at + len - 1);
}

size_t
component_line_end(const struct scan *sc, size_t at, size_t end)
{
	struct str line = str_sub(sc->s, at, end);
	size_t open = str_rchr(line, '<'), len;
	struct call call;

	if (!has_dialect(sc->md, DIALECT_COMPONENTS) || open == STR_NONE
	    || (open && line.p[open - 1] == '`'))
		return end;
	len = markdown_component(sc->md, str_sub(sc->s, at + open, sc->s.len),
	    &call);
	line = str_sub(sc->s, at + open, at + open + len);
	/* Prose may have such brackets, "a <Bc and d> e". */
	if (line.len + open <= end - at || (!call.is_empty
	    && str_chr(line, '=') == STR_NONE))
		return end;
	return line_end(sc->s, at + open + len - 1);
}
