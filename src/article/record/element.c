/* SPDX-License-Identifier: MIT */
#include "article/record/element.h"

#include <stdlib.h>
#include <string.h>

#define FLOW (IS_BLOCK | IS_PHRASING | IS_HEADING)
#define BLOCKS (IS_BLOCK | IS_HEADING)
#define PLAIN (IS_BLOCK | IS_PHRASING)		/* no headings */

#define BLOCK(holds, more) IS_BLOCK, holds, MAY_COMMON | (more)
#define HEADING IS_HEADING, IS_PHRASING, MAY_COMMON
#define PHRASE IS_PHRASING, IS_PHRASING, MAY_COMMON

const struct element_info elements[EL_COUNT] = {
	[EL_TEXT] = { "", IS_PHRASING, 0, 0 },
	[EL_PICTURE] = { "", IS_PHRASING, 0, 0 },
	[EL_LINK] = { "", IS_PHRASING, IS_PHRASING, 0 },
	[EL_ROOT] = { "", 0, BLOCKS, 0 },
	[EL_FOSTER] = { "", 0, BLOCKS, 0 },
	[EL_P] = { "p", BLOCK(IS_PHRASING, 0) },
	[EL_H2] = { "h2", HEADING },
	[EL_H3] = { "h3", HEADING },
	[EL_H4] = { "h4", HEADING },
	[EL_H5] = { "h5", HEADING },
	[EL_H6] = { "h6", HEADING },
	[EL_PRE] = { "pre", BLOCK(IS_PHRASING, 0) },
	[EL_HR] = { "hr", BLOCK(0, 0) },
	[EL_BLOCKQUOTE] = { "blockquote", BLOCK(BLOCKS, 0) },
	[EL_UL] = { "ul", BLOCK(IS_LI, 0) },
	[EL_OL] = { "ol", BLOCK(IS_LI, MAY_LIST) },
	[EL_LI] = { "li", IS_LI, FLOW, MAY_COMMON | MAY_VALUE },
	[EL_DL] = { "dl", BLOCK(IS_DT, 0) },
	[EL_DT] = { "dt", IS_DT, PLAIN, MAY_COMMON },
	[EL_DD] = { "dd", IS_DT, FLOW, MAY_COMMON },
	[EL_FIGURE] = { "figure", BLOCK(FLOW | IS_FIGCAPTION, 0) },
	[EL_FIGCAPTION] = { "figcaption", IS_FIGCAPTION, PLAIN, MAY_COMMON },
	[EL_TABLE] = { "table", BLOCK(IS_CAPTION | IS_GROUP, 0) },
	[EL_CAPTION] = { "caption", IS_CAPTION, PLAIN, MAY_COMMON },
	[EL_THEAD] = { "thead", IS_GROUP, IS_ROW, MAY_COMMON },
	[EL_TBODY] = { "tbody", IS_GROUP, IS_ROW, MAY_COMMON },
	[EL_TFOOT] = { "tfoot", IS_GROUP, IS_ROW, MAY_COMMON },
	[EL_TR] = { "tr", IS_ROW, IS_CELL, MAY_COMMON },
	[EL_TH] = { "th", IS_CELL, PLAIN, MAY_COMMON | MAY_SPAN | MAY_SCOPE },
	[EL_TD] = { "td", IS_CELL, FLOW, MAY_COMMON | MAY_SPAN },
	[EL_BR] = { "br", IS_PHRASING, 0, 0 },
	[EL_ABBR] = { "abbr", PHRASE | MAY_TITLE },
	[EL_B] = { "b", PHRASE },
	[EL_BDI] = { "bdi", PHRASE },
	[EL_BDO] = { "bdo", PHRASE },
	[EL_CITE] = { "cite", PHRASE },
	[EL_CODE] = { "code", PHRASE },
	[EL_DEL] = { "del", PHRASE },
	[EL_DFN] = { "dfn", PHRASE | MAY_TITLE },
	[EL_EM] = { "em", PHRASE },
	[EL_I] = { "i", PHRASE },
	[EL_INS] = { "ins", PHRASE },
	[EL_KBD] = { "kbd", PHRASE },
	[EL_MARK] = { "mark", PHRASE },
	[EL_Q] = { "q", PHRASE },
	[EL_RT] = { "rt", IS_RT, IS_PHRASING, MAY_COMMON },
	[EL_RUBY] = { "ruby", IS_PHRASING, IS_PHRASING | IS_RT, MAY_COMMON },
	[EL_S] = { "s", PHRASE },
	[EL_SAMP] = { "samp", PHRASE },
	[EL_SMALL] = { "small", PHRASE },
	[EL_SPAN] = { "span", PHRASE },
	[EL_STRONG] = { "strong", PHRASE },
	[EL_SUB] = { "sub", PHRASE },
	[EL_SUP] = { "sup", PHRASE },
	[EL_U] = { "u", PHRASE },
	[EL_VAR] = { "var", PHRASE }
};

