/* SPDX-License-Identifier: MIT */
/* Cyrillic and Arabic: letters that only some languages have. */
#include "article/language/lang_guess.h"
#include "base/text.h"

struct letters {
	const char *tag;
	const char *own;	/* each occurrence counts */
};

static const struct letters cyrillic[] = {
	{ "ru", "ыэёь" }, { "bg", "ъ" }, { "uk", "іїєґь" },
	{ "be", "ўіыэёь" }, { "sr", "јљњђћџ" }, { "mk", "јљњѓќѕџ" },
	{ "kk", "әғқңөұүһіы" }, { "mn", "өүыэьъ" }, { "ky", "ңөүыэ" },
	{ "tg", "ғӣқӯҳҷэ" }, { "tt", "әөүҗңһыэь" },
};

/* Letters of Arabic itself stand for it too, or it would never win. */
static const struct letters arabic[] = {
	{ "ar", "ةىأإيك" }, { "fa", "پچژگیک" }, { "ur", "ٹڈڑےںھہپچگیک" },
	{ "ug", "ېۇۆۈەڭپچگىك" }, { "ps", "ټډړښځڅېۍګڼ" },
	{ "ckb", "ێۆڵڕەڤپچگیک" }, { "sd", "ڀٺڃڄڌڏڦڻڱڪٻ" },
};

#define LETTERS_FIRST 0x400u
#define LETTERS_COUNT 0x300u
#define ROWS_MAX 16	/* bits of a mask */

static uint32_t
lower_cyrillic(uint32_t c)
{
	if (c >= 0x410 && c <= 0x42f)
		return c + 0x20;
	return c >= 0x400 && c <= 0x40f ? c + 0x50 : c;
}

/* Bit i of a letter's mask: it is one of row i. */
static void
mark_letters(const struct letters *rows, size_t count,
    uint16_t masks[LETTERS_COUNT])
{
	for (size_t i = 0; i < count; i++) {
		struct str own = str_of(rows[i].own);
		size_t at = 0;
		uint32_t c;

		while ((c = text_next(own, &at)) != UINT32_MAX)
			masks[c - LETTERS_FIRST] |= (uint16_t)(1u << i);
	}
}

/* Whose own letters text has most of; the first of equals. */
static const char *
most_letters(struct str text, const struct letters *rows, size_t count)
{
	uint16_t masks[LETTERS_COUNT] = { 0 };
	size_t scores[ROWS_MAX] = { 0 }, at = 0, best = 0;
	uint32_t c;

	mark_letters(rows, count, masks);
	while ((c = text_next(text, &at)) != UINT32_MAX) {
		c = lower_cyrillic(c) - LETTERS_FIRST;
		if (c >= LETTERS_COUNT)
			continue;
		for (size_t i = 0; masks[c] >> i; i++)
			scores[i] += masks[c] >> i & 1;
	}
	for (size_t i = 1; i < count; i++)
		if (scores[i] > scores[best])
			best = i;
	return rows[best].tag;
}

const char *
lang_guess_cyrillic(struct str text)
{
	return most_letters(text, cyrillic,
	    sizeof(cyrillic) / sizeof(*cyrillic));
}

const char *
lang_guess_arabic(struct str text)
{
	return most_letters(text, arabic, sizeof(arabic) / sizeof(*arabic));
}
