/* SPDX-License-Identifier: MIT */
/*
 * What a reader would see of a call in braces, as far as that can be told
 * without the site's program: a picture, a link, a title, a text.
 */
#include "article/markdown/markdown_parts.h"

/* Players and the like: their titles describe what is not there. */
static const char media[] = "youtube youtubelite vimeo bilibili video audio "
	"tweet twitter x instagram gist jsfiddle codepen codesandbox iframe "
	"spotify music aplayer meting map asciinema tweet_simple "
	"vimeo_simple cloudinary_video";
/* Their value without a key is the path of a picture or a page. */
static const char paths[] = "link post_url doc_url slug asset asset_path "
	"asset_url asset_img static image_buster image_url img_url path ref "
	"relref";
/* What they frame has a title. */
static const char frames[] = "admonition notice note callout alert hint tip "
	"info warning danger important attention message aside";
/* The same, and their first value is the title. */
static const char folds[] = "details expand collapse spoiler fold tab "
	"tabitem accordion hidetoggle hideblock collapsible panel";

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
	markdown_escape(out, buf_str(&plain));
	buf_addc(out, '"');
	buf_release(&plain);
}

/* In bold, where Markdown can say so. */
static void
put_bold(struct inliner *in, struct str value)
{
	bool plain = str_find(value, STR("**")) != STR_NONE
		|| str_starts(value, STR("*")) || str_ends(value, STR("*"))
		|| str_starts(value, STR("#"));

	buf_adds(in->out, in->is_html ? "<strong>" : plain ? "" : "**");
	call_put(in->out, value);
	buf_adds(in->out, in->is_html ? "</strong>" : plain ? "" : "**");
}

void
call_put_link(struct inliner *in, struct str text, struct str href)
{
	if (!href.len || str_chr(href, '<') != STR_NONE
	    || str_chr(href, '>') != STR_NONE) {
		call_put(in->out, text);
	} else if (!in->is_html && str_eq(text, href)) {
		buf_addf(in->out, "<%.*s>", STR_ARG(href));
	} else if (in->is_html) {
		buf_adds(in->out, "<a");
		put_attribute(in->out, "href", href);
		buf_addc(in->out, '>');
		call_put(in->out, text);
		buf_adds(in->out, "</a>");
	} else {
		buf_addc(in->out, '[');
		call_put(in->out, text);
		buf_adds(in->out, "](<");
		call_put(in->out, href);
		buf_adds(in->out, ">)");
	}
}

/* What stands under a picture, in this order. */
static void
put_caption(struct inliner *in, const struct call *call)
{
	const struct str parts[] = { call->caption, call->credit };
	bool any = call->title.len > 0;

	buf_adds(in->out, "<figcaption>");
	if (any) {
		buf_adds(in->out, call->caption.len ? "<strong>" : "");
		call_put(in->out, call->title);
		buf_adds(in->out, call->caption.len ? "</strong>" : "");
	}
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!parts[i].len)
			continue;
		buf_adds(in->out, any ? " " : "");
		call_put(in->out, parts[i]);
		any = true;
	}
	buf_adds(in->out, "</figcaption></figure></span>");
}

/*
 * What is written behind the picture's place in words: "a.jpg 300 200 Snow",
 * "'Snow' 'Snow on a roof'".
 */
