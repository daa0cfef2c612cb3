/* SPDX-License-Identifier: MIT */
/* Which script a text is written in, and then which language. */

#include "article/language/lang.h"
#include "article/language/lang_guess.h"
#include "article/language/weights.h"
#include "base/mem.h"
#include "base/text.h"

enum script {
	LATIN, CYRILLIC, ARABIC, HAN, KANA, HANGUL, GREEK, HEBREW, THAI,
	DEVANAGARI, TIBETAN, BENGALI, GURMUKHI, GUJARATI, TAMIL, TELUGU,
	KANNADA, MALAYALAM, SINHALA, LAO, MYANMAR, GEORGIAN, ETHIOPIC, KHMER,
	MONGOLIAN, ARMENIAN, SCRIPTS
};

/* The language of those scripts that only one major language uses. */
static const char *const only_language[SCRIPTS] = {
	[KANA] = "ja", [HANGUL] = "ko", [GREEK] = "el", [HEBREW] = "he",
	[THAI] = "th", [DEVANAGARI] = "hi", [TIBETAN] = "bo",
	[BENGALI] = "bn", [GURMUKHI] = "pa", [GUJARATI] = "gu",
	[TAMIL] = "ta", [TELUGU] = "te", [KANNADA] = "kn",
	[MALAYALAM] = "ml", [SINHALA] = "si", [LAO] = "lo",
	[MYANMAR] = "my", [GEORGIAN] = "ka", [ETHIOPIC] = "am",
	[KHMER] = "km", [MONGOLIAN] = "mn", [ARMENIAN] = "hy",
};

/* In order of code points. */
static const struct {
	uint32_t first, last;
	enum script script;
} ranges[] = {
	{ 0xc0, 0x24f, LATIN },
	{ 0x370, 0x3ff, GREEK }, { 0x400, 0x52f, CYRILLIC },
	{ 0x531, 0x587, ARMENIAN }, { 0x5d0, 0x5f4, HEBREW },
	{ 0x620, 0x6ff, ARABIC }, { 0x750, 0x77f, ARABIC },
	{ 0x900, 0x97f, DEVANAGARI }, { 0x980, 0x9ff, BENGALI },
	{ 0xa00, 0xa7f, GURMUKHI }, { 0xa80, 0xaff, GUJARATI },
	{ 0xb80, 0xbff, TAMIL }, { 0xc00, 0xc7f, TELUGU },
	{ 0xc80, 0xcff, KANNADA }, { 0xd00, 0xd7f, MALAYALAM },
	{ 0xd80, 0xdff, SINHALA }, { 0xe00, 0xe7f, THAI },
	{ 0xe80, 0xeff, LAO }, { 0xf00, 0xfff, TIBETAN },
	{ 0x1000, 0x109f, MYANMAR }, { 0x10a0, 0x10ff, GEORGIAN },
	{ 0x1200, 0x139f, ETHIOPIC }, { 0x1780, 0x17ff, KHMER },
	{ 0x1800, 0x18af, MONGOLIAN }, { 0x1e00, 0x1eff, LATIN },
	{ 0x1f00, 0x1fff, GREEK }, { 0x3041, 0x30fa, KANA },
	{ 0x3400, 0x4dbf, HAN }, { 0x4e00, 0x9fff, HAN },
	{ 0xac00, 0xd7a3, HANGUL }, { 0xfb1d, 0xfb4f, HEBREW },
	{ 0xfb50, 0xfdff, ARABIC }, { 0xfe70, 0xfefc, ARABIC },
	{ 0xff66, 0xff9d, KANA }, { 0x20000, 0x323af, HAN },
};

static enum script
script_of(uint32_t c)
{
	size_t low = 0, high = ARRAY_COUNT(ranges);

	if (c >= 0x4e00 && c <= 0x9fff)
		return HAN;
	if (c < 0x80)
		return ascii_alpha((int)c) ? LATIN : SCRIPTS;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (c > ranges[middle].last)
			low = middle + 1;
		else if (c < ranges[middle].first)
			high = middle;
		else
			return ranges[middle].script;
	}
	return SCRIPTS;
}

static void
count_scripts(struct str text, size_t counts[SCRIPTS + 1])
{
	size_t at = 0;
	uint32_t c;

	while ((c = text_next(text, &at)) != UINT32_MAX)
		counts[script_of(c)]++;
	counts[HAN] *= LANG_HAN_LETTERS;
	counts[HANGUL] *= LANG_HANGUL_LETTERS;
}

static enum script
prevailing(const size_t counts[SCRIPTS])
{
	enum script best = LATIN;

	for (int i = LATIN + 1; i < SCRIPTS; i++)
		if (counts[i] > counts[best])
			best = (enum script)i;
	return best;
}

static struct str
detect_in(struct str text)
{
	size_t counts[SCRIPTS + 1] = { 0 };
	enum script script;

	count_scripts(text, counts);
	script = prevailing(counts);
	if (counts[script] < LANG_LETTERS)
		return STR("und");
	if (script == HAN && counts[KANA] * LANG_KANA_PART
	    > counts[HAN] / LANG_HAN_LETTERS)
		return STR("ja");
	switch (script) {
	case HAN:
		return lang_guess_han(text);
	case LATIN:
		return lang_guess_latin(text);
	case CYRILLIC:
		return lang_guess_cyrillic(text);
	case ARABIC:
		return lang_guess_arabic(text);
	default:
		return str_of(only_language[script]);
	}
}

struct str
lang_detect(struct str text)
{
	struct str found = detect_in(str_sub(text, 0, LANG_FIRST_BYTES));

	if (!str_eq(found, STR("und")) || text.len <= LANG_FIRST_BYTES)
		return found;
	return detect_in(str_sub(text, 0, LANG_BYTES));
}