enum element
element_of(struct str name)
{
	for (int i = EL_P; i < EL_COUNT; i++) {
		const char *known = elements[i].name;

		if (known[0] == name.p[0] && strlen(known) == name.len
		    && !memcmp(known, name.p, name.len))
			return (enum element)i;
	}
	return EL_TEXT;
}

/* In the order of their names. */
static const struct source_element source[] = {
	{ "a", ACT_LINK, EL_LINK },
	{ "abbr", ACT_INLINE, EL_ABBR },
	{ "acronym", ACT_INLINE, EL_ABBR },
	{ "address", ACT_BOUNDARY, EL_P },
	{ "amp-img", ACT_PICTURE, EL_PICTURE },
	{ "annotation", ACT_DROP, EL_TEXT },
	{ "annotation-xml", ACT_DROP, EL_TEXT },
	{ "applet", ACT_DROP, EL_TEXT },
	{ "article", ACT_BOUNDARY, EL_P },
	{ "aside", ACT_BOUNDARY, EL_P },
	{ "audio", ACT_MEDIA, EL_TEXT },
	{ "b", ACT_INLINE, EL_B },
	{ "bdi", ACT_INLINE, EL_BDI },
	{ "bdo", ACT_INLINE, EL_BDO },
	{ "blockquote", ACT_BLOCK, EL_BLOCKQUOTE },
	{ "body", ACT_BOUNDARY, EL_P },
	{ "br", ACT_BREAK, EL_BR },
	{ "button", ACT_DROP, EL_TEXT },
	{ "canvas", ACT_DROP, EL_TEXT },
	{ "caption", ACT_ITEM, EL_CAPTION },
	{ "center", ACT_BOUNDARY, EL_P },
	{ "chapbook-json", ACT_DROP, EL_TEXT },
	{ "cite", ACT_INLINE, EL_CITE },
	{ "code", ACT_INLINE, EL_CODE },
	{ "col", ACT_DROP, EL_TEXT },
	{ "datalist", ACT_DROP, EL_TEXT },
	{ "dd", ACT_ITEM, EL_DD },
	{ "del", ACT_INLINE, EL_DEL },
	{ "details", ACT_BOUNDARY, EL_P },
	{ "dfn", ACT_INLINE, EL_DFN },
	{ "dialog", ACT_BOUNDARY, EL_P },
	{ "dir", ACT_BLOCK, EL_UL },
	{ "div", ACT_BOUNDARY, EL_P },
	{ "dl", ACT_BLOCK, EL_DL },
	{ "dt", ACT_ITEM, EL_DT },
	{ "em", ACT_INLINE, EL_EM },
	{ "embed", ACT_MEDIA, EL_TEXT },
	{ "fieldset", ACT_BOUNDARY, EL_P },
	{ "figcaption", ACT_ITEM, EL_FIGCAPTION },
	{ "figure", ACT_BLOCK, EL_FIGURE },
	{ "footer", ACT_BOUNDARY, EL_P },
	{ "foreignobject", ACT_SVG_TEXT, EL_TEXT },
	{ "form", ACT_BOUNDARY, EL_P },
	{ "frameset", ACT_BOUNDARY, EL_P },
	{ "h1", ACT_HEADING, EL_H2 },
	{ "h2", ACT_HEADING, EL_H2 },
	{ "h3", ACT_HEADING, EL_H3 },
	{ "h4", ACT_HEADING, EL_H4 },
	{ "h5", ACT_HEADING, EL_H5 },
	{ "h6", ACT_HEADING, EL_H6 },
	{ "head", ACT_DROP, EL_TEXT },
	{ "header", ACT_BOUNDARY, EL_P },
	{ "hgroup", ACT_BOUNDARY, EL_P },
	{ "hr", ACT_HR, EL_HR },
	{ "html", ACT_BOUNDARY, EL_P },
	{ "i", ACT_INLINE, EL_I },
	{ "iframe", ACT_MEDIA, EL_TEXT },
	{ "image", ACT_PICTURE, EL_PICTURE },
	{ "img", ACT_PICTURE, EL_PICTURE },
	{ "input", ACT_DROP, EL_TEXT },
	{ "ins", ACT_INLINE, EL_INS },
	{ "kbd", ACT_INLINE, EL_KBD },
	{ "legend", ACT_BOUNDARY, EL_P },
	{ "li", ACT_ITEM, EL_LI },
	{ "listing", ACT_PRE, EL_PRE },
	{ "main", ACT_BOUNDARY, EL_P },
	{ "mark", ACT_INLINE, EL_MARK },
	{ "marquee", ACT_BOUNDARY, EL_P },
	{ "menu", ACT_BLOCK, EL_UL },
	{ "meter", ACT_DROP, EL_TEXT },
	{ "nav", ACT_BOUNDARY, EL_P },
	{ "noframes", ACT_BOUNDARY, EL_P },
	{ "noscript", ACT_NOSCRIPT, EL_TEXT },
	{ "object", ACT_MEDIA, EL_TEXT },
	{ "ok", ACT_LINK, EL_LINK },
	{ "ol", ACT_BLOCK, EL_OL },
	{ "optgroup", ACT_DROP, EL_TEXT },
	{ "option", ACT_DROP, EL_TEXT },
	{ "p", ACT_P, EL_P },
	{ "plaintext", ACT_PRE, EL_PRE },
	{ "pre", ACT_PRE, EL_PRE },
	{ "progress", ACT_DROP, EL_TEXT },
	{ "q", ACT_INLINE, EL_Q },
	{ "rp", ACT_DROP, EL_TEXT },
	{ "rt", ACT_INLINE, EL_RT },
	{ "rtc", ACT_INLINE, EL_RT },
	{ "ruby", ACT_INLINE, EL_RUBY },
	{ "s", ACT_INLINE, EL_S },
	{ "samp", ACT_INLINE, EL_SAMP },
	{ "script", ACT_DROP, EL_TEXT },
	{ "search", ACT_BOUNDARY, EL_P },
	{ "section", ACT_BOUNDARY, EL_P },
	{ "select", ACT_DROP, EL_TEXT },
	{ "small", ACT_INLINE, EL_SMALL },
	{ "span", ACT_LINK, EL_LINK },
	{ "strike", ACT_INLINE, EL_S },
	{ "strong", ACT_INLINE, EL_STRONG },
	{ "style", ACT_DROP, EL_TEXT },
	{ "sub", ACT_INLINE, EL_SUB },
	{ "summary", ACT_SUMMARY, EL_P },
	{ "sup", ACT_INLINE, EL_SUP },
	{ "svg", ACT_SVG, EL_TEXT },
	{ "table", ACT_BLOCK, EL_TABLE },
	{ "tbody", ACT_ITEM, EL_TBODY },
	{ "td", ACT_ITEM, EL_TD },
	{ "template", ACT_DROP, EL_TEXT },
	{ "text", ACT_SVG_TEXT, EL_TEXT },
	{ "textarea", ACT_DROP, EL_TEXT },
	{ "tfoot", ACT_ITEM, EL_TFOOT },
	{ "th", ACT_ITEM, EL_TH },
	{ "thead", ACT_ITEM, EL_THEAD },
	{ "title", ACT_DROP, EL_TEXT },
	{ "tr", ACT_ITEM, EL_TR },
	{ "tt", ACT_INLINE, EL_CODE },
	{ "u", ACT_INLINE, EL_U },
	{ "ul", ACT_BLOCK, EL_UL },
	{ "var", ACT_INLINE, EL_VAR },
	{ "video", ACT_MEDIA, EL_TEXT },
	{ "xmp", ACT_PRE, EL_PRE }
};

static int
compare_name(const void *key, const void *entry)
{
	const struct source_element *known = entry;

	return str_cmp(*(const struct str *)key, str_of(known->name));
}

const struct source_element *
source_element(struct str name)
{
	static const struct source_element unknown = {
		"", ACT_UNWRAP, EL_TEXT
	};
	const struct source_element *found = bsearch(&name, source,
	    sizeof(source) / sizeof(*source), sizeof(*source), compare_name);

	return found ? found : &unknown;
}

bool
element_class(struct str name)
{
	static const char *const known[] = {
		"lead", "footnotes", "footnote-ref", "footnote-back"
	};
	const struct str language = STR("language-");

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_eq(name, str_of(known[i])))
			return true;
	if (!str_starts(name, language) || name.len > 40
	    || name.len == language.len)
		return false;
	for (size_t i = language.len; i < name.len; i++)
		if (!ascii_alpha(name.p[i]) && !ascii_digit(name.p[i])
		    && !ascii_in(name.p[i], "+#-_."))
			return false;
	return true;
}
