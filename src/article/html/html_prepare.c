/* SPDX-License-Identifier: MIT */
/*
 * One pass over the tokens of HTML Living Standard 13.2.5. Where that would
 * have the rest of a page vanish in a comment or a tag that never ends, less
 * is taken away, so that the text survives.
 */
#include "article/html/html_parts.h"

#include <string.h>

#define REOPEN_SLACK_BYTES ((size_t)64 << 10)

static bool
starts_at(const struct html_preparer *p, struct str what)
{
	return str_starts(str_sub(p->raw, p->at, p->raw.len), what);
}

/* The offset of c from at on, or STR_NONE. */
static size_t
find_char(const struct html_preparer *p, size_t at, char c)
{
	const char *hit = at < p->raw.len ?
	    memchr(p->raw.p + at, c, p->raw.len - at) : NULL;

	return hit ? (size_t)(hit - p->raw.p) : STR_NONE;
}

/* Behind the next '>'; the end of the input if there is none. */
static void
skip_bogus(struct html_preparer *p)
{
	size_t gt = find_char(p, p->at, '>');

	p->at = gt == STR_NONE ? p->raw.len : gt + 1;
}

/* Behind the "-->" or "--!>" that ends a comment whose text starts at at. */
static size_t
comment_end(const struct html_preparer *p, size_t at)
{
	size_t i = at;

	while ((i = find_char(p, i, '>')) != STR_NONE) {
		struct str text = str_sub(p->raw, at, i);

		if (text.len == 0 || str_eq(text, STR("-")) ||
		    str_ends(text, STR("--")) || str_ends(text, STR("--!")))
			return i + 1;
		i++;
	}
	return STR_NONE;
}

static void
skip_comment(struct html_preparer *p)
{
	size_t end = STR_NONE;

	if (!p->no_comment_end)
		end = comment_end(p, p->at + 4);
	if (end == STR_NONE) {
		p->no_comment_end = true;
		skip_bogus(p);
		return;
	}
	p->at = end;
}

/* XHTML's text; HTML itself would take it for a comment. */
static bool
take_cdata(struct html_preparer *p)
{
	struct str rest = str_sub(p->raw, p->at + 9, p->raw.len);
	size_t end = p->no_cdata_end ? STR_NONE : str_find(rest, STR("]]>"));

	if (end == STR_NONE) {
		p->no_cdata_end = true;
		return false;
	}
	html_put_raw(p, str_sub(rest, 0, end));
	p->at += 9 + end + 3;
	return true;
}

/*
 * Reads the tag whose name starts at at. A quote that never closes would
 * take in all that follows: from there on tags end at the next '>'.
 */
static bool
read_tag(struct html_preparer *p, size_t at)
{
	size_t gt;

	if (p->no_gt)
		return false;
	if (!p->no_quote && html_tag_read(p->raw, at, false, &p->tag))
		return true;
	p->no_quote = true;
	gt = find_char(p, at, '>');
	p->no_gt = gt == STR_NONE;
	return !p->no_gt &&
	    html_tag_read(str_sub(p->raw, 0, gt + 1), at, true, &p->tag);
}

/* p->at is at a '<'. */
static void
take_markup(struct html_preparer *p)
{
	char next = p->at + 1 < p->raw.len ? p->raw.p[p->at + 1] : '\0';
	bool is_end = next == '/';
	size_t name = p->at + 1 + is_end;

	if (name < p->raw.len && ascii_alpha(p->raw.p[name])) {
		if (read_tag(p, name)) {
			if (is_end)
				html_take_end_tag(p);
			else
				html_take_start_tag(p);
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
	    (is_end && !p->no_gt && find_char(p, name, '>') != STR_NONE)) {
		skip_bogus(p);
		return;
	} else if (is_end) {
		p->no_gt = true;
	}
	html_put_raw(p, STR("<"));
	p->at++;
}

void
html_prepare(struct str raw, struct buf *out, struct html_losses *losses)
{
	struct html_preparer p = {
		.raw = raw, .out = out, .losses = losses, .stack.out = out
	};

	p.stack.reopen_bytes = raw.len + REOPEN_SLACK_BYTES;
	p.is_xml = str_starts(str_trim(str_sub(raw, 0, 64)), STR("<?xml"));
	buf_reserve(out, raw.len + raw.len / 8);
	while (p.at < raw.len) {
		size_t lt = find_char(&p, p.at, '<');

		if (lt == STR_NONE)
			lt = raw.len;
		if (lt > p.at)
			html_put_text(&p, str_sub(raw, p.at, lt));
		p.at = lt;
		if (lt < raw.len)
			take_markup(&p);
	}
	html_finish(&p);
}
