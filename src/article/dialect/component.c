/* SPDX-License-Identifier: MIT */
#include "article/dialect/component.h"

#include <string.h>

#include "article/dialect/scan.h"
#include "base/text.h"
#include "tables/calls.h"

struct row {
	struct str title, text, link;
};

struct rows {
	struct buf *out;
	struct row row;		/* that is being read */
	struct str key;		/* of the value that comes next */
	bool any;
	bool lost;		/* words that have no place in a row */
};

static void
put_string(struct buf *out, struct str s)
{
	struct buf plain = BUF_INIT;

	call_put(&plain, s);
	text_xml(buf_str(&plain), out);
	buf_release(&plain);
}

static void
end_row(struct rows *rows)
{
	struct row *row = &rows->row;
	struct str name = row->title.len ? row->title : row->text;

	if (name.len) {
		buf_adds(rows->out, rows->any ? "<li>" : "<ul><li>");
		rows->any = true;
		if (row->link.len) {
			buf_adds(rows->out, "<a href=\"");
			put_string(rows->out, row->link);
			buf_adds(rows->out, "\">");
		}
		put_string(rows->out, name);
		buf_adds(rows->out, row->link.len ? "</a>" : "");
		if (row->title.len && row->text.len) {
			buf_addc(rows->out, ' ');
			put_string(rows->out, row->text);
		}
		buf_adds(rows->out, "</li>");
	}
	*row = (struct row){ .title = STR("") };
}

static void
set_string(struct rows *rows, struct str value)
{
	size_t at = words_find(&WORDS_CALL_VALUES, rows->key);
	int is = at == WORDS_NONE ? VALUE_COUNT : words_number(
	    &WORDS_CALL_VALUES, WORDS_CALL_VALUES_VALUE, at);
	struct row *row = &rows->row;
	struct str *to = is == VALUE_TITLE ? &row->title
		: is == VALUE_LINK ? &row->link
		: is == VALUE_TEXT || is == VALUE_CAPTION ? &row->text : NULL;

	value = str_trim(value);
	if (to && !to->len && str_find(value, STR("${")) == STR_NONE)
		*to = value;
	else if (value.len && (!rows->key.len || str_chr(value, ' ')
	    != STR_NONE))
		rows->lost = true;
	rows->key = STR("");
}

/* The offset after the comment or the string that starts at s.p[at], or at. */
static size_t
take_token(struct rows *rows, struct str s, size_t at)
{
	struct str rest = str_sub(s, at, s.len);
	size_t end;

	if (str_starts(rest, STR("//")))
		return line_end(s, at);
	if (str_starts(rest, STR("/*"))) {
		end = str_find(rest, STR("*/"));
		return end == STR_NONE ? s.len : at + end + 2;
	}
	if (!ascii_in(rest.p[0], "\"'`"))
		return at;
	for (end = 1; end < rest.len && rest.p[end] != rest.p[0]; end++)
		end += rest.p[end] == '\\';
	set_string(rows, str_sub(rest, 1, end));
	return at + end + 1;
}

/* "{" and "}" part rows: what is nested is a row of its own. */
static void
take_rows(struct rows *rows, struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t end = take_token(rows, s, at);

		if (end == at)
			end = word_end(s, at, "_$-");
		if (end == at) {
			if (s.p[at] == '{' || s.p[at] == '}')
				end_row(rows);
			if (ascii_in(s.p[at], "{},["))
				rows->key = STR("");
			at++;
			continue;
		}
		if (end < s.len && s.p[end] == ':')
			rows->key = str_sub(s, at, end);
		at = end;
	}
	end_row(rows);
}

/* Whether all words of its data have been written. */
static bool
put_data(const struct call *call, bool *any, struct buf *out)
{
	bool lost = false;

	for (size_t i = 0; i < call->data_count; i++) {
		struct rows rows = { .out = out };

		take_rows(&rows, call->data[i]);
		buf_adds(out, rows.any ? "</ul>" : "");
		*any |= rows.any;
		lost |= rows.lost;
	}
	return !lost;
}

/* "name" is a person's where an address or a handle is beside. */
static struct str
author_of(const struct call *call)
{
	const struct str *values = call->values;
	struct str credit = values[VALUE_CREDIT];
	unsigned char c = credit.len ? (unsigned char)credit.p[0] : '\0';

	if (values[VALUE_HANDLE].len || is_address(credit))
		return values[VALUE_NAME];
	return c >= 0x80 || (c >= 'A' && c <= 'Z') ? credit : STR("");
}

static void
put_author(const struct call *call, bool is_html, struct buf *out)
{
	struct str author = author_of(call), cite = call->values[VALUE_CREDIT];
	struct str handle = call->values[VALUE_HANDLE];

	call_put_link(author, is_address(cite) ? cite : STR(""), is_html, out);
	if (handle.len)
		buf_addf(out, author.len ? " (%s%.*s)" : "%s%.*s",
		    handle.p[0] == '@' ? "" : "@", STR_ARG(handle));
}

static void
put_paragraph(struct str text, bool is_html, struct buf *out)
{
	buf_adds(out, is_html ? "<p>" : " ");
	call_put(out, text);
	buf_adds(out, is_html ? "</p>" : "");
}

/* The title, linked, and who said it: what stands over the content. */
static void
put_head(const struct call *call, const struct call_place *place,
    struct buf *out)
{
	struct str title = call->values[VALUE_TITLE];
	struct str link = call->values[VALUE_LINK];
	bool is_html = place->is_html;
	bool is_bold = place->is_alone && !has_any(title, "*");
	const char *mark = is_html ? "strong>" : is_bold ? "**" : "";

	if (!title.len)
		title = link;
	buf_addf(out, is_html ? "<p><%s" : "%s", mark);
	call_put_link(title, link, is_html, out);
	if (title.len && author_of(call).len)
		buf_adds(out, is_html ? "</strong> <strong>" : " ");
	put_author(call, is_html, out);
	buf_addf(out, is_html ? "</%s</p>" : "%s", mark);
}

bool
component_write(const struct call *call, const struct call_place *place,
    struct buf *out)
{
	const struct str *values = call->values;
	bool is_media = call_means(call, CALL_MEDIA);
	bool is_silent = words_has(&WORDS_SILENT_COMPONENTS, call->name);
	bool is_block = place->is_html || place->is_alone;
	bool has_link = call->is_empty && is_address(values[VALUE_LINK]);
	bool has_text = call->is_empty && values[VALUE_TEXT].len;
	bool has_title = values[VALUE_TITLE].len && (is_media ? has_link
	    : place->is_html || !is_silent);
	bool has_head = has_title || author_of(call).len
		|| values[VALUE_HANDLE].len || (has_link && !has_text);
	bool any = has_text, all = true;

	if (!call->is_empty && !is_block)
		return !has_head && !values[VALUE_TEXT].len
			&& !values[VALUE_CAPTION].len;
	if (has_text && !has_title)
		call_put_link(values[VALUE_TEXT], values[VALUE_LINK],
		    place->is_html, out);
	if (has_head)
		put_head(call, place, out);
	if (has_text && has_title)
		put_paragraph(values[VALUE_TEXT], place->is_html, out);
	if (values[VALUE_CAPTION].len)
		put_paragraph(values[VALUE_CAPTION], place->is_html, out);
	any |= has_head || values[VALUE_CAPTION].len;
	all = put_data(call, &any, out);
	if (any && !place->is_html && place->is_alone && !call->is_empty)
		buf_adds(out, "  ");
	return all && (any || is_silent || !call->is_empty);
}
