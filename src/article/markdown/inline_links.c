/* SPDX-License-Identifier: MIT */
/*
 * Links that CommonMark does not know: of wikis and note programs, embedded
 * pages, and destinations with blanks or sizes in them.
 */
#include "article/markdown/inline.h"

#include <string.h>

#include "tables/calls.h"

static void
put_wiki_link(struct buf *out, struct str target, struct str label,
    bool is_embedded)
{
	struct str name = str_sub(target, 0, str_chr(target, '#'));
	size_t dot = str_rchr(name, '.');
	bool is_file = dot != STR_NONE && name.len - dot <= 5
		&& !str_iends(name, STR(".md"));

	if (is_embedded && is_file)
		buf_addf(out, "![](<%.*s>)", STR_ARG(name));
	else if (!name.len)
		buf_addstr(out, label);
	else
		buf_addf(out, "[%.*s](<%s%.*s%s>)", STR_ARG(label),
		    str_chr(name, '/') == STR_NONE ? "" : "/", STR_ARG(name),
		    is_file || str_iends(name, STR(".md")) ? "" : ".md");
}

/*
 * "[[Page]]", "[[Page#Part|label]]" and "![[picture.png]]" of wikis and note
 * programs; "[[1]](url)" is Markdown's own.
 */
size_t
take_wiki_link(struct inliner *in)
{
	struct str s = inline_ahead(in, LINK_BYTES);
	size_t end = str_find(s, STR("]]")), bar;
	struct str content, label;
	bool is_embedded = in->at > in->from && inline_before(in) == '!';

	if (!str_starts(s, STR("[[")) || end == STR_NONE)
		return 0;
	content = str_sub(s, 2, end);
	if (!content.len || strchr(" \t-^", content.p[0])
	    || (end + 2 < s.len && strchr("([:", s.p[end + 2]))
	    || has_any(content, "[]<>\\\1\n`"))
		return inline_keep(in, in->at + 2);
	bar = str_chr(content, '|');
	label = bar == STR_NONE ? content
		: str_sub(content, bar + 1, content.len);
	content = str_trim(str_sub(content, 0, bar));
	if (str_starts(label, STR("#")))
		label = str_sub(label, 1, label.len);
	inline_flush(in);
	if (is_embedded)
		buf_truncate(in->out, in->out->len - 1);
	put_wiki_link(in->out, content, str_trim(label), is_embedded);
	return in->at + end + 2;
}

/* "[^id]" (not a definition's: that was taken before). */
size_t
take_reference(struct inliner *in)
{
	struct str s = inline_ahead(in, in->s.len);
	size_t i = 2;

	if (!str_starts(s, STR("[^")))
		return 0;
	while (i < s.len && s.p[i] != ']' && s.p[i] != '['
	    && !ascii_space((unsigned char)s.p[i]))
		i++;
	if (i == 2 || i >= s.len || s.p[i] != ']')
		return 0;
	inline_flush(in);
	markdown_place(in->md, PIECE_REFERENCE, str_sub(s, 0, i + 1));
	return in->at + i + 1;
}

/* What follows a destination and is no title: "=300x200", "align="left"". */
static bool
is_size(struct str s)
{
	size_t i = 0;

	if (s.len > 1 && s.p[0] == '=')
		return ascii_digit((unsigned char)s.p[1]) || s.p[1] == 'x'
			|| s.p[1] == '*';
	while (i < s.len && (ascii_alpha((unsigned char)s.p[i])
	    || s.p[i] == '-'))
		i++;
	return i && i + 1 < s.len && s.p[i] == '='
		&& (s.p[i + 1] == '"' || ascii_digit((unsigned char)
		s.p[i + 1]));
}

