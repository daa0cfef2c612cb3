/* SPDX-License-Identifier: MIT */
#include "book/lint_names.h"
#include "book/lint_values.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* In byte order of the names. */
static const struct lint_element elements[] = {
	{ "a", LINT_A, false },
	{ "abbr", LINT_PLAIN, false },
	{ "address", LINT_PLAIN, false },
	{ "article", LINT_PLAIN, false },
	{ "aside", LINT_PLAIN, false },
	{ "b", LINT_PLAIN, false },
	{ "bdi", LINT_PLAIN, false },
	{ "bdo", LINT_PLAIN, false },
	{ "blockquote", LINT_PLAIN, false },
	{ "body", LINT_BODY, false },
	{ "br", LINT_PLAIN, true },
	{ "caption", LINT_PLAIN, false },
	{ "cite", LINT_PLAIN, false },
	{ "code", LINT_PLAIN, false },
	{ "col", LINT_COL, true },
	{ "colgroup", LINT_COL, false },
	{ "dd", LINT_PLAIN, false },
	{ "del", LINT_PLAIN, false },
	{ "details", LINT_DETAILS, false },
	{ "dfn", LINT_PLAIN, false },
	{ "div", LINT_PLAIN, false },
	{ "dl", LINT_PLAIN, false },
	{ "dt", LINT_PLAIN, false },
	{ "em", LINT_PLAIN, false },
	{ "figcaption", LINT_PLAIN, false },
	{ "figure", LINT_PLAIN, false },
	{ "footer", LINT_PLAIN, false },
	{ "h1", LINT_PLAIN, false },
	{ "h2", LINT_PLAIN, false },
	{ "h3", LINT_PLAIN, false },
	{ "h4", LINT_PLAIN, false },
	{ "h5", LINT_PLAIN, false },
	{ "h6", LINT_PLAIN, false },
	{ "head", LINT_HEAD, false },
	{ "header", LINT_PLAIN, false },
	{ "hr", LINT_PLAIN, true },
	{ "html", LINT_HTML, false },
	{ "i", LINT_PLAIN, false },
	{ "img", LINT_IMG, true },
	{ "ins", LINT_PLAIN, false },
	{ "kbd", LINT_PLAIN, false },
	{ "li", LINT_LI, false },
	{ "link", LINT_LINK, true },
	{ "main", LINT_PLAIN, false },
	{ "mark", LINT_PLAIN, false },
	{ "meta", LINT_META, true },
	{ "nav", LINT_PLAIN, false },
	{ "ol", LINT_OL, false },
	{ "p", LINT_PLAIN, false },
	{ "pre", LINT_PLAIN, false },
	{ "q", LINT_PLAIN, false },
	{ "rp", LINT_PLAIN, false },
	{ "rt", LINT_PLAIN, false },
	{ "ruby", LINT_PLAIN, false },
	{ "s", LINT_PLAIN, false },
	{ "samp", LINT_PLAIN, false },
	{ "section", LINT_PLAIN, false },
	{ "small", LINT_PLAIN, false },
	{ "span", LINT_PLAIN, false },
	{ "strong", LINT_PLAIN, false },
	{ "sub", LINT_PLAIN, false },
	{ "summary", LINT_PLAIN, false },
	{ "sup", LINT_PLAIN, false },
	{ "table", LINT_PLAIN, false },
	{ "tbody", LINT_PLAIN, false },
	{ "td", LINT_CELL, false },
	{ "tfoot", LINT_PLAIN, false },
	{ "th", LINT_CELL, false },
	{ "thead", LINT_PLAIN, false },
	{ "time", LINT_TIME, false },
	{ "title", LINT_TITLE, false },
	{ "tr", LINT_PLAIN, false },
	{ "u", LINT_PLAIN, false },
	{ "ul", LINT_PLAIN, false },
	{ "var", LINT_PLAIN, false },
	{ "wbr", LINT_PLAIN, true },
};

