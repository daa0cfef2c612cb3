/* SPDX-License-Identifier: MIT */
/* Texts on either side of each constant of article/language/weights.h. */
#include "article/language/lang.h"
#include "sides.h"

static void
detect(struct str in, struct buf *out)
{
	buf_addstr(out, lang_detect(in));
}

static const struct sides texts[] = {
	{ "LANG_BYTES", "‹times . ›‹40 latin›", 8100, 8192, "is en",
		"is und" },
	{ "LANG_LETTERS", "‹cyrillic›", 11, 12, "is und", "is ru" },
	{ "LANG_LETTERS", "‹arabic›", 11, 12, "is und", "is ar" },
	{ "LANG_HAN_LETTERS", "‹han›", 3, 4, "is und", "is zh-Hant" },
	{ "LANG_HANGUL_LETTERS", "‹times 가›", 5, 6, "is und", "is ko" },
	{ "LANG_KANA_PART", "‹han›とはのがを", 39, 40, "is ja", "is zh-Hant" },
	{ "LANG_WORD_POINTS", "the ‹times zzz ›", 11, 12, "is en", "is und" },
	{ "LANG_LETTER_POINTS", "żwż ‹times zzz ›", 11, 12, "is pl", "is und" },
};

static void
test_texts(void)
{
	CHECK_SIDES(texts, detect);
}

int
main(void)
{
	RUN(test_texts);
	return test_end();
}
