/* SPDX-License-Identifier: MIT */
/*
 * What a reader would see of a call, as far as that can be told without the
 * site's program: a picture, a link, a title, a text.
 */
#include "article/dialect/call.h"

#include "article/dialect/dialect_weights.h"
#include "article/dialect/scan.h"
#include "base/text.h"
#include "tables/calls.h"

void
call_put(struct buf *out, struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.p[i];

		if (c == '\\' && i + 1 < value.len
		    && (value.p[i + 1] == '"' || value.p[i + 1] == '\''))
			continue;
		buf_addc(out, ascii_space((unsigned char)c) ? ' ' : c);
	}
}

static void
put_attribute(struct buf *out, const char *name, struct str value)
{
	struct buf plain = BUF_INIT;

	call_put(&plain, value);
	buf_addf(out, " %s=\"", name);
	text_xml(buf_str(&plain), out);
	buf_addc(out, '"');
	buf_release(&plain);
}

/* In bold, where Markdown can say so. */
static void
put_bold(struct str value, bool is_html, struct buf *out)
{
	bool plain = str_find(value, STR("**")) != STR_NONE
		|| str_starts(value, STR("*")) || str_ends(value, STR("*"))
		|| str_starts(value, STR("#"));

	buf_adds(out, is_html ? "<strong>" : plain ? "" : "**");
	call_put(out, value);
	buf_adds(out, is_html ? "</strong>" : plain ? "" : "**");
}

void
call_put_link(struct str text, struct str href, bool is_html,
    struct buf *out)
{
	if (!href.len || has_any(href, "<>")) {
		call_put(out, text);
	} else if (!is_html && str_eq(text, href)) {
		buf_addf(out, "<%.*s>", STR_ARG(href));
	} else if (is_html) {
		buf_adds(out, "<a");
		put_attribute(out, "href", href);
		buf_addc(out, '>');
		call_put(out, text);
		buf_adds(out, "</a>");
	} else {
		buf_addc(out, '[');
		call_put(out, text);
		buf_adds(out, "](<");
		call_put(out, href);
		buf_adds(out, ">)");
	}
}

/* What stands under a picture, in this order. */
static void
put_caption(const struct call *call, struct buf *out)
{
	const struct str *values = call->values;
	const struct str parts[] = { values[VALUE_CAPTION],
		values[VALUE_CREDIT] };
	bool any = values[VALUE_TITLE].len > 0;

	buf_adds(out, "<figcaption>");
	if (any) {
		buf_adds(out, parts[0].len ? "<strong>" : "");
		call_put(out, values[VALUE_TITLE]);
		buf_adds(out, parts[0].len ? "</strong>" : "");
	}
	for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
		if (!parts[i].len)
			continue;
		buf_adds(out, any ? " " : "");
		call_put(out, parts[i]);
		any = true;
	}
	buf_adds(out, "</figcaption></figure></span>");
}

/*
 * What is written behind the picture's place in words: "a.jpg 300 200 Snow",
 * "'Snow' 'Snow on a roof'".
 */
static struct str
words_after(const struct call *call)
{
	struct str s = str_trim(call->after_picture), quote;

	if (str_starts(s, STR("--alt ")))
		return str_trim(str_sub(s, 6, s.len));
	while (s.len && (ascii_digit((unsigned char)s.p[0])
	    || ascii_space((unsigned char)s.p[0]) || s.p[0] == ','))
		s = str_sub(s, 1, s.len);
	quote = str_sub(s, 1, s.len);
	if (s.len && (s.p[0] == '"' || s.p[0] == '\''))
		return str_sub(quote, 0, str_chr(quote, s.p[0]));
	return str_chr(s, '=') == STR_NONE && str_find(s, STR(": "))
		== STR_NONE ? s : STR("");
}

/* Within <span>, or else a tag alone on its line would end Markdown there. */
void
call_put_picture(const struct call *call, const struct call_place *place,
    struct buf *out)
{
	const struct str *values = call->values;
	bool captioned = values[VALUE_CAPTION].len || values[VALUE_TITLE].len
		|| values[VALUE_CREDIT].len;
	bool alone = place->is_alone && !place->is_html && !captioned;

	buf_adds(out, captioned ? "<span><figure>" : alone ? "<span>"
	    : "");
	buf_adds(out, "<img");
	/* Zola's start with '@' where they lie in the tree. */
	put_attribute(out, "src", str_sub(call->picture,
	    str_starts(call->picture, STR("@/")), call->picture.len));
	put_attribute(out, "alt", values[VALUE_ALT].len || captioned
	    ? values[VALUE_ALT] : words_after(call));
	buf_adds(out, alone ? "></span>" : ">");
	if (captioned)
		put_caption(call, out);
}

