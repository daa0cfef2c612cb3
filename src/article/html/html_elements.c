/* SPDX-License-Identifier: MIT */
#include "article/html/html_parts.h"

#include <string.h>

#include "base/mem.h"

#define NAME_BYTES 16	/* longer than any name in the table */

#define VOID HTML_IS_VOID
#define SPECIAL HTML_IS_SPECIAL
#define BLOCK (HTML_IS_SPECIAL | HTML_CLOSES_P)
#define SCOPE (HTML_IS_SPECIAL | HTML_IS_SCOPE)
#define FORMAT HTML_IS_FORMAT
#define HEAD (HTML_IS_SPECIAL | HTML_IN_HEAD)
#define HEADING (BLOCK | HTML_IS_HEADING)
#define SPACED HTML_KEEPS_SPACE
#define CODE HTML_IS_CODE

/* In order of name. */
static const struct html_element elements[] = {
	{ "a", HTML_A, FORMAT },
	{ "abbr", HTML_PLAIN, 0 },
	{ "acronym", HTML_PLAIN, 0 },
	{ "address", HTML_ADDRESS, BLOCK },
	{ "applet", HTML_PLAIN, SCOPE },
	{ "area", HTML_PLAIN, VOID },
	{ "article", HTML_PLAIN, BLOCK },
	{ "aside", HTML_PLAIN, BLOCK },
	{ "audio", HTML_PLAIN, 0 },
	{ "b", HTML_PLAIN, FORMAT },
	{ "base", HTML_PLAIN, HEAD | VOID },
	{ "basefont", HTML_PLAIN, HEAD | VOID },
	{ "bdi", HTML_PLAIN, 0 },
	{ "bdo", HTML_PLAIN, 0 },
	{ "bgsound", HTML_PLAIN, HEAD | VOID },
	{ "big", HTML_PLAIN, FORMAT },
	{ "blockquote", HTML_PLAIN, BLOCK },
	{ "body", HTML_BODY, SPECIAL },
	{ "br", HTML_BR, VOID },
	{ "button", HTML_BUTTON, SPECIAL | HTML_IS_BUTTON },
	{ "canvas", HTML_PLAIN, 0 },
	{ "caption", HTML_CAPTION, SCOPE },
	{ "center", HTML_PLAIN, BLOCK },
	{ "cite", HTML_PLAIN, 0 },
	{ "code", HTML_PLAIN, FORMAT | CODE },
	{ "col", HTML_COL, VOID },
	{ "colgroup", HTML_COLGROUP, SPECIAL },
	{ "data", HTML_PLAIN, 0 },
	{ "datalist", HTML_PLAIN, 0 },
	{ "dd", HTML_DD, BLOCK },
	{ "del", HTML_PLAIN, 0 },
	{ "details", HTML_PLAIN, BLOCK },
	{ "dfn", HTML_PLAIN, 0 },
	{ "dialog", HTML_PLAIN, BLOCK },
	{ "dir", HTML_PLAIN, BLOCK | HTML_IS_LIST },
	{ "div", HTML_DIV, BLOCK },
	{ "dl", HTML_PLAIN, BLOCK },
	{ "dt", HTML_DT, BLOCK },
	{ "em", HTML_PLAIN, FORMAT },
	{ "embed", HTML_PLAIN, VOID },
	{ "fieldset", HTML_PLAIN, BLOCK },
	{ "figcaption", HTML_PLAIN, BLOCK },
	{ "figure", HTML_PLAIN, BLOCK },
	{ "font", HTML_PLAIN, FORMAT },
	{ "footer", HTML_PLAIN, BLOCK },
	{ "form", HTML_PLAIN, BLOCK },
	{ "frame", HTML_PLAIN, VOID },
	{ "frameset", HTML_PLAIN, SPECIAL },
	{ "h1", HTML_PLAIN, HEADING },
	{ "h2", HTML_PLAIN, HEADING },
	{ "h3", HTML_PLAIN, HEADING },
	{ "h4", HTML_PLAIN, HEADING },
	{ "h5", HTML_PLAIN, HEADING },
	{ "h6", HTML_PLAIN, HEADING },
	{ "head", HTML_HEAD, SPECIAL },
	{ "header", HTML_PLAIN, BLOCK },
	{ "hgroup", HTML_PLAIN, BLOCK },
	{ "hr", HTML_PLAIN, HTML_CLOSES_P | VOID },
	{ "html", HTML_HTML, SCOPE },
	{ "i", HTML_PLAIN, FORMAT },
	{ "iframe", HTML_IFRAME, SPECIAL },
	{ "image", HTML_IMAGE, VOID },
	{ "img", HTML_IMG, VOID },
	{ "input", HTML_PLAIN, VOID },
	{ "ins", HTML_PLAIN, 0 },
	{ "kbd", HTML_PLAIN, CODE },
	{ "keygen", HTML_PLAIN, VOID },
	{ "label", HTML_PLAIN, 0 },
	{ "legend", HTML_PLAIN, 0 },
	{ "li", HTML_LI, BLOCK },
	{ "link", HTML_PLAIN, HEAD | VOID },
	{ "listing", HTML_LISTING, BLOCK | SPACED | CODE },
	{ "main", HTML_PLAIN, BLOCK },
	{ "map", HTML_PLAIN, 0 },
	{ "mark", HTML_PLAIN, 0 },
	{ "marquee", HTML_PLAIN, SCOPE },
	{ "math", HTML_PLAIN, HTML_IS_FOREIGN },
	{ "menu", HTML_PLAIN, BLOCK | HTML_IS_LIST },
	{ "meta", HTML_PLAIN, HEAD | VOID },
	{ "meter", HTML_PLAIN, 0 },
	{ "nav", HTML_PLAIN, BLOCK },
	{ "nobr", HTML_PLAIN, FORMAT },
	{ "noembed", HTML_NOEMBED, SPECIAL },
	{ "noframes", HTML_NOFRAMES, HEAD },
	{ "noscript", HTML_PLAIN, HEAD },
	{ "object", HTML_PLAIN, SCOPE },
	{ "ol", HTML_PLAIN, BLOCK | HTML_IS_LIST },
	{ "optgroup", HTML_OPTGROUP, 0 },
	{ "option", HTML_OPTION, 0 },
	{ "output", HTML_PLAIN, 0 },
	{ "p", HTML_P, BLOCK },
	{ "param", HTML_PLAIN, VOID },
	{ "picture", HTML_PLAIN, 0 },
	{ "plaintext", HTML_PLAINTEXT, BLOCK | SPACED | CODE },
	{ "pre", HTML_PRE, BLOCK | SPACED | CODE },
	{ "progress", HTML_PLAIN, 0 },
	{ "q", HTML_PLAIN, 0 },
	{ "rb", HTML_RB, 0 },
	{ "rp", HTML_RP, 0 },
	{ "rt", HTML_RT, 0 },
	{ "rtc", HTML_RTC, 0 },
	{ "ruby", HTML_PLAIN, 0 },
	{ "s", HTML_PLAIN, FORMAT },
	{ "samp", HTML_PLAIN, CODE },
	{ "script", HTML_SCRIPT, HEAD },
	{ "search", HTML_PLAIN, BLOCK },
	{ "section", HTML_PLAIN, BLOCK },
	{ "select", HTML_PLAIN, SPECIAL | HTML_IS_SELECT },
	{ "slot", HTML_PLAIN, 0 },
	{ "small", HTML_PLAIN, FORMAT },
	{ "source", HTML_PLAIN, VOID },
	{ "span", HTML_SPAN, 0 },
	{ "strike", HTML_PLAIN, FORMAT },
	{ "strong", HTML_PLAIN, FORMAT },
	{ "style", HTML_STYLE, HEAD },
	{ "sub", HTML_PLAIN, 0 },
	{ "summary", HTML_PLAIN, BLOCK },
	{ "sup", HTML_PLAIN, 0 },
	{ "svg", HTML_PLAIN, HTML_IS_FOREIGN },
	{ "table", HTML_TABLE, SCOPE | HTML_CLOSES_P | HTML_IS_TABLE },
	{ "tbody", HTML_TBODY, SPECIAL },
	{ "td", HTML_TD, SCOPE },
	{ "template", HTML_PLAIN, HEAD | HTML_IS_SCOPE },
	{ "textarea", HTML_TEXTAREA, SPECIAL | SPACED | CODE },
	{ "tfoot", HTML_TFOOT, SPECIAL },
	{ "th", HTML_TH, SCOPE },
	{ "thead", HTML_THEAD, SPECIAL },
	{ "time", HTML_PLAIN, 0 },
	{ "title", HTML_TITLE, HEAD },
	{ "tr", HTML_TR, SPECIAL },
	{ "track", HTML_PLAIN, VOID },
	{ "tt", HTML_PLAIN, FORMAT | CODE },
	{ "u", HTML_PLAIN, FORMAT },
	{ "ul", HTML_PLAIN, BLOCK | HTML_IS_LIST },
	{ "var", HTML_PLAIN, CODE },
	{ "video", HTML_PLAIN, 0 },
	{ "wbr", HTML_PLAIN, VOID },
	{ "xmp", HTML_XMP, BLOCK | SPACED | CODE },
};

static const struct html_element unknown_element = { NULL, HTML_UNKNOWN, 0 };

const struct html_element *
html_element_find(struct str name)
{
	size_t low = 0, high = ARRAY_COUNT(elements);
	char key[NAME_BYTES];
	size_t i;

	if (name.len >= sizeof(key))
		return &unknown_element;
	for (i = 0; i < name.len; i++)
		key[i] = (char)ascii_lower(name.p[i]);
	key[i] = '\0';
	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = strcmp(key, elements[mid].name);

		if (order == 0)
			return &elements[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return &unknown_element;
}
