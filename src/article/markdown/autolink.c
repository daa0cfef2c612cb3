/* SPDX-License-Identifier: MIT */
/*
 * Addresses in running text, which become links as on GitHub (GFM 6.9). md4c
 * could do it, but its versions disagree about where an address starts and
 * ends, and a book must not depend on the version. Where it would take a sign
 * in an address for emphasis, it sees a placeholder instead.
 */
#include "article/markdown/inline.h"

#include <string.h>

#include "base/text.h"

struct autolinks {
	const struct markdown *md;
	struct str s;
	size_t from;		/* what is not yet written */
	struct buf *html;
};

static bool
is_alnum(struct str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.p[at] : ' ';

	return ascii_alpha(c) || ascii_digit(c);
}

/*
 * The end of the host's name that starts at an offset, or that offset if
 * there is none: it has a dot, and no "_" in its last two parts.
 */
static size_t
host_end(struct str s, size_t start)
{
	bool in_last = false, in_next_to_last = false;
	size_t at = start, dots = 0;

	for (; at < s.len; at++) {
		if (s.p[at] == '.') {
			dots++;
			in_next_to_last = in_last;
			in_last = false;
		} else if (s.p[at] == '_') {
			in_last = true;
		} else if (!is_alnum(s, at) && s.p[at] != '-') {
			break;
		}
	}
	if (at > start && s.p[at - 1] == '.') {
		at--;
		dots--;
	}
	return dots && !in_last && !in_next_to_last ? at : start;
}

/* A full stop or a bracket after an address is the sentence's. */
static size_t
url_end(struct str s, size_t at)
{
	size_t open = 0, excess = 0;

	for (; at < s.len && s.p[at] != '<' && !ascii_space(s.p[at]); at++) {
		if (s.p[at] == '(')
			open++;
		else if (s.p[at] == ')' && open)
			open--;
		else if (s.p[at] == ')')
			excess++;
	}
	for (;; at--) {
		if (s.p[at - 1] == ')' && excess)
			excess--;
		else if (!strchr("?!.,:*_~", s.p[at - 1]))
			return at;
	}
}

static void
put_link(struct autolinks *a, size_t start, size_t end, const char *scheme)
{
	struct str link = str_sub(a->s, start, end);

	markdown_write_source(a->md, str_sub(a->s, a->from, start), true,
	    a->html);
	buf_addf(a->html, "<a href=\"%s", scheme);
	text_xml(link, a->html);
	buf_adds(a->html, "\">");
	text_xml(link, a->html);
	buf_adds(a->html, "</a>");
	a->from = end;
}

/* An address of the web at an offset; returns where to look next. */
static size_t
take_url(struct autolinks *a, size_t at)
{
	static const struct start {
		struct str text;
		const char *scheme;
	} starts[] = {
		{ STR("http://"), "" }, { STR("https://"), "" },
		{ STR("ftp://"), "" }, { STR("www."), "http://" }
	};
	struct str rest = str_sub(a->s, at, a->s.len);

	for (size_t i = 0; i < ARRAY_COUNT(starts); i++) {
		size_t host = at + starts[i].text.len, end;

		if (!str_istarts(rest, starts[i].text))
			continue;
		end = host_end(a->s, host);
		if (end == host)
			return host;
		end = url_end(a->s, end);
		put_link(a, at, end, starts[i].scheme);
		return end;
	}
	return at + 1;
}

/* The same for a mailbox, by its "@". */
static size_t
take_mailbox(struct autolinks *a, size_t at)
{
	size_t start = at, end = host_end(a->s, at + 1);

	while (start > a->from && (is_alnum(a->s, start - 1)
	    || strchr(".-_+", a->s.p[start - 1])))
		start--;
	if (!at || !is_alnum(a->s, at - 1) || !is_alnum(a->s, at + 1)
	    || start == at || !is_alnum(a->s, end - 1))
		return at + 1;
	if (end == at + 1)
		return end;
	put_link(a, start, end, "mailto:");
	return end;
}

void
markdown_autolink(const struct markdown *md, struct str s, bool is_start,
    struct buf *html)
{
	struct autolinks a = { md, s, 0, html };
	size_t at = 0;

	while (at < s.len) {
		bool starts = at ? ascii_space(s.p[at - 1])
		    || strchr("*_~([", s.p[at - 1]) : is_start;

		if (s.p[at] == '@')
			at = take_mailbox(&a, at);
		else if (starts && strchr("hHfFwW", s.p[at]))
			at = take_url(&a, at);
		else
			at++;
	}
	markdown_write_source(md, str_sub(s, a.from, s.len), true, html);
}

/* Whether md4c may take a sign in the address for emphasis. */
static bool
has_emphasis(struct str address)
{
	for (size_t i = 0; i < address.len; i++)
		if (strchr("*~", address.p[i]) || (address.p[i] == '_'
		    && (!is_alnum(address, i - 1)
		    || !is_alnum(address, i + 1))))
			return true;
	return false;
}

/* Of the address whose "://" is at in->at; false where it is a link's. */
static bool
find_start(const struct inliner *in, size_t *start)
{
	static const struct str schemes[] = {
		STR("http"), STR("https"), STR("ftp")
	};
	struct str before;

	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++) {
		*start = in->at - schemes[i].len;
		if (in->at < in->from + schemes[i].len
		    || !str_istarts(str_sub(in->s, *start, in->at), schemes[i]))
			continue;
		before = str_sub(in->s, 0, *start);
		if (before.len && !ascii_space(before.p[before.len - 1])
		    && !strchr("*_~([|", before.p[before.len - 1]))
			continue;
		return !str_ends(before, STR("]("))
			&& !str_ends(str_trim(before), STR("]:"));
	}
	return false;
}

size_t
take_address(struct inliner *in)
{
	struct str line = in->s;
	size_t start, host, end;

	if (!str_starts(inline_ahead(in, in->s.len), STR("://"))
	    || !find_start(in, &start))
		return 0;
	end = start;
	while (end < line.len && !strchr("|`]\"", line.p[end]))
		end++;
	line.len = end;
	host = host_end(line, in->at + 3);
	if (host == in->at + 3)
		return 0;
	end = url_end(line, host);
	if (!has_emphasis(str_sub(line, start, end)))
		return 0;
	buf_addstr(in->out, str_sub(in->s, in->from, start));
	markdown_place(in->md, PIECE_ADDRESS, str_sub(line, start, end));
	return end;
}