static struct str
words_behind(const struct call *call)
{
	struct str s = str_trim(call->behind_picture), quote;

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
call_put_picture(struct inliner *in, const struct call *call, bool alone)
{
	bool captioned = call->caption.len || call->title.len
		|| call->credit.len;

	alone &= !in->is_html && !captioned;
	buf_adds(in->out, captioned ? "<span><figure>" : alone ? "<span>"
	    : "");
	buf_adds(in->out, "<img");
	/* Zola's start with '@' where they lie in the tree. */
	put_attribute(in->out, "src", str_sub(call->picture,
	    str_starts(call->picture, STR("@/")), call->picture.len));
	put_attribute(in->out, "alt", call->alt.len || captioned ? call->alt
	    : words_behind(call));
	buf_adds(in->out, alone ? "></span>" : ">");
	if (captioned)
		put_caption(in, call);
}

bool
call_is_target(const struct inliner *in)
{
	size_t i = in->at, left = 256;

	for (; i > 0 && left; left--) {
		char c = in->s.p[i - 1];
		char before = i > 1 ? in->s.p[i - 2] : '\0';

		if (c == '}') {
			size_t open = str_rchr(str_sub(in->s, 0, i), '{');

			i = open == STR_NONE ? 0 : open;
			continue;
		}
		if (c == '(' || c == '<')
			return before == (c == '(' ? ']' : '(');
		if (c == '"' || c == '\'')
			return before == '=';
		if (ascii_space((unsigned char)c) || c == '>')
			return false;
		i--;
	}
	return false;
}

static void
put_target(struct inliner *in, const struct call *call)
{
	struct str ref = call->picture.len ? call->picture : call->first;

	if ((!call->picture.len && !call_is(call, paths))
	    || str_find(ref, STR("{{")) != STR_NONE)
		return;
	/* Jekyll's are from the root, where not of a post by its name. */
	if (call_is(call, "link") && !str_starts(ref, STR("/"))
	    && str_find(ref, STR("://")) == STR_NONE)
		buf_addc(in->out, '/');
	for (size_t i = 0; i < ref.len; i++)
		buf_addc(in->out, ascii_space((unsigned char)ref.p[i]) ? '+'
		    : ref.p[i]);
	if (call_is(call, "post_url"))
		buf_adds(in->out, ".md");
}

/* "note info Words of a title": one word is a class. */
static struct str
title_behind(struct str rest)
{
	size_t words = 0;
	bool is_word = false;

	rest = str_trim(str_sub(rest, str_chr(rest, ' '), rest.len));
	for (size_t i = 0; i < rest.len; i++) {
		words += !is_word && rest.p[i] != ' ';
		is_word = rest.p[i] != ' ';
	}
	return (words > 2 || !str_is_ascii(rest))
		&& str_find(rest, STR("fa-")) == STR_NONE ? call_unquoted(rest)
		: STR("");
}

/* The title of what stands between the call and its end. */
static struct str
frame_title(const struct call *call)
{
	size_t comma = str_chr(call->rest, ',');

	if (call->title.len)
		return call->title;
	if (call_is(call, "folding"))
		return str_trim(str_sub(call->rest, comma == STR_NONE ? 0
		    : comma + 1, call->rest.len));
	if (call_is(call, folds)) {
		if (call->first_quoted || (!call->is_liquid
		    && call_is(call, "tab tabitem")))
			return call->first;
		return call->is_liquid
			&& str_chr(call->rest, '=') == STR_NONE
			? str_trim(str_sub(call->rest, 0, comma)) : STR("");
	}
	if (!call_is(call, frames))
		return STR("");
	if (call->second_quoted)
		return str_find(call->second, STR("fa-")) == STR_NONE
			? call->second : STR("");
	if (call->first_quoted)
		return str_chr(call->first, ' ') != STR_NONE
			|| !str_is_ascii(call->first) ? call->first : STR("");
	return call->is_liquid && str_chr(call->rest, '=') == STR_NONE
		? title_behind(call->rest) : STR("");
}

bool
call_is_media(const struct call *call)
{
	return call_is(call, media);
}

/* Parts of a page that have no place in an article. */
static bool
is_furniture(const struct call *call)
{
	static const char *const words[] = {
		"toc", "nav", "share", "comment", "video", "youtube", "audio",
		"script"
	};

	if (!call_is(call, "include include_relative include_cached partial"))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t at = str_ifind(call->first, str_of(words[i]));

		if (at == 0 || (at != STR_NONE
		    && !ascii_alpha((unsigned char)call->first.p[at - 1])))
			return true;
	}
	return false;
}

static void
put_words(struct inliner *in, const struct call *call, bool alone,
    bool at_end)
{
	struct str title = frame_title(call);
	struct str text = call->text.len ? call->text : call->caption;
	bool at_margin = alone && !in->is_html
		&& (in->at == 0 || in->s.p[in->at - 1] == '\n');

	if (!title.len && !text.len) {
		if (call->first_quoted && !call_is(call, frames)
		    && str_chr(call->first, ' ') != STR_NONE)
			markdown_drop(in->md, call->first);
		return;
	}
	buf_adds(in->out, at_margin ? "\n" : "");
	if (call->link.len) {
		call_put_link(in, text.len ? text : title, call->link);
	} else {
		if (title.len)
			put_bold(in, title);
		buf_adds(in->out, title.len && text.len ? " " : "");
		call_put(in->out, text);
	}
	/* Two blanks make a break that is one in lists, too. */
	if (at_margin)
		buf_addc(in->out, '\n');
	else if (title.len && at_end)
		buf_adds(in->out, in->is_html ? "<br>" : "  ");
	else if (title.len)
		buf_addc(in->out, ' ');
}

/* Where the address is all that is written, it stands there. */
static void
put_player(struct inliner *in, const struct call *call)
{
	if (str_istarts(call->first, STR("https://")))
		call_put_link(in, call->first, call->first);
}

static bool
put_inline(struct inliner *in, const struct call *call)
{
	if (call_is(call, "ref relref"))
		put_target(in, call);
	else if (call_is(call, "embed page-ref linkcard blogcard")
	    && call_is_address(call->link))
		call_put_link(in, call->link, call->link);
	else if (call_is(call, media))
		put_player(in, call);
	else
		return call->is_liquid && call_write_hexo(in, call);
	return true;
}

/* Whether there is nothing else on the line before the call, or behind it. */
static bool
starts_line(const struct inliner *in)
{
	size_t i = in->at;

	while (i > 0 && is_blank(in->s.p[i - 1]))
		i--;
	return i == 0 || in->s.p[i - 1] == '\n';
}

static bool
ends_line(const struct inliner *in, size_t end)
{
	while (end < in->s.len && (is_blank(in->s.p[end])
	    || in->s.p[end] == '\r'))
		end++;
	return end == in->s.len || in->s.p[end] == '\n';
}

void
call_write(struct inliner *in, const struct call *call, size_t bytes)
{
	bool in_target = call_is_target(in);
	bool at_end = ends_line(in, in->at + bytes);
	bool alone = at_end && starts_line(in);

	markdown_cut(in, 0);
	if (in_target)
		put_target(in, call);
	else if (is_furniture(call) || put_inline(in, call))
		;
	else if (call->picture.len)
		call_put_picture(in, call, alone);
	else
		put_words(in, call, alone, at_end);
	markdown_cut(in, bytes);
}
