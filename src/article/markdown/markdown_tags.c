/* SPDX-License-Identifier: MIT */
/* Tags that stand alone on their line, and what they frame. */
#include "article/markdown/markdown_parts.h"

#define CODE_BLANKS 4

const char markdown_code_tags[] = "highlight codeblock code_block mermaid "
	"plantuml uml graphviz ditaa echarts prism";
/* What they frame is for machines. */
static const char machine[] = "comment script javascript style css";
static const char quotes[] = "blockquote quote pullquote cq centerquote "
	"epigraph";

/*
 * "{% word rest %}" alone on a line, or Hugo's "{{< word rest >}}"; false
 * where it is none. is_end: "{% endword %}", "{{< /word >}}".
 */
static bool
read_tag(struct str s, struct call *call, bool *is_end)
{
	static const struct str marks[][2] = {
		{ STR("{{<"), STR(">}}") }, { STR("{{%"), STR("%}}") },
		{ STR("{%"), STR("%}") }
	};
	size_t i = 0;

	s = str_trim(s);
	while (i < 3 && !str_starts(s, marks[i][0]))
		i++;
	if (i == 3 || s.len < 2 * marks[i][0].len
	    || !str_ends(s, marks[i][1]))
		return false;
	s = str_trim(str_sub(s, marks[i][0].len, s.len - marks[i][1].len));
	*is_end = str_starts(s, STR("/"));
	if (*is_end)
		s = str_sub(s, 1, s.len);
	call_read(s, call);
	call->is_liquid = i == 2;
	if (call->is_liquid && str_starts(call->name, STR("end"))) {
		*is_end = true;
		call->name = str_sub(call->name, 3, call->name.len);
	}
	return str_find(call->rest, marks[i][1]) == STR_NONE;
}

size_t
markdown_tag_end(struct str s, const struct call *call, size_t *work)
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

static size_t
find_end(struct scan *sc, const struct call *call)
{
	size_t end = markdown_tag_end(str_sub(sc->s, sc->at, sc->s.len),
	    call, &sc->work);

	return end == STR_NONE ? STR_NONE : sc->at + end;
}

/* "[title] [lang:x] [url]": the language is also the first word. */
struct str
markdown_code_language(const struct call *call, struct str *title)
{
	struct str lang = call_is(call, "mermaid plantuml uml graphviz ditaa "
	    "echarts") ? STR("") : call->rest;
	size_t at = str_find(lang, STR("lang:"));

	*title = STR("");
	if (at != STR_NONE) {
		*title = str_trim(str_sub(lang, 0, at));
		lang = str_trim(str_sub(lang, at + 5, lang.len));
	}
	lang = call_unquoted(str_sub(lang, 0, str_chr(lang, ' ')));
	return str_chr(lang, '"') == STR_NONE && str_chr(lang, '=') == STR_NONE
		? lang : STR("");
}

static void
open_listing(struct scan *sc, const struct call *call)
{
	struct str title, lang = markdown_code_language(call, &title);

	if (title.len)
		buf_addf(&sc->md->text, "\n%.*s\n\n", STR_ARG(title));
	buf_addf(&sc->md->text, LISTING_FENCE "%.*s\n", STR_ARG(lang));
	sc->listing = call->name;
}

/* Hexo's "Author, Source https://example.org/ Title of the page". */
static void
put_source(struct buf *out, struct str rest)
{
	size_t at = str_find(rest, STR("http://")), end;
	struct str url = STR(""), title;

	if (at == STR_NONE)
		at = str_find(rest, STR("https://"));
	if (at != STR_NONE)
		url = str_sub(rest, at, rest.len);
	rest = str_trim(str_sub(rest, 0, at == STR_NONE ? rest.len : at));
	end = str_chr(url, ' ');
	title = end == STR_NONE ? STR("") : str_trim(str_sub(url, end,
	    url.len));
	url = str_sub(url, 0, end == STR_NONE ? url.len : end);
	buf_addstr(out, rest);
	if (url.len && title.len)
		buf_addf(out, "%s[%.*s](<%.*s>)", rest.len ? ", " : "",
		    STR_ARG(title), STR_ARG(url));
	else if (url.len)
		buf_addf(out, "%s<%.*s>", rest.len ? ", " : "",
		    STR_ARG(url));
}

/* Who said it stands below. The line has been given its "> ". */
static void
close_quote(struct scan *sc)
{
	const struct call *call = &sc->quote;
	struct buf *out = &sc->md->text;
	bool keyed = str_chr(call->rest, '=') != STR_NONE;
	struct str source = keyed ? call->credit : call->rest;

	if (keyed ? source.len > 0 : call->is_liquid && source.len) {
		buf_adds(out, "\n> — ");
		if (keyed)
			call_put(out, source);
		else
			put_source(out, source);
	}
	buf_adds(out, "\n\n");
	sc->quote = (struct call){ .name = STR("") };
}

