/* SPDX-License-Identifier: MIT */
/* Calls that stand alone on their line, and what they frame. */
#include "article/markdown/inline.h"
#include "article/markdown/lines.h"

static size_t
find_end(struct scan *sc, const struct line *line, const struct call *call)
{
	size_t end = call_find_end(str_sub(sc->s, line->at, sc->s.len), call,
	    &sc->md->work);

	return end == STR_NONE ? STR_NONE : line->at + end;
}

static void
open_listing(struct scan *sc, const struct call *call)
{
	struct str title, lang = call_language(call, &title);

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
	rest = str_trim(str_sub(rest, 0, at));
	end = str_chr(url, ' ');
	title = end == STR_NONE ? STR("") : str_trim(str_sub(url, end,
	    url.len));
	url = str_sub(url, 0, end);
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
	struct str source = keyed ? call->values[VALUE_CREDIT] : call->rest;

	if (source.len && (keyed || call->bracket == BRACKET_TAG)) {
		buf_adds(out, "\n> — ");
		if (keyed)
			call_put(out, source);
		else
			put_source(out, source);
	}
	buf_adds(out, "\n\n");
	sc->quote = (struct call){ .name = STR("") };
}

/* The call that is alone on the line; false if there is none. */
static bool
read_alone(const struct scan *sc, const struct line *line, struct call *call)
{
	return call_read(&sc->md->imports, line->s, call) == line->s.len;
}

/* Inside a listing all is code but its end. */
size_t
take_listed(struct scan *sc, const struct line *line)
{
	struct call call;

	if (read_alone(sc, line, &call) && call.closes
	    && str_eq(call.name, sc->listing)) {
		buf_adds(&sc->md->text, LISTING_FENCE "\n");
		sc->listing = STR("");
	} else {
		buf_addstr(&sc->md->text, line->text);
	}
	return line_next(line);
}

static size_t
take_loop(struct scan *sc, const struct line *line)
{
	struct str rest = str_sub(sc->s, line->at + line->first, sc->s.len);
	size_t loop = call_loop_length(rest, &sc->md->no_loop_end), end;

	if (!loop)
		return 0;
	end = line->at + line->first + loop;
	sc->md->is_template = true;
	markdown_drop(sc->md, str_sub(sc->s, line_next(line), end));
	return end > line_next(line) ? end : line_next(line);
}

static size_t
open_call(struct scan *sc, const struct call *call, const struct line *line)
{
	bool is_code = line->columns >= CODE_COLUMNS && !sc->in_list;
	size_t end = is_code ? 0 : take_loop(sc, line);

	if (end)
		return end;
	if (call->is_empty)
		return 0;
	if (call_means(call, CALL_RAW)) {
		sc->in_raw = true;
	} else if (call_means(call, CALL_CODE | CALL_DRAWING)
	    && find_end(sc, line, call) != STR_NONE) {
		open_listing(sc, call);
	} else if (call_means(call, CALL_QUOTE) && !sc->quote.name.len
	    && line->columns < CODE_COLUMNS && !sc->in_list
	    && find_end(sc, line, call) != STR_NONE) {
		sc->quote = *call;
		buf_addc(&sc->md->text, '\n');
	} else if (!is_code && call_means(call, CALL_MACHINE)) {
		end = find_end(sc, line, call);
		return end == STR_NONE ? 0 : line_end(sc->s, end);
	} else {
		return 0;
	}
	return line_next(line);
}

static bool
ends_quote(const struct scan *sc, const struct call *call)
{
	return sc->quote.name.len && (!call->name.len
	    || str_eq(call->name, sc->quote.name));
}

/*
 * Tags and shortcodes alone on a line: for code, for comments, for
 * quotations, for what must not be expanded.
 */
size_t
take_block_call(struct scan *sc, const struct line *line)
{
	struct call call;

	if (!read_alone(sc, line, &call) || !has_dialect(sc->md,
	    call.bracket == BRACKET_TAG ? DIALECT_LIQUID
	    : call.bracket == BRACKET_SHORTCODE ? DIALECT_SHORTCODES : 0))
		return 0;
	if (call.closes && call_means(&call, CALL_RAW)) {
		sc->in_raw = false;
		return line_next(line);
	}
	if (sc->in_raw)
		return 0;
	if (call.closes && ends_quote(sc, &call)) {
		close_quote(sc);
		return line_next(line);
	}
	sc->md->is_template |= call_means(&call, CALL_STATEMENT)
		&& call_means(&call, CALL_RAW | CALL_CODE | CALL_MACHINE);
	return call.closes ? 0 : open_call(sc, &call, line);
}

/* Kramdown's "{::comment}" to "{:/comment}" or "{:/}". */
size_t
take_kramdown_comment(struct scan *sc, const struct line *line)
{
	struct str rest = str_sub(sc->s, line->at, sc->s.len);
	size_t end;

	if (!str_starts(line->s, STR("{::comment}")))
		return 0;
	end = markdown_search(sc->md, rest, STR("{:/"));
	return end == STR_NONE ? 0 : line_end(sc->s, line->at + end);
}

/* WordPress' "[code language="x"]" to "[/code]". */
size_t
take_block_shortcode(struct scan *sc, const struct line *line)
{
	struct buf end = BUF_INIT;
	struct call call;
	bool is_listing = false;

	if (read_alone(sc, line, &call) && !call.closes
	    && call_means(&call, CALL_CODE)) {
		buf_addf(&end, "[/%.*s]", STR_ARG(call.name));
		is_listing = markdown_search(sc->md, str_sub(sc->s, line->at,
		    sc->s.len), buf_str(&end)) != STR_NONE;
	}
	buf_release(&end);
	if (!is_listing)
		return 0;
	buf_adds(&sc->md->text, LISTING_FENCE "\n");
	sc->listing = call.name;
	return line_next(line);
}
