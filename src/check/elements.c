/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/mem.h"

#include "check/names.h"

/* In byte order of the names. */
static const struct check_element elements[] = {
	{ "a", CHECK_A, false },
	{ "abbr", CHECK_PLAIN, false },
	{ "address", CHECK_PLAIN, false },
	{ "article", CHECK_PLAIN, false },
	{ "aside", CHECK_PLAIN, false },
	{ "b", CHECK_PLAIN, false },
	{ "bdi", CHECK_PLAIN, false },
	{ "bdo", CHECK_PLAIN, false },
	{ "blockquote", CHECK_PLAIN, false },
	{ "body", CHECK_BODY, false },
	{ "br", CHECK_PLAIN, true },
	{ "caption", CHECK_PLAIN, false },
	{ "cite", CHECK_PLAIN, false },
	{ "code", CHECK_PLAIN, false },
	{ "col", CHECK_COL, true },
	{ "colgroup", CHECK_COL, false },
	{ "dd", CHECK_PLAIN, false },
	{ "del", CHECK_PLAIN, false },
	{ "details", CHECK_DETAILS, false },
	{ "dfn", CHECK_PLAIN, false },
	{ "div", CHECK_PLAIN, false },
	{ "dl", CHECK_PLAIN, false },
	{ "dt", CHECK_PLAIN, false },
	{ "em", CHECK_PLAIN, false },
	{ "figcaption", CHECK_PLAIN, false },
	{ "figure", CHECK_PLAIN, false },
	{ "footer", CHECK_PLAIN, false },
	{ "h1", CHECK_PLAIN, false },
	{ "h2", CHECK_PLAIN, false },
	{ "h3", CHECK_PLAIN, false },
	{ "h4", CHECK_PLAIN, false },
	{ "h5", CHECK_PLAIN, false },
	{ "h6", CHECK_PLAIN, false },
	{ "head", CHECK_HEAD, false },
	{ "header", CHECK_PLAIN, false },
	{ "hr", CHECK_PLAIN, true },
	{ "html", CHECK_HTML, false },
	{ "i", CHECK_PLAIN, false },
	{ "img", CHECK_IMG, true },
	{ "ins", CHECK_PLAIN, false },
	{ "kbd", CHECK_PLAIN, false },
	{ "li", CHECK_LI, false },
	{ "link", CHECK_LINK, true },
	{ "main", CHECK_PLAIN, false },
	{ "mark", CHECK_PLAIN, false },
	{ "meta", CHECK_META, true },
	{ "nav", CHECK_PLAIN, false },
	{ "ol", CHECK_OL, false },
	{ "p", CHECK_PLAIN, false },
	{ "pre", CHECK_PLAIN, false },
	{ "q", CHECK_PLAIN, false },
	{ "rp", CHECK_PLAIN, false },
	{ "rt", CHECK_PLAIN, false },
	{ "ruby", CHECK_PLAIN, false },
	{ "s", CHECK_PLAIN, false },
	{ "samp", CHECK_PLAIN, false },
	{ "section", CHECK_PLAIN, false },
	{ "small", CHECK_PLAIN, false },
	{ "span", CHECK_PLAIN, false },
	{ "strong", CHECK_PLAIN, false },
	{ "sub", CHECK_PLAIN, false },
	{ "summary", CHECK_PLAIN, false },
	{ "sup", CHECK_PLAIN, false },
	{ "table", CHECK_PLAIN, false },
	{ "tbody", CHECK_PLAIN, false },
	{ "td", CHECK_CELL, false },
	{ "tfoot", CHECK_PLAIN, false },
	{ "th", CHECK_CELL, false },
	{ "thead", CHECK_PLAIN, false },
	{ "time", CHECK_TIME, false },
	{ "title", CHECK_TITLE, false },
	{ "tr", CHECK_PLAIN, false },
	{ "u", CHECK_PLAIN, false },
	{ "ul", CHECK_PLAIN, false },
	{ "var", CHECK_PLAIN, false },
	{ "wbr", CHECK_PLAIN, true },
};

static int
compare_name(const void *key, const void *entry)
{
	const struct check_element *known = entry;

	return str_cmp(*(const struct str *)key, str_of(known->name));
}

const struct check_element *
check_find_element(struct str name)
{
	return bsearch(&name, elements, ARRAY_COUNT(elements),
	    sizeof(*elements), compare_name);
}
