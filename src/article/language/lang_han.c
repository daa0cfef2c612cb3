/* SPDX-License-Identifier: MIT */
/* Simplified and Traditional Chinese. */
#include <string.h>

#include "article/language/lang_guess.h"
#include "base/text.h"
#include "tables/words.h"

#define HAN_FIRST 0x4e00u
#define HAN_COUNT 0x5200u

static void
mark(const struct words *lines, unsigned char bit,
    unsigned char marks[HAN_COUNT])
{
	for (size_t i = 0; i < lines->count; i++) {
		struct str line = words_key(lines, i);
		size_t at = 0;
		uint32_t c;

		while ((c = text_next(line, &at)) != UINT32_MAX)
			if (c >= HAN_FIRST && c < HAN_FIRST + HAN_COUNT)
				marks[c - HAN_FIRST] |= bit;
	}
}

struct str
lang_guess_han(struct str text)
{
	unsigned char marks[HAN_COUNT];
	size_t counts[3] = { 0, 0, 0 }, at = 0;
	uint32_t c;

	memset(marks, 0, sizeof(marks));
	mark(&WORDS_SIMPLIFIED, 1, marks);
	mark(&WORDS_TRADITIONAL, 2, marks);
	while ((c = text_next(text, &at)) != UINT32_MAX)
		if (c >= HAN_FIRST && c < HAN_FIRST + HAN_COUNT)
			counts[marks[c - HAN_FIRST]]++;
	if (counts[1] == counts[2])
		return STR("zh");
	return counts[1] > counts[2] ? STR("zh-Hans") : STR("zh-Hant");
}