/* Inside a listing all is code but its end. */
static void
take_listed(struct scan *sc, const struct line *line)
{
	struct call call;
	bool is_end = false;

	struct str s = str_trim(line->text);

	if ((str_starts(s, STR("[/")) && str_ends(s, STR("]"))
	    && str_eq(str_sub(s, 2, s.len - 1), sc->listing))
	    || (read_tag(s, &call, &is_end) && is_end
	    && str_eq(call.name, sc->listing))) {
		buf_adds(&sc->md->text, LISTING_FENCE "\n");
		sc->listing = STR("");
	} else {
		buf_addstr(&sc->md->text, line->text);
	}
}

static bool
ends_quote(const struct scan *sc, const struct call *call)
{
	return sc->quote.name.len && (!call->name.len
	    || str_eq(call->name, sc->quote.name));
}

static bool
open_tag(struct scan *sc, const struct call *call, const struct line *line)
{
	bool is_code = line->columns >= CODE_BLANKS && !sc->in_list;
	size_t loop = is_code ? 0 : markdown_loop_end(sc->md, str_sub(sc->s,
	    sc->at + line->first, sc->s.len)), end;

	if (loop) {
		sc->md->is_liquid = true;
		markdown_drop(sc->md, str_sub(sc->s, sc->at
		    + line->text.len, sc->at + line->first + loop));
		sc->at += line->first + loop;
	} else if (call_is(call, "raw")) {
		sc->in_raw = true;
	} else if (call_is(call, markdown_code_tags)
	    && find_end(sc, call) != STR_NONE) {
		open_listing(sc, call);
	} else if (call_is(call, quotes) && !sc->quote.name.len
	    && line->columns < CODE_BLANKS && !sc->in_list
	    && find_end(sc, call) != STR_NONE) {
		sc->quote = *call;
		buf_addc(&sc->md->text, '\n');
	} else if (!is_code && call_is(call, machine)
	    && (end = find_end(sc, call)) != STR_NONE) {
		sc->at = markdown_line_end(sc->s, end);
	} else {
		return false;
	}
	return true;
}

/* Kramdown's "{::comment}" to "{:/comment}" or "{:/}". */
static bool
skip_remark(struct scan *sc)
{
	struct str rest = str_sub(sc->s, sc->at, sc->s.len);
	size_t end = sc->work < rest.len ? STR_NONE
		: str_find(rest, STR("{:/"));

	if (end == STR_NONE) {
		sc->work -= sc->work < rest.len ? 0 : rest.len;
		return false;
	}
	sc->at = markdown_line_end(sc->s, sc->at + end);
	return true;
}

/* WordPress' "[code language="x"]" to "[/code]". */
static bool
open_shortcode(struct scan *sc, struct str s)
{
	static const struct str names[] = {
		STR("code"), STR("sourcecode")
	};

	if (!str_ends(s, STR("]")) || sc->work < sc->s.len - sc->at)
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str rest = str_sub(s, 1 + names[i].len, s.len), end;

		if (!str_starts(str_sub(s, 1, s.len), names[i])
		    || (rest.p[0] != ' ' && rest.p[0] != ']'))
			continue;
		end = i ? STR("[/sourcecode]") : STR("[/code]");
		if (str_find(str_sub(sc->s, sc->at, sc->s.len), end)
		    == STR_NONE) {
			sc->work -= sc->s.len - sc->at;
			return false;
		}
		buf_adds(&sc->md->text, LISTING_FENCE "\n");
		sc->listing = names[i];
		return true;
	}
	return false;
}

bool
markdown_take_tag(struct scan *sc, const struct line *line)
{
	struct call call;
	bool is_end = false;

	if (sc->listing.len) {
		take_listed(sc, line);
		return true;
	}
	if (!line->is_blank && line->text.p[line->first] == '['
	    && line->columns < CODE_BLANKS && HAS(sc->md, WORDPRESS))
		return open_shortcode(sc, str_trim(line->text));
	if (line->is_blank || line->text.p[line->first] != '{')
		return false;
	if (HAS(sc->md, KRAMDOWN)
	    && str_starts(str_trim(line->text), STR("{::comment}")))
		return skip_remark(sc);
	if (!read_tag(line->text, &call, &is_end)
	    || !has_dialect(sc->md, call.is_liquid ? DIALECT_LIQUID
	    : DIALECT_SHORTCODES))
		return false;
	if (is_end && call_is(&call, "raw")) {
		sc->in_raw = false;
		return true;
	}
	if (sc->in_raw)
		return false;
	if (is_end && ends_quote(sc, &call)) {
		close_quote(sc);
		return true;
	}
	sc->md->is_liquid |= call_is(&call, "raw highlight comment");
	return !is_end && open_tag(sc, &call, line);
}
