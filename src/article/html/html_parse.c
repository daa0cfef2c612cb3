/* SPDX-License-Identifier: MIT */
/*
 * One pass over the tokens of HTML Living Standard 13.2.5. Where that would
 * have the rest of a page vanish in a comment or a tag that never ends, less
 * is taken away, so that the text survives.
 */
#include "article/html/html_parts.h"

#include <limits.h>
#include <string.h>

#include "article/html/weights.h"

static bool
starts_at(const struct html_parser *p, struct str what)
{
	return str_starts(str_sub(p->in.raw, p->in.at, p->in.raw.len), what);
}

/* The offset of c from at on, or STR_NONE. */
static size_t
find_char(const struct html_parser *p, size_t at, char c)
{
	const char *hit = at < p->in.raw.len ?
	    memchr(p->in.raw.p + at, c, p->in.raw.len - at) : NULL;

	return hit ? (size_t)(hit - p->in.raw.p) : STR_NONE;
}

/* Behind the next '>'; the end of the input if there is none. */
static void
skip_bogus(struct html_parser *p)
{
	size_t gt = find_char(p, p->in.at, '>');

	p->in.at = gt == STR_NONE ? p->in.raw.len : gt + 1;
}

/* Behind the "-->" or "--!>" that ends a comment whose text starts at at. */
static size_t
comment_end(const struct html_parser *p, size_t at)
{
	size_t i = at;

	while ((i = find_char(p, i, '>')) != STR_NONE) {
		struct str text = str_sub(p->in.raw, at, i);

		if (text.len == 0 || str_eq(text, STR("-")) ||
		    str_ends(text, STR("--")) || str_ends(text, STR("--!")))
			return i + 1;
		i++;
	}
	return STR_NONE;
}

static void
skip_comment(struct html_parser *p)
{
	size_t end = STR_NONE;

	if (!p->in.no_comment_end)
		end = comment_end(p, p->in.at + 4);
	if (end == STR_NONE) {
		p->in.no_comment_end = true;
		skip_bogus(p);
		return;
	}
	p->in.at = end;
}

/* XHTML's text; HTML itself would take it for a comment. */
static bool
take_cdata(struct html_parser *p)
{
	struct str rest = str_sub(p->in.raw, p->in.at + 9, p->in.raw.len);
	size_t end = p->in.no_cdata_end ? STR_NONE : str_find(rest, STR("]]>"));

	if (end == STR_NONE) {
		p->in.no_cdata_end = true;
		return false;
	}
	html_put_raw(p, str_sub(rest, 0, end));
	p->in.at += 9 + end + 3;
	return true;
}

/*
 * Reads the tag whose name starts at at. A quote that never closes would
 * take in all that follows: from there on tags end at the next '>'.
 */
static bool
read_tag(struct html_parser *p, size_t at)
{
	size_t gt;

	if (p->in.no_gt)
		return false;
	if (!p->in.no_quote && html_tag_read(p->in.raw, at, false, &p->tag))
		return true;
	p->in.no_quote = true;
	gt = find_char(p, at, '>');
	p->in.no_gt = gt == STR_NONE;
	return !p->in.no_gt &&
	    html_tag_read(str_sub(p->in.raw, 0, gt + 1), at, true, &p->tag);
}

/* As mirrors write the names of elements: in lower case, and short. */
static bool
is_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] < 'a' || s.p[i] > 'z')
			return false;
	return s.len <= CUT_NAME_BYTES;
}

/* Behind the value that starts at at; a quote may never close. */
static size_t
value_end(struct str s, size_t at)
{
	const char *quote;

	if (at < s.len && (s.p[at] == '"' || s.p[at] == '\'')) {
		quote = memchr(s.p + at + 1, s.p[at], s.len - at - 1);
		return quote ? (size_t)(quote - s.p) + 1 : s.len;
	}
	while (at < s.len && !ascii_space(s.p[at]))
		at++;
	return at;
}

/*
 * Whether the page ends in the middle of the tag whose name starts at at:
 * nothing but attributes follows, the last one maybe without its end.
 */
static bool
ends_in_tag(const struct html_parser *p, size_t at, bool is_end)
{
	struct str rest = str_sub(p->in.raw, at, p->in.raw.len);
	bool attributes = false;
	size_t i = 0;

	if (rest.len > CUT_TAG_BYTES)
		return false;
	i = value_end(rest, 0);
	if (is_end)
		return i == rest.len && is_name(rest);
	while (i < rest.len) {
		size_t start;

		while (i < rest.len && ascii_space(rest.p[i]))
			i++;
		start = i;
		while (i < rest.len && (ascii_alpha(rest.p[i])
		    || rest.p[i] == '-'))
			i++;
		if (i == start || i == rest.len || rest.p[i] != '=')
			return attributes && i == rest.len;
		attributes = true;
		i = value_end(rest, i + 1);
	}
	return attributes;
}

