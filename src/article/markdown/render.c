/* SPDX-License-Identifier: MIT */
#include "article/markdown/markdown_parts.h"

#include <limits.h>
#include <md4c.h>
#include <string.h>

struct renderer {
	struct markdown *md;
	struct buf *html;
	size_t limit;		/* html->len must not pass it */
	unsigned in_image;	/* depth; its text is the alt attribute */
	bool in_html;		/* an HTML block, no HTML in running text */
	bool in_head;		/* of a table */
	bool in_link;
	bool at_start;		/* of a line */
};

enum { LIMIT_PASSED = 1 };

static int
check(const struct renderer *r)
{
	return r->html->len > r->limit ? LIMIT_PASSED : 0;
}

static void
put_value(struct renderer *r, const MD_ATTRIBUTE *a)
{
	size_t i;

	for (i = 0; a->size && a->substr_offsets[i] < a->size; i++) {
		unsigned from = a->substr_offsets[i];
		struct str s = { a->text + from,
			a->substr_offsets[i + 1] - from };

		if (a->substr_types[i] == MD_TEXT_ENTITY)
			buf_addstr(r->html, s);
		else
			markdown_write_source(r->md, s, true, r->html);
	}
}

static void
put_attribute(struct renderer *r, const char *name, const MD_ATTRIBUTE *a)
{
	buf_addf(r->html, " %s=\"", name);
	put_value(r, a);
	buf_addc(r->html, '"');
}

static void
open_cell(struct renderer *r, const char *name, const MD_BLOCK_TD_DETAIL *td)
{
	static const char *const align[] = {
		"", " align=\"left\"", " align=\"center\"", " align=\"right\""
	};

	buf_addf(r->html, "<%s%s>", name, align[td->align]);
}

static void
open_list_item(struct renderer *r, const MD_BLOCK_LI_DETAIL *li)
{
	buf_adds(r->html, "<li>");
	if (li->is_task)
		buf_adds(r->html, li->task_mark == ' ' ? "☐ " : "☑ ");
}

static void
open_code(struct renderer *r, const MD_BLOCK_CODE_DETAIL *code)
{
	buf_adds(r->html, "<pre><code");
	if (code->lang.size) {
		buf_adds(r->html, " class=\"language-");
		put_value(r, &code->lang);
		buf_addc(r->html, '"');
	}
	buf_addc(r->html, '>');
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	static const char *const names[] = {
		[MD_BLOCK_QUOTE] = "<blockquote>\n", [MD_BLOCK_UL] = "<ul>\n",
		[MD_BLOCK_HR] = "<hr>\n", [MD_BLOCK_P] = "<p>",
		[MD_BLOCK_TABLE] = "<table>\n",
		[MD_BLOCK_THEAD] = "<thead>\n",
		[MD_BLOCK_TBODY] = "<tbody>\n", [MD_BLOCK_TR] = "<tr>",
	};
	struct renderer *r = context;
	unsigned start;

	r->at_start = true;
	switch (type) {
	case MD_BLOCK_DOC:
		break;
	case MD_BLOCK_HTML:
		r->in_html = true;
		break;
	case MD_BLOCK_OL:
		start = ((MD_BLOCK_OL_DETAIL *)detail)->start;
		if (start == 1)
			buf_adds(r->html, "<ol>\n");
		else
			buf_addf(r->html, "<ol start=\"%u\">\n", start);
		break;
	case MD_BLOCK_LI:
		open_list_item(r, detail);
		break;
	case MD_BLOCK_H:
		buf_addf(r->html, "<h%u>",
		    ((MD_BLOCK_H_DETAIL *)detail)->level);
		break;
	case MD_BLOCK_CODE:
		open_code(r, detail);
		break;
	case MD_BLOCK_TH:
		open_cell(r, "th", detail);
		break;
	case MD_BLOCK_TD:
		open_cell(r, "td", detail);
		break;
	default:
		buf_adds(r->html, names[type]);
		break;
	}
	return check(r);
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	static const char *const names[] = {
		[MD_BLOCK_DOC] = "", [MD_BLOCK_QUOTE] = "</blockquote>\n",
		[MD_BLOCK_UL] = "</ul>\n", [MD_BLOCK_OL] = "</ol>\n",
		[MD_BLOCK_LI] = "</li>\n", [MD_BLOCK_HR] = "",
		[MD_BLOCK_CODE] = "</code></pre>\n", [MD_BLOCK_HTML] = "",
		[MD_BLOCK_P] = "</p>\n", [MD_BLOCK_TABLE] = "</table>\n",
		[MD_BLOCK_THEAD] = "</thead>\n",
		[MD_BLOCK_TBODY] = "</tbody>\n", [MD_BLOCK_TR] = "</tr>\n",
		[MD_BLOCK_TH] = "</th>", [MD_BLOCK_TD] = "</td>",
	};
	struct renderer *r = context;

	r->in_html = false;
	if (type == MD_BLOCK_H)
		buf_addf(r->html, "</h%u>\n",
		    ((MD_BLOCK_H_DETAIL *)detail)->level);
	else
		buf_adds(r->html, names[type]);
	return check(r);
}

