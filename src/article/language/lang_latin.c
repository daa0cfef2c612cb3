/* SPDX-License-Identifier: MIT */
/* Languages of the Latin script, by their commonest words and own letters. */
#include <utf8proc.h>

#include "article/language/lang_guess.h"
#include "article/language/weights.h"
#include "base/text.h"
#include "tables/words.h"

#define WORD_BYTES 24
/* Bits of a set of them. */
#define LANGUAGES_MAX 31

static bool
is_letter(uint32_t c)
{
	if (c < 0x80)
		return ascii_alpha((int)c);
	return (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7)
		|| (c >= 0x300 && c <= 0x36f) || (c >= 0x1e00 && c <= 0x1eff);
}

/* What few languages have says more than what many have. */
static void
score(const struct words *words, struct str s, size_t weight, size_t *scores)
{
	size_t at = words_find(words, s);
	unsigned set = at == WORDS_NONE ? 0
		: (unsigned)words_number(words, 0, at);
	unsigned of = (unsigned)__builtin_popcount(set);

	for (size_t i = 0; set >> i; i++)
		if (set >> i & 1)
			scores[i] += weight / of;
}

static uint32_t
lower(uint32_t c)
{
	return (uint32_t)(c < 0x80 ? ascii_lower((int)c)
	    : utf8proc_tolower((utf8proc_int32_t)c));
}

static size_t
score_text(struct str text, size_t *scores)
{
	struct buf word = BUF_INIT;
	size_t at = 0, words = 0;
	uint32_t c;

	do {
		c = text_next(text, &at);
		if (c != UINT32_MAX && is_letter(c)) {
			size_t from = word.len;

			text_put(&word, lower(c));
			if (c >= 0x80)
				score(&WORDS_LETTERS, str_sub(buf_str(&word),
				    from, word.len),
				    LANG_LETTER_POINTS, scores);
			if (from >= WORD_BYTES)
				buf_truncate(&word, from);
			continue;
		}
		if (word.len) {
			score(&WORDS_FREQUENT, buf_str(&word),
			    LANG_WORD_POINTS, scores);
			words++;
		}
		buf_clear(&word);
	} while (c != UINT32_MAX);
	buf_release(&word);
	return words;
}

struct str
lang_guess_latin(struct str text)
{
	size_t scores[LANGUAGES_MAX] = { 0 }, best = 0, second = 0;
	size_t words = score_text(text, scores);

	for (size_t i = 1; i < WORDS_LATIN_LANGUAGES.count; i++)
		if (scores[i] > scores[best])
			best = i;
	for (size_t i = 0; i < WORDS_LATIN_LANGUAGES.count; i++)
		if (i != best && scores[i] > second)
			second = scores[i];
	/* At least one common word in twelve, or as good as that, and a lead. */
	if (scores[best] < LANG_WORD_POINTS || scores[best] < words
	    || scores[best] == second)
		return STR("und");
	return words_key(&WORDS_LATIN_LANGUAGES, best);
}
