/* SPDX-License-Identifier: MIT */
/*
 * Markup that was escaped once too often: what was meant as a paragraph stands
 * on a page as "<p>". It is told from text about HTML by how much of it there
 * is, how it hangs together, and how much prose there is between the tags.
 * Where a page is escaped from some place on to its end, what is around the
 * article comes with it; that is told by end tags of what was open before.
 */
#include "article/html/html_parts.h"

#include <string.h>

#include "article/html/weights.h"
#include "tables/html.h"

#define NAME_BYTES 16	/* longer than any name that counts */

struct escaped_tag {
	const struct html_element *element;
	bool is_end, has_attributes;
	size_t end;	/* offset behind its '>' */
};

struct findings {
	size_t tags, blocks;
	size_t joints;		/* end tags, attributes, tags side by side */
	size_t tag_bytes;
	size_t open, ends;	/* div elements; ends of others than these */
	bool is_code;
};

static bool
is_lt(struct str s, size_t at)
{
	return str_starts(str_sub(s, at, s.len), STR("&lt;"));
}

/* Behind the "&gt;" or '>' that comes before any other tag, or 0. */
static size_t
tag_end(struct str s, size_t at)
{
	size_t limit = s.len - at > ESCAPED_TAG_BYTES
	    ? at + ESCAPED_TAG_BYTES : s.len;

	for (; at < limit; at++) {
		if (s.p[at] == '>')
			return at + 1;
		if (s.p[at] != '&')
			continue;
		if (str_starts(str_sub(s, at, s.len), STR("&gt;")))
			return at + 4;
		if (is_lt(s, at))
			break;
	}
	return 0;
}

/* Reads what may be a tag at an "&lt;". */
static bool
read_tag(struct str s, size_t at, struct escaped_tag *tag)
{
	size_t name = at + 4, i;

	tag->is_end = name < s.len && s.p[name] == '/';
	name += tag->is_end;
	for (i = name; i < s.len && i - name < NAME_BYTES &&
	    (ascii_alpha(s.p[i]) || ascii_digit(s.p[i])); i++)
		;
	tag->element = html_element_find(str_sub(s, name, i));
	if (!tag->element->name)
		return false;
	tag->end = tag_end(s, i);
	if (!tag->end)
		return false;
	tag->has_attributes =
	    str_chr(str_sub(s, i, tag->end), '=') != STR_NONE;
	return true;
}

/* Of a page as a whole, or of its program: who shows it, writes about it. */
static bool
is_of_code(const struct html_element *e)
{
	return words_has(&WORDS_CODE_ELEMENTS, str_of(e->name));
}

static void
count_tag(struct findings *f, const struct escaped_tag *tag, size_t at,
    bool adjacent)
{
	f->tags++;
	f->tag_bytes += tag->end - at;
	f->blocks += (tag->element->flags & HTML_CLOSES_P) ||
	    tag->element->id == HTML_BR;
	f->joints += tag->is_end || tag->has_attributes || adjacent;
	f->is_code |= is_of_code(tag->element);
	if (tag->element->id == HTML_DIV && !tag->is_end)
		f->open++;
	else if (tag->element->id == HTML_DIV && f->open)
		f->open--;
	else if (tag->element->id == HTML_DIV)
		f->ends++;
}

static void
examine(struct str s, struct findings *f)
{
	size_t at = 0, last_end = 0;

	while (at < s.len) {
		const char *amp = memchr(s.p + at, '&', s.len - at);
		struct escaped_tag tag;

		if (!amp)
			return;
		at = (size_t)(amp - s.p);
		if (!is_lt(s, at) || !read_tag(s, at, &tag)) {
			at++;
			continue;
		}
		count_tag(f, &tag, at, last_end &&
		    str_trim(str_sub(s, last_end, at)).len == 0);
		at = last_end = tag.end;
	}
}

static void
decode_once(struct str s, struct buf *out)
{
	static const struct {
		struct str written;
		char meant;
	} references[] = {
		{ STR("&lt;"), '<' }, { STR("&gt;"), '>' },
		{ STR("&quot;"), '"' }, { STR("&amp;"), '&' },
	};
	size_t i, amp;

	while ((amp = str_chr(s, '&')) != STR_NONE) {
		buf_add(out, s.p, amp);
		s = str_sub(s, amp, s.len);
		for (i = 0; i < 4 && !str_starts(s, references[i].written); i++)
			;
		buf_addc(out, i < 4 ? references[i].meant : '&');
		s = str_sub(s, i < 4 ? references[i].written.len : 1, s.len);
	}
	buf_addstr(out, s);
}

static enum html_escaped
judge(const struct findings *f, size_t text_bytes)
{
	if (f->tags < ESCAPED_TAGS || f->blocks < ESCAPED_BLOCKS ||
	    f->joints < f->tags / ESCAPED_JOINTS_PART)
		return HTML_AS_WRITTEN;
	if (f->tags >= ESCAPED_REST_TAGS && f->ends >= ESCAPED_REST_ENDS)
		return HTML_ESCAPED_REST;
	if (f->is_code || text_bytes - f->tag_bytes
	    < ESCAPED_PROSE_TIMES * f->tag_bytes)
		return HTML_AS_WRITTEN;
	return HTML_ESCAPED_PART;
}

enum html_escaped
html_unescape(struct str text, struct buf *out)
{
	struct findings f = { 0 };
	enum html_escaped escaped;

	if (text.len < ESCAPED_TEXT_BYTES)
		return HTML_AS_WRITTEN;
	examine(text, &f);
	escaped = judge(&f, text.len);
	if (escaped)
		decode_once(text, out);
	return escaped;
}

bool
html_unescape_more(struct str text, struct buf *out)
{
	if (str_find(text, STR("&lt;")) == STR_NONE)
		return false;
	decode_once(text, out);
	return true;
}
