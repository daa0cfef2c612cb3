/* SPDX-License-Identifier: MIT */
/*
 * What decides here which language a text is in. See extract/weights.h for
 * how such constants are tested; these are by tests/unit/test_lang_weights.c.
 */
#ifndef CHAPBOOK_LANGUAGE_WEIGHTS_H
#define CHAPBOOK_LANGUAGE_WEIGHTS_H

#include <stddef.h>

/* Bounds work: the first look at a text, which nearly always is enough. */
#define LANG_FIRST_BYTES	((size_t)4 << 10)
/* A text that says nothing of its language here will not say it later. */
#define LANG_BYTES		((size_t)16 << 10)
/* Fewer letters are a name, in whatever language. */
#define LANG_LETTERS		12
/* A Chinese character is a syllable, mostly a word: so many letters. */
#define LANG_HAN_LETTERS	3
/* A Korean one is a syllable of two or three letters. */
#define LANG_HANGUL_LETTERS	2
/*
 * Japanese has kana between its Chinese characters: more than one for so
 * many. In a Chinese text about Japan there are fewer.
 */
#define LANG_KANA_PART		8

/*
 * Points for a word that only one language has, and for a letter; divided by
 * the number of languages that have them, and so a number with many divisors.
 * A language needs a point for each word of the text: one of its own common
 * words in twelve, or two of its letters.
 */
#define LANG_WORD_POINTS	12
#define LANG_LETTER_POINTS	6

#endif