static void
put_target(const struct call *call, struct buf *out)
{
	struct str ref = call->picture.len ? call->picture : call->first;

	if ((!call->picture.len && !call_means(call, CALL_PATH))
	    || str_find(ref, STR("{{")) != STR_NONE)
		return;
	/* Jekyll's are from the root, where not of a post by its name. */
	if (call_means(call, CALL_LINK) && !str_starts(ref, STR("/"))
	    && str_find(ref, STR("://")) == STR_NONE)
		buf_addc(out, '/');
	for (size_t i = 0; i < ref.len; i++)
		buf_addc(out, ascii_space((unsigned char)ref.p[i]) ? '+'
		    : ref.p[i]);
	if (str_ieq(call->name, STR("post_url")))
		buf_adds(out, ".md");
}

/* "note info Words of a title": one word is a class. */
static struct str
title_after(struct str rest)
{
	size_t words = 0;
	bool is_word = false;

	rest = str_trim(str_sub(rest, str_chr(rest, ' '), rest.len));
	for (size_t i = 0; i < rest.len; i++) {
		words += !is_word && rest.p[i] != ' ';
		is_word = rest.p[i] != ' ';
	}
	return (words >= TITLE_WORDS_MIN || !str_is_ascii(rest))
		&& str_find(rest, STR("fa-")) == STR_NONE ? unquoted(rest)
		: STR("");
}

/* The title of what stands between the call and its end. */
static struct str
frame_title(const struct call *call)
{
	size_t comma = str_chr(call->rest, ',');
	bool is_liquid = call->bracket == BRACKET_TAG;
	bool in_words = is_liquid && str_chr(call->rest, '=') == STR_NONE;

	if (call->values[VALUE_TITLE].len)
		return call->values[VALUE_TITLE];
	if (call_means(call, CALL_FOLDING))
		return str_trim(str_sub(call->rest, comma == STR_NONE ? 0
		    : comma + 1, call->rest.len));
	if (call_means(call, CALL_FOLD)) {
		if (call->first_quoted || (!is_liquid
		    && call_means(call, CALL_TAB)))
			return call->first;
		return in_words ? str_trim(str_sub(call->rest, 0, comma))
			: STR("");
	}
	if (!call_means(call, CALL_FRAME))
		return STR("");
	if (call->second_quoted)
		return str_find(call->second, STR("fa-")) == STR_NONE
			? call->second : STR("");
	if (call->first_quoted)
		return str_chr(call->first, ' ') != STR_NONE
			|| !str_is_ascii(call->first) ? call->first : STR("");
	return in_words ? title_after(call->rest) : STR("");
}

/* Parts of a page that have no place in an article. */
static bool
is_furniture(const struct call *call)
{
	struct str name = call->first;

	if (!call_means(call, CALL_INCLUDE))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if ((!i || !ascii_alpha((unsigned char)name.p[i - 1]))
		    && words_start(&WORDS_FURNITURE, str_sub(name, i,
		    name.len)).len)
			return true;
	return false;
}

/*
 * What stands in the place of what only the site's program has: a term, a
 * version, another file. One word without quotes is a class.
 */
static struct str
missing(const struct call *call)
{
	const char *end = call->rest.p + call->rest.len;
	bool has_blank = str_chr(call->first, ' ') != STR_NONE;

	if (call->bracket == BRACKET_COMPONENT || !call->first.len)
		return STR("");
	if (call->meaning && !call_means(call, CALL_INCLUDE))
		return call->first_quoted && has_blank
			&& !call_means(call, CALL_FRAME) ? call->first
			: STR("");
	if (!call->first_quoted && !call_means(call, CALL_INCLUDE)
	    && !ascii_digit((unsigned char)call->first.p[0]))
		return STR("");
	return has_blank ? call->first
		: (struct str){ call->name.p, (size_t)(end - call->name.p) };
}

static struct str
put_words(const struct call *call, const struct call_place *place,
    struct buf *out)
{
	const struct str *values = call->values;
	struct str title = frame_title(call);
	struct str text = values[VALUE_TEXT].len ? values[VALUE_TEXT]
		: values[VALUE_CAPTION];
	bool at_margin = place->is_alone && place->at_margin
		&& !place->is_html;

