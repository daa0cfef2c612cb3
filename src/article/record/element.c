/* SPDX-License-Identifier: MIT */
#include "article/record/element.h"

#include <string.h>

#include "base/mem.h"
#include "tables/html.h"

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

struct source_element
source_element(struct str name)
{
	const struct words *words = &WORDS_SOURCE_ELEMENTS;
	size_t at = words_find(words, name);

	if (at == WORDS_NONE)
		return (struct source_element){ ACT_UNWRAP, EL_TEXT };
	return (struct source_element){
		(enum action)words_number(words, WORDS_SOURCE_ELEMENTS_ACT, at),
		(enum element)words_number(words, WORDS_SOURCE_ELEMENTS_ELEMENT,
		    at)
	};
}

bool
element_class(struct str name)
{
	static const char *const known[] = {
		"lead", "footnotes", "footnote-ref", "footnote-back"
	};
	const struct str language = STR("language-");

	for (size_t i = 0; i < ARRAY_COUNT(known); i++)
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
