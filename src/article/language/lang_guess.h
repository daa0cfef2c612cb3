/* SPDX-License-Identifier: MIT */
/* Telling languages of one script apart, by letters and by common words. */
#ifndef CHAPBOOK_LANG_GUESS_H
#define CHAPBOOK_LANG_GUESS_H

#include <stdint.h>

#include "base/str.h"

/* Of assets/tables/languages.txt. */
enum {
	LANG_MANY_SCRIPTS = 1 << 0,
	LANG_RIGHT_TO_LEFT = 1 << 1,
	LANG_NOT_LATIN = 1 << 2,
	LANG_OWN_SCRIPT = 1 << 3
};

/* Each returns a tag; text is the whole text, of whatever scripts. */
struct str lang_guess_han(struct str text);	/* zh-Hans, zh-Hant, zh */
struct str lang_guess_latin(struct str text);	/* "und" if unsure */
struct str lang_guess_cyrillic(struct str text);
struct str lang_guess_arabic(struct str text);

#endif
