/* SPDX-License-Identifier: MIT */
/*
 * Braces in raw HTML. In <pre> and <code> they are what the article is
 * about, and stay.
 */
#include "article/markdown/markdown_parts.h"

#include <string.h>

/* As for islands: so many bytes may be searched for an end in vain. */
#define WORK_SLACK ((size_t)1 << 20)

struct raw {
	struct inliner in;
	size_t seen;	/* up to here tags were looked at */
	unsigned kept;	/* open elements whose text is kept */
	size_t work;
	bool components, shortcodes;	/* are looked for */
};

static bool
is_kept(struct str tag)
{
	static const struct str names[] = {
		STR("pre"), STR("code"), STR("textarea"),
		STR("script"), STR("style")
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str rest = str_sub(tag, names[i].len, tag.len);

		if (str_istarts(tag, names[i]) && (!rest.len
		    || rest.p[0] == '>' || ascii_space(rest.p[0])))
			return true;
	}
	return false;
}

/* Counts the elements that open and close before in.at. */
static void
follow_tags(struct raw *r)
{
	struct str s = r->in.s;

	while (r->seen < r->in.at) {
		const char *lt = memchr(s.p + r->seen, '<',
		    r->in.at - r->seen);
		size_t at;
		bool ends;

		r->seen = r->in.at;
		if (!lt)
			break;
		at = (size_t)(lt - s.p) + 1;
		ends = at < s.len && s.p[at] == '/';
		r->seen = at;
		if (!is_kept(str_sub(s, at + ends, at + ends + 10)))
			continue;
		if (!ends)
			r->kept++;
		else if (r->kept)
			r->kept--;
	}
}

/* "{% highlight x %}" to its end becomes <pre>. */
static bool
take_code(struct raw *r)
{
	struct inliner *in = &r->in;
	struct str rest = str_sub(in->s, in->at, in->s.len), lang, title;
	size_t head = str_find(str_sub(rest, 0, 256), STR("%}")), end, tail;
	struct call call;

	if (!HAS(r->in.md, LIQUID) || !str_starts(rest, STR("{%")) || head == STR_NONE)
		return false;
	call_read(str_sub(rest, 2, head), &call);
	if (!call_is(&call, markdown_code_tags))
		return false;
	rest = str_sub(rest, head + 2, rest.len);
	end = markdown_tag_end(rest, &call, &r->work);
	tail = end == STR_NONE ? STR_NONE
		: str_find(str_sub(rest, end, rest.len), STR("%}"));
	if (tail == STR_NONE)
		return false;
	lang = markdown_code_language(&call, &title);
	markdown_cut(in, head + 2 + end + tail + 2);
	buf_addf(in->out, "%.*s<pre><code class=\"language-", STR_ARG(title));
	markdown_escape(in->out, lang);
	buf_adds(in->out, "\">");
	markdown_escape(in->out, str_trim(str_sub(rest, 0, end)));
	buf_adds(in->out, "</code></pre>");
	return true;
}

/* Moves to the next brace, tag of a component, or shortcode. */
static bool
find_next(struct raw *r)
{
	struct str s = r->in.s;
	size_t at = r->in.at;

	if (!r->components && !r->shortcodes) {
		at = str_chr(str_sub(s, at, s.len), '{');
		r->in.at += at == STR_NONE ? 0 : at;
		return at != STR_NONE;
	}
	for (; at < s.len; at++)
		if (s.p[at] == '{' || (s.p[at] == '[' && r->shortcodes)
		    || (s.p[at] == '<' && r->components
		    && markdown_is_component(str_sub(s, at + 1, at + 3))))
			break;
	r->in.at = at;
	return at < s.len;
}

void
markdown_raw(struct markdown *md, struct str s, bool in_raw,
    bool shortcodes, struct buf *html)
{
	struct raw r = {
		.in = { .md = md, .out = html, .s = s, .in_raw = in_raw,
		    .is_html = true },
		.work = mem_add(s.len, WORK_SLACK), .shortcodes = shortcodes,
		/* Elsewhere tags need not be looked at one by one. */
		.components = HAS(md, COMPONENTS) && (HAS(md, MDX)
		    || (s.len > 2 && markdown_is_component(str_sub(s, 1, 3))))
	};

	while (find_next(&r)) {
		follow_tags(&r);
		if (r.kept)
			r.in.at++;
		else if (s.p[r.in.at] == '<')
			r.in.at += !markdown_component(&r.in);
		else if (s.p[r.in.at] == '[')
			r.in.at += !markdown_wordpress(&r.in);
		else if (r.in.in_raw || !take_code(&r))
			markdown_brace(&r.in);
	}
	r.in.at = s.len;
	markdown_cut(&r.in, 0);
}