/* In byte order of the names; a name has one row for each kind of value. */
static const struct lint_attribute attributes[] = {
	{ "abbr", LINT_CELL, LINT_OTHER, lint_is_filled },
	{ "alt", LINT_IMG, LINT_ALT, lint_is_any },
	{ "aria-describedby", LINT_ANY, LINT_IDREFS, lint_is_ids },
	{ "aria-hidden", LINT_ANY, LINT_OTHER, lint_is_aria_truth },
	{ "aria-label", LINT_ANY, LINT_OTHER, lint_is_filled },
	{ "aria-labelledby", LINT_ANY, LINT_IDREFS, lint_is_ids },
	{ "charset", LINT_META, LINT_OTHER, lint_is_utf8_label },
	{ "class", LINT_ANY, LINT_OTHER, lint_is_classes },
	{ "colspan", LINT_CELL, LINT_OTHER, lint_is_number },
	{ "content", LINT_META, LINT_OTHER, lint_is_filled },
	{ "datetime", LINT_TIME, LINT_OTHER, lint_is_time },
	{ "dir", LINT_ANY, LINT_OTHER, lint_is_dir },
	{ "epub:type", LINT_ANY, LINT_EPUB_TYPE, lint_is_words },
	{ "height", LINT_IMG, LINT_OTHER, lint_is_number },
	{ "hidden", LINT_ANY, LINT_OTHER, lint_is_truth },
	{ "href", LINT_A, LINT_HREF, lint_is_href },
	{ "href", LINT_LINK, LINT_OTHER, lint_is_resource },
	{ "id", LINT_ANY, LINT_ID, lint_is_id },
	{ "lang", LINT_ANY, LINT_LANG, lint_is_lang },
	{ "name", LINT_META, LINT_OTHER, lint_is_viewport },
	{ "open", LINT_DETAILS, LINT_OTHER, lint_is_truth },
	{ "rel", LINT_A | LINT_LINK, LINT_OTHER, lint_is_words },
	{ "reversed", LINT_OL, LINT_OTHER, lint_is_truth },
	{ "role", LINT_ANY, LINT_OTHER, lint_is_word },
	{ "rowspan", LINT_CELL, LINT_OTHER, lint_is_number },
	{ "scope", LINT_CELL, LINT_OTHER, lint_is_scope },
	{ "span", LINT_COL, LINT_OTHER, lint_is_number },
	{ "src", LINT_IMG, LINT_SRC, lint_is_resource },
	{ "start", LINT_OL, LINT_OTHER, lint_is_integer },
	{ "title", LINT_ANY, LINT_OTHER, lint_is_filled },
	{ "type", LINT_LINK, LINT_OTHER, lint_is_css },
	{ "type", LINT_OL, LINT_OTHER, lint_is_ol_type },
	{ "value", LINT_LI, LINT_OTHER, lint_is_integer },
	{ "width", LINT_IMG, LINT_OTHER, lint_is_number },
	{ "xml:lang", LINT_ANY, LINT_XML_LANG, lint_is_lang },
	{ "xmlns", LINT_HTML, LINT_XMLNS, lint_is_xhtml_namespace },
	{ "xmlns:epub", LINT_HTML, LINT_XMLNS_EPUB, lint_is_epub_namespace },
};

_Static_assert(COUNT(elements) < 255, "an element's index is one byte");
_Static_assert(COUNT(attributes) <= 64, "attributes are a set of 64 bits");

int
lint_find_element(struct str name)
{
	size_t low = 0, high = COUNT(elements);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(str_of(elements[mid].name), name);

		if (!c)
			return (int)mid;
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return -1;
}

const struct lint_element *
lint_element(int index)
{
	return &elements[index];
}

int
lint_find_attribute(struct str name, unsigned group)
{
	for (size_t i = 0; i < COUNT(attributes); i++) {
		const struct lint_attribute *a = &attributes[i];

		if (name.len && a->name[0] == name.p[0] && (a->groups & group)
		    && str_eq(str_of(a->name), name))
			return (int)i;
	}
	return -1;
}

const struct lint_attribute *
lint_attribute(int index)
{
	return &attributes[index];
}
