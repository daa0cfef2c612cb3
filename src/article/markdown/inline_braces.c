/* SPDX-License-Identifier: MIT */
/*
 * What site generators and Kramdown write in braces: tags and values of
 * Liquid and Jinja, shortcodes, attribute lists. A picture stays a picture;
 * of the others only what stands between them.
 */
#include "article/markdown/inline.h"
#include "base/text.h"

#include <string.h>

#include "tables/calls.h"
#include "tables/dialects.h"

/* Takes the bytes at in->at, and nothing stands for them. */
static size_t
cut(struct inliner *in, size_t bytes)
{
	inline_flush(in);
	return in->at + bytes;
}

static size_t
take_call(struct inliner *in, const struct call *call, size_t bytes)
{
	struct str before = str_sub(in->s, 0, in->at);
	struct str after = str_sub(in->s, in->at + bytes, in->s.len);
	size_t blanks = 0, left = in->at;
	struct call_place place = { .is_html = in->is_html,
		.is_target = inline_is_target(in),
		.at_margin = !in->at || str_ends(before, STR("\n")) };

	while (left && is_blank(in->s.p[left - 1]))
		left--;
	while (blanks < after.len && (is_blank(after.p[blanks])
	    || after.p[blanks] == '\r'))
		blanks++;
	place.at_end = blanks == after.len || after.p[blanks] == '\n';
	place.is_alone = place.at_end && (!left || in->s.p[left - 1] == '\n');
	inline_flush(in);
	markdown_drop(in->md, call_write(call, &place, in->out));
	return in->at + bytes;
}

/* "{% name %}": its length, or 0. */
static size_t
read_tag(const struct inliner *in, struct str s, struct call *call)
{
	return str_starts(s, STR("{%")) ? call_read(&in->md->imports, s, call)
		: 0;
}

/* "{% highlight x %}" to its end becomes <pre>. */
size_t
take_listing(struct inliner *in)
{
	struct str rest = inline_ahead(in, in->s.len), lang, title;
	struct call call;
	size_t head = read_tag(in, rest, &call), end, tail;

	if (in->in_raw || !head || call.closes
	    || !call_means(&call, CALL_CODE | CALL_DRAWING))
		return 0;
	rest = str_sub(rest, head, rest.len);
	end = call_find_end(rest, &call, &in->md->work);
	tail = end == STR_NONE ? STR_NONE
		: str_find(str_sub(rest, end, rest.len), STR("%}"));
	if (tail == STR_NONE)
		return 0;
	lang = call_language(&call, &title);
	inline_flush(in);
	buf_addf(in->out, "%.*s<pre><code class=\"language-", STR_ARG(title));
	text_xml(lang, in->out);
	buf_adds(in->out, "\">");
	text_xml(str_trim(str_sub(rest, 0, end)), in->out);
	buf_adds(in->out, "</code></pre>");
	return in->at + head + end + tail + 2;
}

size_t
take_tag(struct inliner *in)
{
	struct str rest = inline_ahead(in, in->s.len);
	struct call call;
	size_t len = read_tag(in, rest, &call), loop;

	if (!len)
		return 0;
	if (call_means(&call, CALL_RAW) && (call.closes || !in->in_raw)) {
		in->in_raw = !call.closes && !call.rest.len;
		return cut(in, len);
	}
	if (in->in_raw)
		return 0;
	in->md->is_template |= !call.closes
		&& call_means(&call, CALL_STATEMENT);
	loop = call_loop_length(rest, &in->md->no_loop_end);
	if (!loop)
		return take_call(in, &call, len);
	markdown_drop(in->md, str_sub(rest, len, loop));
	return cut(in, loop);
}

/* Hugo's "{{< name >}}" and "{{% name %}}". */
size_t
take_shortcode(struct inliner *in)
{
	struct str rest = inline_ahead(in, CALL_BYTES);
	struct call call;
	size_t len;

	if (in->in_raw || !(str_starts(rest, STR("{{<"))
	    || str_starts(rest, STR("{{%"))))
		return 0;
	len = call_read(&in->md->imports, rest, &call);
	return len ? take_call(in, &call, len) : 0;
}

/* "name" or "name.part[0]", perhaps with "| filter: value" behind it. */
static bool
is_variable(struct str s, bool *filtered)
{
	size_t end = word_end(s, 0, "-_.[]");

	if (!end || !ascii_alpha((unsigned char)s.p[0]))
		return false;
	s = str_trim(str_sub(s, end, s.len));
	*filtered = s.len > 2 && s.p[0] == '|'
		&& ascii_alpha((unsigned char)str_trim(str_sub(s, 1,
		s.len)).p[0]);
	return !s.len || *filtered;
}

