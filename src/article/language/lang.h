/* SPDX-License-Identifier: MIT */
/* Languages: BCP 47 tags, writing direction, and what a text is written in. */
#ifndef CHAPBOOK_LANG_H
#define CHAPBOOK_LANG_H

#include "base/buf.h"

/*
 * A declared tag made well-formed: "zh_CN" gives "zh-Hans", "zh-TW" gives
 * "zh-Hant", "EN-us" gives "en-US". False and out empty if it is no tag.
 */
bool lang_normalise(struct str declared, struct buf *out);

/*
 * From the text: script counts, then common words and letters for Latin and
 * Cyrillic; zh-Hans and zh-Hant by characters that only one of them has.
 * "und" if there is too little. Looks at no more than 16 KB.
 */
struct str lang_detect(struct str text);

/*
 * What a path says: its innermost folder that is called by a language, as
 * lang_normalise() writes it. False and out empty if there is none.
 */
bool lang_of_path(struct str path, struct buf *out);

/* "rtl" for ar, he, *-Arab and their like, else "ltr". */
const char *lang_dir(struct str lang);

/* Whether it is usually written in Latin letters, as far as it is known. */
bool lang_is_latin(struct str lang);

/* Whether no text in another language is in its script by mistake. */
bool lang_has_own_script(struct str lang);

#endif
