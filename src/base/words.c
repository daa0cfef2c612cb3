/* SPDX-License-Identifier: MIT */
#include "base/words.h"

static struct str
text_at(const char *text, const uint16_t *at, size_t i)
{
	return (struct str){ text + at[i], (size_t)(at[i + 1] - at[i]) };
}

struct str
words_key(const struct words *words, size_t at)
{
	return text_at(words->text, words->at, at);
}

int
words_number(const struct words *words, size_t column, size_t at)
{
	return words->columns[column].numbers[at];
}

struct str
words_text(const struct words *words, size_t column, size_t at)
{
	const struct words_column *c = &words->columns[column];

	return text_at(c->text, c->at, at);
}

static unsigned
byte_at(const struct words *words, struct str s, size_t at)
{
	unsigned c = (unsigned char)s.p[at];

	return words->nocase ? (unsigned)ascii_lower((int)c) : c;
}

static bool
may_start(const struct words *words, unsigned c)
{
	return words->first[c / 32] >> c % 32 & 1;
}

/* Negative, 0 or positive, as s stands before, at or after the key. */
static int
compare(const struct words *words, struct str s, struct str key)
{
	for (size_t i = 0; i < s.len && i < key.len; i++) {
		int order = (int)byte_at(words, s, i)
			- (int)(unsigned char)key.p[i];

		if (order)
			return order;
	}
	return (s.len > key.len) - (s.len < key.len);
}

/* How many keys are not after s. */
static size_t
count_until(const struct words *words, struct str s)
{
	size_t low = 0, high = words->count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (compare(words, s, words_key(words, mid)) < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

size_t
words_find(const struct words *words, struct str s)
{
	size_t at = words_find_start(words, s);

	return at != WORDS_NONE && words_key(words, at).len == s.len ? at
		: WORDS_NONE;
}

bool
words_has(const struct words *words, struct str s)
{
	return words_find(words, s) != WORDS_NONE;
}

/*
 * What stands between a key that s starts with and s, in order, starts with
 * that key, too. So it is the last one before s, or one that this starts with.
 */
size_t
words_find_start(const struct words *words, struct str s)
{
	size_t n;

	if (!s.len || !may_start(words, byte_at(words, s, 0)))
		return WORDS_NONE;
	for (n = count_until(words, s); n; n = words->shorter[n - 1]) {
		struct str key = words_key(words, n - 1);

		if (key.len <= s.len
		    && !compare(words, str_sub(s, 0, key.len), key))
			return n - 1;
	}
	return WORDS_NONE;
}

struct str
words_start(const struct words *words, struct str s)
{
	size_t at = words_find_start(words, s);

	return str_sub(s, 0, at == WORDS_NONE ? 0 : words_key(words, at).len);
}

struct str
words_end(const struct words *words, struct str s)
{
	struct str longest = str_sub(s, s.len, s.len);

	for (size_t i = 0; i < words->count; i++) {
		struct str key = words_key(words, i), end;

		if (key.len <= longest.len || key.len > s.len)
			continue;
		end = str_sub(s, s.len - key.len, s.len);
		if (!compare(words, end, key))
			longest = end;
	}
	return longest;
}

bool
words_within(const struct words *words, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (may_start(words, byte_at(words, s, i))
		    && words_find_start(words, str_sub(s, i, s.len))
		    != WORDS_NONE)
			return true;
	return false;
}