/* {{ site.x }} is nothing; {{ "x" | filter }} is x; {{ name(...) }} a call. */
size_t
take_value(struct inliner *in)
{
	struct str rest = inline_ahead(in, CALL_BYTES), s;
	size_t end, name, quote;
	bool filtered = false;
	struct call call;

	if (in->in_raw || !str_starts(rest, STR("{{")))
		return 0;
	end = find_close(rest, STR("}}"));
	if (end == STR_NONE)
		return 0;
	s = str_trim(str_sub(rest, 2, end));
	if (str_starts(s, STR("-")) && !str_starts(s, STR("- /*")))
		s = str_trim(str_sub(s, 1, s.len));
	quote = s.len && (s.p[0] == '"' || s.p[0] == '\'')
		? str_chr(str_sub(s, 1, s.len), s.p[0]) : STR_NONE;
	if (quote != STR_NONE) {
		inline_flush(in);
		buf_addstr(in->out, str_sub(s, 1, 1 + quote));
		return in->at + end + 2;
	}
	if (words_start(&WORDS_SITE_VALUES, s).len || (is_variable(s,
	    &filtered) && (filtered || in->md->is_template))) {
		if (!inline_is_target(in) && str_find(s, STR("/*"))
		    == STR_NONE)
			markdown_drop(in->md, str_sub(rest, 0, end + 2));
		return cut(in, end + 2);
	}
	name = word_end(s, 0, "-_.");
	if (!name || name == s.len || s.p[name] != '('
	    || s.p[s.len - 1] != ')'
	    || !call_read(&in->md->imports, rest, &call))
		return 0;
	return take_call(in, &call, end + 2);
}

/* "{# comment #}" of Jinja and its kin. */
size_t
take_remark(struct inliner *in)
{
	struct str rest = inline_ahead(in, CALL_BYTES);
	size_t end = str_starts(rest, STR("{# ")) ? find_close(rest,
	    STR(" #}")) : STR_NONE;

	return end == STR_NONE ? 0 : cut(in, end + 3);
}

/* Pelican's "{static}/a.jpg": a path in the tree of the site. */
size_t
take_site_path(struct inliner *in)
{
	size_t len = words_start(&WORDS_DIALECT_PATHS, inline_ahead(in,
	    LINK_BYTES)).len;

	return len ? cut(in, len) : 0;
}

/*
 * Kramdown's "{: .class #id key="value"}" or Logseq's "{:height 300}"; where
 * there is something that it can belong to, or nothing, also "{:name}" and
 * "{:name: .class}". Not a map of Ruby's or Elixir's "{:ok}".
 */
static bool
is_attribute_list(struct str s, char before)
{
	size_t i = 0;

	s = str_trim(s);
	if (!s.len || s.p[0] == '.' || s.p[0] == '#')
		return s.len > 0;
	while (i < s.len && (ascii_alpha((unsigned char)s.p[i])
	    || s.p[i] == '-' || s.p[i] == '_'))
		i++;
	if ((i == s.len || (i && s.p[i] == ':')) && (before == '\n'
	    || before == ')' || before == ']' || str_eq(s, STR("toc"))))
		return true;
	return dialect_is_attributes(s) || str_starts(s, STR("height "))
		|| str_starts(s, STR("width "));
}

/* "{: .class}", and what stands between "{::nomarkdown}" and "{:/}" stays. */
size_t
take_kramdown(struct inliner *in)
{
	struct str rest = inline_ahead(in, CALL_BYTES);
	size_t end = str_chr(rest, '}'), close;

	if (!str_starts(rest, STR("{:")) || end == STR_NONE
	    || (rest.p[2] != ':' && rest.p[2] != '/'
	    && !is_attribute_list(str_sub(rest, 2, end), in->at
	    ? inline_before(in) : '\n')))
		return 0;
	close = str_starts(rest, STR("{::comment}"))
		? str_find(rest, STR("{:/")) : STR_NONE;
	if (close != STR_NONE)
		end = close + str_chr(str_sub(rest, close, rest.len), '}');
	return cut(in, end + 1);
}

/* Takes the brackets off "[text]", which was copied last. */
static void
take_brackets_off(struct buf *out)
{
	size_t from = out->len < LINK_BYTES ? 0 : out->len - LINK_BYTES;
	size_t open = str_rchr(str_sub(buf_str(out), from, out->len), '[');

	if (open == STR_NONE)
		return;
	open += from;
	if (open > 0 && strchr("!]\\", out->data[open - 1]))
		return;
	memmove(out->data + open, out->data + open + 1, out->len - open - 2);
	buf_truncate(out, out->len - 2);
}

/* "{#id .class}" behind a link, a picture, or at the end of a line. */
size_t
take_attributes(struct inliner *in)
{
	struct str rest = inline_ahead(in, CALL_BYTES);
	size_t end = str_chr(rest, '}');
	char before = inline_before(in);
	bool at_end;

	if (end == STR_NONE || !dialect_is_attributes(str_sub(rest, 1, end)))
		return 0;
	at_end = !str_trim(str_sub(rest, end + 1, rest.len)).len;
	if (before != ')' && before != ']' && !(at_end && before == ' '))
		return 0;
	inline_flush(in);
	if (before == ']')
		take_brackets_off(in->out);
	return in->at + end + 1;
}