static void
open_link(struct renderer *r, const MD_SPAN_A_DETAIL *a)
{
	buf_adds(r->html, "<a");
	put_attribute(r, "href", &a->href);
	if (a->title.size)
		put_attribute(r, "title", &a->title);
	buf_addc(r->html, '>');
}

static const char *
span_name(MD_SPANTYPE type)
{
	switch (type) {
	case MD_SPAN_EM:
		return "em";
	case MD_SPAN_STRONG:
		return "strong";
	case MD_SPAN_CODE:
		return "code";
	case MD_SPAN_DEL:
		return "del";
	default:
		return "span";
	}
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct renderer *r = context;

	if (type == MD_SPAN_IMG) {
		if (r->in_image++)
			return 0;
		buf_adds(r->html, "<img");
		put_attribute(r, "src", &((MD_SPAN_IMG_DETAIL *)detail)->src);
		buf_adds(r->html, " alt=\"");
	} else if (r->in_image) {
		return 0;
	} else if (type == MD_SPAN_A) {
		r->in_link = true;
		open_link(r, detail);
	} else {
		buf_addf(r->html, "<%s>", span_name(type));
	}
	return check(r);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct renderer *r = context;
	const MD_SPAN_IMG_DETAIL *image = detail;

	if (type == MD_SPAN_IMG) {
		if (--r->in_image)
			return 0;
		buf_addc(r->html, '"');
		if (image->title.size)
			put_attribute(r, "title", &image->title);
		buf_addc(r->html, '>');
	} else if (!r->in_image) {
		r->in_link &= type != MD_SPAN_A;
		buf_addf(r->html, "</%s>", type == MD_SPAN_A ? "a" :
		    span_name(type));
	}
	return check(r);
}

static void
put_running_text(struct renderer *r, struct str s, bool is_start)
{
	if (r->in_link || r->in_image)
		markdown_write_source(r->md, s, true, r->html);
	else
		markdown_autolink(r->md, s, is_start, r->html);
}

/* Whether an address may begin at p, which lies in the prepared text. */
static bool
is_boundary(const struct renderer *r, const char *p)
{
	return r->at_start || p == r->md->text.data
		|| ascii_space(p[-1]) || strchr("*_~([", p[-1]);
}

static int
put_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE size, void *context)
{
	struct renderer *r = context;
	struct str s = { p, size }, url;

	switch (type) {
	case MD_TEXT_NULLCHAR:
		break;
	case MD_TEXT_BR:
		buf_adds(r->html, r->in_image ? " " : "<br>\n");
		break;
	case MD_TEXT_SOFTBR:
		buf_addc(r->html, '\n');
		break;
	case MD_TEXT_NORMAL:
		put_running_text(r, s, is_boundary(r, p));
		break;
	case MD_TEXT_ENTITY:
		buf_addstr(r->html, s);
		break;
	case MD_TEXT_HTML:
		if (!r->in_html && markdown_is_address(r->md, s, &url))
			put_running_text(r, url, true);
		else if (!r->in_image)
			markdown_write_html(r->md, s, r->in_html, r->html);
		break;
	default:
		markdown_write_source(r->md, s, true, r->html);
		break;
	}
	r->at_start = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
	return check(r);
}

bool
markdown_render(struct markdown *md, size_t limit, struct buf *html)
{
	const MD_PARSER parser = {
		0, MD_DIALECT_GITHUB & ~(unsigned)MD_FLAG_PERMISSIVEAUTOLINKS,
		enter_block, leave_block, enter_span, leave_span, put_text,
		NULL, NULL
	};
	struct renderer r = {
		.md = md, .html = html, .limit = html->len + limit
	};

	return md->text.len <= UINT_MAX / 2 && !md_parse(md->text.data,
	    (MD_SIZE)md->text.len, &parser, &r);
}
