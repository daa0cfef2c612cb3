/* SPDX-License-Identifier: MIT */
/* Cyrillic and Arabic: letters that only some languages have. */
#include "article/language/lang_guess.h"
#include "base/text.h"
#include "tables/languages.h"

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

/* The hard sign that only parts a consonant from the vowel after it. */
static bool
is_parting(uint32_t c, struct str text, size_t at)
{
	static const struct str vowels[] = { STR("е"), STR("ё"), STR("ю"),
		STR("я"), STR("Е"), STR("Ё"), STR("Ю"), STR("Я") };

	for (size_t i = 0; i < sizeof(vowels) / sizeof(vowels[0])
	     && c == 0x44a; i++)
		if (str_starts(str_sub(text, at, text.len), vowels[i]))
			return true;
	return false;
}

/* Bit i of a letter's mask: it is one of row i. */
static void
mark_letters(const struct words *rows, uint16_t masks[LETTERS_COUNT])
{
	for (size_t i = 0; i < rows->count; i++) {
		/* Both tables have no other column. */
		struct str own = words_text(rows, 0, i);
		size_t at = 0;
		uint32_t c;

		while ((c = text_next(own, &at)) != UINT32_MAX)
			if (c >= LETTERS_FIRST
			    && c < LETTERS_FIRST + LETTERS_COUNT)
				masks[c - LETTERS_FIRST] |= (uint16_t)(1u << i);
	}
}

/* Whose own letters text has most of; the first of equals. */
static struct str
most_letters(struct str text, const struct words *rows)
{
	uint16_t masks[LETTERS_COUNT] = { 0 };
	size_t scores[ROWS_MAX] = { 0 }, at = 0, best = 0;
	uint32_t c;

	mark_letters(rows, masks);
	while ((c = text_next(text, &at)) != UINT32_MAX) {
		c = lower_cyrillic(c);
		c = (is_parting(c, text, at) ? 0x44b : c) - LETTERS_FIRST;
		if (c >= LETTERS_COUNT)
			continue;
		for (size_t i = 0; masks[c] >> i; i++)
			scores[i] += masks[c] >> i & 1;
	}
	for (size_t i = 1; i < rows->count; i++)
		if (scores[i] > scores[best])
			best = i;
	return words_key(rows, best);
}

struct str
lang_guess_cyrillic(struct str text)
{
	return most_letters(text, &WORDS_CYRILLIC_LETTERS);
}

struct str
lang_guess_arabic(struct str text)
{
	return most_letters(text, &WORDS_ARABIC_LETTERS);
}
