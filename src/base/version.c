/* SPDX-License-Identifier: MIT */
#include "base/version.h"

#ifndef VERSION_LIBRARIES
#define VERSION_LIBRARIES ""
#endif

const char *
version_libraries(void)
{
	return VERSION_LIBRARIES;
}

bool
version_next(struct str *rest, struct str *name, struct str *version)
{
	struct str word;
	size_t equals;

	while (str_next(rest, ' ', &word)) {
		equals = str_chr(word, '=');
		if (equals == STR_NONE)
			continue;
		*name = str_sub(word, 0, equals);
		*version = str_sub(word, equals + 1, word.len);
		return true;
	}
	return false;
}
