/* SPDX-License-Identifier: MIT */
#include "article/record/ending.h"

#include "tables/endings.h"

enum ending
ending_of_name(struct str name)
{
	size_t dot = str_rchr(name, '.'), at;

	if (dot == STR_NONE)
		return ENDING_UNKNOWN;
	at = words_find(&WORDS_ENDINGS, str_sub(name, dot + 1, name.len));
	return at == WORDS_NONE ? ENDING_UNKNOWN : (enum ending)words_number(
	    &WORDS_ENDINGS, WORDS_ENDINGS_KIND, at);
}

bool
ending_is_picture(struct str name)
{
	return ending_of_name(name) == ENDING_PICTURE;
}