	if (!title.len && !text.len)
		return missing(call);
	buf_adds(out, at_margin ? "\n" : "");
	if (values[VALUE_LINK].len) {
		call_put_link(text.len ? text : title, values[VALUE_LINK],
		    place->is_html, out);
	} else {
		if (title.len)
			put_bold(title, place->is_html, out);
		buf_adds(out, title.len && text.len ? " " : "");
		call_put(out, text);
	}
	/* Two blanks make a break that is one in lists, too. */
	if (at_margin)
		buf_addc(out, '\n');
	else if (title.len && place->at_end)
		buf_adds(out, place->is_html ? "<br>" : "  ");
	else if (title.len)
		buf_addc(out, ' ');
	return STR("");
}

/* Hexo's "link text url [true] [title]", "btn url, text, icon". */
static bool
put_link(const struct call *call, bool is_html, struct buf *out)
{
	struct str rest = call->rest, part, href = STR(""), text = STR("");
	char sep = str_chr(rest, ',') == STR_NONE ? ' ' : ',';

	while (str_next(&rest, sep, &part)) {
		part = unquoted(part);
		if (!href.len && is_address(part))
			href = part;
		else if (sep == ' ' && !href.len && part.len)
			text = (struct str){ text.len ? text.p : part.p,
			    (size_t)(part.p + part.len
			    - (text.len ? text.p : part.p)) };
		else if (sep == ',' && !text.len)
			text = part;
	}
	if (!href.len || (!text.len && str_starts(href, STR("/"))))
		return false;
	call_put_link(text.len ? unquoted(text) : href, href, is_html, out);
	return true;
}

/* "post_link name [title]": else the name stands for the title. */
static void
put_post_link(const struct call *call, bool is_html, struct buf *out)
{
	struct str text = str_trim(call->after), name = call->first;
	size_t slash = str_rchr(name, '/');
	struct buf href = BUF_INIT;

	if (str_ends(text, STR(" false")) || str_ends(text, STR(" true")))
		text = str_sub(text, 0, str_rchr(text, ' '));
	text = unquoted(text);
	if (!text.len)
		text = slash == STR_NONE ? name : str_sub(name, slash + 1,
		    name.len);
	buf_addf(&href, "%.*s.md", STR_ARG(name));
	if (name.len)
		call_put_link(text, buf_str(&href), is_html, out);
	buf_release(&href);
}

/* Text among the values of Hexo's tags for running text. */
static struct str
hexo_text(const struct call *call)
{
	struct str s = call->rest;
	size_t at = str_chr(s, '@'), comma = str_chr(s, ',');

	if (call_means(call, CALL_LABEL) && at != STR_NONE)
		return unquoted(str_sub(s, at + 1, s.len));
	if (call_means(call, CALL_LABEL) && comma == STR_NONE)
		return unquoted(str_sub(s, 0, str_rchr(s, ' ')));
	if (call_means(call, CALL_BEFORE_COMMA))
		return unquoted(str_sub(s, 0, comma));
	if (call_means(call, CALL_AFTER_COMMA) && comma != STR_NONE)
		return unquoted(str_sub(s, comma + 1, s.len));
	return call_means(call, CALL_TEXT) ? unquoted(s) : STR("");
}

static bool
put_hexo(const struct call *call, bool is_html, struct buf *out)
{
	struct str text = hexo_text(call);

	if (call_means(call, CALL_LINK) && put_link(call, is_html, out))
		return true;
	if (call_means(call, CALL_POST))
		put_post_link(call, is_html, out);
	else if (text.len)
		call_put(out, text);
	else
		return false;
	return true;
}

static bool
put_inline(const struct call *call, bool is_html, struct buf *out)
{
	struct str link = call->values[VALUE_LINK];

	if (call_means(call, CALL_TARGET))
		put_target(call, out);
	else if (call_means(call, CALL_PAGE) && is_address(link))
		call_put_link(link, link, is_html, out);
	else if (!call_means(call, CALL_MEDIA))
		return call->bracket == BRACKET_TAG
			&& put_hexo(call, is_html, out);
	/* Where the address is all that is written, it stands there. */
	else if (str_istarts(call->first, STR("https://")))
		call_put_link(call->first, call->first, is_html, out);
	return true;
}

struct str
call_write(const struct call *call, const struct call_place *place,
    struct buf *out)
{
	if (call->closes)
		return STR("");
	if (place->is_target)
		put_target(call, out);
	else if (is_furniture(call) || put_inline(call, place->is_html, out))
		;
	else if (call->picture.len)
		call_put_picture(call, place, out);
	else
		return put_words(call, place, out);
	return STR("");
}