/* A picture's file in whose name there are blanks: its length, or 0. */
static size_t
spaced_name(struct str s)
{
	static const char *const endings[] = {
		".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"
	};

	for (size_t i = 0; i < ARRAY_COUNT(endings); i++) {
		size_t end = str_ifind(s, str_of(endings[i]));

		end = end == STR_NONE ? s.len : end + strlen(endings[i]);
		if (end < s.len && (s.p[end] == ')' || s.p[end] == ' ')
		    && !has_any(str_sub(s, 0, end), "<>()\"\n\1"))
			return end;
	}
	return 0;
}

/* Whether the brackets that end before in->at are those of a picture. */
static bool
is_picture(const struct inliner *in)
{
	struct str before = str_sub(in->s, 0, in->at - 1);
	size_t open = str_rchr(before, '[');

	return open != STR_NONE && open > 0 && before.p[open - 1] == '!';
}

/* Makes what stands behind "](" a destination to CommonMark. */
size_t
take_destination(struct inliner *in)
{
	struct str s = str_sub(in->s, in->at + 1, in->at + LINK_BYTES);
	/* Zola's links go from the root of the content. */
	bool is_rooted = has_dialect(in->md, DIALECT_PATHS)
		&& str_starts(s, STR("@/"));
	size_t i = is_rooted, name, end;

	if (!is_rooted && inline_before(in) != ']')
		return 0;
	s = str_sub(s, i, s.len);
	name = s.len && s.p[0] == '<' ? s.len : 0;
	while (name < s.len && !ascii_space((unsigned char)s.p[name])
	    && s.p[name] != ')' && s.p[name] != '{')
		name++;
	end = str_chr(s, ')');
	if (!name || name >= s.len || s.p[name] != ' ' || end == STR_NONE
	    || end < name || inline_before(in) != ']')
		end = 0;
	if (end && is_size(str_trim(str_sub(s, name, end)))) {
		inline_flush(in);
		buf_addf(in->out, "(%.*s", STR_ARG(str_sub(s, 0, name)));
		return in->at + 1 + i + end;
	}
	end = end && is_picture(in) ? spaced_name(s) : 0;
	if (end <= name && !is_rooted)
		return 0;
	inline_flush(in);
	buf_addc(in->out, '(');
	if (end <= name)
		return in->at + 1 + i;
	buf_addf(in->out, "<%.*s>", STR_ARG(str_sub(s, 0, end)));
	return in->at + 1 + i + end;
}

/* Obsidian's "%%comment%%" within a line. */
size_t
take_comment(struct inliner *in)
{
	struct str s = inline_ahead(in, CODE_SPAN_BYTES);
	size_t end;

	if (!str_starts(s, STR("%%")))
		return 0;
	s = str_sub(s, 0, str_chr(s, '\n'));
	end = str_find(str_sub(s, 2, s.len), STR("%%"));
	if (end == STR_NONE || !end)
		return 0;
	inline_flush(in);
	return in->at + end + 4;
}

/*
 * "@[card](url)" of Zenn and VuePress and "%[url]" of Hashnode: the page that
 * is shown there.
 */
size_t
take_embed(struct inliner *in)
{
	struct str s = inline_ahead(in, LINK_BYTES), url;
	size_t close = s.len > 1 && s.p[1] == '[' ? str_chr(s, ']')
		: STR_NONE, end = close;
	bool is_named = s.p[0] == '@', is_page;

	if (close == STR_NONE)
		return 0;
	url = str_sub(s, 2, close);
	if (is_named) {
		end = str_chr(s, ')');
		if (end == STR_NONE || !words_has(&WORDS_EMBEDS, url)
		    || !str_starts(str_sub(s, close + 1, s.len), STR("(")))
			return 0;
		url = str_sub(s, close + 2, end);
	}
	is_page = is_address(url) && url.p[0] != '/';
	if (has_any(url, " <>\n") || (!is_named && !is_page))
		return 0;
	inline_flush(in);
	if (is_page)
		buf_addf(in->out, "<%.*s>", STR_ARG(url));
	return in->at + end + 1;
}