/* p->in.at is at a '<'. */
static void
take_markup(struct html_parser *p)
{
	char next = p->in.at + 1 < p->in.raw.len ? p->in.raw.p[p->in.at + 1] : '\0';
	bool is_end = next == '/';
	size_t name = p->in.at + 1 + is_end;

	if (name < p->in.raw.len && ascii_alpha(p->in.raw.p[name])) {
		if (read_tag(p, name)) {
			if (is_end)
				html_take_end_tag(p);
			else
				html_take_start_tag(p);
			return;
		}
		if (ends_in_tag(p, name, is_end)) {
			p->in.at = p->in.raw.len;
			return;
		}
	} else if (starts_at(p, STR("<!--"))) {
		skip_comment(p);
		return;
	} else if (starts_at(p, STR("<![CDATA["))) {
		if (!take_cdata(p))
			skip_bogus(p);
		return;
	} else if (next == '!' || next == '?' ||
	    (is_end && !p->in.no_gt && find_char(p, name, '>') != STR_NONE)) {
		skip_bogus(p);
		return;
	} else if (is_end) {
		p->in.no_gt = true;
	}
	html_put_raw(p, STR("<"));
	p->in.at++;
}

static void take_all(struct html_parser *p);

/* Takes markup that stood in the page as text. */
static void
take_unescaped(struct html_parser *p, struct str markup)
{
	struct html_input outer = p->in;

	p->in = (struct html_input){ .raw = markup, .unescaped = true };
	take_all(p);
	p->in = outer;
}

/*
 * Of what is open it may end the paragraph that it stands in, and nothing
 * else; what it leaves open ends with it.
 */
static void
take_unescaped_part(struct html_parser *p, struct str markup)
{
	size_t floor = p->stack.floor;

	p->stack.floor = html_stack_paragraph(&p->stack);
	take_unescaped(p, markup);
	html_stack_cut(&p->stack, p->stack.floor);
	p->stack.floor = floor;
}

/* Elements that stay open are known by their names in it. */
static struct str
keep(struct html_parser *p, struct buf *take_markup)
{
	struct str kept;

	if (!p->pool)
		p->pool = pool_new();
	kept = pool_str(p->pool, buf_str(take_markup));
	buf_release(take_markup);
	return kept;
}

static void
take_text(struct html_parser *p, struct str text)
{
	enum html_escaped escaped = HTML_AS_WRITTEN;
	struct buf markup = BUF_INIT;

	if (!p->mend || !p->body_seen || p->in.unescaped || p->stack.codes)
		escaped = HTML_AS_WRITTEN;
	else if (!p->rest_escaped)
		escaped = html_unescape(text, &markup);
	else if (html_unescape_more(text, &markup))
		escaped = HTML_ESCAPED_REST;
	p->rest_escaped |= escaped == HTML_ESCAPED_REST;
	if (escaped == HTML_ESCAPED_REST)
		take_unescaped(p, keep(p, &markup));
	else if (escaped == HTML_ESCAPED_PART)
		take_unescaped_part(p, keep(p, &markup));
	else
		html_put_text(p, text);
}

static void
take_all(struct html_parser *p)
{
	while (p->in.at < p->in.raw.len) {
		size_t lt = find_char(p, p->in.at, '<');
		struct str text;

		if (lt == STR_NONE)
			lt = p->in.raw.len;
		text = str_sub(p->in.raw, p->in.at, lt);
		p->in.at = lt;
		if (text.len)
			take_text(p, text);
		if (p->in.at < p->in.raw.len)
			take_markup(p);
	}
}

xmlDoc *
html_parse(struct str raw, unsigned how, struct html_losses *losses,
    struct err *err)
{
	struct html_parser p = {
		.in.raw = raw, .mend = how & HTML_MEND_ESCAPES,
		.losses = losses, .stack.floor = 1
	};
	xmlDoc *doc;

	if (raw.len > INT_MAX) {
		err_set(err, ERR_LIMIT, "HTML of more than 2 GB");
		return NULL;
	}
	p.stack.reopen_bytes = raw.len + REOPEN_SLACK_BYTES;
	p.is_xml = str_starts(str_trim(str_sub(raw, 0, 64)), STR("<?xml"));
	if (html_tree_start(&p.stack.tree)) {
		take_all(&p);
		html_finish(&p);
	}
	pool_free(p.pool);
	doc = html_tree_end(&p.stack.tree);
	if (!doc)
		err_set(err, ERR_LIBRARY, "libxml2 has no memory for a page");
	return doc;
}
